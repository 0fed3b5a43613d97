-- Chunks and the environments that they run in.
local f = loadstring("v = (v or 0) + 1 return v") local one, two = {}, {v = 10} setfenv(f, one) print(f(), f(), one.v) setfenv(f, two) print(f(), two.v, rawget(_G, "v"))
local function sandbox(code) local env = {print = print} local f = assert(loadstring(code)) setfenv(f, env) return pcall(f), env end local _, e = sandbox("x = 1 print(x, y)") print(e.x, x)
setfenv(1, setmetatable({own = true}, {__index = _G})) print(own, loadstring("return own")()) g = 5 print(loadstring("return g")()) print(getfenv(loadstring "") == getfenv(0), getfenv(loadstring "") == getfenv(1))
local inner = setfenv(loadstring("return loadstring('return z')"), {loadstring = loadstring, z = 1})() print(inner())
