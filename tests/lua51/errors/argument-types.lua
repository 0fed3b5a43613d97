-- How arguments are told of that are wrong or not there.
local function try(f, ...) print(select(2, pcall(f, ...))) end
local values = {nil, 1, "text", {}, print, true, coroutine.create(function() end), io.stdout}
local function all(f, ...)
  print(select(2, pcall(f, ...)))
  for i = 1, 8 do
    local ok, message = pcall(f, values[i])
    print(i, ok, ok or message)
  end
end
all(function(v) return string.len(v) end)
all(function(v) return math.abs(v) end)
all(function(v) return next(v) end)
all(function(v) return string.rep("x", v) end)
all(function(v) return coroutine.status(v) end)
all(function(v) return coroutine.wrap(v) end)
try(function() string.len() end)
try(function() string.rep("x") end)
try(function() string.rep("x", nil) end)
try(function() string.rep("x", "y") end)
try(function() string.sub("x", 1, {}) end)
try(function() next() end)
try(function() next({}, 1) end)
