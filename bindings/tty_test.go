package bindings

import "testing"

// onTerminal is a script whose say() prints on the test's standard output,
// whatever the terminal is.
const onTerminal = `
	out = dup(1)
	function say(result, message)
		write(out, (result == nil and message or tostring(result)) .. "\n")
	end
	function gate()
		local r, w = pipe()
		return function() close(w) read(r, 1) end, function() close(w) end
	end
`

// Each refusal of a terminal is told with its cause.
func TestTerminalRefusals(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(onTerminal+`
			local m, s = openpty()
			local m2, s2 = openpty()
			local r, w = pipe()
			say(tcgetattr(r))
			say(tcsetpgrp(s, 1))
			say(tcgetattr(99))
			say(unlockpt(s))
			say(ptsname(r))
			local p = fork()
			if p == 0 then
				say(tiocsctty(s))
				say(login_tty(s))
				say(tcsetpgrp(0, getppid()))
				say(tcsetpgrp(0, 99999))
				say(tiocsctty(s2))
				local q = fork()
				if q == 0 then
					setsid()
					say(tiocsctty(0))
					say(tiocsctty(0, geteuid() ~= 0))
					exit()
				end
				waitpid(q)
				signal(SIGHUP, SIG_IGN)
				close(m)
				read(0, 1) -- the end, by the hanging up
				exit()
			end
			close(s)
			local q = fork()
			if q == 0 then
				close(m)
				waitpid(p)
				exit()
			end
			close(m)
			waitpid(p)
			waitpid(q)
			close(m2)
			say(tcgetattr(s2))
			say(write(s2, "x"))
			say(read(s2, 1) == "")
		`)), `tcgetattr(...): Inappropriate ioctl for device (ENOTTY)
hint: descriptor ... is no terminal but pipe:[...]
tcsetpgrp(..., 1): Inappropriate ioctl for device (ENOTTY)
hint: descriptor ... is a terminal, but not the controlling terminal of this process's session: setsid, and then tiocsctty, make it that
tcgetattr(99): Bad file descriptor (EBADF)
unlockpt(...): Inappropriate ioctl for device (ENOTTY)
hint: descriptor ... is a terminal, but not the master of one
ptsname(...): Inappropriate ioctl for device (ENOTTY)
hint: descriptor ... is no terminal but pipe:[...]
tiocsctty(...): Operation not permitted (EPERM)
hint: this process does not lead its session: setsid first, in a child of fork where setsid is refused
0
tcsetpgrp(0, ...): Operation not permitted (EPERM)
hint: process group ... is of another session than this process and its terminal
tcsetpgrp(0, 99999): No such process (ESRCH)
hint: there is no process group 99999
tiocsctty(...): Operation not permitted (EPERM)
hint: this process's session has a controlling terminal already: tiocnotty gives it up
tiocsctty(0): Operation not permitted (EPERM)
hint: the terminal is the controlling one of another session, or not open for reading
tiocsctty(0, ...): Operation not permitted (EPERM)
hint: the terminal is the controlling one of another session, ...
tcgetattr(...): Input/output error (EIO)
hint: the terminal has been hung up: its other end was closed, or the process that led its session has ended
write(..., "x"): Input/output error (EIO)
hint: the terminal has been hung up: its other end was closed, or the process that led its session has ended
true`)
	})
}

// EIO is what a terminal says to those in the background whom it cannot stop, and
// a master at its end.
func TestTerminalBackground(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(onTerminal+`
			local leader, m = forkpty()
			if leader == 0 then
				local p = fork()
				if p == 0 then
					setpgid()
					signal(SIGTTIN, SIG_IGN)
					say(read(0, 1))
					exit()
				end
				waitpid(p)
				local orphaned, open = gate()
				p = fork()
				if p == 0 then
					setpgid()
					if fork() == 0 then
						orphaned()
						say(read(0, 1))
						say(tcsetattr(0, TCSANOW, {}))
						say(tcsetpgrp(0, getpgrp()))
						write(0, ".")
					end
					exit()
				end
				waitpid(p)
				open()
				pause()
			end
			say(read(m, 100) == ".")
			kill(leader, SIGKILL)
			waitpid(leader)
			say(read(m, 100))
		`)), `read(0, 1): Input/output error (EIO)
hint: this process is in the background of its terminal, and ignores or blocks SIGTTIN, which would stop it until it is in the foreground
read(0, 1): Input/output error (EIO)
hint: this process is in the background of its terminal, and in an orphaned process group: there is no shell that would let a stopped process go on
tcsetattr(0, TCSANOW, []): Input/output error (EIO)
hint: this process is in the background of its terminal, and in an orphaned process group: there is no shell that would let a stopped process go on
tcsetpgrp(0, ...): Inappropriate ioctl for device (ENOTTY)
hint: this process is in the background of its terminal, and in an orphaned process group: there is no shell that would let a stopped process go on
true
read(..., 100): Input/output error (EIO)
hint: nobody has the terminal of this master open any more: that is the end of what it reads`)
	})
}
