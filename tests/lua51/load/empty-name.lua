-- A file without a name is no standard input, which no name at all is.
print(loadfile(""))
print(pcall(dofile, ""))
print(pcall(loadfile, {}))
print(type(loadfile()))
print(pcall(dofile, nil))
print(io.lines and pcall(io.lines, ""))
print(io.open(""))
