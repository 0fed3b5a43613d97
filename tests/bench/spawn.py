# spawn.py: the same as spawn.lua by posix_spawn, for Python.
import os
import sys

for _ in range(int(sys.argv[1])):
    os.write(3, b"a")
    pid = os.posix_spawn("/bin/true", ["/bin/true"], os.environ)
    os.write(3, b"b")
    os.waitpid(pid, 0)
    os.write(3, b"c")
