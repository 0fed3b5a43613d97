-- the first value of close where all went well, and what reads from who has gone
print((io.popen("true"):close()), (io.popen("cat >/dev/null", "w"):close()))
local p = io.popen("read line; echo got $line > f", "w") p:write("this\nthat\n") print((p:close())) print(io.open("f"):read())
p = io.popen("exec 1>&-; sleep 0.1", "r") print(p:read("*a") == "", (p:close()))
local a, b = io.popen("echo a"), io.popen("echo b") print(b:read(), a:read(), (a:close()), (b:close()))
for i = 1, 30 do local p = io.popen("echo " .. i) io.write(p:read("*n"), " ") p:close() end print()
