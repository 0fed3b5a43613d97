-- Arithmetic with integers of any length.
local BASE, WIDTH = 1e4, 4
local function big(s) local t = {} s = tostring(s) for i = #s, 1, -WIDTH do t[#t + 1] = tonumber(s:sub(math.max(1, i - WIDTH + 1), i)) end return t end
local function text(t) local p = { tostring(t[#t]) } for i = #t - 1, 1, -1 do p[#p + 1] = ("%04d"):format(t[i]) end return table.concat(p) end
local function add(a, b) local r, carry = {}, 0 for i = 1, math.max(#a, #b) do local s = (a[i] or 0) + (b[i] or 0) + carry r[i] = s % BASE carry = math.floor(s / BASE) end if carry > 0 then r[#r + 1] = carry end return r end
local function mul(a, b)
  local r = {}
  for i = 1, #a do
    local carry = 0
    for j = 1, #b do local s = a[i] * b[j] + (r[i + j - 1] or 0) + carry r[i + j - 1] = s % BASE carry = math.floor(s / BASE) end
    if carry > 0 then r[i + #b] = carry end
  end
  return r
end
local f = big(1)
for i = 2, 60 do f = mul(f, big(i)) end
print(text(f))
local a, b = big(0), big(1)
for _ = 1, 300 do a, b = b, add(a, b) end
print(text(a))
local p = big(1)
for _ = 1, 256 do p = add(p, p) end
print(text(p), #text(mul(p, p)))
print(("%.0f"):format(2 ^ 256) == text(p))
