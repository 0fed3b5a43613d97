-- loadfile and dofile without a name read standard input.
print(io.read()) local f, e = loadfile() print(type(f), e) print(f and f("argument")) print(io.read())
