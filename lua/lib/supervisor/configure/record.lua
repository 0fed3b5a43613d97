-- Tables of a configuration: rows say which keys there are, and reading goes by
-- them. A row is {name, kind, default = …, doc = "…"}; a default is written as a
-- user would write it.
local kind = require "supervisor.configure.kind"

local record = {}

-- At is where in a configuration something is read, and collects what is wrong.
local at = {}
at.__index = at

-- at begins at the top of a table; problems gathers what is wrong.
function record.at(problems)
  return setmetatable({ problems = problems, path = "" }, at)
end

-- key is the place of a key of the table at this one: backoff.max, argv[2].
function at:key(key)
  local path = type(key) == "number" and ("%s[%s]"):format(self.path, key)
    or (self.path == "" and "" or self.path .. ".") .. tostring(key)
  return setmetatable({ problems = self.problems, path = path }, at)
end

-- wrong notes a problem, and returns nil.
function at:wrong(format, ...)
  local message = select("#", ...) > 0 and format:format(...) or format
  self.problems[#self.problems + 1] = (self.path == "" and "" or self.path .. ": ") .. message
end

-- names are the keys of a table in an order that does not change.
function record.names(value)
  local names = {}
  for name in pairs(value) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return tostring(a) < tostring(b)
  end)
  return names
end

-- unknown notes the keys of value that no row has.
local function unknown(value, rows, at)
  local known, names = {}, {}
  for i, row in ipairs(rows) do known[row[1]], names[i] = true, row[1] end
  for _, name in ipairs(record.names(value)) do
    if not known[name] then at:wrong("unknown key %s%s", kind.show(name), kind.meant(name, names)) end
  end
end

-- read takes a table apart as rows say.
function record.read(value, rows, at)
  local read = {}
  unknown(value, rows, at)
  for _, row in ipairs(rows) do
    local name, item = row[1], value[row[1]]
    if item ~= nil then
      read[name] = row[2].read(item, at:key(name))
    elseif row.default ~= nil then
      read[name] = row[2].read(row.default, at:key(name))
    end
  end
  return read
end

-- of makes a kind of a table with these rows. short makes the table out of
-- a value that is none, where that may stand for it; check(read, at) looks at the
-- keys together, when each for itself is right.
function record.of(rows, says, short, check)
  return {
    says = says,
    rows = rows,
    read = function(value, at)
      if type(value) ~= "table" then
        local long = short and short(value)
        if not long then return at:wrong("%s is not %s", kind.show(value), says) end
        value = long
      end
      local before = #at.problems
      local read = record.read(value, rows, at)
      if check and #at.problems == before then check(read, at) end
      return read
    end,
  }
end

return record
