-- JSON, RFC 8259: what nslua's own programs print and read.
--
-- An object is a table with strings for keys, a list one with [1]; an empty table
-- is an empty object, and what an empty list becomes. null is json.null.
local json = { null = setmetatable({}, { __tostring = function() return "null" end }) }

local REPLACEMENT = "\239\191\189" -- U+FFFD, for what is not UTF-8

-- utf8 is text with everything replaced that is not UTF-8, as JSON must be.
local function utf8(text)
  return (text:gsub("[\128-\255]+", function(bytes)
    bytes = bytes:gsub("([\192-\255]?)([\128-\191]*)", function(first, rest)
      local length = first == "" and 0 or first < "\224" and 1 or first < "\240" and 2 or 3
      local two = first .. rest:sub(1, 1)
      local wrong = length == 0 or #rest < length or first < "\194" or first > "\244"
        or two < "\224\160" and first == "\224" or two > "\237\159" and first == "\237"
        or two < "\240\144" and first == "\240" or two > "\244\143" and first == "\244"
      if wrong then return REPLACEMENT:rep(#first + #rest) end
      return first .. rest:sub(1, length) .. REPLACEMENT:rep(#rest - length)
    end)
    return bytes
  end))
end

-- encode gives a value as JSON: a string, a boolean, a number, or a table of them,
-- whose members come in the order of their names. between stands between the items
-- of a list: a line's end if it is left out.
function json.encode(value, between)
  between = between or "\n"
  if type(value) == "string" then
    return '"' .. utf8(value):gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
  elseif type(value) == "number" and (value ~= value or value == math.huge or value == -math.huge) then
    return "null"
  elseif type(value) ~= "table" or value == json.null then
    return tostring(value)
  elseif value[1] ~= nil then
    local items = {}
    for i, item in ipairs(value) do items[i] = json.encode(item, between) end
    return "[" .. table.concat(items, "," .. between) .. "]"
  end
  local names, members = {}, {}
  for name in pairs(value) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    members[i] = json.encode(name, between) .. ": " .. json.encode(value[name], between)
  end
  return "{" .. table.concat(members, ", ") .. "}"
end

local DEEPEST = 200 -- tables within each other

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

-- character is a code point in UTF-8.
local function character(code)
  local function byte(from, shift) return from + math.floor(code / 64 ^ shift) % 64 end
  if code < 0x80 then return string.char(code) end
  if code < 0x800 then return string.char(byte(0xC0, 1), byte(0x80, 0)) end
  if code < 0x10000 then return string.char(byte(0xE0, 2), byte(0x80, 1), byte(0x80, 0)) end
  return string.char(byte(0xF0, 3), byte(0x80, 2), byte(0x80, 1), byte(0x80, 0))
end

-- fail tells where a text is no JSON.
local function fail(at, wanted) error({ at = at, wanted = wanted }, 0) end

-- escape reads what follows a backslash.
local function escape(text, at)
  local letter = text:sub(at, at)
  if ESCAPES[letter] then return ESCAPES[letter], at + 1 end
  local code = tonumber(text:match("^u(%x%x%x%x)", at) or fail(at - 1, "an escape"), 16)
  local low = tonumber(text:match("^\\u(%x%x%x%x)", at + 5) or 0, 16)
  if code >= 0xD800 and code < 0xDC00 and low >= 0xDC00 and low < 0xE000 then
    return character(0x10000 + (code - 0xD800) * 0x400 + low - 0xDC00), at + 11
  elseif code >= 0xD800 and code < 0xE000 then
    return REPLACEMENT, at + 5 -- half of a pair
  end
  return character(code), at + 5
end

local function string_at(text, at)
  local parts = {}
  while true do
    local plain = text:match('^[^%c"\\]*', at)
    at = at + #plain
    parts[#parts + 1] = plain
    local mark = text:sub(at, at)
    if mark == '"' then return table.concat(parts), at + 1 end
    if mark ~= "\\" then fail(at, "the end of a string") end
    parts[#parts + 1], at = escape(text, at + 1)
  end
end

local function blank(text, at) return text:match("^[ \t\r\n]*()", at) end

local value_at

-- sequence reads what is between two brackets, with commas, by one(at).
local function sequence(text, at, close, one)
  at = blank(text, at)
  if text:sub(at, at) == close then return at + 1 end
  while true do
    at = blank(text, one(at))
    local mark = text:sub(at, at)
    at = blank(text, at + 1)
    if mark == close then return at end
    if mark ~= "," then fail(at - 1, '"," or "' .. close .. '"') end
  end
end

local WORDS = { ["true"] = true, ["false"] = false, null = json.null }

-- value_at reads a value and gives it, and where the next thing is.
function value_at(text, at, depth)
  local mark, list = text:sub(at, at), {}
  if depth > DEEPEST then fail(at, "fewer brackets within each other") end
  if mark == '"' then
    return string_at(text, at + 1)
  elseif mark == "[" then
    return list, sequence(text, at + 1, "]", function(at)
      list[#list + 1], at = value_at(text, at, depth + 1)
      return at
    end)
  elseif mark == "{" then
    return list, sequence(text, at + 1, "}", function(at)
      local name
      if text:sub(at, at) ~= '"' then fail(at, "a name") end
      name, at = string_at(text, at + 1)
      at = text:match("^[ \t\r\n]*:[ \t\r\n]*()", at) or fail(at, '":"')
      list[name], at = value_at(text, at, depth + 1)
      return at
    end)
  end
  local word = text:match("^%l+", at)
  if word and WORDS[word] ~= nil then return WORDS[word], at + #word end
  local number = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
  return tonumber(number or "") or fail(at, "a value"), at + #number
end

-- decode gives what a text of JSON stands for, or nil and a message that says where
-- it is none.
function json.decode(text)
  local ok, value = pcall(function()
    local value, at = value_at(text, blank(text, 1), 1)
    at = blank(text, at)
    if at <= #text then fail(at, "the end") end
    return value
  end)
  if ok then return value end
  if type(value) ~= "table" then error(value, 0) end -- an interrupt
  local before, lines = text:sub(1, value.at - 1):gsub("[^\n]*\n", "")
  return nil, ("line %d, column %d: expected %s"):format(lines + 1, #before + 1, value.wanted)
end

return json
