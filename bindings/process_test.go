package bindings

import "testing"

func TestForkReturnsTwice(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local before = getpid()
			local p = fork()
			if p == 0 then
				print("child", getpid() ~= before, getppid() == before)
				exit(7)
			end
			print(select(2, wait()))
			print("parent", getpid() == before, p > 0, wait())
		`)), "child\ttrue\ttrue\nexited\t7\ttable: ...\nparent\ttrue\ttrue\tnil\twait(): No child processes (ECHILD)\t10")
	})
}

func TestForkAnywhere(t *testing.T) {
	wantLines(t, lua(t, `
		local function twice(where, f)
			local who
			f(function() who = fork() == 0 and "child" or "parent" end)
			if who == "child" then exit(1) end
			print(where, select(2, wait()))
		end
		twice("pcall", function(fork) pcall(fork) end)
		twice("coroutine", function(fork) coroutine.wrap(fork)() end)
		twice("metamethod", function(fork) return setmetatable({}, {__index = function() fork() end}).x end)
		twice("sort", function(fork) local done table.sort({2, 1}, function() if not done then done = true fork() end end) end)
		twice("gsub", function(fork) ("x"):gsub(".", function() fork() end) end)
		twice("load", function(fork) local go = fork load(function() if go then go() go = nil end end) end)
	`), `pcall	exited	1	table: ...
coroutine	exited	1	table: ...
metamethod	exited	1	table: ...
sort	exited	1	table: ...
gsub	exited	1	table: ...
load	exited	1	table: ...`)
}

func TestClone(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local p, fd = clone("newuser,newpid,newns,newnet,newuts,newipc,newcgroup")
			if p == 0 then
				print(fd, getpid(), getppid())
				assert(idmap "root")
				print(getuid(), getgid(), sethostname("inside"), mount_proc())
				local q = fork()
				if q == 0 then exit(getppid()) end
				local _, _, code = wait()
				exit(code)
			end
			print(type(fd), select(2, wait()))
			print(close(fd))
			print(clone(CLONE_VM))
		`)), `nil	1	0
0	0	0	0
number	exited	1	table: ...
0
nil	clone(CLONE_VM): Invalid argument (EINVAL)
hint: ...	22`)
	})
}

func TestExitStatus(t *testing.T) {
	if r := finish(t, command(`exit(258)`)); r.status != 2 {
		t.Errorf("exit(258): %+v", r)
	}
	if r := finish(t, command(`_exit(-1)`)); r.status != 255 {
		t.Errorf("_exit(-1): %+v", r)
	}
}

// What the host has buffered is written once, whoever goes on; the host hears
// of a fork in the child.
func TestHostHooks(t *testing.T) {
	wantLines(t, lua(t, `
		buffer("before fork\n")
		if fork() == 0 then
			buffer("lost\n")
			_exit(0)
		end
		wait()
		if clone(0) == 0 then
			buffer("before exec\n")
			execv("/bin/echo", {"exec"})
		end
		wait()
		if fork() == 0 then
			if fork() == 0 then buffer(forks() .. " forks\n") exit(0) end
			wait()
			buffer(forks() .. " fork\n") exit(0)
		end
		wait()
		buffer(forks() .. " forks\n")
		local p = fork()
		if p == 0 then _exit(born() == 0 and 1 or 0) end
		buffer(tostring(born() == p) .. "\n")
		exit(0)
	`), "before fork\nbefore exec\nexec\n2 forks\n1 fork\n0 forks\ntrue")
}

func TestWait(t *testing.T) {
	wantLines(t, lua(t, `
		local r, w = pipe()
		local p = fork()
		if p == 0 then close(w) read(r, 1) exit(9) end
		print(waitpid(p, WNOHANG))
		kill(p, SIGSTOP)
		print(select(2, waitpid(p, WUNTRACED)))
		kill(p, SIGCONT)
		print(select(2, waitpid(p, "continued")))
		close(w)
		local pid, how, code, usage = waitpid(p)
		print(pid == p, how, code, usage.utime >= 0, usage.maxrss > 0)
		p = fork()
		if p == 0 then while true do pause() end end
		kill(p, "KILL")
		print(select(2, waitpid(-1, "all")))
		print(waitpid(p))
		print(waitpid(-1, 0x40))
	`), `0	running
stopped	19	table: ...
continued	18	table: ...
true	exited	9	true	true
killed	9	table: ...
nil	waitpid(...): No child processes (ECHILD)	10
nil	waitpid(-1, 0x40): Invalid argument (EINVAL)	22`)
}

func TestSessions(t *testing.T) {
	wantLines(t, lua(t, `
		if fork() == 0 then
			print(setsid() == getpid(), getsid() == getpid(), getpgid() == getpid())
			print(setsid())
			exit()
		end
		wait()
	`), "true\ttrue\ttrue\nnil\tsetsid(): Operation not permitted (EPERM)\n"+
		"hint: this process leads a process group, and a session begins with a new one: fork, and setsid in the child\t1")
}

func TestPrctl(t *testing.T) {
	wantLines(t, lua(t, `
		print(prctl(PR_SET_NAME, "a long name of a process"), prctl(PR_GET_NAME))
		print(prctl(PR_SET_CHILD_SUBREAPER, true), prctl(PR_GET_CHILD_SUBREAPER))
		print(prctl(PR_GET_NO_NEW_PRIVS), prctl("set_no_new_privs", 1), prctl(PR_GET_NO_NEW_PRIVS))
		print(prctl(PR_SET_PDEATHSIG, 65))
	`), `0	a long name of 
0	1
0	0	1
nil	prctl(PR_SET_PDEATHSIG, 65): Invalid argument (EINVAL)	22`)
}

// The orphan is the subreaper's, and dies because its parent has.
func TestParentDeathSignal(t *testing.T) {
	wantLines(t, lua(t, `
		prctl(PR_SET_CHILD_SUBREAPER, true)
		local r, w = pipe()
		local go_r, go_w = pipe()
		local middle = fork()
		if middle == 0 then
			if fork() == 0 then
				prctl(PR_SET_PDEATHSIG, "TERM")
				write(w, "ready")
				while true do pause() end
			end
			read(go_r, 1)
			exit(3)
		end
		read(r, 5)
		write(go_w, "x")
		print(select(2, waitpid(middle)))
		print(select(2, wait()))
	`), "exited\t3\ttable: ...\nkilled\t15\ttable: ...")
}
