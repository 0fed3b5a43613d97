-- A time namespace with offsets: clocks are ahead in it and run as fast as outside.

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end
assert(unshare(CLONE_NEWTIME))
assert(timens_offsets {monotonic = 86400, boottime = 7 * 86400.5})
local offsets = timens_offsets()
assert(offsets.monotonic == 86400 and offsets.boottime == 7 * 86400.5)

local clocks = {CLOCK_MONOTONIC, CLOCK_MONOTONIC_RAW, CLOCK_MONOTONIC_COARSE, CLOCK_BOOTTIME, CLOCK_REALTIME}
local ahead = {86400, 86400, 86400, 7 * 86400.5, 0}
local before = {}
for i, clock in ipairs(clocks) do before[i] = clock_gettime(clock) end

local LATE = 30 -- seconds that a busy machine may take for a moment

local function measured()
	for i, clock in ipairs(clocks) do
		local passed = clock_gettime(clock) - before[i] - ahead[i]
		assert(passed > -0.1 and passed < LATE, i .. ": " .. passed) -- coarse ones are behind by a tick
	end
	for _, clock in ipairs {CLOCK_MONOTONIC, CLOCK_BOOTTIME} do
		local start = clock_gettime(clock)
		assert(sleep(0.2) == 0)
		local slept = clock_gettime(clock) - start
		assert(slept >= 0.2 and slept < LATE, slept)
	end
end

local host = nsinfo().time.inode
local p = assert(fork())
if p == 0 then
	assert(nsinfo().time.inode ~= host)
	measured()
	-- So it is for a child in turn, and for one in a pid namespace as well.
	local q = assert(clone(CLONE_NEWPID))
	if q == 0 then
		measured()
		exit()
	end
	local _, how, code = waitpid(q)
	assert(how == "exited" and code == 0, how)

	-- Too late for other offsets.
	local done, _, errno = timens_offsets {monotonic = 1}
	assert(not done and errno == EACCES)
	exit()
end
local _, how, code = waitpid(p)
assert(how == "exited" and code == 0, how)

-- This process's own clocks are the host's.
assert(clock_gettime(CLOCK_MONOTONIC) - before[1] < LATE)
assert(nsinfo().time.inode == host and nsinfo().time_for_children.inode ~= host)
local start = clock_gettime(CLOCK_MONOTONIC)
sleep(0.2)
assert(clock_gettime(CLOCK_MONOTONIC) - start >= 0.2)

-- Behind the host's, as in a container that was moved here from a younger machine.
if clock_gettime(CLOCK_MONOTONIC) > 120 then
	local r = fork()
	if r == 0 then
		-- In this child the time namespace is its own; it makes another one.
		assert(unshare(CLONE_NEWTIME))
		assert(timens_offsets {monotonic = -60})
		local now = clock_gettime(CLOCK_MONOTONIC)
		local s = fork()
		if s == 0 then
			local passed = clock_gettime(CLOCK_MONOTONIC) - now + 86460
			assert(passed >= 0 and passed < LATE, passed)
			local start = clock_gettime(CLOCK_MONOTONIC)
			sleep(0.2)
			assert(clock_gettime(CLOCK_MONOTONIC) - start >= 0.2)
			exit()
		end
		exit((select(3, waitpid(s))))
	end
	assert((select(3, waitpid(r))) == 0)
end
