-- error with level 2 blames the caller; the traceback tells all.
local function check(v) if type(v) ~= "number" then error("number wanted, got " .. type(v), 2) end end
local function user(v)
  check(v)
  return v
end
print(user(1))
user("x")
