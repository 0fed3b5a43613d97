-- printf over io.write, and its mistakes.
local function printf(...) io.write(string.format(...)) end
printf("Hello %s from %s on %s\n", "world", _VERSION, "paper")
printf("%5d|%-5d|%05d|%+d\n", 42, 42, 42, 42)
printf("%s %s %s\n", 1, 1.5, "x")
printf("%10.4s|%-10.2s|%.0s|%c%c\n", "abcdefgh", "abcdefgh", "abc", 65, 66)
printf("%q\n", 'say "hi"\\\n\0done')
printf("%%|%5.1f|%e|%G|%i\n", 3.14159, 1e10, 1e-10, 7.9)
print(pcall(printf)) print(pcall(function() printf("%d", "x") end)) print(pcall(function() printf("%d") end)) print(pcall(function() printf("%y", 1) end)) print(pcall(function() printf("%", 1) end)) print(pcall(function() printf("%0100d", 1) end))
