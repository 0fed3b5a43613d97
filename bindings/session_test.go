package bindings

import "testing"

// Each refusal of a session or a process group is told with its cause.
func TestSessionRefusals(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			local function child(f)
				local p = fork()
				if p == 0 then f() exit() end
				waitpid(p)
			end
			child(function()
				setpgid()
				print((select(2, setsid())))
			end)
			child(function()
				setsid()
				print((select(2, setpgrp())))
				local p = fork()
				if p == 0 then pause() end
				print((select(2, setpgid(p, 99999))))
				local r, w = pipe()
				local q = fork()
				if q == 0 then setsid() close(w) pause() end
				close(w)
				read(r, 1)
				print((select(2, setpgid(q, getpgrp()))))
				kill(q, SIGKILL)
				kill(p, SIGKILL)
			end)
			local p = spawn {"sleep", "100"}
			print((select(2, setpgid(p, p))))
			kill(p, SIGKILL)
			waitpid(p)
			print((select(2, setpgid(p))))
			print((select(2, setpgid(getppid()))))
			print((select(2, setpgid(0, -1))))
		`)), `setsid(): Operation not permitted (EPERM)
hint: this process leads a process group, and a session begins with a new one: fork, and setsid in the child
setpgrp(): Operation not permitted (EPERM)
hint: process ... leads a session, and so stays in the process group that it leads
setpgid(..., 99999): Operation not permitted (EPERM)
hint: there is no process group 99999 in this session
setpgid(..., ...): Operation not permitted (EPERM)
hint: process ... leads a session, and so stays in the process group that it leads
setpgid(..., ...): Permission denied (EACCES)
hint: process ... has called exec: set its process group before that, in the child itself and, since either may come first, here after fork
setpgid(...): No such process (ESRCH)
setpgid(...): No such process (ESRCH)
hint: process ... is no child of this process
setpgid(0, -1): Invalid argument (EINVAL)`)
	})
}
