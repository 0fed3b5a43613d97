package bindings

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestCloneExitSignal(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() print("SIGUSR1") end)
		signal(SIGCHLD, function() print("SIGCHLD") end)
		for _, sig in ipairs {"USR1", SIGCHLD, 0} do
			local p, fd = clone {exit_signal = sig, pidfd = sig == 0 or nil}
			if p == 0 then _exit(5) end
			print(fd and close(fd), select(2, waitpid(p, __WALL)))
		end
		local p, fd = clone {flags = "pidfd", pidfd = false}
		if p == 0 then _exit() end
		print(fd ~= nil, waitpid(p) == p)
	`), `SIGUSR1
0	exited	5	table: ...
SIGCHLD
0	exited	5	table: ...
0	exited	5	table: ...
SIGCHLD
true	true`)
}

func TestCloneSetTid(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			if getuid() ~= 0 then assert(unshare(CLONE_NEWUSER)) end
			if clone(CLONE_NEWPID) == 0 then
				local p = clone {set_tid = {77}}
				if p == 0 then exit(getpid()) end
				print(p, select(2, waitpid(p)))
				p = clone {flags = CLONE_NEWPID, set_tid = {1, 900}}
				if p == 0 then
					local q = clone {set_tid = {30, 901}}
					if q == 0 then exit(getpid()) end
					print(clone {set_tid = {30}})
					print(q, select(2, waitpid(q)))
					exit(7)
				end
				print(p, select(2, waitpid(p)))
				print(clone {set_tid = {1}})
				print(clone {set_tid = {2147483647}})
				print(clone {flags = CLONE_NEWPID, set_tid = {2, 3}})
				print(spawn({"sh", "-c", "exit $$"}, {set_tid = {55}}), select(2, wait()))
				print(spawn({"true"}, {set_tid = {1}}))
				exit()
			end
			wait()
		`)), `77	exited	77	table: ...
nil	clone({set_tid=[30]}): File exists (EEXIST)
hint: there is a process 30 already	17
30	exited	30	table: ...
900	exited	7	table: ...
nil	clone({set_tid=[1]}): File exists (EEXIST)
hint: there is a process 1 already	17
nil	clone({set_tid=[2147483647]}): Invalid argument (EINVAL)
hint: a pid is below /proc/sys/kernel/pid_max, which is ...	22
nil	clone({flags=CLONE_NEWPID, set_tid=[2, 3]}): Invalid argument (EINVAL)
hint: the first process of a pid namespace is 1 there	22
55	exited	55	table: ...
nil	spawn(["true"], {set_tid=[1]}): File exists (EEXIST)
hint: there is a process 1 already	17`)
	})
}

func TestCloneSetTidRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, ended(t, finish(t, as(command(`
		print(clone {set_tid = {30000}})
		assert(unshare(CLONE_NEWUSER))
		print(clone {set_tid = {30000}})
		print(clone {flags = CLONE_NEWPID, set_tid = {1, 30000}})
	`), otherUser))), `nil	clone({set_tid=[30000]}): Operation not permitted (EPERM)
hint: to choose a pid needs CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN, which this process lacks; ...	1
nil	clone({set_tid=[30000]}): Operation not permitted (EPERM)
hint: the pid namespace in which a pid is chosen belongs to another user namespace than this process's: ...	1
nil	clone({flags=CLONE_NEWPID, set_tid=[1, 30000]}): Operation not permitted (EPERM)
hint: the pid namespace in which a pid is chosen belongs to another user namespace than this process's: ...	1`)
}

// The handlers are the parent's alone.
func TestCloneClearHandlers(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() print "handled" end)
		signal(SIGUSR2, SIG_IGN)
		local p = clone(CLONE_CLEAR_SIGHAND)
		if p == 0 then
			print(signal(SIGUSR2, SIG_IGN), signal(SIGTERM, SIG_DFL))
			kill(getpid(), SIGUSR1)
			print "not reached"
		end
		print(select(2, waitpid(p)))
		raise(SIGUSR1)
	`), "SIG_IGN\tSIG_DFL\nkilled\t10\ttable: ...\nhandled")
}

func TestCloneIntoCgroup(t *testing.T) {
	dir := cgroup2(t)
	wantLines(t, lua(t, `
		local dir = "`+dir+`"
		local function write_file(name, text)
			local fd = assert(open(dir .. name, O_WRONLY)) local n, message = write(fd, text) close(fd) return n, message
		end
		local function members() return select(2, read(open(dir .. "/cgroup.procs"), 1000):gsub("\n", "")) end
		local fd = assert(open(dir, O_PATH + O_DIRECTORY))
		local p = clone {cgroup = fd}
		if p == 0 then exit(members()) end
		print(select(2, waitpid(p)))
		print(spawn({"sh", "-c", "test $(cat " .. dir .. "/cgroup.procs | wc -l) -ge 2"}, {cgroup = fd}) > 0, select(2, wait()))
		print(members())
		-- frozen
		write_file("/cgroup.freeze", "1")
		p = clone {cgroup = fd}
		if p == 0 then exit(3) end
		print(members(), waitpid(p, WNOHANG))
		write_file("/cgroup.freeze", "0")
		print(select(2, waitpid(p)))
		print(clone {cgroup = open "/proc"})
		print(clone(CLONE_INTO_CGROUP))
		print(spawn({"true"}, {flags = CLONE_INTO_CGROUP}))
		-- a user who may not
		if fork() == 0 then
			assert(setgroups {} and setgid(4242) and setuid(4242))
			print(clone {cgroup = fd})
			exit()
		end
		wait()
	`), `exited	1	table: ...
true	exited	0	table: ...
0
1	0	running
exited	3	table: ...
nil	clone({cgroup=...}): Bad file descriptor (EBADF)
hint: cgroup is no directory of a cgroup2 file system	9
nil	clone(CLONE_INTO_CGROUP): Bad file descriptor (EBADF)
hint: CLONE_INTO_CGROUP wants an open cgroup2 directory: ...	9
nil	spawn(["true"], {flags=CLONE_INTO_CGROUP}): Bad file descriptor (EBADF)
hint: CLONE_INTO_CGROUP wants an open cgroup2 directory: ...	9
nil	clone({cgroup=...}): Permission denied (EACCES)
hint: it needs to write to cgroup.procs in that cgroup, which this process may not	13`)
}

// A cgroup that hands controllers on holds no processes, and one below a threaded
// cgroup is in no valid state before it is threaded too.
func TestCloneIntoCgroupForOthers(t *testing.T) {
	dir := cgroup2(t)
	controller := handOn(t, filepath.Dir(dir))
	wantLines(t, lua(t, `
		local dir, controller = "`+dir+`", "`+controller+`"
		local function write_file(name, text)
			local fd = assert(open(dir .. name, O_WRONLY)) assert(write(fd, text)) close(fd)
		end
		local fd = assert(open(dir, O_PATH + O_DIRECTORY))
		write_file("/cgroup.subtree_control", "+" .. controller)
		print(clone {cgroup = fd})
		write_file("/cgroup.subtree_control", "-" .. controller)
		write_file("/cgroup.type", "threaded")
		print(spawn({"mkdir", dir .. "/below"}) > 0, select(2, wait()))
		print(clone {cgroup = open(dir .. "/below", O_PATH + O_DIRECTORY)})
		print(spawn({"rmdir", dir .. "/below"}) > 0, select(2, wait()))
	`), `nil	clone({cgroup=...}): Device or resource busy (EBUSY)
hint: the cgroup hands controllers on to the cgroups below it (cgroup.subtree_control is `+controller+`), ...	16
true	exited	0	table: ...
nil	clone({cgroup=...}): Operation not supported (EOPNOTSUPP)
hint: the cgroup's cgroup.type is "domain invalid", ...	95
true	exited	0	table: ...`)
}

// handOn has a cgroup hand a controller of resources on to those below it.
func handOn(t *testing.T, dir string) (controller string) {
	t.Helper()
	file := dir + "/cgroup.subtree_control"
	handed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	available, _ := os.ReadFile(dir + "/cgroup.controllers")
	for _, controller := range strings.Fields(string(available)) {
		if strings.Contains("cpu perf_event pids", controller) { // these may be threaded
			continue
		}
		if slices.Contains(strings.Fields(string(handed)), controller) {
			return controller
		}
		if os.WriteFile(file, []byte("+"+controller), 0) == nil {
			t.Cleanup(func() { os.WriteFile(file, []byte("-"+controller), 0) })
			return controller
		}
	}
	t.Skip("there is no cgroup2 controller of resources here to hand on: ", string(available))
	return ""
}

// cgroup2 makes a folder of cgroup2 that is empty in the end.
func cgroup2(t *testing.T) string {
	t.Helper()
	needRoot(t)
	parent := "/sys/fs/cgroup/unified"
	if _, err := os.Stat(parent); err != nil {
		parent = "/sys/fs/cgroup"
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
	if _, err := os.Stat(dir + "/cgroup.procs"); err != nil {
		t.Skip("there is no cgroup2 here: ", err)
	}
	return dir
}
