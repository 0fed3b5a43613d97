-- Tables of a configuration: rows say which keys there are, and reading goes by
-- them. A row is {name, kind, default = …, doc = "…"}; a default is written as a
-- user would write it.
local kind = require "supervisor.configure.kind"
local near = require "supervisor.near"

local record = {}

-- A place in a configuration, as backoff.max, that collects what is wrong.
local at = {}
at.__index = at

-- at begins at the top of a table; problems is the list for what is wrong.
function record.at(problems)
  return setmetatable({ problems = problems, path = "" }, at)
end

-- key is the place of a key of the table at this one: backoff.max, limits.nofile, [2].
function at:key(key)
  local path
  if type(key) == "string" and key:match "^[%w_+-]+$" then
    path = (self.path == "" and "" or self.path .. ".") .. key
  else
    path = ("%s[%s]"):format(self.path, kind.show(key))
  end
  return setmetatable({ problems = self.problems, path = path }, at)
end

-- wrong notes a problem, and returns nil.
function at:wrong(format, ...)
  local message = select("#", ...) > 0 and format:format(...) or format
  table.insert(self.problems, (self.path == "" and "" or self.path .. ": ") .. message)
end

-- unknown notes the keys of value that no row has.
local function unknown(value, rows, at)
  local known, names = {}, {}
  for i, row in ipairs(rows) do
    known[row[1]], names[i] = true, row[1]
  end
  for _, name in ipairs(kind.sorted(value)) do
    if not known[name] then at:wrong("unknown key %s%s", kind.show(name), near(name, names)) end
  end
end

-- read takes a table apart as rows say.
function record.read(value, rows, at)
  local read = {}
  unknown(value, rows, at)
  for _, row in ipairs(rows) do
    local name, of = row[1], row[2]
    local item = value[name]
    if item == nil then item = row.default end
    if item ~= nil then read[name] = of.read(item, at:key(name)) end
  end
  return read
end

-- of makes a kind of a table with these rows. short(value) makes the table out of
-- what may stand for it, or returns nil; check(read, at) looks at the keys together,
-- when each for itself is right.
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
