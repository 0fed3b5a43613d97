-- Kinds of what a program is run with: its command, environment, user and umask.
local kind = require "supervisor.configure.kind"

local program = {}

-- word is an argument of a command; a number is one as it is printed.
local word = {
  says = "a string",
  read = function(value, at)
    if type(value) == "number" then value = ("%.14g"):format(value) end
    if type(value) ~= "string" then return at:wrong("%s is not a string", kind.show(value)) end
    if value:find "%z" then return at:wrong("%s has a NUL byte, which a program cannot be given", kind.show(value)) end
    return value
  end,
}

local arguments = kind.list(word, "a list of arguments")

-- command is a program and its arguments: { "node", "app.js" }; one without
-- arguments may stand without the table.
program.command = {
  says = 'a command, as { "program", "argument", ... }',
  read = function(value, at)
    if type(value) ~= "table" and type(value) ~= "string" then
      return at:wrong("%s is not %s", kind.show(value), program.command.says)
    end
    local argv = arguments.read(value, at)
    if argv and value ~= "" and (type(value) == "string" or next(value) ~= nil) and argv[1] ~= "" then return argv end
    if argv then at:wrong "the program is missing: its name comes first" end
  end,
}

-- environment is variables by name; false takes one away.
program.environment = kind.map("a table of strings by name; false takes a variable away", function(name, value, at, all)
  if type(name) ~= "string" or not name:match "^[^=%z]+$" then
    at:wrong "this cannot be a variable's name"
  elseif value == false then
    all[name] = false
  elseif value == true then
    at:wrong "true is not a string, nor false, which takes the variable away"
  else
    all[name] = word.read(value, at)
  end
end)

local LAST_ID = 2 ^ 32 - 2

-- user is a name, which is looked up when the service starts, or an id. So are groups.
local id = kind.simple(("a name or a number from 0 to %d"):format(LAST_ID), function(value)
  if type(value) == "string" then return value:match "^[^%s%z]+$" end
  return kind.whole(value, 0, LAST_ID) and value or nil
end)

program.user = kind.checked(id, function(read)
  local user, group = tostring(read):match "^(.*):(.*)$"
  return user and ("%s is two: user = %s, group = %s"):format(kind.show(read), kind.show(user), kind.show(group))
end)

-- umask is octal, and therefore a string: numbers of Lua's are decimal.
program.umask = {
  says = 'an octal string, as "022"',
  read = function(value, at)
    if value == 0 then return 0 end
    if type(value) == "number" then
      return at:wrong('%s is a number, and those are decimal: it is an octal string, as "022"', kind.show(value))
    end
    local digits = type(value) == "string" and value:match "^0?([0-7][0-7]?[0-7]?)$"
    if not digits then return at:wrong('%s is not an octal string from "000" to "777"', kind.show(value)) end
    return tonumber(digits, 8)
  end,
}

return program
