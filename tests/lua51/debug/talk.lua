-- debug.debug runs lines of standard input until one is cont.
answer = 1
debug.debug()
print("after", answer)
print(io.read())
