-- One process seen from its own namespaces and from those around it: its pid, its
-- uid and its time.

-- Two pid namespaces, each with a user and a time namespace, one in the other.
local function level(n, offset, body)
	local uid, gid = geteuid(), getegid()
	local r, w = assert(pipe())
	local before = assert(fork())
	if before == 0 then
		prctl(PR_SET_PDEATHSIG, SIGKILL)
		close(r)
		assert(unshare(CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWTIME))
		assert(idmap {uid = {{100 * n, uid, 1}}, setgroups = "deny", gid = {{100 * n, gid, 1}}})
		assert(timens_offsets {monotonic = offset})
		local p = assert(fork())
		if p == 0 then
			close(w)
			prctl(PR_SET_PDEATHSIG, SIGKILL)
			body()
			exit()
		end
		write(w, p)
		close(w)
		local _, how, code = waitpid(p)
		exit(how == "exited" and code or 1)
	end
	close(w)
	local p = tonumber(read(r, 10)) -- this process's pid namespace counts it so
	close(r)
	return p, before
end

local told, tell = assert(pipe())
local done, finish = assert(pipe())
local began = clock_gettime(CLOCK_MONOTONIC)

local p, first = level(1, 1000, function()
	assert(getpid() == 1 and getppid() == 0 and getuid() == 100)
	local middle = nsinfo().pid.inode
	local q, second = level(2, 2000, function()
		assert(getpid() == 1 and getuid() == 200)
		write(tell, clock_gettime(CLOCK_MONOTONIC) .. "\n")
		read(done, 1)
	end)
	-- From the middle: the inner one's uid is the middle's own.
	local inner = nsinfo(q)
	assert(inner.pid.parent == middle and inner.process == q)
	assert(inner.uid_map[1][1] == 200 and inner.uid_map[1][2] == 100)
	assert(translate_pid(q, nil, {pid = q}) == 1 and translate_pid(1, {pid = q}) == q)
	assert(translate_pid(1, nil, {pid = q}) == 0, "who is around is not in there")
	assert(enter(q, "user", getuid, {preserve_credentials = true}) == 200)
	write(tell, q .. " " .. clock_gettime(CLOCK_MONOTONIC) .. "\n")
	local _, how, code = waitpid(second)
	exit(how == "exited" and code or 1)
end)
close(tell)

local text = ""
while not text:match "\n.*\n" do
	local more = read(told, 100)
	assert(#more > 0, "the inner ones have failed")
	text = text .. more
end
local innermost = tonumber(text:match "^([%d.]+)\n" or text:match "\n([%d.]+)\n")
local q, middle = text:match "(%d+) ([%d.]+)\n"

-- From outside: each has a number here, one in the middle, and the innermost 1.
local inner = translate_pid(tonumber(q), {pid = p})
assert(inner > 1)
local pids = nsinfo(inner).pids
assert(pids[#pids] == 1 and pids[#pids - 1] == tonumber(q) and pids[#pids - 2] == inner)
assert(translate_pid(1, {pid = inner}) == inner and translate_pid(1, {pid = p}) == p)
assert(translate_pid(1, {pid = inner}, {pid = p}) == tonumber(q))
assert(translate_pid(inner, nil, {pid = inner}) == 1)

-- The maps, as the reader's user namespace sees them.
assert(nsinfo(p).uid_map[1][1] == 100 and nsinfo(p).uid_map[1][2] == geteuid())
assert(nsinfo(inner).uid_map[1][1] == 200 and nsinfo(inner).uid_map[1][2] == geteuid())
assert(nsinfo(p).user.uid == geteuid())

-- The clocks: the offsets are from the host's, not from one another's.
local LATE = 30
local function since(time, offset) return time - began - offset end
assert(since(tonumber(middle), 1000) >= -1 and since(tonumber(middle), 1000) < LATE, middle)
assert(since(innermost, 2000) >= -1 and since(innermost, 2000) < LATE, innermost)

local tree = nstree "pid"
assert(tree:find("pid:[" .. nsinfo(inner).pid.inode .. "]", 1, true))
assert(tree:find(" " .. inner .. " [1] ", 1, true))

write(finish, "x")
local _, how, code = waitpid(first)
assert(how == "exited" and code == 0, how)
