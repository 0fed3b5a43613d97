package tests

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// forkPlaces are the places where fork must return twice, each a Lua program
// that ends with finish of testdata/fork/works.lua.
var forkPlaces = map[string]string{
	"top level": `finish(fork(), 1000000)`,
	"function":  `local function f() return (fork()) end finish(f())`,
	"pcall":     `local ok, p = pcall(fork) assert(ok) finish(p)`,
	"error in pcall": `
		local ok, e = pcall(function() error({ p = fork() }) end)
		assert(not ok) finish(e.p)`,
	"coroutine": `
		local co = coroutine.wrap(function() coroutine.yield(1) coroutine.yield(fork()) end)
		co() finish(co())`,
	"coroutine goes on": `
		local co = coroutine.wrap(function() local p = fork() coroutine.yield(2) coroutine.yield(p) end)
		co() finish(co())`,
	"metamethod": `
		local t = setmetatable({}, { __index = function() return (fork()) end, __add = function() return (fork()) end })
		finish(t.x) finish(t + 1)`,
	"sort comparator": `
		local p
		table.sort({ 5, 3, 4, 1, 2 }, function(a, b) p = p or fork() return a < b end)
		finish(p)`,
	"gsub callback": `
		local p
		assert(("abc"):gsub(".", function(c) p = p or fork() return c:upper() end) == "ABC")
		finish(p)`,
	"iterator":       `for p in function() return (fork()) end do finish(p) break end`,
	"signal handler": `local p signal(SIGUSR1, function() p = fork() end) raise(SIGUSR1) finish(p)`,
	"module":         `package.preload.m = function() return { p = fork() } end finish(require "m".p)`,
	"20 generations": `
		local function go(n)
			local p = fork()
			if p > 0 then
				local _, how, code = waitpid(p)
				assert(how == "exited" and code == 0)
				return
			end
			if n < 20 then go(n + 1) else works() end
			os.exit(0)
		end
		go(1) print "ok"`,
	"all namespaces at once": `
		finish((clone(CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS + CLONE_NEWIPC + CLONE_NEWNET + CLONE_NEWCGROUP + CLONE_NEWTIME)))`,
	"pid 1": `
		privileged()
		assert(unshare(CLONE_NEWPID))
		local p = fork()
		if p == 0 then assert(getpid() == 1) finish(fork()) os.exit(0) end
		local _, how, code = waitpid(p)
		assert(how == "exited" and code == 0)`,
	"covered /proc": `
		privileged()
		assert(unshare(CLONE_NEWNS))
		assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
		assert(mount("none", "/proc", "tmpfs"))
		assert(not io.open("/proc/self/stat"))
		finish(fork())`,
	"no /proc": `
		privileged()
		local dir = os.getenv("EMPTY")
		assert(unshare(CLONE_NEWNS))
		assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
		assert(mount("none", dir, "tmpfs"))
		assert(chroot(dir)) assert(chdir("/"))
		assert(not io.open("/proc"))
		finish(fork())`,
	"empty directory": `
		privileged()
		assert(chroot(os.getenv("EMPTY"))) assert(chdir("/"))
		finish(fork())`,
	"setuid": `
		if getuid() == 0 then assert(setgroups({ 1, 2 })) assert(setgid(4243)) assert(setuid(4243)) assert(getuid() == 4243) end
		finish(fork())`,
}

func TestForkReturnsTwice(t *testing.T) {
	works := readable(t, "testdata/fork/works.lua")
	empty := filepath.Join(shared, "empty")
	if err := os.MkdirAll(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("EMPTY", empty)
	for name, program := range forkPlaces {
		program = "dofile('" + works + "')\n" + program
		t.Run(name, func(t *testing.T) { says(t, exec.Command(nslua(t), "-e", program)) })
		t.Run(name+"/uid4242", func(t *testing.T) {
			asRoot(t)
			command := exec.Command(nslua(t), "-e", program)
			command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 4242, Gid: 4242}}
			says(t, command)
		})
	}
}

// says runs a command that must print ok, once or more, and nothing else.
func says(t *testing.T, command *exec.Cmd) {
	t.Helper()
	command.Dir = "/"
	out, err := command.CombinedOutput()
	rest := bytes.ReplaceAll(out, []byte("ok\n"), nil)
	if err != nil || len(rest) > 0 || len(out) == 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// A child's random numbers are its own, unless the script has seeded them.
func TestRandomNumbersAfterFork(t *testing.T) {
	const program = `
		%s
		local r, w = pipe()
		if fork() == 0 then write(w, tostring(math.random())) os.exit() end
		wait()
		print((read(r, 100) == tostring(math.random())) == %s and "ok")`
	for seed, same := range map[string]string{"": "false", "math.random()": "false", "math.randomseed(1)": "true"} {
		says(t, exec.Command(nslua(t), "-e", fmt.Sprintf(program, seed, same)))
	}
}
