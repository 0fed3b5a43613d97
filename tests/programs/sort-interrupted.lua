-- A signal's handler runs while the table library is at work, between two
-- comparisons without a function in Lua, and its error ends the work.

local items = {}
for i = 1, 200000 do
	items[i] = i * 7919 % 200003
end
local long = {}
for i = 1, 3000000 do
	long[i] = "x"
end

signal(SIGALRM, function() error("stopped") end)

-- The timer may also expire before the work begins or after it has ended: the
-- error comes out of attempt then, and not out of the work alone.
local function attempt(work, ...)
	setitimer("REAL", 0.005)
	local ok, message = pcall(work, ...)
	setitimer("REAL", 0)
	return not ok and message:find "stopped" ~= nil
end

local function interrupted(work, ...)
	for _ = 1, 200 do
		local ok, stopped = pcall(attempt, work, ...)
		if ok and stopped then
			return true
		end
	end
end

assert(interrupted(table.sort, items), "sort")
assert(interrupted(table.sort, items, rawequal), "sort with a comparator in Go")
assert(interrupted(table.concat, long, ","), "concat")
assert(interrupted(table.insert, long, 1, "y"), "insert")
assert(interrupted(table.remove, long, 1), "remove")
