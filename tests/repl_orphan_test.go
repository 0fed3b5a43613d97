package tests

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// The parent of a child at its prompt is killed: who has the terminal then is the
// parent of that, and nobody beside him.
func TestPromptParentKilled(t *testing.T) {
	s := repl(t, os.Getuid())
	middle := s.forked("fork()")
	other := s.forked("fork()")
	last := s.forked("fork()")
	s.send("half")
	s.expect("half")
	syscall.Kill(middle, syscall.SIGKILL)
	s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", middle))
	s.prompt()
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", other))
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
	for i := range 20 {
		s.send(fmt.Sprintf("'key' .. %d\r", i))
		s.expect(fmt.Sprintf("\r\nkey%d\r\n", i))
	}
	s.prompt()
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
	// The same with one that comes to its prompt only afterwards.
	middle = s.forked("fork()")
	s.forked("fork()")
	s.enter("print('go') sleep(1)")
	s.expect("go\r\n")
	syscall.Kill(middle, syscall.SIGKILL)
	s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", middle))
	s.prompt()
	s.expect("the prompt that it was forked from has ended\r\n")
	s.send("1 + 1\r")
	s.expect("\r\n2\r\n")
}

// What the last of them says comes when the prompt is back, which is shown again
// below that, with what has been typed.
func TestPromptShownBelowOrphans(t *testing.T) {
	s := repl(t, os.Getuid())
	middle := s.forked("fork()")
	s.forked("fork()")
	last := s.forked("fork()")
	syscall.Kill(middle, syscall.SIGKILL)
	s.expect(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
	s.prompt()
}

// The first session is ended while a child is at its prompt: nobody is left, and the
// terminal is in order.
func TestPromptFirstKilled(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		for _, line := range []string{"", "fork()"} {
			s, first := replInShell(t, os.Getuid())
			last := s.forked("fork()")
			if line != "" {
				last = s.forked(line)
			}
			raw := s.modes()
			s.send("half")
			s.expect("half")
			syscall.Kill(first, sig)
			s.shown(fmt.Sprintf("status %d\r\n", 128+sig))
			s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
			if !eventually(func() bool { return s.modes() != raw }) {
				t.Fatalf("the terminal is raw after %s", sig)
			}
		}
	}
}

// Who leaves while jobs wait is told so first, and the jobs end without a word.
func TestPromptLeavesJobs(t *testing.T) {
	s, first := replInShell(t, os.Getuid())
	pid := s.forked("fork()")
	s.send(ctrlZ)
	s.expect(waits(pid))
	s.promptOf(first)
	s.send(ctrlD)
	s.expect(fmt.Sprintf("there are jobs: [%d]; Ctrl-D again leaves\r\n", pid))
	s.promptOf(first)
	s.tryIn(first, "1 + 1", "2")
	s.send(ctrlD)
	s.expect("Ctrl-D again leaves\r\n")
	s.promptOf(first)
	s.send(ctrlD)
	s.expect("status 0\r\n")
	s.expect("the terminal is as it was\r\n")
	gone(s.t, pid)
	s.mu.Lock()
	defer s.mu.Unlock()
	if screen := s.screen.String(); strings.Contains(screen, "forked from") {
		t.Errorf("what the user knows is told again:\n%s", screen)
	}
}
