io.stdout:flush()
print((os.execute("exit 4\0 exit 5")))
print((io.popen("echo a\0; echo b"):read("*a")))
