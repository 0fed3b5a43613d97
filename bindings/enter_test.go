package bindings

import "testing"

// What the function returns or raises comes back, as a copy.
func TestEnterValues(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			assert(unshare(CLONE_NEWUSER))
			local p = peer(CLONE_NEWUTS, function() sethostname "peer" end)
			print(enter(p, function() end))
			print(enter(p, "uts", function() return nil, true, false, 1.5, -1/0, "a\0b", nil end))
			print(enter(p, function() return CLONE_NEWUTS + CLONE_NEWPID, CLONE_NEWPID, SIG_IGN end))
			local t = enter(p, function() return {1, {x = {gethostname()}}, [true] = CLONE_NEWNS} end)
			print(#t, t[1], t[2].x[1], t[true] == CLONE_NEWNS)
			print((tostring(enter(p, function() return lsns "uts" end)):match "^TYPE +INODE"))
			print(#enter(p, function() return ("x"):rep(300000) end))
			print(pcall(enter, p, function() error("wrong") end))
			local _, e = pcall(enter, p, function() error {code = 7, list = {1, 2}} end)
			print(e.code, #e.list)
			print(pcall(enter, p, function() local t = {} t.a = {t} return 1, t end))
			print(pcall(enter, p, function() return {{f = print}} end))
			print(pcall(enter, p, function() error(print) end))
			print(gethostname() ~= "peer", wait == nil)
			gone(p)
			print(wait())
		`)), `
nil	true	false	1.5	-Inf	...	nil
CLONE_NEWPID|CLONE_NEWUTS	CLONE_NEWPID	SIG_IGN
2	1	peer	true
TYPE...INODE
300000
false	...: wrong
7	2
false	...enter: result 2 of the function.a[1]: a table that holds itself cannot leave its process
false	...enter: result 1 of the function[1].f: a function cannot leave its process
false	(error object is a function value)
true	false
nil	wait(): No child processes (ECHILD)	10`)
	})
}

// The function's process ends with it, whatever it does.
func TestEnterEnds(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			assert(unshare(CLONE_NEWUSER)) assert(idmap "root")
			local p = peer(CLONE_NEWPID + CLONE_NEWUTS)
			local fd = open "/dev/null"
			print(pcall(enter, p, function() kill(getpid(), SIGKILL) pause() end))
			print(pcall(enter, p, function() _exit(3) end))
			print(pcall(enter, p, function() signal(SIGTERM, function() error "handled" end) kill(getpid(), SIGTERM) pause() end))
			-- A child of the function's that runs out of it ends there, and one that
			-- lives on keeps nobody waiting.
			print(enter(p, function() if fork() == 0 then buffer "inner\n" return "no" end print(select(2, wait())) return "yes" end))
			local r, w = pipe()
			print(enter(p, function() if fork() == 0 then close(w) read(r, 1) _exit() end return getpid() > 1 end))
			close(w)
			-- The function finds the script's descriptors and no others.
			print(enter(p, function() return fd, open "/dev/null", open "/dev/null" end))
			for n = fd, 255 do close(n) end
			print(enter(p, function() for n = 3, 255 do close(n) end return "told" end))
			buffer "before\n"
			print(enter(p, function() buffer "within\n" return forks() end))
			gone(p)
		`)), `false	...enter: the process that ran the function was killed by SIGKILL before it returned
false	...enter: the process that ran the function exited with status 3 before it returned
false	...handled
inner
exited	0	table: ...
yes
true
3	6	7
told
before
within
2`)
	})
}

// The script has not made the process: it sees nothing of its end, and where a
// handler's error ends the wait, that ends it.
func TestEnterUnseen(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			local p = peer(CLONE_NEWUSER + CLONE_NEWPID)
			signal(SIGCHLD, function() print "a child has ended" end)
			print(enter(p, function() return waitpid(-1) == nil end), (select(3, waitpid(-1, WNOHANG + __WALL))))
			signal(SIGCHLD, SIG_DFL)
			signal(SIGUSR1, function() error("enough", 0) end)
			local r, w = pipe()
			local alive, held = pipe()
			local other = fork()
			if other == 0 then read(r, 1) kill(getppid(), SIGUSR1) exit() end
			print(pcall(enter, p, function() write(w, "x") while true do end end))
			waitpid(other)
			close(held)
			print(read(alive, 1) == "") -- all that had it have ended
			gone(p)
			print((select(3, waitpid(-1, __WALL))) == ECHILD)
			unshare(CLONE_NEWUSER) unshare(CLONE_NEWPID)
			print(enter(getpid(), "pid", print))
			local first = fork()
			if first == 0 then exit(getpid()) end
			print(select(3, waitpid(first)))
		`)), `true	nil
false	enough
true
true
nil	enter(..., CLONE_NEWPID, function): Invalid argument (EINVAL)
hint: it takes another process, which would be the first of the new pid namespace and end it: fork first	22
1	table: ...`)
	})
}

// Where there is a user namespace, one is root in there, unless the identity is to
// be kept; the order is that in which each may be joined.
func TestEnterIdentity(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			local p = peer(CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWNS + CLONE_NEWUTS + CLONE_NEWNET + CLONE_NEWIPC + CLONE_NEWCGROUP)
			local function ids() return getuid(), geteuid(), getgid(), getegid() end
			print(enter(p, ids))
			assert(idmap(p, {uid = {{0, geteuid(), 1}}, setgroups = "deny", gid = {{0, getegid(), 1}}}))
			local function seen()
				local uid, _, gid = ids()
				for _, n in ipairs(nsinfo()) do
					if n.type ~= "time" then assert(n.inode == nsinfo()[n.type].inode) end
				end
				return uid, gid, nsinfo().setgroups, getpid(), enter(getpid(), function() return "nothing to join" end)
			end
			print(enter(p, seen))
			print(enter(p, nil, ids, {preserve_credentials = true}))
			if fork() == 0 then
				print(enter(p), getuid())
				if fork() == 0 then print(getpid(), getppid()) exit() end
				wait()
				exit()
			end
			wait()
			gone(p)
		`)), `65534	65534	65534	65534
0	0	deny	3	nothing to join
0	0	0	0
0	0
6	0`)
	})
}

func TestEnterRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, peer+`
		local p = peer(CLONE_NEWUTS)
		if fork() == 0 then
			setgroups {} setgid(4242) setuid(4242)
			print(enter(p))
			print(enter(1, "mnt", print))
			unshare(CLONE_NEWUSER)
			print(enter(1, "mnt"))
			print(enter(99999999))
			print(enter "/nowhere")
			print(enter "/dev/null")
			print(pcall(enter, p, CLONE_FS))
			print(pcall(enter, p, print, print))
			print(pcall(enter, p, nil, nil, {keep = true}))
			print(pcall(enter, {}))
			print(pcall(enter, {pid = 0}))
			exit()
		end
		wait()
		gone(p)
	`), `nil	enter(...): opening the ... namespace: Permission denied (EACCES)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	13
nil	enter(1, CLONE_NEWNS, function): opening the mnt namespace: Permission denied (EACCES)
hint: ...	13
nil	enter(1, CLONE_NEWNS): opening the mnt namespace: Permission denied (EACCES)
hint: that process is outside of this process's user namespace, which has no number for its user: it needs CAP_SYS_PTRACE in that process's	13
nil	enter(99999999): No such process (ESRCH)	3
nil	enter("/nowhere"): No such file or directory (ENOENT)	2
nil	enter("/dev/null"): Invalid argument (EINVAL)
hint: that is neither a namespace nor a process	22
false	...bad argument #2 to 'enter' (types of namespaces expected, got CLONE_FS)
false	...bad argument #3 to 'enter' (a second function)
false	...bad argument #4 to 'enter' (unknown field 'keep'; valid are preserve_credentials)
false	...bad argument #1 to 'enter' ({pid = n} expected, got {})
false	...bad argument #1 to 'enter' (pid: integer from 1 to 2147483647 expected, got 0)`)
}
