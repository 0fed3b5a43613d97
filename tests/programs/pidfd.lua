-- Descriptors of processes: one is taken out of a child, which has it from its own
-- child, whose end is then seen where it is nobody's child; by its signal it ends
-- where its number means nothing.

prctl(PR_SET_CHILD_SUBREAPER, false)

local r, w = assert(pipe())
local go_r, go_w = assert(pipe())
local child, pidfd = assert(clone(CLONE_NEWUSER + CLONE_NEWPID))
if child == 0 then
	close(go_w)
	local p, fd = assert(clone(0))
	if p == 0 then
		signal(SIGTERM, function() exit(5) end)
		write(w, "ready ")
		while true do pause() end
	end
	assert(pidfd_getpid(fd) == p)
	write(w, fd .. " " .. p .. "\n")
	read(go_r, 1) -- until the parent is done
	local how = assert(waitid(P_PIDFD, fd))
	exit(how.status)
end
close(w) close(go_r)
local text = ""
repeat text = text .. assert(read(r, 100)) until text:find "ready " and text:find "\n"
local theirs, inside = text:gsub("ready ", ""):match "(%d+) (%d+)\n"
theirs, inside = tonumber(theirs), tonumber(inside)
assert(inside == 2)

-- The same open file, under another number here.
local grandchild = assert(pidfd_getfd(pidfd, theirs))
assert(kcmp(getpid(), child, KCMP_FILE, grandchild, theirs) == 0)
local pid = assert(pidfd_getpid(grandchild))
assert(pid ~= inside)
assert(kcmp(pid, child, KCMP_VM) > 0)

-- It is no child of this process: its end cannot be waited for, and its signal can
-- be sent.
local how, _, errno = waitid(P_PIDFD, grandchild, WEXITED)
assert(how == nil and errno == ECHILD)
assert(pidfd_send_signal(grandchild, 0) == 0)
assert(pidfd_send_signal(grandchild, SIGTERM) == 0)
close(go_w)

-- The child's own end is seen by its descriptor, once, and for good.
how = assert(waitid(P_PIDFD, pidfd, WEXITED + WNOWAIT))
assert(how.pid == child and how.how == "exited" and how.status == 5)
assert(how.code == CLD_EXITED and how.uid == getuid() and how.rusage.maxrss > 0)
how = assert(waitid(P_PIDFD, pidfd))
assert(how.pid == child)
assert(select(3, waitid(P_PIDFD, pidfd)) == ECHILD)
for _, fd in ipairs {pidfd, grandchild} do
	assert(select(3, pidfd_send_signal(fd, 0)) == ESRCH)
	assert(select(3, pidfd_getpid(fd)) == ESRCH)
	close(fd)
end

-- A number can be somebody else's by then; the descriptor never.
local p, fd = assert(clone(0))
if p == 0 then exit() end
waitpid(p)
assert(select(3, pidfd_open(p)) == ESRCH)
assert(select(3, pidfd_send_signal(fd, SIGKILL)) == ESRCH)
