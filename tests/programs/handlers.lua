-- A signal's handler runs between two instructions wherever these are: its error
-- comes out there, and it may itself use coroutines, be interrupted, and fork.

local me = getpid()
local function hit() assert(kill(me, SIGUSR1)) end
local function same(want, ...)
	local got = {}
	for i = 1, select("#", ...) do
		got[i] = tostring((select(i, ...)))
	end
	got = table.concat(got, " ")
	if got ~= want then
		error("got " .. got .. " and not " .. want, 2)
	end
end

-- Its error, in calls of each kind.
signal(SIGUSR1, function() error("sig", 0) end)
local function spin() hit() while true do end end
same("false sig", pcall(spin))
same("false sig", coroutine.resume(coroutine.create(spin)))
same("false sig", pcall(coroutine.wrap(function() return pcall(error) and 1 or spin() end)))
local meta = {__index = spin, __concat = spin, __lt = spin, __call = spin}
local object = setmetatable({}, meta)
same("false sig", pcall(function() return "a" .. object .. "b" end))
same("false sig", pcall(function() return object.x end))
same("false sig", pcall(function() return object < setmetatable({}, meta) end))
same("false sig", pcall(object))
same("false sig", pcall(table.sort, {3, 2, 1}, spin))
same("false sig", pcall(string.gsub, "abc", ".", spin))
same("false sig", pcall(function() for _ in spin do end end))
same("false handled sig", xpcall(spin, function(m) return "handled " .. m end))

-- Coroutines: none yields from a handler, and what it has interrupted is running.
signal(SIGUSR1, function() coroutine.yield() end)
same("false attempt to yield across metamethod/C-call boundary", coroutine.resume(coroutine.create(spin)))
local co, seen
signal(SIGUSR1, function()
	local step = coroutine.wrap(function(a) return coroutine.yield(a + 1) * 2 end)
	seen = {step(1), step(5), coroutine.status(co), coroutine.running(), coroutine.resume(co)}
end)
co = coroutine.create(function() hit() for _ = 1, 10 do end return "done" end)
same("true done", coroutine.resume(co))
same("2 10 normal nil false cannot resume normal coroutine", unpack(seen, 1, 6))

-- Handlers that interrupt one another, and one as deep in calls as there are any.
local depth = 0
local function again(other)
	return function()
		depth = depth + 1
		if depth < 150 then
			kill(me, other)
			for _ = 1, 5 do end
		end
	end
end
signal(SIGUSR1, again(SIGUSR2))
signal(SIGUSR2, again(SIGUSR1))
hit()
for _ = 1, 10 do end
same("150", depth)
local count = 0
signal(SIGUSR1, function() count = count + 1 end)
local function deep(n)
	if n == 0 then
		hit()
		for _ = 1, 3 do end
		return "deep"
	end
	return ("x"):gsub("x", function() return (deep(n - 1)) end)
end
same("true deep 1", pcall(deep, 150))
same("1", count)

-- Loops keep their counters and variables.
local sum, numbers = 0, {}
for i = 1, 1000 do
	if i % 3 == 0 then hit() end
	sum, numbers[i] = sum + i, i
end
same("500500", sum)
for i = 1, 1000 do
	assert(numbers[i] == i)
end
local i = 0
while i < 100 do
	local a, b = i, {i}
	hit()
	for j = 1, 2 do
		local k = 0
		repeat
			local last = {k}
			hit()
			k = k + 1
		until last[1] == 1
		assert(k == 2 and j <= 2)
	end
	i = i + 1
	assert(a == b[1] and a + 1 == i)
end
local keys = {}
for k, v in pairs {a = 1, b = 2, c = 3} do
	hit()
	keys[#keys + 1] = k .. v
end
table.sort(keys)
same("a1 b2 c3", unpack(keys))

-- A fork in each kind of call: both processes go on.
local function go()
	local p = assert(fork())
	if p == 0 then
		return "child"
	end
	local pid, how, code = wait()
	assert(pid == p and how == "exited" and code == 7, code)
	return "parent"
end
for _, call in ipairs {
	function() return go() end,
	function() return select(2, pcall(go)) end,
	function() return coroutine.wrap(go)() end,
	function() return setmetatable({}, {__index = go}).x end,
	function() return (("x"):gsub("x", go)) end,
	function()
		local who
		table.sort({2, 1}, function(a, b) who = who or go() return a < b end)
		return who
	end,
	function()
		local who
		signal(SIGUSR1, function() who = go() end)
		hit()
		for _ = 1, 10 do end
		return who
	end,
	function()
		local who
		getmetatable(newproxy(true)).__gc = function() who = go() end
		collectgarbage()
		return who
	end,
} do
	local who = call()
	collectgarbage()
	local ok, message = pcall(error, "still", 0)
	same("false still", ok, message)
	if who == "child" then
		os.exit(7)
	end
	same("parent", who)
end

-- A handler that is given up is garbage, with all that it led to.
local weak = setmetatable({}, {__mode = "k"})
do
	local kept = {}
	weak[kept] = true
	signal(SIGUSR1, function() count = kept end)
	hit()
	for _ = 1, 3 do end
	count = 0
end
collectgarbage()
assert(next(weak))
signal(SIGUSR1, SIG_DFL)
collectgarbage()
assert(not next(weak))
