-- Escapes in strings, each as bytes.
local function bytes(s) print(#s, s:byte(1, -1)) end
bytes "\a\b\f\n\r\t\v\\\"\'" bytes "\0" bytes "\00" bytes "\000" bytes "\0001" bytes "\9" bytes "\65\066\0677" bytes "\255" bytes "\q\-\ \x41\%" bytes "a\
b" bytes '\"' bytes "'" bytes "\1\2\3x\04"
print((select(2, loadstring("x = '\\256'", "=x")))) print((select(2, loadstring("x = 'ab\\999'", "=x")))) print((select(2, loadstring("x = \"\\300", "=x"))))
bytes(loadstring "return 'a\\\r\nb'"()) bytes(loadstring "return 'a\\\n\rb'"()) bytes(loadstring "return 'a\\\rb'"()) bytes(loadstring "return 'a\\\n\nb'"  and "two" or "one")
print(loadstring("return 'a\\\n\nb'", "=x"))
