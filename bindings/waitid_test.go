package bindings

import "testing"

func TestWaitid(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local r, w = pipe()
			local p = fork()
			if p == 0 then close(w) read(r, 1) exit(9) end
			local nothing = waitid(P_PID, p, WEXITED + WNOHANG)
			print(nothing.pid, nothing.signo, nothing.how, nothing.code, nothing.rusage)
			kill(p, SIGSTOP)
			local function show(w) print(w.pid == p, w.uid == getuid(), w.signo == SIGCHLD, w.how, w.code, w.status, w.rusage.utime >= 0) end
			show(waitid(P_PID, p, WSTOPPED + WNOWAIT))
			show(waitid(P_ALL, 0, WSTOPPED))
			kill(p, SIGCONT)
			show(waitid(P_PGID, getpgid(), "continued"))
			close(w)
			show(waitid(P_PID, p))
			local fd
			p, fd = clone(0)
			if p == 0 then while true do pause() end end
			kill(p, "KILL")
			show(waitid(P_PIDFD, fd, WEXITED + WNOWAIT))
			show(waitid("pidfd", fd, "exited"))
			print(waitid(P_PIDFD, fd))
		`)), `0	0	running	nil	nil
true	true	true	stopped	5	19	true
true	true	true	stopped	5	19	true
true	true	true	continued	6	18	true
true	true	true	exited	1	9	true
true	true	true	killed	2	9	true
true	true	true	killed	2	9	true
nil	waitid(P_PIDFD, ...): No child processes (ECHILD)	10`)
	})
}

// A handler runs while waitid waits, and it goes on.
func TestWaitidInterrupted(t *testing.T) {
	wantLines(t, lua(t, `
		local parent = getpid()
		local r, w = pipe()
		signal(SIGUSR1, function() print("handled") write(w, "x") end)
		local p = fork()
		if p == 0 then kill(parent, SIGUSR1) read(r, 1) exit(3) end
		print(waitid(P_ALL).status)
	`), "handled\n3")
}

func TestWaitidRefused(t *testing.T) {
	wantLines(t, lua(t, `
		print(waitid(P_ALL, 0, WNOHANG))
		print(waitid(P_PIDFD, 0))
		local p = clone {exit_signal = 0}
		if p == 0 then _exit() end
		print(wait())
		print(waitpid(p))
		print(waitid(P_PID, p))
		local w = waitid(P_PID, p, WEXITED + __WALL)
		print(w.signo, w.how)
		local nonblocking = pidfd_open(getppid(), PIDFD_NONBLOCK)
		print(waitid(P_PIDFD, nonblocking))
		p, nonblocking = fork()
		if p == 0 then while true do pause() end end
		print(waitid(P_PIDFD, pidfd_open(p, PIDFD_NONBLOCK)))
		kill(p, "KILL")
		print(waitid(P_PID, p).how)
		signal(SIGCHLD, SIG_IGN)
		if fork() == 0 then _exit() end
		print(wait())
	`), `nil	waitid(P_ALL, 0, WNOHANG): Invalid argument (EINVAL)
hint: options say nothing to wait for: WEXITED, WSTOPPED or WCONTINUED	22
nil	waitid(P_PIDFD, 0): Bad file descriptor (EBADF)	9
nil	wait(): No child processes (ECHILD)
hint: a child that does not end with SIGCHLD (exit_signal) is waited for with __WALL	10
nil	waitpid(...): No child processes (ECHILD)
hint: a child that does not end with SIGCHLD (exit_signal) is waited for with __WALL	10
nil	waitid(P_PID, ...): No child processes (ECHILD)
hint: a child that does not end with SIGCHLD (exit_signal) is waited for with __WALL	10
17	exited
nil	waitid(P_PIDFD, ...): No child processes (ECHILD)	10
nil	waitid(P_PIDFD, ...): Resource temporarily unavailable (EAGAIN)	11
killed
nil	wait(): No child processes (ECHILD)
hint: SIGCHLD is ignored, and the kernel then reaps children by itself: signal(SIGCHLD, SIG_DFL) before	10`)
}
