--deviation: there are no hooks, which would be asked for before each instruction
--< set	true
--> set	false	nslua has no hooks: debug.sethook cannot set one
-- What can be asked of hooks.
print(debug.gethook())
print(select("#", debug.sethook()), select("#", debug.sethook(nil)))
print(pcall(debug.sethook, function() end, "", 0))
print("set", pcall(debug.sethook, function() end, "", 1000000))
debug.sethook()
print(debug.gethook())
print(pcall(debug.sethook, 5))
print(pcall(debug.sethook, print))
print(pcall(debug.sethook, 5, ""))
print(pcall(debug.sethook, print, {}))
print(pcall(debug.sethook, print, "", {}))
