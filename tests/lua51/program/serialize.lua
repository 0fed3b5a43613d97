-- Tables written as Lua, with shared and cyclic parts, and read again.
local function basic(o) return type(o) == "string" and ("%q"):format(o) or tostring(o) end
local function save(name, value, saved, out)
  saved, out = saved or {}, out or {}
  if type(value) ~= "table" then out[#out + 1] = name .. " = " .. basic(value)
  elseif saved[value] then out[#out + 1] = name .. " = " .. saved[value]
  else
    saved[value] = name
    out[#out + 1] = name .. " = {}"
    local keys = {}
    for k in pairs(value) do keys[#keys + 1] = k end
    table.sort(keys, function(a, b) if type(a) == type(b) then return a < b end return type(a) < type(b) end)
    for _, k in ipairs(keys) do save(("%s[%s]"):format(name, basic(k)), value[k], saved, out) end
  end
  return out
end
a = { x = 1, y = 2, { 3, 4, 5 }, s = "quote \" and\nnewline\0nul" }
a[2] = a
a.z = a[1]
local text = table.concat(save("b", a), "\n")
print(text)
assert(loadstring(text))()
print(b[2] == b, b.z == b[1], b.s == a.s, #b.s, b[1][3])
print(text == table.concat(save("b", b), "\n"))
