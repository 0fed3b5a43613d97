-- Base64 and other encodings by arithmetic, since 5.1 has no bit operators.
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(s)
  return (s:gsub("..?.?", function(c)
    local a, b, d = c:byte(1, 3)
    local n = a * 65536 + (b or 0) * 256 + (d or 0)
    local out = ""
    for i = 3, 0, -1 do local v = math.floor(n / 64 ^ i) % 64 + 1 out = out .. alphabet:sub(v, v) end
    return out:sub(1, #c + 1) .. ("="):rep(3 - #c)
  end))
end
local function decode(s)
  return (s:gsub("[^=]+=*", function(run)
    local bits = run:gsub("=", ""):gsub(".", function(c) local v, r = alphabet:find(c, 1, true) - 1, "" for i = 5, 0, -1 do r = r .. math.floor(v / 2 ^ i) % 2 end return r end)
    return (bits:gsub("%d%d?%d?%d?%d?%d?%d?%d?", function(b) if #b < 8 then return "" end return string.char(tonumber(b, 2)) end))
  end))
end
for _, s in ipairs { "", "M", "Ma", "Man", "hello world", "\0\255\128\1" } do print(encode(s), decode(encode(s)) == s) end
local function adler32(s) local a, b = 1, 0 for i = 1, #s do a = (a + s:byte(i)) % 65521 b = (b + a) % 65521 end return b * 65536 + a end
print(("%08x %u"):format(adler32("Wikipedia"), adler32("Wikipedia")))
print((("url encode: a/b&c=d é"):gsub("[^%w%-_%.]", function(c) return ("%%%02X"):format(c:byte()) end)))
print((("a%20b%2Fc"):gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)))
