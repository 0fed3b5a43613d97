-- Parents and children that wait for each other, and never for a time: the map
-- of a user namespace written step by step, rounds, a chain down to a process
-- three pid namespaces below, peers that are killed, and siblings.

local function child(f, flags)
	local p = flags and assert(clone(flags)) or assert(fork())
	if p == 0 then
		f()
		exit()
	end
	return p
end

local function ended(p)
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0, how .. " " .. code)
end

local function over(result, message, errno)
	assert(result == nil and errno == EPIPE, message)
	assert(message:find("hint: the other side of the barrier has ended", 1, true), message)
end

-- The child does nothing before it is somebody; the parent writes the maps in
-- two steps and is told of each what came of it.
do
	local b = barrier()
	local p = child(function()
		assert(getuid() == 65534 and getgid() == 65534)
		b:open("ready")
		assert(b:wait() == "uid")
		assert(getuid() == 0 and getgid() == 65534)
		b:open("seen")
		assert(b:wait() == "gid")
		assert(getuid() == 0 and getgid() == 0)
		b:open(sethostname("inside") == 0 and gethostname() or "refused")
	end, CLONE_NEWUSER + CLONE_NEWUTS)
	assert(b:wait() == "ready")
	assert(idmap(p, {uid = {{0, geteuid(), 1}}}))
	assert(b:open("uid"))
	assert(b:wait() == "seen")
	assert(idmap(p, {gid = {{0, getegid(), 1}}, setgroups = "deny"}))
	assert(b:open("gid"))
	assert(b:wait() == "inside")
	over(b:wait())
	over(b:open())
	ended(p)
	assert(b:close())
end

-- A hundred rounds: neither is ever ahead of the other.
do
	local b = barrier()
	local r, w = assert(pipe())
	local p = child(function()
		for i = 1, 100 do
			assert(b:wait())
			assert(write(w, "b"))
			assert(b:open())
		end
	end)
	for i = 1, 100 do
		assert(write(w, "a"))
		assert(b:open())
		assert(b:wait())
	end
	ended(p)
	assert(read(r, 1000) == ("ab"):rep(100))
	close(r)
	close(w)
end

-- Each process hands the side that is below on to its child, and only the last
-- one uses it: three pid namespaces down, where it is process 1.
do
	if geteuid() ~= 0 then
		assert(unshare(CLONE_NEWUSER))
		assert(idmap "root")
	end
	local b = barrier()
	local function below(levels)
		if levels == 0 then
			assert(getpid() == 1 and getppid() == 0)
			assert(b:open(b:wait() .. ", process " .. getpid()))
			assert(b:wait()) -- for ever, or to the end of the other
			return
		end
		assert(b:give())
		ended(child(function() below(levels - 1) end, CLONE_NEWPID))
		assert(not pcall(b.wait, b))
	end
	local p = child(function() below(3) end, CLONE_NEWPID)
	assert(b:open("hello"))
	assert(b:wait() == "hello, process 1")
	-- The side below is not seen as ended while the one who has it lives ...
	local result, message, errno = b:wait(1)
	assert(result == nil and errno == ETIMEDOUT, message)
	-- ... though all between here and there have it no more; and dies with it.
	kill(p, SIGKILL)
	waitpid(p)
	over(b:wait())
end

-- A peer killed before it has used the barrier, whatever others were forked, and
-- however many barriers there are.
do
	local barriers, children = {}, {}
	for i = 1, 5 do
		barriers[i] = barrier()
		children[i] = child(pause)
	end
	for i = 5, 1, -1 do
		kill(children[i], SIGKILL)
		over(barriers[i]:wait())
		over(barriers[i]:open())
		waitpid(children[i])
	end
end

-- The one who forked is killed: its child, and the child's other child, see it.
do
	local r, w = assert(pipe())
	local middle = child(function()
		local first, second = barrier(), nil
		child(function()
			over(first:wait())
			assert(write(w, "1"))
		end)
		second = barrier()
		child(function()
			assert(not pcall(first.wait, first))
			over(second:wait())
			assert(write(w, "2"))
		end)
		kill(getpid(), SIGKILL)
	end)
	close(w)
	local _, how = waitpid(middle)
	assert(how == "killed")
	local seen = ""
	repeat
		local more = read(r, 2)
		seen = seen .. more
	until more == ""
	close(r)
	assert(seen == "12" or seen == "21", seen)
end

-- Siblings meet: the parent gives its own side to the second.
do
	local b = barrier()
	local first = child(function() assert(b:wait() == "from the second") assert(b:open("from the first")) end)
	assert(b:give())
	local second = child(function() assert(b:open("from the second")) assert(b:wait() == "from the first") over(b:wait()) end)
	ended(first)
	ended(second)
	assert(not pcall(b.open, b))
end
