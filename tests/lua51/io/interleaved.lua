-- print and io.write share one order
io.write("a") print("b") io.write("c", "\n") print("d") io.stdout:write("e") io.stdout:write("\n")
print(pcall(function() io.stdout:write("f"):write("g") end))
io.stderr:write("to the other\n")
for i = 1, 3 do io.write(i, ",") print(i) end
io.stdout:setvbuf("full") print("full") io.write("still\n")
io.stdout:setvbuf("no") print("no") io.write("more\n")
io.stdout:setvbuf("line") print("line") io.write("end\n")
