-- Kinds of values in a configuration: each says what it is, and reads what a user
-- wrote into what the supervisor works with. read(value, at) returns that, or
-- tells at what is wrong and returns nil.
local duration = require "supervisor.duration"
local near = require "supervisor.near"
local size = require "supervisor.size"

local kind = {}

-- show is a value as a message quotes it.
function kind.show(value)
  if type(value) == "string" then
    if #value > 60 then value = value:sub(1, 57) .. "..." end
    return '"' .. value:gsub('[%c"\\]', function(c)
      return c == '"' and '\\"' or c == "\\" and "\\\\" or c == "\n" and "\\n" or ("\\%03d"):format(c:byte())
    end) .. '"'
  elseif type(value) == "table" or type(value) == "function" or type(value) == "thread" then
    return "a " .. type(value)
  end
  return tostring(value)
end

-- meant is the end of a message about a name that is none: what is near it, or
-- which there are.
function kind.meant(word, names)
  local guess = near(word, names)
  return guess and (" (did you mean %q?)"):format(guess) or ""
end

-- simple makes a kind out of a function that returns nil for what is not of it,
-- and perhaps why.
function kind.simple(says, reads)
  return {
    says = says,
    read = function(value, at)
      local read, why = reads(value)
      if read == nil then at:wrong("%s is not %s", kind.show(value), says .. (why or "")) end
      return read
    end,
  }
end

local function whole(value, from, to)
  return type(value) == "number" and value >= from and value <= to and value == math.floor(value)
end

-- integer is a whole number.
function kind.integer(from, to)
  local says = to and ("a whole number from %d to %d"):format(from, to) or ("a whole number, %d or more"):format(from)
  return kind.simple(says, function(value)
    return whole(value, from, to or 2 ^ 53) and value or nil
  end)
end

-- number is any finite one.
function kind.number(from, to)
  local says = to and ("a number from %g to %g"):format(from, to) or ("a number, %g or more"):format(from)
  return kind.simple(says, function(value)
    return type(value) == "number" and value >= from and value <= (to or 2 ^ 53) and value or nil
  end)
end

-- one_of is one of some words.
function kind.one_of(words)
  local shown = {}
  for i, word in ipairs(words) do shown[i] = kind.show(word) end
  local says = table.concat(shown, " or ")
  if #shown > 2 then says = table.concat(shown, ", ", 1, #shown - 1) .. " or " .. shown[#shown] end
  return {
    says = says,
    read = function(value, at)
      for _, word in ipairs(words) do
        if value == word then return value end
      end
      at:wrong("%s is not %s%s", kind.show(value), says, kind.meant(value, words))
    end,
  }
end

kind.boolean = kind.simple("true or false", function(value)
  if type(value) == "boolean" then return value end
end)

kind.text = kind.simple("a string that is not empty, without NUL", function(value)
  return type(value) == "string" and value ~= "" and not value:find("%z") and value or nil
end)

kind.path = kind.simple("a path", function(value)
  return type(value) == "string" and value ~= "" and not value:find("%z") and value or nil
end)

kind.call = kind.simple("a function", function(value)
  return type(value) == "function" and value or nil
end)

kind.duration = kind.simple(duration.says, duration.read)

-- positive is a duration that is more than none.
kind.positive = {
  says = duration.says,
  read = function(value, at)
    local seconds = kind.duration.read(value, at)
    if seconds == 0 then return at:wrong "it must be more than 0" end
    return seconds
  end,
}

kind.size = kind.simple(size.says, size.read)

-- either is of the first of some kinds that takes the type of the value: a table
-- of kinds by type.
function kind.either(by_type, says)
  return {
    says = says,
    rows = by_type.table and by_type.table.rows,
    read = function(value, at)
      local chosen = by_type[type(value)]
      if not chosen then return at:wrong("%s is not %s", kind.show(value), says) end
      return chosen.read(value, at)
    end,
  }
end

-- as is another kind with other words.
function kind.as(says, other)
  return { says = says, read = other.read, rows = other.rows }
end

-- list is any number of one kind, in a table without holes; one alone may stand
-- without the table.
function kind.list(of, says)
  return {
    says = says,
    read = function(value, at)
      if type(value) ~= "table" then value = { value } end
      local read, count = {}, 0
      for key in pairs(value) do
        count = count + 1
        if not whole(key, 1, 2 ^ 31) then return at:wrong("%s is not %s", kind.show(key) .. " = …", says) end
      end
      for i = 1, count do
        if value[i] == nil then return at:wrong("item %d is missing", i) end
        read[i] = of.read(value[i], at:key(i))
      end
      return read
    end,
  }
end

return kind
