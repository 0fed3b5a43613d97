-- A small Lisp.
local function tokenize(s) local t = {} for tok in s:gsub("[()']", " %0 "):gmatch("%S+") do t[#t + 1] = tok end return t end
local function read(t)
  local tok = table.remove(t, 1)
  if not tok then error("unexpected end", 0) end
  if tok == "(" then local l = {} while t[1] ~= ")" do l[#l + 1] = read(t) end table.remove(t, 1) return l end
  if tok == ")" then error("unexpected )", 0) end
  if tok == "'" then return { "quote", read(t) } end
  return tonumber(tok) or tok
end
local function show(v) if type(v) == "table" then local p = {} for i, x in ipairs(v) do p[i] = show(x) end return "(" .. table.concat(p, " ") .. ")" elseif type(v) == "function" then return "#proc" end return tostring(v) end
local global = { ["+"] = function(...) local s = 0 for _, v in ipairs { ... } do s = s + v end return s end, ["*"] = function(...) local s = 1 for _, v in ipairs { ... } do s = s * v end return s end, ["-"] = function(a, b) return b and a - b or -a end, ["<"] = function(a, b) return a < b end, ["="] = function(a, b) return a == b end, car = function(l) return l[1] end, cdr = function(l) return { unpack(l, 2) } end, cons = function(a, l) return { a, unpack(l) } end, ["null?"] = function(l) return #l == 0 end }
local function eval(x, env)
  while true do
    if type(x) == "string" then local v = env[x] if v == nil then error("unbound " .. x, 0) end return v end
    if type(x) ~= "table" then return x end
    local op = x[1]
    if op == "quote" then return x[2]
    elseif op == "if" then x = eval(x[2], env) and x[3] or x[4]
    elseif op == "define" then env[x[2]] = eval(x[3], env) return x[2]
    elseif op == "lambda" then
      local params, body, outer = x[2], x[3], env
      return function(...) local inner = setmetatable({}, { __index = outer }) for i, p in ipairs(params) do inner[p] = (select(i, ...)) end return eval(body, inner) end
    else
      local f, args = eval(op, env), {}
      for i = 2, #x do args[i - 1] = eval(x[i], env) end
      return f(unpack(args))
    end
  end
end
for _, s in ipairs { "(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))", "(fact 10)", "(define map (lambda (f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l))))))", "(map (lambda (x) (* x x)) '(1 2 3 4))", "(((lambda (x) (lambda (y) (+ x y))) 3) 4)", "(undefined 1)", "(+ 1 (", ")", "(1 2)" } do
  local ok, v = pcall(function() return eval(read(tokenize(s)), global) end)
  print(ok, show(v))
end
