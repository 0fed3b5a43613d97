-- what a command prints is waited for at the end
io.stdout:flush()
local p = io.popen("cat; echo end of the command", "w")
p:write("written and never closed\n")
