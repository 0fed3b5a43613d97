-- What differs between two configurations: what a reload has to do.
local difference = {}

local same

-- DUMPED is what string.dump begins with; then come three parts, of which the last
-- is the source of the function's whole chunk.
local DUMPED = #"\27Lua\81\0\1\4\8\4\8\0nslua"

-- source gives the chunk's source that a dump holds, or nil.
local function source(dump)
  local at = DUMPED + 1
  local function number()
    local value, scale = 0, 1
    while at <= #dump do
      local byte = dump:byte(at)
      at = at + 1
      value, scale = value + byte % 128 * scale, scale * 128
      if byte < 128 then return value end
    end
    return 0
  end
  number() -- which function of the chunk it is
  at = number() + at
  local length = number()
  return dump:sub(at, at + length - 1)
end

-- code gives the lines of a function, by which it is known again when something
-- else in its file has changed; all of its chunk where another function begins on
-- the same line; nil of one that is not in Lua.
local function code(fn)
  local ok, dump = pcall(string.dump, fn)
  if not ok or dump == "" then return nil end
  local info = debug.getinfo(fn, "S")
  local lines, number = {}, 0
  for line in (source(dump) .. "\n"):gmatch "(.-)\n" do
    number = number + 1
    if number >= info.linedefined and number <= info.lastlinedefined then lines[#lines + 1] = line end
  end
  local _, functions = (lines[1] or ""):gsub("%f[%w_]function%f[^%w_]", "")
  return functions == 1 and table.concat(lines, "\n") or dump
end

-- alike tells whether two functions do the same: the same code, with the same
-- values around it.
local function alike(a, b, seen)
  local text = code(a)
  if not text or text ~= code(b) then return false end
  local i = 1
  repeat
    local name, value = debug.getupvalue(a, i)
    local other, there = debug.getupvalue(b, i)
    if name ~= other or not same(value, there, seen) then return false end
    i = i + 1
  until name == nil
  return true
end

-- same tells whether two values are equal, tables and functions by what is in them.
-- Pairs that are being compared already count as equal: tables may hold themselves.
function same(a, b, seen)
  if a == b then return true end
  local of = type(a)
  if of ~= type(b) or of ~= "table" and of ~= "function" then return false end
  if seen[a] == b then return true end
  seen[a] = b
  if of == "function" then return alike(a, b, seen) end
  for key, value in pairs(a) do
    if not same(value, b[key], seen) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

-- differing gives the sorted names of the keys whose values are not the same.
local function differing(old, new, except)
  local keys, names = {}, {}
  for key in pairs(old) do keys[key] = true end
  for key in pairs(new) do keys[key] = true end
  for key in pairs(keys) do
    if not except[key] and not same(old[key], new[key], {}) then names[#names + 1] = key end
  end
  table.sort(names)
  return names
end

local NO_SETTING = { services = true, place = true }
local NO_KEY = { name = true, place = true }

-- compare gives a table of lists of names: the services that were added, removed
-- and changed, each in the order of definition, and the settings that changed; keys
-- has what changed in each of changed, by name. A service that has only moved in its
-- file is as it was.
function difference.compare(old, new)
  local found = { added = {}, removed = {}, changed = {}, keys = {} }
  for _, service in ipairs(new.services) do
    local name, before = service.name, old.services[service.name]
    local keys = before and differing(before, service, NO_KEY)
    if not before then
      table.insert(found.added, name)
    elseif #keys > 0 then
      table.insert(found.changed, name)
      found.keys[name] = keys
    end
  end
  for _, service in ipairs(old.services) do
    if not new.services[service.name] then table.insert(found.removed, service.name) end
  end
  found.settings = differing(old, new, NO_SETTING)
  return found
end

return difference
