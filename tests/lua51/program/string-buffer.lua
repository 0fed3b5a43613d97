-- Joining many strings by a stack whose strings shrink, as the towers of Hanoi.
local function newStack() return { "" } end
local function add(stack, s)
  stack[#stack + 1] = s
  for i = #stack - 1, 1, -1 do
    if #stack[i] > #stack[i + 1] then break end
    stack[i] = stack[i] .. table.remove(stack)
  end
end
local s, plain = newStack(), {}
for i = 1, 3000 do add(s, i .. "\n") plain[i] = i .. "\n" end
local joined = table.concat(s)
print(#s < 20, #joined, joined == table.concat(plain), joined:sub(-10))
local t = ""
for i = 1, 500 do t = t .. i .. "," end
print(#t, t:sub(1, 20), select(2, t:gsub(",", ",")))
