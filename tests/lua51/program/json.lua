-- An encoder and a decoder for JSON.
local function encode(v)
  local t = type(v)
  if t == "table" then
    local out = {}
    if #v > 0 then
      for i, x in ipairs(v) do out[i] = encode(x) end
      return "[" .. table.concat(out, ",") .. "]"
    end
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for i, k in ipairs(keys) do out[i] = encode(k) .. ":" .. encode(v[k]) end
    return "{" .. table.concat(out, ",") .. "}"
  elseif t == "string" then
    return '"' .. v:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
  end
  return tostring(v)
end
local function decode(s)
  local pos = 1
  local function fail(what) error(("%s at %d near '%s'"):format(what, pos, s:sub(pos, pos + 4)), 0) end
  local function skip() pos = s:match("^%s*()", pos) end
  local value
  local function list(close, item)
    local r = {}
    pos = pos + 1 skip()
    if s:sub(pos, pos) == close then pos = pos + 1 return r end
    while true do
      item(r) skip()
      local c = s:sub(pos, pos)
      pos = pos + 1 skip()
      if c == close then return r elseif c ~= "," then pos = pos - 1 fail("expected , or " .. close) end
    end
  end
  local function str()
    local text, e = s:match('^"([^"\\]*)"()', pos)
    if text then pos = e return text end
    text, e = s:match('^"(.-[^\\])"()', pos)
    if not text then fail("bad string") end
    pos = e
    return (text:gsub("\\u(%x%x%x%x)", function(h) return string.char(tonumber(h, 16) % 256) end):gsub("\\(.)", { n = "\n", t = "\t", ['"'] = '"', ["\\"] = "\\" }))
  end
  function value()
    skip()
    local c = s:sub(pos, pos)
    if c == "{" then return list("}", function(r) local k = str() skip() if s:sub(pos, pos) ~= ":" then fail("expected :") end pos = pos + 1 r[k] = value() end)
    elseif c == "[" then return list("]", function(r) r[#r + 1] = value() end)
    elseif c == '"' then return str() end
    local word, e = s:match("^([%w%.%+%-]+)()", pos)
    if not word then fail("unexpected") end
    pos = e
    if word == "true" then return true elseif word == "false" then return false elseif word == "null" then return nil end
    return tonumber(word) or fail("bad word " .. word)
  end
  local v = value()
  skip()
  if pos <= #s then fail("trailing text") end
  return v
end
print(encode { 1, 2.5, "x\"y\n", { a = true, b = { {}, {} } }, -1e20 })
print(encode(decode ' { "list" : [1, 2, [3, {"k":"v"}]], "t" : true, "n":null, "e":[], "s":"a\\nb\\u0041" } '))
for _, bad in ipairs { "", "[1,", "{1}", '{"a" 1}', "[1 2]", "tru", '"open', "1 2" } do print(pcall(decode, bad)) end
