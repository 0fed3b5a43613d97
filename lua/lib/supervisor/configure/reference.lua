-- The reference of everything that can be configured, out of its declaration.
local kind = require "supervisor.configure.kind"
local schema = require "supervisor.configure.schema"

local WIDTH, COLUMN = 80, 20

-- wrapped sets text in lines that begin at the column.
local function wrapped(text)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    if line ~= "" and COLUMN + #line + 1 + #word > WIDTH then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n" .. (" "):rep(COLUMN))
end

-- default is how a row's is shown; a table says nothing that its own rows do not.
local function default(row)
  if row.default == nil or type(row.default) == "table" then return "" end
  return " (" .. kind.show(row.default) .. ")"
end

-- entries adds the rows, and those of the tables in them, to lines.
local function entries(lines, rows, prefix)
  for _, row in ipairs(rows) do
    local name, of = prefix .. row[1], row[2]
    local label = "  " .. name .. (" "):rep(COLUMN - 2 - #name)
    if #label > COLUMN then label = label .. "\n" .. (" "):rep(COLUMN) end
    lines[#lines + 1] = label .. wrapped(row.doc) .. "\n" .. (" "):rep(COLUMN) .. wrapped(of.says .. default(row))
    entries(lines, of.rows or {}, name .. ".")
  end
end

-- reference gives the text.
return function()
  local lines = { 'Settings, require "supervisor" { key = value, ... }:\n' }
  entries(lines, schema.settings, "")
  lines[#lines + 1] = '\nServices, S:service "name" { "program", "argument", ..., key = value, ... }:\n'
  entries(lines, schema.service, "")
  lines[#lines + 1] = '\nOneshots, S:oneshot "name" {...}, run once and to their end. They have the keys of\n' ..
    "services, but for these:\n"
  for i, row in ipairs(schema.service) do
    if type(row.oneshot) == "table" then
      entries(lines, { schema.oneshot[i] }, "")
    elseif row.oneshot then
      lines[#lines + 1] = "  " .. row[1] .. (" "):rep(COLUMN - 2 - #row[1]) .. wrapped "is for services"
    end
  end
  return table.concat(lines, "\n") .. "\n"
end
