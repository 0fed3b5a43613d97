-- Expressions read by recursive descent.
local function parse(s)
  local tokens, at = {}, 1
  for space, number, op in (s .. " "):gmatch("(%s*)([%d.]*)(%S?)") do
    if number ~= "" then tokens[#tokens + 1] = tonumber(number) or error("bad number " .. number, 0) end
    if op ~= "" then tokens[#tokens + 1] = op end
  end
  local expr
  local function atom()
    local t = tokens[at]
    at = at + 1
    if type(t) == "number" then return t end
    if t == "-" then return -atom() end
    if t == "(" then local v = expr() if tokens[at] ~= ")" then error("missing )", 0) end at = at + 1 return v end
    error("unexpected " .. tostring(t), 0)
  end
  local function power() local v = atom() if tokens[at] == "^" then at = at + 1 return v ^ power() end return v end
  local function term() local v = power() while tokens[at] == "*" or tokens[at] == "/" or tokens[at] == "%" do local op = tokens[at] at = at + 1 local w = power() v = op == "*" and v * w or op == "/" and v / w or op == "%" and v % w end return v end
  function expr() local v = term() while tokens[at] == "+" or tokens[at] == "-" do local op = tokens[at] at = at + 1 local w = term() v = op == "+" and v + w or v - w end return v end
  local v = expr()
  if tokens[at] then error("trailing " .. tokens[at], 0) end
  return v
end
for _, s in ipairs { "1 + 2 * 3", "(1+2)*3", "2^3^2", "-4 + 10 / 4", "7 % 4 * 2", "((((5))))", "1 +", "(1", "1 $ 2", "1.5.2", "3 4" } do print(s, pcall(parse, s)) end
