-- Arguments that load and its kin refuse, and uncaught mistakes.
for _, f in ipairs {"load", "loadstring", "loadfile", "dofile"} do print(f, pcall(_G[f], {})) print(f, pcall(_G[f], true)) end
print(pcall(loadstring, "x", {})) print(pcall(loadstring)) print(pcall(loadstring, nil)) print(pcall(loadstring, "return 1 =", 5)) print(loadstring("x =", 5)) print(pcall(load, function() end, {})) print(pcall(loadfile, 12)) print(pcall(dofile, 12))
