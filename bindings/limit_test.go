package bindings

import (
	"os"
	"path/filepath"
	"testing"
)

// The limit holds for those without capabilities.
func TestForkUnderProcessLimit(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			if getuid() == 0 then assert(setgroups({}) and setgid(4242) and setuid(4242)) end
			assert(setrlimit("NPROC", {cur = 1, max = 1}))
			print(fork())
			print(wait())
		`)), `nil	fork(): Resource temporarily unavailable (EAGAIN)
hint: RLIMIT_NPROC is 1, ...	11
nil	wait(): No child processes (ECHILD)	10`)
	})
}

func TestForkUnderPidsCgroup(t *testing.T) {
	t.Setenv("GOMAXPROCS", "1") // no thread comes between the count and the fork
	dir := pidsCgroup(t)
	wantLines(t, lua(t, `
		local dir = "`+dir+`/"
		local function set(file, text)
			local fd = assert(open(dir .. file, O_WRONLY)) assert(write(fd, text)) close(fd)
		end
		set("cgroup.procs", "0")
		local now = tonumber(read(open(dir .. "pids.current"), 100))
		set("pids.max", now) -- no room for a process
		print(fork())
		set("pids.max", now + 1) -- none for its threads
		print(fork())
		assert(unshare(CLONE_NEWPID))
		print(fork())
		set("pids.max", "max")
		set("../cgroup.procs", "0")
		print(wait())
	`), `nil	fork(): Resource temporarily unavailable (EAGAIN)
hint: the pids cgroup `+dir+` has ...	11
nil	fork(): Resource temporarily unavailable (EAGAIN)
hint: ...has ended; the pids cgroup `+dir+` has ...	11
nil	fork(): Resource temporarily unavailable (EAGAIN)
hint: ...has ended; it was the first process of its pid namespace, and that is dead now...	11
nil	wait(): No child processes (ECHILD)	10`)
}

// pidsCgroup makes a cgroup in which processes and threads are counted.
func pidsCgroup(t *testing.T) string {
	t.Helper()
	needRoot(t)
	parent := "/sys/fs/cgroup/pids"
	if _, err := os.Stat(parent); err != nil {
		parent = "/sys/fs/cgroup"
		os.WriteFile(parent+"/cgroup.subtree_control", []byte("+pids"), 0)
	}
	dir, err := os.MkdirTemp(parent, "nslua-test")
	if err != nil {
		t.Skip("no cgroup can be made here: ", err)
	}
	t.Cleanup(func() {
		if err := os.Remove(dir); err != nil {
			t.Error("somebody is left in the cgroup: ", err)
		}
	})
	if _, err := os.Stat(filepath.Join(dir, "pids.max")); err != nil {
		t.Skip("there is no pids controller here: ", err)
	}
	return dir
}
