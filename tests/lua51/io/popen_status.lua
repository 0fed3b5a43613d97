--deviation: close tells how a command ended; lua5.1's always succeeds
--< 1	true
--< 1	true
--> 3	nil	exit	3
--> 3	nil	signal	9
print((io.popen("true"):close()))
local function ends(...) print(select("#", ...), ...) end
ends(io.popen("exit 3"):close())
ends(io.popen("kill -9 $$"):close())
