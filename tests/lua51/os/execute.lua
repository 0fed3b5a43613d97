--deviation: how the command ended is told by further values
--< 0
--< 768
--< 9
--> 0	exit	0
--> 768	exit	3
--> 9	signal	9
print(os.execute("true"))
print(os.execute("exit 3"))
print(os.execute("kill -9 $$"))
print((os.execute("exit 255")), (os.execute("kill -15 $$")), (os.execute("")), (os.execute("no-such-command 2>/dev/null")))
print(os.execute(), os.execute(nil))
io.stdout:flush()
os.execute("echo from the shell; echo $0")
print((os.execute("test -t 1")), (os.execute("exit 256")))
print(pcall(os.execute, {})) print(pcall(os.execute, true))
print((os.execute(12 .. " 2>/dev/null")))
