-- What later Luas have is no syntax here.
local function say(s) local f, e = loadstring(s, "=x") print(f and "compiles" or e) end
say "goto done" say "::done::" say "goto = 1 return goto" say "x = 7 // 2" say "x = 1 & 2" say "x = 1 << 2" say "x = ~1" say "x = '\\x41'" say "x = '\\z  a'" say "x = '\\u{41}'" say "break x()" say "while true do break x() end" say "return 1, 2;" say "return;" say ";" say "x = 1;;" say "do ; end" say "local x <const> = 1" say "x = 0x1p4" say "x = 0x.8" say "for i = 1, 2 do break end" say "a.goto = 1"
print(loadstring "return '\\x41\\u\\q\\-'"())
local goto = 5 print(goto)
