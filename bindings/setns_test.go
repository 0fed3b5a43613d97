package bindings

import (
	"os"
	"testing"
)

// peer makes a child with namespaces of its own, which says that it stands.
const peer = `
	function peer(flags, ready)
		local r, w = pipe()
		local pid, pidfd = assert(clone(flags))
		if pid == 0 then
			prctl(PR_SET_PDEATHSIG, SIGKILL)
			if ready then ready() end
			write(w, "x") pause()
		end
		close(w)
		read(r, 1) close(r)
		return pid, pidfd
	end
	function gone(pid) kill(pid, SIGKILL) waitpid(pid) end
`

// Each kind of target leads to the same place; enter passes a namespace over that
// is the same.
func TestSetns(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			local p, fd = peer(CLONE_NEWUSER + CLONE_NEWUTS + CLONE_NEWNET, function() sethostname "peer" end)
			local function try(join)
				local child = fork()
				if child == 0 then
					print(join())
					print(gethostname(), nsinfo().user.inode == nsinfo(p).user.inode, nsinfo().net.inode == nsinfo(p).net.inode)
					exit()
				end
				waitpid(child)
			end
			local both = CLONE_NEWUSER + CLONE_NEWUTS
			try(function() return setns({pid = p}, both) end)
			try(function() return setns(fd, both) end)
			try(function() return setns(nsopen({pid = p}, "user")), setns(nsopen({pid = p}, "uts"), "uts") end)
			try(function() return enter(p) end)
			try(function() return enter({pid = p}, "user,uts") end)
			try(function() return setns({pid = p}, both), enter(p), setns("/proc/" .. p .. "/ns/net") end)
			gone(p)
		`)), `0
peer	true	false
0
peer	true	false
0	0
peer	true	false
0
peer	true	true
0
peer	true	false
0	0	0
peer	true	true`)
	})
}

// What is refused says why.
func TestSetnsRefused(t *testing.T) {
	wantLines(t, ordinary(t, peer+`
			local p, fd = peer(CLONE_NEWUSER + CLONE_NEWUTS + CLONE_NEWPID + CLONE_NEWNS)
			print(setns(nsopen(nil, "user")))
			print(setns(nsopen(nil, "net"), CLONE_NEWUTS))
			print(setns("/dev/null", CLONE_NEWUTS))
			print(setns(fd, CLONE_FS))
			print(pcall(setns, fd))
			print(setns({pid = p}, CLONE_NEWUTS))
			print(nsopen(fd, "pid_for_children") ~= nil, nsopen("/dev/null", "pid"))
			local outer = nsopen(nil, "pid")
			local inner = clone(CLONE_NEWUSER + CLONE_NEWPID)
			if inner == 0 then print(setns(outer)) exit() end
			waitpid(inner)
			gone(p)
			print(setns(fd, CLONE_NEWUTS))
			print(setns(2^31 - 1), nsopen(getpid(), "net"))
			assert(unshare(CLONE_NEWUSER + CLONE_NEWTIME))
			print(setns(nsopen(nil, "time")))
			print(setns(nsopen(nil, "user")))
	`), `nil	setns(3): Invalid argument (EINVAL)
hint: this process is in that user namespace already	22
nil	setns(4, CLONE_NEWUTS): Invalid argument (EINVAL)
hint: that is a net namespace (CLONE_NEWNET)	22
nil	setns("/dev/null", CLONE_NEWUTS): Invalid argument (EINVAL)
hint: that is neither a namespace nor a process	22
nil	setns(5, CLONE_FS): Invalid argument (EINVAL)
hint: CLONE_FS is no type of namespace	22
false	...bad argument #2 to 'setns' (types of a process's namespaces expected, ...
nil	setns({pid=...}, CLONE_NEWUTS): Operation not permitted (EPERM)
hint: joining it needs CAP_SYS_ADMIN, which this process lacks; it gets that in user:[...], which owns the namespace, ...	1
true	nil	nsopen("/dev/null", CLONE_NEWPID): Invalid argument (EINVAL)
hint: that is neither a namespace nor a process	22
nil	setns(...): Operation not permitted (EPERM)
hint: that pid namespace does not lie within this process's own, and only such can be joined	1
nil	setns(5, CLONE_NEWUTS): No such process (ESRCH)
hint: that process has ended	3
nil	nil	nsopen(...): Bad file descriptor (EBADF)
hint: descriptor ... is not open; process ... is {pid = ...}	9
nil	setns(...): Too many users (EUSERS)
hint: ...join the user or time namespace first, or in the child	87
nil	setns(...): Invalid argument (EINVAL)
hint: ...join the user or time namespace first, or in the child	22`)
}

// The two halves of one call: what stands is said, and the order that works is.
func TestSetnsSplit(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(peer+`
			assert(unshare(CLONE_NEWUSER)) assert(idmap "root")
			-- A pid namespace of ours, and in it a user namespace.
			local r, w = pipe()
			local first = clone(CLONE_NEWPID)
			if first == 0 then
				prctl(PR_SET_PDEATHSIG, SIGKILL)
				local p = peer(CLONE_NEWUSER + CLONE_NEWUTS, function() sethostname "peer" end)
				write(w, p) pause()
			end
			local inner = translate_pid(tonumber(read(r, 10)), {pid = first})
			local child = fork()
			if child == 0 then print(setns({pid = inner}, CLONE_NEWUSER + CLONE_NEWPID)) exit() end
			waitpid(child)
			print(enter(inner, function() return gethostname(), getpid(), getuid() end))
			child = fork()
			if child == 0 then print(enter(inner)) exit() end
			waitpid(child)
			gone(first)
		`)), `nil	setns({pid=...}, CLONE_NEWUSER|CLONE_NEWPID): CLONE_NEWUSER is in force, CLONE_NEWPID: Operation not permitted (EPERM)
hint: that pid namespace belongs to a user namespace that does not lie within this process's own: join the pid namespace first and fork, and join the user namespace in the child; enter with a function does so	1
peer	...	65534
nil	enter(...): CLONE_NEWUSER|CLONE_NEWUTS is in force, CLONE_NEWPID: setns(CLONE_NEWPID): Operation not permitted (EPERM)
hint: that pid namespace belongs to a user namespace ...; enter with a function does so	1`)
	})
}

// ordinary runs a script as an ordinary user.
func ordinary(t *testing.T, script string) string {
	t.Helper()
	if os.Getuid() != 0 {
		return lua(t, script)
	}
	return ended(t, finish(t, as(command(script), otherUser)))
}
