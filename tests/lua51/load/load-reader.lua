-- What the function of load may do, and how often it is called.
local calls = 0 print(load(function() calls = calls + 1 return calls == 1 and "x = = " or nil end, "=x")) print(calls) calls = 0 print(load(function() calls = calls + 1 return "= " end, "=x")) print(calls)
calls = 0 print(type(load(function() calls = calls + 1 if calls < 4 then return " " end end)), calls)
print(pcall(load)) print(pcall(load, "return 1")) print(pcall(load, nil)) print(pcall(load, {})) print(pcall(load, print, {})) print(pcall(load, 5))
local f = load(coroutine.wrap(function() for w in ("return 1 + 2"):gmatch("%S+%s*") do coroutine.yield(w) end end)) print(f())
print(load(function() return nil, "x" end)()) print(type(load(function() end)))
print(coroutine.wrap(function() return type(load(function() return coroutine.running() and "" end)) end)())
