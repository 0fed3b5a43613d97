package tests

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// An initProgram is one of those that are set side by side.
type initProgram struct {
	name  string
	group []string // options by which signals go to the whole process group
	main  []string // options by which they go to the child alone
}

// inits are nslua's and Debian's.
var inits = []initProgram{
	{name: "nslua", group: []string{"-g"}},
	{name: "tini", group: []string{"-g"}},
	{name: "dumb-init", main: []string{"-c"}},
	{name: "catatonit", group: []string{"-g"}},
}

// A place is where an init runs. Both are in a pid namespace of the test's own, so
// that nothing is left behind.
type place string

const (
	pid1  place = "as pid 1"
	below place = "below pid 1"
)

// program is how it is called.
func (i initProgram) program(t testing.TB) []string {
	t.Helper()
	if i.name == "nslua" {
		return []string{nslua(t), "-m", "init"}
	}
	return []string{peer(t, i.name, "--version")}
}

// command runs the program with these arguments in its place, as root there.
func (i initProgram) command(t testing.TB, at place, arguments ...string) *exec.Cmd {
	t.Helper()
	return namespaced(at, append(i.program(t), arguments...)...)
}

// namespaced runs a command in new pid and mount namespaces with a /proc.
func namespaced(at place, command ...string) *exec.Cmd {
	script := `mount --make-rprivate / && mount -t proc proc /proc && exec "$@"`
	if at == below {
		script = strings.Replace(script, "exec", "", 1) + "; exit $?"
	}
	cmd := exec.Command("sh", append([]string{"-c", script, "-"}, command...)...)
	// A folder that may not be searched makes of a command that is nowhere one that is
	// not allowed.
	cmd.Env = append(environment(), "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWPID | syscall.CLONE_NEWNS}
	if os.Geteuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Geteuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getegid(), Size: 1}}
	}
	return cmd
}

// running is a command in its namespace, what it writes and how it ends.
type running struct {
	t      testing.TB
	at     place
	cmd    *exec.Cmd
	out    *os.File
	lines  *bufio.Reader
	limit  time.Duration // for whatever one waits for
	errors bytes.Buffer
	once   sync.Once
}

// start starts what command made.
func start(t testing.TB, at place, cmd *exec.Cmd) *running {
	t.Helper()
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, at: at, cmd: cmd, out: out, lines: bufio.NewReader(out), limit: patience}
	cmd.Stdout, cmd.Stderr = in, &r.errors
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	t.Cleanup(func() {
		r.kill()
		r.wait()
		out.Close()
	})
	return r
}

// ready starts an init with a program of inits/, and waits until that says it is ready.
func ready(t testing.TB, i initProgram, at place, name string, arguments ...string) *running {
	t.Helper()
	r := start(t, at, i.command(t, at, append([]string{"--", initsC(t, name)}, arguments...)...))
	r.writes("ready")
	return r
}

// kill ends all that is in the namespace.
func (r *running) kill() { r.cmd.Process.Kill() }

func (r *running) wait() { r.once.Do(func() { r.cmd.Wait() }) }

// init is the init's pid here. Whoever asks has seen its child.
func (r *running) init() int {
	if r.at == pid1 {
		return r.cmd.Process.Pid
	}
	return descendants(r.cmd.Process.Pid)[0]
}

// child is the pid of the command below init.
func (r *running) child() int { return descendants(r.init())[0] }

// signal sends one to init.
func (r *running) signal(signal syscall.Signal) {
	r.t.Helper()
	if err := syscall.Kill(r.init(), signal); err != nil {
		r.t.Fatal(err)
	}
}

// line is the next one that is written, without its end; "" means that there is
// none and will be none.
func (r *running) line() string {
	r.t.Helper()
	r.out.SetReadDeadline(time.Now().Add(r.limit))
	line, err := r.lines.ReadString('\n')
	if err != nil && err != io.EOF {
		r.t.Fatalf("%v after %q, %s", err, line, &r.errors)
	}
	return strings.TrimSuffix(line, "\n")
}

// writes fails unless these are the next lines.
func (r *running) writes(lines ...string) {
	r.t.Helper()
	for _, want := range lines {
		if line := r.line(); line != want {
			r.t.Fatalf("writes %q, and not %q; %s", line, want, &r.errors)
		}
	}
}

// rest is all that is written until nobody is left who could.
func (r *running) rest() string {
	r.t.Helper()
	r.out.SetReadDeadline(time.Now().Add(r.limit))
	text, err := io.ReadAll(r.lines)
	if err != nil {
		r.t.Fatalf("%v after %q, %s", err, text, &r.errors)
	}
	return string(text)
}

// status waits until it has ended, and gives the exit status, or 128 and the
// signal that killed it.
func (r *running) status() int {
	r.t.Helper()
	hung := time.AfterFunc(r.limit, r.kill)
	r.wait()
	if !hung.Stop() {
		r.t.Fatalf("%v does not end; %s", r.cmd, &r.errors)
	}
	status := r.cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}

// initsC is the path of a program of inits/.
func initsC(t testing.TB, name string) string {
	t.Helper()
	return compile(t, "inits/"+name+".c")
}

// A comparison is something that one can see of an init, which should be the same
// of all. What differs says why, and is asserted as well.
type comparison struct {
	name    string
	see     func(t *testing.T, i initProgram, at place) string
	want    string
	only    []string // those that have the option it is about
	at      place    // "": in both places
	differs differences
}

// differences are by name, or name and place where it is so in one only.
type differences map[string]difference

type difference struct{ sees, because string }

// compareInits makes each comparison with each init in each place.
func compareInits(t *testing.T, comparisons []comparison) {
	for _, c := range comparisons {
		for _, i := range inits {
			if c.only != nil && !slices.Contains(c.only, i.name) {
				continue
			}
			for _, at := range []place{pid1, below} {
				if c.at != "" && c.at != at {
					continue
				}
				t.Run(c.name+"/"+i.name+"/"+string(at), func(t *testing.T) {
					want, because := c.want, "as all should"
					for _, name := range []string{i.name, i.name + " " + string(at)} {
						if d, ok := c.differs[name]; ok {
							want, because = d.sees, d.because
						}
					}
					if got := c.see(t, i, at); got != want {
						t.Errorf("%q is seen, and not %q, %s", got, want, because)
					}
				})
			}
		}
	}
}

// outcome sees how a run with these arguments ends, and what it writes.
func outcome(arguments ...string) func(*testing.T, initProgram, place) string {
	return func(t *testing.T, i initProgram, at place) string {
		r := start(t, at, i.command(t, at, arguments...))
		out := r.rest()
		return fmt.Sprintf("%d: %s", r.status(), strings.TrimSuffix(out, "\n"))
	}
}

// complains sees how it ends, and whether what it writes to stderr has this in it.
func complains(about string, arguments ...string) func(*testing.T, initProgram, place) string {
	return func(t *testing.T, i initProgram, at place) string {
		r := start(t, at, i.command(t, at, arguments...))
		out, status := r.rest(), r.status()
		if !strings.Contains(r.errors.String(), about) {
			return fmt.Sprintf("%d: %s%s", status, out, &r.errors)
		}
		return fmt.Sprintf("%d: %s… %s", status, out, about)
	}
}
