-- The reference of everything that can be configured, out of its declaration.
local hooks = require "supervisor.hooks"
local kind = require "supervisor.configure.kind"
local schema = require "supervisor.configure.schema"
local signals = require "supervisor.configure.signals"

local WIDTH, COLUMN = 80, 20

-- wrapped adds text to lines, in a column beside a label.
local function wrapped(lines, label, text)
  local line = ("%-" .. COLUMN .. "s"):format(label)
  local empty = true
  for word in text:gmatch "%S+" do
    if not empty and #line + 1 + #word > WIDTH then
      lines[#lines + 1] = line
      line, empty = (" "):rep(COLUMN), true
    end
    line, empty = line .. (empty and "" or " ") .. word, false
  end
  lines[#lines + 1] = line
end

-- value is what a row takes, and its default; a table's is that of its own rows.
local function value(row)
  local says = row[2].named or row[2].says
  if row.default == nil or type(row.default) == "table" then return says end
  return ("%s (%s)"):format(says, kind.show(row.default))
end

-- entries adds rows to lines, and the rows of the tables in them.
local function entries(lines, rows, prefix)
  for _, row in ipairs(rows) do
    local name = prefix .. row[1]
    wrapped(lines, "  " .. name, value(row))
    wrapped(lines, "", row.doc)
    entries(lines, row[2].rows or {}, name .. ".")
  end
end

-- reference gives the text.
return function()
  local lines = { 'Settings: require "supervisor" { key = value, ... }', "" }
  entries(lines, schema.settings, "")
  for _, line in ipairs { "", 'Services: S:service "name" { "program", "argument", ..., key = value, ... }', "" } do
    table.insert(lines, line)
  end
  entries(lines, schema.service, "")
  for _, line in ipairs { "", 'Oneshots, which run once, to their end: S:oneshot "name" { ... }',
    "Their keys are those of services, but for:", "" } do
    table.insert(lines, line)
  end
  for i, row in ipairs(schema.oneshot) do
    if row[2].why then
      wrapped(lines, "  " .. row[1], row[2].why)
    elseif schema.service[i].oneshot then
      wrapped(lines, "  " .. row[1], value(row))
    end
  end
  for _, line in ipairs { "", "Events: S:on(\"exit\", function(event) ... end), with \"*\" for all of them.",
    "Each has is (as \"exit\"), time (seconds since 1970), name (of the service, if it",
    "is of one), and what is listed here:", "" } do
    table.insert(lines, line)
  end
  for _, event in ipairs(hooks.events) do wrapped(lines, "  " .. event[1], event[2]) end
  table.insert(lines, "")
  for _, of in ipairs { kind.duration, kind.size, signals.signal } do
    table.insert(lines, of.says)
  end
  return table.concat(lines, "\n") .. "\n"
end
