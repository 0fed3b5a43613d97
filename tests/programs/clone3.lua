-- The fields of clone3(2): pids of one's choice in nested namespaces, another
-- signal at the end or none, a descriptor in place of a number, a cgroup.

local root = geteuid() == 0
if not root then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end

local function child(how, f)
	local p, fd = assert(clone(how))
	if p == 0 then f() exit() end
	return p, fd
end

local function succeeds(p)
	local _, how, code = assert(waitpid(p, __WALL))
	assert(how == "exited" and code == 0, how .. " " .. code)
end

-- Three namespaces, one in the other; in the innermost a process is 1, and has
-- the numbers that were asked for in those around it.
local outer = child(CLONE_NEWPID, function()
	local middle = child({flags = CLONE_NEWPID, set_tid = {1, 200}}, function()
		assert(getpid() == 1)
		local p = child({flags = CLONE_NEWPID, set_tid = {1, 20, 300}}, function()
			assert(getpid() == 1 and getppid() == 0)
			-- its children, and theirs, are numbered as ever, or as they are told
			local p = child({set_tid = {40, 41, 400}}, function()
				assert(getpid() == 40)
				succeeds(child(0, function() assert(getppid() == 40) end))
			end)
			assert(p == 40)
			local taken, message, errno = clone {set_tid = {40}}
			assert(taken == nil and errno == EEXIST and message:find "there is a process 40 already", message)
			succeeds(p)
		end)
		assert(p == 20)
		succeeds(p)
	end)
	assert(middle == 200)
	succeeds(middle)
end)
succeeds(outer)

-- The end is told by another signal.
local told = {}
signal(SIGCHLD, function() told.CHLD = true end)
signal(SIGUSR1, function() told.USR1 = true end)
succeeds(child({exit_signal = SIGUSR1}, function() end))
assert(told.USR1 and not told.CHLD)

-- Or by none; who has a descriptor waits for it all the same.
told = {}
local p, fd = child({exit_signal = 0}, function() exit(3) end)
assert(select(3, wait()) == ECHILD)
local how = assert(waitid(P_PIDFD, fd, WEXITED + __WALL))
assert(how.pid == p and how.status == 3 and not next(told))
close(fd)

-- A program run in such a child is one as any other for its parent.
p = child({exit_signal = 0}, function() execvp("sh", {"-c", "exit 4"}) end)
local _, _, code = waitpid(p, __WALL)
assert(code == 4)

-- The script's handlers are left behind.
p = child(CLONE_CLEAR_SIGHAND, function() kill(getpid(), SIGUSR1) end)
assert(select(2, waitpid(p)) == "killed")

-- A cgroup, which holds its child from its first instruction on; an ordinary
-- user may move no one there.
local function write_file(path, text)
	local fd, message, errno = open(path, O_WRONLY)
	if not fd then return nil, message, errno end
	local n, message, errno = write(fd, text)
	close(fd)
	return n, message, errno
end
local function run(...) succeeds(assert(spawn {...})) end
local cgroups = open "/sys/fs/cgroup/unified/cgroup.procs" and "/sys/fs/cgroup/unified" or "/sys/fs/cgroup"
if open(cgroups .. "/cgroup.procs") then
	local dir = cgroups .. "/nslua-clone3-" .. getpid()
	if root then
		run("mkdir", dir)
		local fd = assert(open(dir, O_PATH + O_DIRECTORY))
		assert(write_file(dir .. "/cgroup.freeze", "1"))
		p = child({cgroup = fd, flags = CLONE_NEWPID}, function() assert(getpid() == 1) end)
		assert(read(open(dir .. "/cgroup.procs"), 100) == p .. "\n")
		assert(waitpid(p, WNOHANG) == 0) -- frozen
		assert(write_file(dir .. "/cgroup.freeze", "0"))
		succeeds(p)
		succeeds(assert(spawn({"grep", "-q", "/nslua-clone3-" .. getpid() .. "$", "/proc/self/cgroup"}, {cgroup = fd})))
		run("rmdir", dir)
	else
		local p, message, errno = clone {cgroup = assert(open(cgroups, O_PATH + O_DIRECTORY))}
		assert(p == nil and errno == EACCES and message:find "it needs to write to cgroup.procs in that cgroup", message)
	end
end
