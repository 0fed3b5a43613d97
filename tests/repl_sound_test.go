package tests

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// What misbehaves at the prompt: scripts, files and terminals of others.

// bornChild waits until a child has come to its prompt, and gives its pid.
func (s *terminal) bornChild() int {
	s.t.Helper()
	said := s.expect("] waits at its prompt: fg(")
	pid, err := strconv.Atoi(said[strings.LastIndexByte(said, '[')+1:])
	if err != nil {
		s.t.Fatalf("no pid is at the end of %q", said)
	}
	return pid
}

// A child that the __tostring of an error has forked waits for its turn: it does not
// read from the terminal beside its parent.
func TestPromptErrorForks(t *testing.T) {
	for _, line := range []string{
		`error(setmetatable({}, {__tostring = function() fork() return "x" end}))`,
		`sigaction(SIGUSR1, {handler = function() error(setmetatable({}, {__tostring = function() fork() return "x" end})) end})`,
	} {
		s := repl(t, os.Getuid())
		s.enter(line)
		if strings.HasPrefix(line, "sig") {
			s.prompt()
			syscall.Kill(s.pid(), syscall.SIGUSR1)
		}
		child := s.bornChild()
		s.prompt()
		for range 20 {
			s.try("getpid()", fmt.Sprint(s.pid()))
		}
		s.enter("fg()")
		s.promptOf(child)
		s.send("\x04")
		s.expect(fmt.Sprintf("[%d] exited 0", child))
		s.prompt()
	}
}

// What the prompt's commands do is theirs, whatever a script has made of Lua's own
// names; and os.execute's.
func TestPromptNamesGone(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("for name in pairs(_G) do if name ~= 'os' then _G[name] = nil end end")
	s.try("getmetatable('').__index = nil")
	s.try("!echo here", "here")
	s.try("os.execute('echo there')", "there", "0  exit  0")
	s.enter(".ps")
	s.expect("COMMAND")
	s.prompt()
	s.enter(".lesson 1")
	s.expect("q leaves] ")
	s.send("q\r")
	s.prompt()
	s.enter("while true do end")
	s.send("\x03")
	s.expect("interrupted!")
	s.prompt()
}

// The handler of a signal that fails while a program runs takes nothing from the
// prompt: the terminal's signals are its own again.
func TestPromptHandlerFails(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("sigaction(SIGUSR1, {handler = function() error('oops') end})")
	s.enter("!for i in 1 2 3 4 5; do kill -USR1 $PPID; done; echo done")
	s.expect("done\r\n")
	s.prompt()
	s.try("#sigprocmask()", "0")
	s.enter("while true do end")
	s.send("\x03")
	s.expect("interrupted!")
	s.prompt()
}
