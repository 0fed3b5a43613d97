-- An error of the library, uncaught, and its traceback.
local function join(t)
  local text = table.concat(t, ", ")
  return text
end
print(join {1, 2, 3})
print(join {1, {}, 3})
