-- Orphans: they become children of the nearest ancestor that has asked for them,
-- else of the first process of their pid namespace, and whoever has them waits
-- for them.

-- A grandchild that tells, once its parent has been waited for, whose child it is.
local function orphan(status)
	local r, w = assert(pipe())
	local go_r, go_w = assert(pipe())
	local middle = assert(fork())
	if middle == 0 then
		local p = assert(fork())
		if p == 0 then
			assert(read(go_r, 1) == "x")
			assert(write(w, getppid() .. "\n"))
			exit(status)
		end
		write(w, p .. " ")
		exit(1)
	end
	close(w) close(go_r)
	local _, how, code = assert(waitpid(middle))
	assert(how == "exited" and code == 1)
	assert(write(go_w, "x") == 1)
	close(go_w)
	local text = ""
	repeat
		local more = assert(read(r, 100))
		text = text .. more
	until more == ""
	close(r)
	local pid, parent = text:match "^(%d+) (%d+)\n$"
	return tonumber(pid), tonumber(parent)
end

-- A subreaper has them, and its children do not inherit that it is one.
local function subreaper()
	assert(prctl(PR_SET_CHILD_SUBREAPER, true))
	for status = 1, 5 do
		local pid, parent = orphan(status)
		assert(parent == getpid())
		local how = assert(waitid(P_PID, pid, WEXITED + WNOWAIT))
		assert(how.pid == pid and how.status == status)
		assert(waitid(P_ALL).pid == pid)
	end
	local p = fork()
	if p == 0 then
		assert(prctl(PR_GET_CHILD_SUBREAPER) == 0)
		local pid, parent = orphan(6)
		assert(parent == getppid())
		exit()
	end
	assert(select(3, waitpid(p)) == 0)
	assert(select(3, wait()) == 6)
	assert(select(3, wait()) == ECHILD)
	assert(prctl(PR_SET_CHILD_SUBREAPER, false))
end

local p = assert(fork())
if p == 0 then subreaper() exit() end
assert(select(3, waitpid(p)) == 0)

-- In a pid namespace the first process has them; a subreaper within goes before
-- it, and one outside has none of that namespace's.
if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end
assert(prctl(PR_SET_CHILD_SUBREAPER, true))
p = assert(clone(CLONE_NEWPID))
if p == 0 then
	local pid, parent = orphan(7)
	assert(parent == 1)
	assert(select(3, waitpid(pid)) == 7)
	local q = assert(fork())
	if q == 0 then subreaper() exit() end
	assert(select(3, waitpid(q)) == 0)
	assert(select(3, wait()) == ECHILD)
	-- what is left when the first process ends is killed
	if fork() == 0 then while true do pause() end end
	exit(9)
end
assert(select(3, waitpid(p)) == 9)
assert(select(3, wait()) == ECHILD)
