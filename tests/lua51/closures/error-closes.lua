-- An error closes the variables of the functions that it leaves.
local kept
local ok, err = pcall(function()
  local a, b = 1, "b"
  kept = function(v) a = a + (v or 1) b = b .. a return a, b end
  kept()
  error("left", 0)
end)
print(ok, err)
local junk = { 1, 2, 3 }
print(kept()) print(kept(10))
local co = coroutine.create(function()
  local x = 5
  kept = function() x = x + 1 return x end
  error({})
end)
print(coroutine.resume(co) == false, kept(), kept(), coroutine.status(co))
