package bindings

import "testing"

func TestPidfd(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local r, w = pipe()
			local p = fork()
			if p == 0 then
				signal(SIGUSR1, function() write(w, "u") end)
				write(w, "r")
				while true do pause() end
			end
			read(r, 1)
			local fd = pidfd_open(p)
			print(pidfd_getpid(fd) == p, pidfd_send_signal(fd, SIGUSR1), read(r, 1), pidfd_send_signal(fd, 0))
			-- a pipe of the child's
			local copy = pidfd_getfd(fd, w)
			print(copy ~= w, write(copy, "copy"), read(r, 9), kcmp(getpid(), p, KCMP_FILE, copy, w), kcmp(getpid(), p, KCMP_VM) > 0)
			print(kcmp(getpid(), p, KCMP_FILE, copy, 200))
			print(pidfd_getfd(fd, 200))
			print(pidfd_send_signal(fd, "KILL"), waitid(P_PIDFD, fd).how)
			print(pidfd_send_signal(fd, 0))
			print(pidfd_getpid(fd))
			print(pidfd_getfd(fd, 0))
			print(pidfd_open(p))
			print(pidfd_open(0))
			print(pidfd_getpid(0))
			print(pidfd_open(-1, 0x40000))
		`)), `true	0	u	0
true	4	copy	0	true
nil	kcmp(...): Bad file descriptor (EBADF)	9
nil	pidfd_getfd(...): Bad file descriptor (EBADF)
hint: 200 is not open in that process	9
0	killed
nil	pidfd_send_signal(...): No such process (ESRCH)	3
nil	pidfd_getpid(...): No such process (ESRCH)	3
nil	pidfd_getfd(...): No such process (ESRCH)	3
nil	pidfd_open(...): No such process (ESRCH)	3
nil	pidfd_open(0): Invalid argument (EINVAL)	22
nil	pidfd_getpid(0): Bad file descriptor (EBADF)	9
nil	pidfd_open(-1, 0x40000): Invalid argument (EINVAL)	22`)
	})
}

// A signal to the process itself has been handled when the call returns; its own
// descriptors can be taken, but not the host's.
func TestPidfdOfItself(t *testing.T) {
	wantLines(t, lua(t, `
		signal(SIGUSR1, function() print "handled" end)
		local self = pidfd_open(getpid())
		print(pidfd_send_signal(self, SIGUSR1), pidfd_send_signal(self, SIGUSR1, {value = -3}))
		for fd = 64, 80 do assert(not pidfd_getfd(self, fd)) assert(kcmp(getpid(), getpid(), KCMP_FILE, 0, fd) == nil) end
	`), "handled\nhandled\n0\t0")
}

// In a pid namespace of its own a process has another number, also where /proc is
// that of the outer one.
func TestPidfdGetpidInNamespace(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local outside = pidfd_open(getpid())
			local p, fd = clone(CLONE_NEWUSER + CLONE_NEWPID)
			if p == 0 then
				print(pidfd_getpid(pidfd_open(1)))
				print(pidfd_getpid(outside))
				local q, fd = clone(CLONE_NEWPID)
				if q == 0 then while true do pause() end end
				print(q, pidfd_getpid(fd))
				exit()
			end
			print(pidfd_getpid(fd) == p, wait() == p)
		`)), `1
nil	pidfd_getpid(3): Object is remote (EREMOTE)	66
2	2
true	true`)
	})
}

func TestPidfdGetfdRefused(t *testing.T) {
	needRoot(t)
	wantLines(t, lua(t, `
		local r, w = pipe()
		local root = getpid()
		if fork() == 0 then
			assert(setgroups {} and setgid(4242) and setuid(4242))
			local fd = pidfd_open(root)
			print(pidfd_getfd(fd, 0))
			print(pidfd_send_signal(fd, 0))
			print(kcmp(getpid(), root, KCMP_VM))
			-- it is not dumpable itself
			local me, p = getpid(), fork()
			if p == 0 then print(pidfd_getfd(pidfd_open(me), 0)) exit() end
			wait()
			exit()
		end
		wait()
	`), `nil	pidfd_getfd(..., 0): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	1
nil	pidfd_send_signal(..., 0): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_KILL in that process's user namespace	1
nil	kcmp(...): Operation not permitted (EPERM)
hint: that process belongs to another user (uid 0, and this process's is 4242): it needs CAP_SYS_PTRACE in that process's user namespace	1
nil	pidfd_getfd(..., 0): Operation not permitted (EPERM)
hint: that process is not dumpable, because it has changed its uid or gid or runs a program that it may not read ...	1`)
}

func TestPidfdOpenWithoutRoom(t *testing.T) {
	wantLines(t, lua(t, `
		setrlimit("NOFILE", {cur = 3})
		print(pidfd_open(getpid()))
		print(clone(0))
		print(wait())
		local p = fork()
		if p == 0 then exit(5) end
		print(select(2, waitpid(p)))
	`), `nil	pidfd_open(...): Too many open files (EMFILE)
hint: all descriptors below 3 are in use: setrlimit("NOFILE", {cur = N}) allows more, up to ...	24
nil	clone(0): Too many open files (EMFILE)
hint: all descriptors below 3 are in use: setrlimit("NOFILE", {cur = N}) allows more, up to ...	24
nil	wait(): No child processes (ECHILD)	10
exited	5	table: ...`)
}
