-- An error caught and raised again keeps its message and its object.
local function risky() error({code = 7}) end
local ok, e = pcall(risky)
print(ok, type(e), e.code)
local ok2, e2 = pcall(error, e)
print(e == e2)
print(pcall(function() local ok, m = pcall(error, "first") error(m, 0) end))
print(pcall(function() local ok, m = pcall(error, "first") error(m) end))
print(pcall(pcall, error, "inner"))
print(pcall(pcall))
print(select("#", pcall(error)))
local function cleanup(f) local ok, m = pcall(f) print("cleaned") if not ok then error(m, 0) end end
print(pcall(cleanup, function() error("fails") end))
print(pcall(cleanup, function() end))
