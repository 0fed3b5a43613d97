package tests

import (
	"os"
	"strings"
	"testing"
)

// A prompt that takes more than half of the terminal leaves the further lines of an
// input their room.
func TestContinuationBelowWidePrompt(t *testing.T) {
	m := tmux(t, 40, 10)
	m.types("_PROMPT = '[pid 1 # | user pid mnt] ns> '")
	m.keys("Enter")
	m.keys("C-l")
	m.types("for i = 1, 2 do")
	m.keys("Enter")
	m.types("end")
	m.shows("[pid 1 # | user pid mnt] ns> for i = 1,\n2 do\n... end", 7, 2)
}

// The first process of a pid namespace, which SIGHUP would not end, does not go on
// with what it evaluates when the terminal is gone.
func TestPromptHangupOfFirst(t *testing.T) {
	asRoot(t)
	for _, line := range []string{"while true do end", "sleep(1000)"} {
		s := repl(t, os.Getuid())
		s.try("unshare(CLONE_NEWPID)", "0")
		s.enter("child = fork()")
		s.promptOf(1)
		first := s.number("readlink '/proc/self'") // as the parent's /proc has it
		s.promptOf(1)
		s.enter("kill(1, 'HUP')")
		s.expect("0\r\n")
		s.promptOf(1)
		s.enter("print('go') " + line)
		s.expect("go\r\n")
		s.file.Close()
		s.end()
		gone(s.t, first)
	}
}

// A word that does something at another prompt is answered with what does so here.
func TestPromptHintsAtWords(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("exit", "function: exit(status?: integer) -> never", "hint: exit() or Ctrl-D leaves")
	s.try("quit", "nil", "hint: exit() or Ctrl-D leaves")
	s.try("help", "hint: help() lists the calls, and ?name tells about one")
	s.try("ls", "nil", "hint: !ls runs the program")
	for _, line := range []string{"ls = 1", "quit = 2", "help = 3", "function exit() end"} {
		s.try(line)
	}
	for _, line := range []string{"ls", "quit", "help", "exit", "nil", "true", "'true'", "7", "nosuch"} {
		s.enter(line)
		if answer := s.expect("ns> "); strings.Contains(answer, "hint") {
			t.Errorf("%s: %s", line, answer)
		}
	}
}

// A child tells no time of what its parent has begun.
func TestPromptTimeInChild(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter(".time fork()")
	if before := s.expect("depth 1] ns> "); strings.Contains(before, "wall") {
		t.Errorf("%s", before)
	}
	s.send(ctrlD)
	s.told("exited 0")
	s.expect("wall ")
	s.prompt()
}

// A child in the background that wants to read from the terminal takes no key of its
// parent's prompt: it waits for fg. At no prompt, parent and child are as in C.
func TestPromptBackgroundReads(t *testing.T) {
	for _, read := range []string{"io.read()", "read(0, 9)"} {
		s := repl(t, os.Getuid())
		s.enter("if fork() == 0 then print('got ' .. " + read + ") exit(3) end")
		s.prompt()
		for state, tries := "", 0; state != "stopped"; tries++ { // once it has seen a key
			s.enter("print('it is ' .. jobs()[1].state)")
			state = s.matching(`it is (\w+)\r\n`)[1]
			s.prompt()
			if tries == 100 {
				t.Fatalf("the child is %s", state)
			}
		}
		s.shown("] stopped: fg(")
		s.enter("fg()")
		s.send("for it\r")
		s.expect("got for it")
		s.told("exited 3")
		s.prompt()
		s.enter("if fork() == 0 then print('asks') print('got ' .. " + read + ") exit() else wait() wait() end")
		s.expect("asks\r\n")
		s.send("an answer\r")
		s.expect("got an answe")
		s.prompt()
	}
}
