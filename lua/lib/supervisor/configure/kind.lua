-- Kinds of values in a configuration. A kind is a table: says is what messages and
-- the reference call it (the reference named, where that is shorter), read(value, at)
-- makes what the supervisor works with out of what a user wrote, or tells at what is
-- wrong and returns nil, and rows are its keys where it is a table of some.
local duration = require "supervisor.duration"
local near = require "supervisor.near"
local size = require "supervisor.size"

local kind = {}

local SHOWN = 60 -- bytes of a string
local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\t"] = "\\t" }

-- show is a value as a message quotes it: on one line, and not too long.
function kind.show(value)
  if type(value) == "string" then
    if #value > SHOWN then value = value:sub(1, SHOWN - 3) .. "..." end
    return '"' .. value:gsub('[%c"\\]', function(c) return ESCAPES[c] or ("\\%03d"):format(c:byte()) end) .. '"'
  elseif type(value) == "table" or type(value) == "function" or type(value) == "thread" then
    return "a " .. type(value)
  end
  return value ~= value and "nan" or tostring(value)
end

-- whole tells whether a value is a whole number in a range.
function kind.whole(value, from, to)
  return type(value) == "number" and value >= from and value <= to and value == math.floor(value)
end

-- simple makes a kind out of a function that returns nil for what is not of it.
function kind.simple(says, reads, named)
  return {
    says = says,
    named = named,
    read = function(value, at)
      local read = reads(value)
      if read == nil then at:wrong("%s is not %s", kind.show(value), says) end
      return read
    end,
  }
end

-- checked is another kind with one more condition: wrong(read) says what is not as
-- it must be, or nil.
function kind.checked(of, wrong)
  return {
    says = of.says,
    named = of.named,
    rows = of.rows,
    read = function(value, at)
      local read = of.read(value, at)
      local why = read ~= nil and wrong(read)
      if why then return at:wrong(why) end
      return read
    end,
  }
end

-- integer is a whole number; without to there is no highest.
function kind.integer(from, to)
  local says = to and ("a whole number from %d to %d"):format(from, to) or ("a whole number, %d or more"):format(from)
  return kind.simple(says, function(value)
    return kind.whole(value, from, to or 2 ^ 53) and value or nil
  end)
end

-- number is one that may have a fraction.
function kind.number(from, to)
  return kind.simple(("a number from %g to %g"):format(from, to), function(value)
    return type(value) == "number" and value >= from and value <= to and value or nil
  end)
end

-- one_of is one of some words.
function kind.one_of(words)
  local shown = {}
  for i, word in ipairs(words) do shown[i] = kind.show(word) end
  local says = shown[#shown]
  if #shown > 1 then says = table.concat(shown, ", ", 1, #shown - 1) .. " or " .. says end
  return {
    says = says,
    read = function(value, at)
      for _, word in ipairs(words) do
        if value == word then return value end
      end
      at:wrong("%s is not %s%s", kind.show(value), says, near(value, words))
    end,
  }
end

kind.boolean = kind.simple("true or false", function(value)
  if type(value) == "boolean" then return value end
end)

-- text is a string without what cannot be in it, the NUL byte where nothing is said.
local function text(says, not_in_it)
  return kind.simple(says, function(value)
    return type(value) == "string" and value ~= "" and not value:find(not_in_it or "%z") and value or nil
  end)
end

kind.text = text "a string that is not empty"
kind.line = text("a line of printable characters", "%c")
kind.path = text "a path"
kind.name = text "a name"

kind.call = kind.simple("a function", function(value)
  return type(value) == "function" and value or nil
end)

kind.duration = kind.simple(duration.says, duration.read, "a duration")

-- positive is a duration that is longer than nothing.
kind.positive = kind.checked(kind.duration, function(seconds)
  return seconds == 0 and "it must be more than 0"
end)

kind.size = kind.simple(size.says, size.read, "a size")

-- either is of the kind that a table has for the type of the value.
function kind.either(by_type, says)
  return {
    says = says,
    rows = by_type.table and by_type.table.rows,
    read = function(value, at)
      local of = by_type[type(value)]
      if not of then return at:wrong("%s is not %s", kind.show(value), says) end
      return of.read(value, at)
    end,
  }
end

-- off is of another kind, or false: none.
function kind.off(of)
  return {
    says = of.says .. ", or false",
    named = (of.named or of.says) .. ", or false",
    rows = of.rows,
    read = function(value, at)
      if value == false then return false end
      return of.read(value, at)
    end,
  }
end

-- list is a list of one kind without holes; a single one may stand for it.
function kind.list(of, says)
  return {
    says = says,
    read = function(value, at)
      if type(value) ~= "table" then value = { value } end
      local read, last = {}, 0
      for key in pairs(value) do
        if not kind.whole(key, 1, 2 ^ 31) then return at:wrong("it has the key %s, and is %s", kind.show(key), says) end
        last = math.max(last, key)
      end
      for i = 1, last do
        if value[i] == nil then return at:key(i):wrong "it is nil, and the list goes on" end
        read[i] = of.read(value[i], at:key(i))
      end
      return read
    end,
  }
end

-- sorted gives the keys of a table in an order that does not change.
function kind.sorted(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) .. tostring(a) < type(b) .. tostring(b)
  end)
  return keys
end

-- map is a table of one kind by names or numbers: read(key, item, at, all) reads one
-- item, and puts it into all.
function kind.map(says, read)
  return {
    says = says,
    read = function(value, at)
      if type(value) ~= "table" then return at:wrong("%s is not %s", kind.show(value), says) end
      local all = {}
      for _, key in ipairs(kind.sorted(value)) do read(key, value[key], at:key(key), all) end
      return all
    end,
  }
end

return kind
