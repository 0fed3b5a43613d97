-- Two groups of namespaces, joined from outside by the pids of who is in them: what
-- is joined is what /proc and lsns say of them.

local types = "user,mnt,uts,ipc,net,cgroup,pid"

-- A container: a process with namespaces of its own, which is root in there.
local function container(name)
	local uid, gid = geteuid(), getegid()
	local go, start = assert(pipe())
	local r, w = assert(pipe())
	local p = assert(clone(types))
	if p == 0 then
		close(start) close(r)
		prctl(PR_SET_PDEATHSIG, SIGKILL)
		read(go, 1)
		assert(sethostname(name))
		assert(mount_proc())
		write(w, "x")
		pause()
	end
	close(go) close(w)
	assert(idmap(p, {uid = {{0, uid, 1}}, setgroups = "deny", gid = {{0, gid, 1}}}))
	close(start)
	assert(read(r, 1) == "x")
	close(r)
	return p
end

local function inode(path) return tonumber(path:match "%[(%d+)%]") end

-- What readlink(1) prints.
local function links(pid)
	local found = {}
	for _, type in ipairs {"user", "mnt", "uts", "ipc", "net", "cgroup", "pid"} do
		local r, w = assert(pipe())
		assert(spawn({"readlink", "/proc/" .. pid .. "/ns/" .. type}, {fds = {[1] = w}}))
		close(w)
		found[type] = assert(inode(read(r, 100)))
		close(r)
		wait()
	end
	return found
end

local names = {"first", "second"}
local pids = {container(names[1]), container(names[2])}

for i, pid in ipairs(pids) do
	local want = links(pid)
	local info = nsinfo(pid)
	for type, inode in pairs(want) do
		assert(info[type].inode == inode, type)
		assert(inode ~= nsinfo()[type].inode and inode ~= nsinfo(pids[3 - i])[type].inode, type)
	end
	local listed = {}
	for _, n in ipairs(lsns(types)) do listed[n.inode] = n end
	for type, inode in pairs(want) do
		local n = assert(listed[inode], type)
		assert(n.type == type and n.pid == pid and n.nprocs == 1 and n.uid == geteuid())
		assert(n.owner == (type == "user" and nsinfo().user.inode or want.user), type)
	end

	-- By a function: this process stays where it is.
	local host, getpid_there, uid, seen, there = enter(pid, function()
		local seen = {}
		for _, n in ipairs(nsinfo()) do seen[n.type] = n.inode end
		local stat = io.open "/proc/self/stat"
		return gethostname(), getpid(), getuid(), seen, stat:read "*n"
	end)
	assert(host == names[i] and uid == 0)
	assert(getpid_there > 1 and getpid_there == there, "its /proc counts as its namespace does")
	for type, inode in pairs(want) do assert(seen[type] == inode, type) end
	assert(gethostname() ~= names[i])

	-- For good: all but the pid namespace at once, and that for the children.
	local child = fork()
	if child == 0 then
		assert(enter(pid) == 0)
		assert(gethostname() == names[i] and getuid() == 0)
		local p = fork()
		if p == 0 then
			assert(getppid() == 0, "the parent is in no pid namespace of the child's")
			exit(nsinfo().pid.inode == want.pid and 5 or 6)
		end
		exit((select(3, waitpid(p))))
	end
	assert((select(3, waitpid(child))) == 5)
end

-- One after the other is refused: the second does not lie in the first.
local ok, message = enter(pids[1], function() return enter({pid = 1}, "user,uts") end)
assert(ok == 0 or message, "the first process of the container")
local fd = nsopen({pid = pids[2]}, "uts")
local done, message = enter(pids[1], function() return setns(fd) end)
assert(not done and message:find "does not lie within", message)

for _, pid in ipairs(pids) do kill(pid, SIGKILL) end
wait() wait()
