-- print, io.write and io.stderr keep their order on one descriptor.
io.stdout:setvbuf("full")
io.write("1 ") print(2) io.stdout:write("3\n")
io.stdout:flush()
os.execute("echo 4")
print(5)
io.stderr:write("to stderr\n")
io.write("6") io.write("\n")
