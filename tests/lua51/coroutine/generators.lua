local function inorder(t) if t then inorder(t.l) coroutine.yield(t.v) inorder(t.r) end end
local tree = {v = 4, l = {v = 2, l = {v = 1}, r = {v = 3}}, r = {v = 6, l = {v = 5}}}
for v in coroutine.wrap(function() inorder(tree) end) do io.write(v, " ") end print()
local function gen(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local a, b = gen(3), gen(5) for x in a do io.write(x, ":", tostring(b()), " ") end print()
local function producer() return coroutine.create(function() for _, w in ipairs{"one", "two", "three"} do coroutine.yield(w) end return nil end) end
local function consumer(p) local out = {} while true do local ok, v = coroutine.resume(p) if not v then return table.concat(out, ",") end out[#out + 1] = v end end print(consumer(producer()))
local sched, log = {}, {} local function spawn(name, n) sched[#sched + 1] = coroutine.create(function() for i = 1, n do log[#log + 1] = name .. i coroutine.yield() end end) end
spawn("a", 3) spawn("b", 1) spawn("c", 2) while #sched > 0 do for i = #sched, 1, -1 do coroutine.resume(sched[i]) if coroutine.status(sched[i]) == "dead" then table.remove(sched, i) end end end print(table.concat(log, " "))
local co = coroutine.wrap(function(...) local s = 0 for i = 1, select("#", ...) do s = s + select(i, ...) end while true do s = s + coroutine.yield(s) end end) print(co(1, 2, 3), co(10), co(-6))
local depth = 0 local function rec(n) depth = depth + 1 if n == 0 then coroutine.yield(depth) else rec(n - 1) end depth = depth - 1 end
local c = coroutine.create(rec) print(coroutine.resume(c, 50)) print(coroutine.resume(c), depth, coroutine.status(c))
local self = coroutine.create(function() return coroutine.running() end) local ok, who = coroutine.resume(self) print(ok, who == self, type(who))
print(coroutine.wrap(function() return pcall(error, "x", 0) end)()) print(select("#", coroutine.wrap(function() end)()))
