-- A stack machine, and an interpreter for a language of eight signs.
local ops = {
  push = function(s, v) s[#s + 1] = tonumber(v) end,
  add = function(s) s[#s - 1] = s[#s - 1] + s[#s] s[#s] = nil end,
  mul = function(s) s[#s - 1] = s[#s - 1] * s[#s] s[#s] = nil end,
  dup = function(s) s[#s + 1] = s[#s] end,
  swap = function(s) s[#s], s[#s - 1] = s[#s - 1], s[#s] end,
  print = function(s) io.write(s[#s], " ") s[#s] = nil end,
}
local function run(program)
  local stack = {}
  for line in program:gmatch("[^;]+") do
    local op, arg = line:match("^%s*(%a+)%s*(%S*)")
    if not ops[op] then error("no operation " .. op, 0) end
    ops[op](stack, arg)
  end
  return #stack
end
print(run "push 2; push 3; add; dup; mul; print; push 1; push 7; swap; print")
print(pcall(run, "push 1; jump"))
local function bf(code)
  local jump, open = {}, {}
  for i = 1, #code do
    local c = code:sub(i, i)
    if c == "[" then open[#open + 1] = i elseif c == "]" then local j = table.remove(open) jump[i], jump[j] = j, i end
  end
  local cells, at, pc, out = setmetatable({}, { __index = function() return 0 end }), 0, 1, {}
  while pc <= #code do
    local c = code:sub(pc, pc)
    if c == ">" then at = at + 1 elseif c == "<" then at = at - 1
    elseif c == "+" then cells[at] = (cells[at] + 1) % 256 elseif c == "-" then cells[at] = (cells[at] - 1) % 256
    elseif c == "." then out[#out + 1] = string.char(cells[at])
    elseif c == "[" and cells[at] == 0 then pc = jump[pc] elseif c == "]" and cells[at] ~= 0 then pc = jump[pc] end
    pc = pc + 1
  end
  return table.concat(out)
end
io.write(bf "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.")
