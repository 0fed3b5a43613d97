package bindings

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
)

// The tests run Lua in processes of their own: the test binary again, which
// then does what cmd/nslua does, since TestMain is on the main thread and Test
// functions are not.
const scriptVariable = "NSLUA_TEST_LUA"

// otherUser is neither root nor the overflow uid, which hides mistakes in maps.
const otherUser = 4242

func TestMain(m *testing.M) {
	if place, ok := os.LookupEnv(rootfsVariable); ok {
		enterRootfs(place)
	}
	if filter, ok := os.LookupEnv(filterVariable); ok {
		enterFilter(filter)
	}
	if script, ok := os.LookupEnv(scriptVariable); ok {
		runScript(script)
	}
	for fd := 3; fd < 256; fd++ {
		syscall.CloseOnExec(fd) // what the tests were started with is not a script's
	}
	status := m.Run()
	if dir := filepath.Dir(testBinary()); dir != "." {
		os.RemoveAll(dir)
	}
	os.Exit(status)
}

// NewState makes the interpreter that scripts run in, and what compiles for it.
// Both are the product's, which this package cannot import: see engine_test.go.
var NewState func() (L *glua.LState, compile func(source string) (*glua.LFunction, error))

// runScript is the host: it does not return.
func runScript(script string) {
	if err := fork.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	L, compile := NewState()
	L.SetGlobal("print", L.NewFunction(printOneWrite))
	L.SetGlobal("remount_each", L.NewFunction(callRemountEach))
	setHooks(L)
	fn, err := compile(script)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		Exit(1)
	}
	if err := L.CallByParam(glua.P{Fn: fn, Protect: true}); err != nil {
		fmt.Fprintln(os.Stderr, err.(*glua.ApiError).Object)
		Exit(1)
	}
	Exit(0)
}

func printOneWrite(L *glua.LState) int {
	words := make([]string, L.GetTop())
	for i := range words {
		words[i] = L.ToStringMeta(L.Get(i + 1)).String()
	}
	Write(L, 1, []byte(strings.Join(words, "\t")+"\n"))
	return 0
}

// setHooks stands for the Lua host: buffer(text) keeps text back until Flush,
// forks() tells how often the process has been a fork's child, and born() which
// child it had last.
func setHooks(L *glua.LState) {
	var buffered []byte
	forks, born := 0, 0
	Flush = func() {
		Write(L, 1, buffered)
		buffered = nil
	}
	AtFork(ForkHook{Child: func() { forks++ }})
	AtFork(ForkHook{Parent: func(pid int) { born = pid }})
	L.SetGlobal("buffer", L.NewFunction(func(L *glua.LState) int {
		buffered = append(buffered, L.CheckString(1)...)
		return 0
	}))
	L.SetGlobal("forks", L.NewFunction(func(L *glua.LState) int {
		L.Push(glua.LNumber(forks))
		return 1
	}))
	L.SetGlobal("born", L.NewFunction(func(L *glua.LState) int {
		L.Push(glua.LNumber(born))
		return 1
	}))
}

// testBinary is a copy of the test binary that any user can run.
var testBinary = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "bindings")
	if err != nil {
		panic(err)
	}
	os.Chmod(dir, 0o755)
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "bindings.test")
	if err := os.WriteFile(path, self, 0o755); err != nil {
		panic(err)
	}
	return path
})

// A result is how a script's process ended.
type result struct {
	stdout, stderr string
	status         int            // its exit status
	signal         syscall.Signal // what killed it, or 0
}

// command is a process that will run the script.
func command(script string) *exec.Cmd {
	cmd := exec.Command(testBinary())
	cmd.Env = append(os.Environ(), scriptVariable+"="+script)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	return cmd
}

// as has the process run with a user's and a group's id and no other groups.
func as(cmd *exec.Cmd, uid uint32) *exec.Cmd {
	cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uid, Gid: uid}
	return cmd
}

func finish(t *testing.T, cmd *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	r := result{stdout: stdout.String(), stderr: stderr.String()}
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		r.signal = status.Signal()
	} else {
		r.status = status.ExitStatus()
	}
	return r
}

// lua runs a script that must end well, and returns what it printed.
func lua(t *testing.T, script string) string {
	t.Helper()
	return ended(t, finish(t, command(script)))
}

func ended(t *testing.T, r result) string {
	t.Helper()
	if r.status != 0 || r.signal != 0 || r.stderr != "" {
		t.Fatalf("exit status %d, signal %d\nstdout:\n%s\nstderr:\n%s", r.status, r.signal, r.stdout, r.stderr)
	}
	return r.stdout
}

// eachUser runs a test as root, where the tests are, and as an ordinary user.
func eachUser(t *testing.T, test func(t *testing.T, run func(script string) result)) {
	if os.Getuid() != 0 {
		test(t, func(script string) result { return finish(t, command(script)) })
		return
	}
	for _, uid := range []uint32{0, otherUser} {
		t.Run(fmt.Sprintf("uid %d", uid), func(t *testing.T) {
			test(t, func(script string) result { return finish(t, as(command(script), uid)) })
		})
	}
}

// wantLines compares what a script printed, line by line; "..." stands for
// anything within one.
func wantLines(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(strings.TrimSuffix(got, "\n"), "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || !matches(g[i], w[i]) {
			t.Fatalf("line %d\ngot:\n%s\nwant:\n%s", i+1, got, want)
		}
	}
}

func matches(line, pattern string) bool {
	parts := strings.Split(pattern, "...")
	if len(parts) == 1 {
		return line == pattern
	}
	rest, ok := strings.CutPrefix(line, parts[0])
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(rest, part)
		rest, ok = after, ok && found
	}
	return ok && strings.HasSuffix(rest, last)
}

func needRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("needs root")
	}
}
