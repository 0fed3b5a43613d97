-- A coroutine yields wherever no function in Go is on the way: in pcall, xpcall,
-- metamethods and iterators, as deep as it likes. lua5.1 refuses.

-- run collects what a function yields; each yield gives back what the resumer
-- makes of it.
local function run(f, answer)
  local log = {}
  local co = coroutine.create(f)
  local values = {coroutine.resume(co)}
  while coroutine.status(co) == "suspended" do
    log[#log + 1] = tostring(values[2])
    values = {coroutine.resume(co, answer and answer(values[2]))}
  end
  return table.concat(log, " "), unpack(values)
end

local function check(want, f, answer)
  local got = {run(f, answer)}
  for i = 1, #got do got[i] = tostring(got[i]) end
  got = table.concat(got, "|")
  if got ~= want then error(("%s, expected %s"):format(got, want), 2) end
end

local yield = coroutine.yield
local function echo(x) return x end

check("a b|true|true|b|end", function()
  local ok, b = pcall(function() yield("a") return yield("b") end)
  return ok, b, "end"
end, echo)

check("a|true|false|caught", function()
  return pcall(function() yield("a") error("caught", 0) end)
end)

check("1 2 3|true|false|h:deep", function()
  return xpcall(function()
    pcall(function() yield(1) pcall(yield, 2) error("inner") end)
    yield(3)
    error("deep", 0)
  end, function(m) return "h:" .. m end)
end)

-- An error after a yield is caught by the protected call that was in force.
check("x y|true|false|one|false|two", function()
  local function protect(what, message) return select(2, pcall(function() return pcall(function() yield(what) error(message, 0) end) end)) end
  local a, b = pcall(function() yield("x") error("one", 0) end)
  local c, d = pcall(function() yield("y") error("two", 0) end)
  return a, b, c, d
end)

-- Every metamethod.
local mt = {}
for _, event in ipairs{"add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "index", "call", "len"} do
  mt["__" .. event] = function(a, b) return yield(event) end
end
mt.__newindex = function(t, k, v) yield("newindex") rawset(t, k, v) end
mt.__eq = function() return yield("eq") end
mt.__lt = function() return yield("lt") end
mt.__le = function() return yield("le") end
local a, b = setmetatable({}, mt), setmetatable({}, mt)

check("add sub mul div mod pow unm|true|ADD|SUB|MUL|DIV|MOD|POW|UNM", function()
  return a + 1, 2 - a, a * b, a / b, a % 1, a ^ 2, -a
end, string.upper)
check("concat concat|true|CONCAT|xCONCAT", function() return a .. b, "x" .. (a .. "y") end, string.upper)
check("index newindex|true|INDEX|set", function() local v = a.x a.y = "set" return v, rawget(a, "y") end, string.upper)
check("eq eq lt lt le le|true|yes|no|yes|no|yes|no", function()
  local answers = {}
  local function test(v) return v and "yes" or "no" end
  local r = {}
  r[1] = test(a == b) r[2] = test(a ~= b) r[3] = test(a < b) r[4] = test(not (a > b)) r[5] = test(a <= b) r[6] = test(not (b >= a))
  return unpack(r)
end, function() return true end)
check("lt|true|less", function() if a < b then return "less" else return "not" end end, function() return 1 end)
check("lt|true|not", function() if a < b then return "less" else return "not" end end, function() return nil end)
local only = {__lt = function() return yield("lt") end}
check("lt|true|false", function() return setmetatable({}, only) <= setmetatable({}, only) end, function() return true end)
check("call|true|CALL", function() return a(1) end, string.upper)
local p = newproxy(true)
getmetatable(p).__len = function() return yield("len") end
check("len|true|LEN", function() return #p end, string.upper)

-- A chain of them, a coroutine's own among them.
local chain = setmetatable({}, {__index = setmetatable({}, {__index = function(_, k) return yield(k) end})})
check("k1 k2|true|K1|K2", function() return chain.k1, chain[chain and "k2"] end, string.upper)
check("direct|true|D", function() return setmetatable({}, {__index = function(...) return (yield("direct")) end}).x end, function() return "D" end)

-- Iterators.
check("s1 s2 s3 s4|true|1,2,3", function()
  local seen = {}
  for i in function(_, i) yield("s" .. (i + 1)) if i < 3 then return i + 1 end end, nil, 0 do seen[#seen + 1] = i end
  return table.concat(seen, ",")
end)
check("v v v|true|n", function()
  for v in yield, "v" do if v == "stop" then break end end
  return "n"
end, (function() local n = 0 return function() n = n + 1 return n < 3 and "go" or "stop" end end)())

-- Deep, and in tail calls.
check("bottom|true|3000", function()
  local function down(n)
    if n == 0 then yield("bottom") return 0 end
    local ok, v = pcall(down, n - 1)
    return v + 1
  end
  return down(3000)
end)
check("t|true|1000", function()
  local function tail(n) if n == 1000 then yield("t") return n end return tail(n + 1) end
  return tail(0)
end)

-- A coroutine inside a protected call of another.
check("out in|true|true|true|done", function()
  return pcall(function()
    local inner = coroutine.wrap(function() pcall(yield, "from inner") return "done" end)
    yield("out")
    assert(inner() == "from inner")
    yield("in")
    return pcall(inner)
  end)
end)

-- Locals and upvalues survive.
check("1 2 3|true|6", function()
  local sum = 0
  local function add(n) pcall(function() sum = sum + n yield(n) end) end
  for i = 1, 3 do add(i) end
  return sum
end)

-- A suspended coroutine shows all its calls.
local co = coroutine.create(function() local ok = pcall(function() local x = a + 1 end) end)
mt.__add = function() yield() end
coroutine.resume(co)
local trace = debug.traceback(co)
assert(select(2, trace:gsub("\n", "")) >= 5 and trace:find("'pcall'") and trace:find("'yield'"), trace)

-- Functions in Go are in the way.
local refused = "attempt to yield across metamethod/C-call boundary"
check("|true|false|" .. refused, function() return pcall(table.sort, {1, 2}, function() yield() end) end)
check("|true|false|" .. refused, function() return pcall(string.gsub, "a", "a", function() yield() end) end)
