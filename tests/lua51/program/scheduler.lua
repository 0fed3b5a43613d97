-- Tasks that take turns, with priorities, messages and failures.
local tasks, log = {}, {}
local function spawn(name, f, ...)
  local co = coroutine.create(f)
  tasks[#tasks + 1] = { name = name, co = co, args = { n = select("#", ...), ... }, inbox = {} }
  return tasks[#tasks]
end
local function say(...) log[#log + 1] = table.concat({ ... }, " ") end
local function run()
  while #tasks > 0 do
    for i = #tasks, 1, -1 do
      local t = tasks[i]
      local ok, what, arg = coroutine.resume(t.co, unpack(t.args, 1, t.args.n))
      t.args = { n = 0 }
      if not ok then say(t.name, "failed:", what) table.remove(tasks, i)
      elseif coroutine.status(t.co) == "dead" then say(t.name, "ended with", tostring(what)) table.remove(tasks, i)
      elseif what == "receive" then t.args = { n = 1, table.remove(t.inbox, 1) } end
    end
  end
end
local consumer = spawn("consumer", function(limit)
  local sum = 0
  while sum < limit do
    local m = coroutine.yield("receive")
    if m then sum = sum + m say("got", m) end
  end
  return sum
end, 10)
spawn("producer", function() for i = 1, 5 do table.insert(consumer.inbox, i) coroutine.yield() end return "all sent" end)
spawn("broken", function() coroutine.yield() error("on purpose", 0) end)
spawn("nested", function()
  local inner = coroutine.wrap(function(a) local b = coroutine.yield(a * 2) return b * 3 end)
  say("inner", inner(4), inner(5))
  return pcall(inner)
end)
run()
print(table.concat(log, "\n"))
