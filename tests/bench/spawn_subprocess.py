# spawn_subprocess.py: the same as spawn.lua by subprocess, for Python.
import os
import subprocess
import sys

for _ in range(int(sys.argv[1])):
    os.write(3, b"a")
    child = subprocess.Popen(["/bin/true"])
    os.write(3, b"b")
    child.wait()
    os.write(3, b"c")
