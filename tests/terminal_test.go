package tests

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/creack/pty"
)

// A terminal is a pseudo-terminal with a program on it, which leads a session
// there.
type terminal struct {
	t    *testing.T
	keys *os.File
	cmd  *exec.Cmd
	out  chan []byte // closed at the end
	seen []byte      // printed, and not yet looked for
}

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

func onTerminal(t *testing.T, cmd *exec.Cmd) *terminal {
	t.Helper()
	cmd.Env = append(cmd.Environ(), "TERM=xterm", "PS1=$ ")
	keys, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 100})
	if err != nil {
		t.Fatal(err)
	}
	s := &terminal{t: t, keys: keys, cmd: cmd, out: make(chan []byte, 100)}
	go s.read()
	t.Cleanup(func() {
		cmd.Process.Kill()
		keys.Close() // hangs up
		cmd.Wait()
	})
	return s
}

func (s *terminal) read() {
	defer close(s.out)
	for {
		piece := make([]byte, 4096)
		n, err := s.keys.Read(piece)
		if err != nil {
			return
		}
		s.out <- piece[:n]
	}
}

// types sends keys.
func (s *terminal) types(keys string) {
	s.t.Helper()
	if _, err := s.keys.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// shows waits for a text and returns what was printed before it.
func (s *terminal) shows(text string) string {
	s.t.Helper()
	late := time.After(patience)
	for {
		if before, after, found := bytes.Cut(s.seen, []byte(text)); found {
			s.seen = after
			return string(before)
		}
		select {
		case piece, more := <-s.out:
			if s.seen = append(s.seen, piece...); more {
				continue
			}
			s.t.Fatalf("waiting for %q it ended; there is\n%s", text, s.seen)
		case <-late:
			s.t.Fatalf("waiting for %q; there is\n%s", text, s.seen)
		}
	}
}

// ends waits for the program's end and returns its exit status, -1 for a signal.
func (s *terminal) ends() int {
	s.t.Helper()
	timer := time.AfterFunc(patience, func() { s.cmd.Process.Kill() })
	s.cmd.Wait()
	if !timer.Stop() {
		s.t.Fatalf("%v does not end; it printed\n%s", s.cmd, s.seen)
	}
	return s.cmd.ProcessState.ExitCode()
}

// foreground waits until the foreground process group is led by a program of
// that name.
func (s *terminal) foreground(name string) {
	s.t.Helper()
	comm := ""
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		var group int32
		syscall.Syscall(syscall.SYS_IOCTL, s.keys.Fd(), syscall.TIOCGPGRP, uintptr(unsafe.Pointer(&group)))
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", group))
		if comm = strings.TrimSpace(string(text)); comm == name {
			return
		}
	}
	s.t.Fatalf("%s is in the foreground, not %s; there is\n%s", comm, name, s.seen)
}
