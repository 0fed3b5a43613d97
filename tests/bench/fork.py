# fork.py: the same as fork.c, for Python.
import os
import sys

for _ in range(int(sys.argv[1])):
    os.write(3, b"a")
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.write(3, b"b")
    os.waitpid(pid, 0)
    os.write(3, b"c")
