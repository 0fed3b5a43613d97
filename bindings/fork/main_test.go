package fork

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Fork works on the main thread, where Test functions never are but TestMain
// is. So a test runs the test binary again, with the name of one of these
// programs in the environment. A program that returns has passed.
var programs = map[string]func(){}

const (
	programEnv = "NSLUA_FORK_PROGRAM"
	roundsEnv  = "NSLUA_FORK_ROUNDS" // how long the hammers go on
)

func TestMain(m *testing.M) {
	name := os.Getenv(programEnv)
	if name == "" {
		// Programs inherit nothing from whoever runs the tests.
		unix.CloseRange(3, math.MaxUint32, unix.CLOSE_RANGE_CLOEXEC)
		os.Exit(m.Run())
	}
	os.Unsetenv(programEnv)
	runtime.GOMAXPROCS(max(2, runtime.NumCPU())) // more threads, more to go wrong
	must(Start(), "Start")
	programs[name]()
	os.Exit(0)
}

// ordinary is who an ordinary user is here. 65534 would hide mistakes in maps:
// it is the overflow uid.
const ordinary = 4242

// program is one run of a program of this binary.
type program struct {
	name  string
	uid   int      // 0: root, where the test runs as root
	env   []string // beside the test's own
	limit time.Duration
	flags uintptr    // CLONE_* for its process
	under []string   // a command that runs it, as prlimit(1) does
	stdin *os.File   // /dev/null if nil
	files []*os.File // descriptors from 3 on
}

// run runs it and answers what it printed; the test fails if it fails.
func (p program) run(t *testing.T) string {
	t.Helper()
	out, err := p.start(t)
	if err != nil {
		t.Fatalf("%s: %v\n%s", p.name, err, out)
	}
	return out
}

func (p program) start(t *testing.T) (string, error) {
	t.Helper()
	limit := p.limit
	if limit == 0 {
		limit = time.Minute
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	argv := append(slices.Clone(p.under), binary(t, p.uid))
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env = append(append(os.Environ(), p.env...), programEnv+"="+p.name)
	cmd.ExtraFiles = p.files
	if p.stdin != nil {
		cmd.Stdin = p.stdin
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: p.flags}
	if p.uid != 0 && os.Getuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(p.uid), Gid: uint32(p.uid)}
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		err = fmt.Errorf("hangs: not done after %v", limit)
	}
	return out.String(), err
}

// asEach runs a test as root, where the test is root, and as an ordinary user.
func asEach(t *testing.T, test func(t *testing.T, uid int)) {
	if os.Getuid() == 0 {
		t.Run("root", func(t *testing.T) { test(t, 0) })
	}
	t.Run("ordinary", func(t *testing.T) { test(t, ordinary) })
}

// binary is this test binary where uid can run it: go test's own folder is
// closed to others.
func binary(t *testing.T, uid int) string {
	t.Helper()
	if uid == 0 || os.Getuid() != 0 {
		exe, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		return exe
	}
	dir, err := os.MkdirTemp("/tmp", "nslua-fork-test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	os.Chmod(dir, 0o755)
	exe, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	path := dir + "/test"
	if err := os.WriteFile(path, exe, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// rounds is how many rounds a hammer makes: n unless the environment says.
func rounds(n int) int {
	if s := os.Getenv(roundsEnv); s != "" {
		n, _ = strconv.Atoi(s)
	}
	return n
}

// What follows is for programs.

// must ends the program, as failed, on an error.
func must(err error, what string) {
	if err != nil {
		fail("%s: %v", what, err)
	}
}

func fail(format string, args ...any) {
	_, file, line, _ := runtime.Caller(1)
	fmt.Fprintf(os.Stderr, "[pid %d] %s:%d: %s\n", os.Getpid(), file[strings.LastIndexByte(file, '/')+1:], line, fmt.Sprintf(format, args...))
	unix.Exit(1)
}

// child forks and runs f there; f's child ends with status 0 if f returns.
func child(f func()) (pid int) {
	pid, _, err := Fork(0)
	must(err, "fork")
	if pid == 0 {
		f()
		unix.Exit(0)
	}
	return pid
}

// reap waits for a child and fails unless it exited with status 0.
func reap(pid int) {
	var status unix.WaitStatus
	got, err := wait4(pid, &status)
	must(err, "wait4")
	if got != pid || !status.Exited() || status.ExitStatus() != 0 {
		fail("child %d: wait4 = %d, status %#x", pid, got, uint32(status))
	}
}

// checkNoChild fails if a child is left, a zombie or other.
func checkNoChild() {
	if pid, err := unix.Wait4(-1, nil, unix.WNOHANG|unix.WALL, nil); err != unix.ECHILD {
		fail("a child is left: wait4 = %d, %v", pid, err)
	}
}

func wait4(pid int, status *unix.WaitStatus) (int, error) {
	for {
		got, err := unix.Wait4(pid, status, 0, nil)
		if err != unix.EINTR {
			return got, err
		}
	}
}

// openDescriptors lists what /proc shows, for comparison; the list's own
// descriptor is among them both times.
func openDescriptors() string {
	entries, err := os.ReadDir("/proc/self/fd")
	must(err, "reading /proc/self/fd")
	var list []string
	for _, e := range entries {
		to, _ := os.Readlink("/proc/self/fd/" + e.Name())
		list = append(list, e.Name()+" "+to)
	}
	return strings.Join(list, "\n")
}
