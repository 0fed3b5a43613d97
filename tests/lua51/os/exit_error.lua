-- the status is the script's, and nothing runs after it
io.write("kept without a newline")
io.stderr:write("told")
os.exit(12)
print "never"
