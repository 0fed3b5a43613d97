-- 32 pid namespaces one in another, which is as deep as they go: each level is
-- pid 1 there, knows no parent, and hands the number of levels below it outwards.

local DEPTH = 32

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end

local function below(level)
	local r, w = assert(pipe())
	local p, message, errno = clone(CLONE_NEWPID)
	if not p then
		assert(errno == ENOSPC and message:find "32 deep", message)
		return 0
	end
	if p == 0 then
		assert(getpid() == 1 and getppid() == 0)
		assert(write(w, tostring(1 + below(level + 1))))
		exit()
	end
	close(w)
	local levels = tonumber(read(r, 10))
	close(r)
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0, how)
	return levels
end

-- MAX_PID_NS_LEVEL counts those below the first; the test may itself be in one.
local levels = below(1)
assert(levels > 0 and levels <= DEPTH, levels)
print(levels .. " levels")
