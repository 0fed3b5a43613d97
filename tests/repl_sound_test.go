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
