package tests

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// counts expects numbers from 1 to last, each in a line after its prefix.
func counts(t *testing.T, r io.Reader, prefix string, last int) {
	t.Helper()
	lines := bufio.NewScanner(r)
	for i := 1; i <= last; i++ {
		if !lines.Scan() {
			t.Fatalf("the end comes before %d: %v", i, lines.Err())
		}
		if got, want := lines.Text(), prefix+strconv.Itoa(i); got != want {
			t.Fatalf("read %q, not %q", got, want)
		}
	}
}

// await waits until so many of the services' processes are what they should be.
func (l *logs) await(n int, is func(pid int) bool) {
	l.Helper()
	found := 0
	if !eventually(func() bool {
		found = 0
		for _, pid := range descendants(l.command.Process.Pid) {
			if is(pid) {
				found++
			}
		}
		return found >= n
	}) {
		l.Fatalf("%d processes of %d", found, n)
	}
}

// runs tells whether a process has a program of that name.
func runs(name string) func(pid int) bool {
	return func(pid int) bool { return programOf(pid) == name }
}

// blocked waits until a program cannot go on: its output is full.
func (l *logs) blocked(name string) {
	l.Helper()
	l.await(1, func(pid int) bool {
		call, _ := os.ReadFile(fmt.Sprintf("/proc/%d/syscall", pid))
		return runs(name)(pid) && strings.HasPrefix(string(call), fmt.Sprint(syscall.SYS_WRITE, " "))
	})
}

// stopped waits until so many processes have stopped.
func (l *logs) stopped(n int) {
	l.Helper()
	l.await(n, func(pid int) bool { return stateOf(pid) == "T" })
}

// A reader that takes nothing makes the services wait that write, and nobody else:
// signals are heard and the ended are reaped. When he goes on nothing has been lost.
func TestSupervisorLogSlowReader(t *testing.T) {
	const many = 200_000
	for name, ends := range map[string]func() (r, w *os.File){
		"pipe": func() (r, w *os.File) {
			r, w, _ = os.Pipe()
			return r, w
		},
		"socket": func() (r, w *os.File) { return sockets(t) },
	} {
		t.Run(name, func(t *testing.T) {
			eachUser(t, func(t *testing.T, uid int) { // whose pipe it is not, and who cannot open it
				r, w := ends()
				defer r.Close()
				command := exec.Command(nslua(t))
				command.Stdout = w
				as(command, uid)
				l := logging(t, command, sh("web", "prefix = true", fmt.Sprint("exec seq ", many))+
					sh("db", "", "kill -STOP $$; exit 3"))
				l.blocked("seq")
				l.stopped(1)
				l.alive()
				for _, pid := range descendants(command.Process.Pid) {
					syscall.Kill(pid, syscall.SIGCONT)
				}
				l.tells("ended db exited 3")
				l.alive()
				if nonblocking(t, w) {
					t.Error("the output is O_NONBLOCK for all")
				}
				w.Close()
				counts(t, r, "web | ", many)
				l.tells("ended web exited 0", "written")
			})
		})
	}
}

// sockets are two that are connected with each other.
func sockets(t *testing.T) (r, w *os.File) {
	t.Helper()
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(pair[0]), "socket"), os.NewFile(uintptr(pair[1]), "socket")
}

// nonblocking tells whether a file is O_NONBLOCK. Fd would make it blocking.
func nonblocking(t *testing.T, f *os.File) (is bool) {
	t.Helper()
	raw, err := f.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	raw.Control(func(fd uintptr) {
		flags, _, _ := syscall.Syscall(syscall.SYS_FCNTL, fd, syscall.F_GETFL, 0)
		is = flags&syscall.O_NONBLOCK != 0
	})
	return is
}

// What is kept for a reader is bounded, however many services write however much.
func TestSupervisorLogBounded(t *testing.T) {
	r, w, _ := os.Pipe()
	defer r.Close()
	defer w.Close()
	var services strings.Builder
	for i := range 20 {
		services.WriteString(sh(fmt.Sprint("flood", i), "prefix = true", "exec yes"))
	}
	command := exec.Command(nslua(t))
	command.Stdout = w
	l := logging(t, command, services.String())
	l.blocked("yes")
	for range 100 {
		l.alive()
	}
	kilobytes := statusField(t, fmt.Sprintf("/proc/%d/status", command.Process.Pid), "VmHWM")
	t.Log(kilobytes)
	if kilobytes > 40_000 {
		t.Errorf("%d KiB of memory", kilobytes)
	}
}

// A flood holds up neither signals nor the ended, nor the lines of others.
func TestSupervisorLogFlood(t *testing.T) {
	service, in := fed(t, "prefix = true")
	l := logging(t, exec.Command(nslua(t)), sh("flood", "prefix = true", "exec yes")+
		sh("short", "", "exit 3")+service)
	l.tells("ended short exited 3")
	for i := range 100 {
		fmt.Fprintln(in, i)
		l.tells(fmt.Sprint("line web 1 ", i))
		l.alive()
	}
}

// A terminal that is stopped stops nobody but those who write to it, even where it is
// another user's.
func TestSupervisorLogStoppedTerminal(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		const many = 50_000
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		// What the leader of a session has written last is lost with its end.
		command := exec.Command("sh", "-c", `"$@"; exec 3>&-; read line; echo "the end"`, "-",
			nslua(t), readable(t, "testdata/supervisor/logging.lua"), "return {"+
				sh("web", "prefix = true", fmt.Sprint("kill -STOP $$; exec seq ", many))+
				sh("db", "", "kill -STOP $$; exit 3")+"}")
		command.Env = append(environment(), "NO_COLOR=1")
		command.ExtraFiles = []*os.File{w}
		as(command, uid)
		s := open(t, command)
		w.Close()
		l := &logs{t, command, r, bufio.NewReader(r)}
		l.tells("started")
		s.send("\x13") // Ctrl-S
		l.stopped(2)
		for _, pid := range descendants(command.Process.Pid)[1:] {
			syscall.Kill(pid, syscall.SIGCONT)
		}
		l.tells("ended db exited 3")
		l.blocked("seq")
		syscall.Kill(descendants(command.Process.Pid)[0], syscall.SIGUSR1)
		l.tells("signal")
		s.send("\x11") // Ctrl-Q
		l.tells("ended web exited 0", "written")
		s.send("\n")
		counts(t, strings.NewReader(strings.ReplaceAll(s.expect("the end"), "\r\n", "\n")), "web | ", many)
	})
}

// When nobody reads any more this is told once, files go on, and the supervisor too.
func TestSupervisorLogReaderGone(t *testing.T) {
	for _, kind := range []string{"pipe", "socket", "full"} {
		t.Run(kind, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "log")
			service, in := fed(t, fmt.Sprintf("prefix = true, file = %q", path))
			var stderr bytes.Buffer
			command := exec.Command(nslua(t))
			command.Stderr = &stderr
			switch kind {
			case "pipe":
				r, w, _ := os.Pipe()
				r.Close()
				defer w.Close()
				command.Stdout = w
			case "socket":
				r, w := sockets(t)
				r.Close()
				defer w.Close()
				command.Stdout = w
			case "full":
				f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				command.Stdout = f
			}
			l := logging(t, command, service)
			for i := range 3 {
				fmt.Fprintln(in, i)
				l.tells(fmt.Sprint("line web 1 ", i))
			}
			l.command.Process.Signal(syscall.SIGTERM)
			l.tells("ended web killed 9", "written")
			l.command.Wait()
			isOutput(t, contentsOf(t, path), "0\n1\n2\n")
			if got := stderr.String(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "nslua: standard output: ") {
				t.Errorf("stderr has %q", got)
			}
		})
	}
}

// What the supervisor has to say itself waits for no reader either, and has a bound.
func TestSupervisorLogMessages(t *testing.T) {
	r, w, _ := os.Pipe()
	defer r.Close()
	command := exec.Command(nslua(t))
	command.Stderr = w
	l := logging(t, command, "said = 10000,"+sh("web", "", "exec sleep 1000"))
	l.alive()
	w.Close()
	said := bufio.NewScanner(r)
	messages, dropped := 0, 0
	for dropped == 0 && said.Scan() {
		if said.Text() == fmt.Sprint("nslua: message ", messages+1) {
			messages++
		} else if _, err := fmt.Sscanf(said.Text(), "nslua: %d messages were dropped", &dropped); err != nil {
			t.Fatalf("after message %d comes %q", messages, said.Text())
		}
	}
	for messages+dropped < 10000 && said.Scan() {
		messages++
	}
	if messages < 1000 || messages+dropped != 10000 {
		t.Errorf("%d messages, %d dropped", messages, dropped)
	}
}

// At the end a reader that takes nothing at all is not waited for for ever.
func TestSupervisorLogPatience(t *testing.T) {
	r, w, _ := os.Pipe()
	defer r.Close()
	defer w.Close()
	var stderr bytes.Buffer
	command := exec.Command(nslua(t))
	command.Stdout, command.Stderr = w, &stderr
	l := logging(t, command, "patience = 0.1,"+sh("web", "prefix = true", "exec yes"))
	l.blocked("yes")
	command.Process.Signal(syscall.SIGTERM)
	l.tells("ended web killed 9", "dropped")
	command.Wait()
	if got := stderr.String(); !regexp.MustCompile(
		`^nslua: standard output: nobody has read for 0.1 seconds: \d+ bytes are dropped\n$`).MatchString(got) {
		t.Errorf("stderr has %q", got)
	}
}
