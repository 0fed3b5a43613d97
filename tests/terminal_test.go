package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/creack/pty"
)

// terminal is a user in front of one, with a program in it: what the user types
// and what he comes to see. He waits for what he expects, and never for a time.
type terminal struct {
	t       testing.TB
	file    *os.File
	command *exec.Cmd
	mu      sync.Mutex
	screen  strings.Builder // all that was printed
	gone    bool            // nothing more will be
	marks   bool            // what is pasted is marked
	more    chan struct{}
	read    int // how much of the screen the user has looked at
}

// patience is how long the user waits for anything.
const patience = 20 * time.Second

// open runs a command as the leader of a session on a new terminal of 80 columns.
func open(t testing.TB, command *exec.Cmd) *terminal {
	t.Helper()
	return openSized(t, command, 80)
}

func openSized(t testing.TB, command *exec.Cmd, columns uint16) *terminal {
	t.Helper()
	command.Dir = "/"
	attr := command.SysProcAttr
	if attr == nil {
		attr = &syscall.SysProcAttr{}
	}
	attr.Setsid, attr.Setctty = true, true
	file, err := pty.StartWithAttrs(command, &pty.Winsize{Rows: 24, Cols: columns}, attr)
	if err != nil {
		t.Fatal(err)
	}
	// Closing it hangs up at once only if no read blocks in the kernel.
	fd, err := syscall.Dup(int(file.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	syscall.CloseOnExec(fd)
	syscall.SetNonblock(fd, true)
	file = os.NewFile(uintptr(fd), "terminal")
	s := &terminal{t: t, file: file, command: command, more: make(chan struct{}, 1)}
	go s.watch()
	t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		file.Close()
	})
	return s
}

// unseen is what a terminal is told of pasted text, and shows nothing of: it comes
// wherever the editor begins and ends.
var unseen = strings.NewReplacer(marksOn, "", marksOff, "")

const marksOn, marksOff = "\x1b[?2004h", "\x1b[?2004l"

func (s *terminal) watch() {
	b, part := make([]byte, 4096), "" // the beginning of a sequence
	for {
		n, err := s.file.Read(b)
		text := part + string(b[:n])
		part = ""
		if i := strings.LastIndexByte(text, '\x1b'); i >= 0 && err == nil && strings.HasPrefix("\x1b[?2004", text[i:]) {
			text, part = text[:i], text[i:]
		}
		s.mu.Lock()
		if on, off := strings.LastIndex(text, marksOn), strings.LastIndex(text, marksOff); on != off {
			s.marks = on > off
		}
		unseen.WriteString(&s.screen, text)
		s.gone = err != nil
		s.mu.Unlock()
		select {
		case s.more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// repl is nslua at its prompt, as the user uid whose home is a new folder.
func repl(t testing.TB, uid int, arguments ...string) *terminal {
	t.Helper()
	s := open(t, replCommand(t, uid, t.TempDir(), arguments...))
	s.prompt()
	return s
}

func replCommand(t testing.TB, uid int, home string, arguments ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command(nslua(t), arguments...)
	command.Env = append(environment(), "TERM=xterm", "NO_COLOR=1", "HOME="+home, "LC_ALL=C.UTF-8")
	if uid == os.Getuid() {
		return command
	}
	asRoot(t)
	as(command, uid)
	reachable(home)
	if err := os.Chown(home, uid, uid); err != nil {
		t.Fatal(err)
	}
	return command
}

// reachable has every user reach a temporary folder.
func reachable(dir string) {
	for ; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		os.Chmod(dir, 0o755)
	}
}

// environment is that of the tests without what is the developer's own of nslua's.
func environment() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "NSLUA_") || strings.HasPrefix(variable, "XDG_")
	})
}

// pid is the process that was started.
func (s *terminal) pid() int { return s.command.Process.Pid }

func (s *terminal) send(keys string) {
	s.t.Helper()
	if _, err := s.file.WriteString(keys); err != nil {
		s.t.Fatal(err)
	}
}

// expect waits for a text that has not been looked at yet, and gives what comes
// before it.
func (s *terminal) expect(text string) (before string) {
	s.t.Helper()
	deadline := time.After(patience)
	for {
		s.mu.Lock()
		screen, gone := s.screen.String(), s.gone
		s.mu.Unlock()
		if i := strings.Index(screen[s.read:], text); i >= 0 {
			before = screen[s.read : s.read+i]
			s.read += i + len(text)
			return before
		}
		if gone {
			s.t.Fatalf("the terminal has ended without %q after\n%q", text, screen[s.read:])
		}
		select {
		case <-s.more:
		case <-deadline:
			s.t.Fatalf("no %q comes after\n%q", text, screen[s.read:])
		}
	}
}

// prompt waits for the prompt of the process that was started.
func (s *terminal) prompt() {
	s.t.Helper()
	s.promptOf(s.pid())
}

func (s *terminal) promptOf(pid int) {
	s.t.Helper()
	s.expect(fmt.Sprintf("[pid %d ", pid))
	s.expect("ns> ")
}

// enter types a line and waits until it is taken.
func (s *terminal) enter(line string) {
	s.t.Helper()
	s.send(line + "\r")
	s.expect(line + "\r\n")
}

// try types a line and waits for what it prints and the next prompt.
func (s *terminal) try(line string, prints ...string) {
	s.t.Helper()
	s.enter(line)
	for _, text := range prints {
		s.expect(text + "\r\n")
	}
	s.prompt()
}

// number types an expression and gives the number that it prints.
func (s *terminal) number(expression string) (n int) {
	s.t.Helper()
	s.enter("print('=' .. " + expression + ")")
	s.expect("=")
	s.expect("\r\n")
	s.mu.Lock()
	defer s.mu.Unlock()
	text := s.screen.String()[:s.read]
	fmt.Sscan(text[strings.LastIndex(text, "=")+1:], &n)
	return n
}

// eventually waits for what cannot be seen on the screen, and tells whether it has
// come.
func eventually(come func() bool) bool {
	for deadline := time.Now().Add(patience); !come(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// gone waits until a process has ended, whether or not that was waited for.
func gone(t testing.TB, pid int) {
	t.Helper()
	if !eventually(func() bool {
		state := stateOf(pid)
		return state == "" || state == "Z"
	}) {
		t.Fatalf("process %d does not end", pid)
	}
}

// end waits until the program has ended.
func (s *terminal) end() syscall.WaitStatus {
	s.t.Helper()
	timer := time.AfterFunc(patience, func() { s.command.Process.Kill() })
	defer timer.Stop()
	s.command.Wait()
	return s.command.ProcessState.Sys().(syscall.WaitStatus)
}

// ends fails unless the program ends with that status.
func (s *terminal) ends(status int) {
	s.t.Helper()
	s.end()
	if state := s.command.ProcessState; state.ExitCode() != status {
		s.t.Errorf("%v, and not %d, after\n%q", state, status, transcript(s))
	}
}

// ended fails unless the program ends with status 0.
func (s *terminal) ended() {
	s.t.Helper()
	s.ends(0)
}

// modes are the terminal's.
func (s *terminal) modes() (modes syscall.Termios) {
	s.t.Helper()
	s.ioctl(syscall.TCGETS, unsafe.Pointer(&modes))
	return modes
}

// foreground waits until the foreground process group is led by a program of
// that name.
func (s *terminal) foreground(name string) {
	s.t.Helper()
	comm := ""
	if !eventually(func() bool {
		comm = s.foregroundName()
		return comm == name
	}) {
		s.t.Fatalf("%s is in the foreground, and not %s", comm, name)
	}
}

// foregroundName is that of the program which leads the foreground process group.
func (s *terminal) foregroundName() string {
	s.t.Helper()
	var group int32
	s.ioctl(syscall.TIOCGPGRP, unsafe.Pointer(&group))
	return programOf(int(group))
}

// programOf is the name of the program that a process runs.
func programOf(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
	return strings.TrimSpace(string(text))
}

func (s *terminal) ioctl(request uintptr, result unsafe.Pointer) {
	s.t.Helper()
	conn, err := s.file.SyscallConn()
	if err != nil {
		s.t.Fatal(err)
	}
	conn.Control(func(fd uintptr) {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, request, uintptr(result)); errno != 0 {
			s.t.Fatal(errno)
		}
	})
}

// resize changes the width of the terminal, of which the program is told.
func (s *terminal) resize(columns uint16) {
	s.t.Helper()
	if err := pty.Setsize(s.file, &pty.Winsize{Rows: 24, Cols: columns}); err != nil {
		s.t.Fatal(err)
	}
}
