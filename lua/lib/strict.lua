-- require "strict" makes it an error to read a global variable that has not been
-- declared, and to assign one that has not been inside a function. Assigning one at
-- the level of a file declares it, and so does a library in Go. What there is
-- already, all calls and constants of nslua among it, need not be declared;
-- rawget(_G, name) and rawset(_G, name, value) look at no declaration.

local getinfo, error, rawget, rawset, type = debug.getinfo, error, rawget, rawset, type

local globals = getmetatable(_G) or {}
setmetatable(_G, globals)
local declared = {_ = true} -- the prompt's last value
globals.__declared = declared

-- where tells what kind of function has used the global.
local function where()
  local info = getinfo(3, "S")
  return info and info.what or "C"
end

local function name(key)
  return type(key) == "string" and key or "?"
end

globals.__newindex = function(table, key, value)
  if not declared[key] then
    local kind = where()
    if kind ~= "main" and kind ~= "C" then
      error("assign to undeclared variable '" .. name(key) .. "'", 2)
    end
    declared[key] = true
  end
  rawset(table, key, value)
end

globals.__index = function(table, key)
  if not declared[key] and where() ~= "C" then
    error("variable '" .. name(key) .. "' is not declared", 2)
  end
  return rawget(table, key)
end

return globals
