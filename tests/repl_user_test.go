package tests

import (
	"os"
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
		s.hasEnded(first)
	}
}
