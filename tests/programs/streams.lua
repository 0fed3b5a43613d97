-- Files and descriptors cross over; forks, handlers and full devices lose nothing and write
-- nothing twice.
local function contents(path)
	local f = assert(io.open(path))
	local text = f:read("*a")
	f:close()
	return text
end
local function refused(text, errno, nothing, message, got)
	assert(nothing == nil and message == text and got == errno, message)
end

local top = assert(mkdtemp())
assert(chdir(top))

-- fileno
local f = assert(io.open("f", "w+"))
local fd = io.fileno(f)
assert(isatty(fd) == false and fstat(fd).ino == stat("f").ino)
assert(io.fileno(io.stdin) == 0 and io.fileno(io.stdout) == 1 and io.fileno(io.stderr) == 2)
f:write("buffered ")
assert(f:flush() and write(fd, "direct ") == 7)
f:write("buffered again")
assert(f:close() and contents("f") == "buffered direct buffered again")
local ok, message = pcall(io.fileno, f)
assert(not ok and message:find("attempt to use a closed file", 1, true), message)
ok, message = pcall(io.fileno, 1)
assert(not ok and message:find("FILE* expected, got number", 1, true), message)

-- fdopen
refused("Bad file descriptor", EBADF, io.fdopen(fd))
refused("Bad file descriptor", EBADF, io.fdopen(-1))
refused("Bad file descriptor", EBADF, io.fdopen(2^31))
refused("Invalid argument", EINVAL, io.fdopen(1, "x"))
local r = assert(open("f", O_RDONLY))
refused("Invalid argument", EINVAL, io.fdopen(r, "w"))
refused("Invalid argument", EINVAL, io.fdopen(r, "r+"))
local g = assert(io.fdopen(r))
assert(io.type(g) == "file" and io.fileno(g) == r and g:read("*a") == contents("f"))
refused("Bad file descriptor", EBADF, g:write("x"))
assert(g:close() and select(3, read(r, 1)) == EBADF)
local w = assert(open("f", O_WRONLY + O_TRUNC))
g = assert(io.fdopen(w, "a"))
local other = assert(open("f", O_WRONLY))
assert(write(other, "123456") == 6)
assert(g:write("end") and g:close() and contents("f") == "123456end")
assert(close(other))
local pr, pw = pipe()
local reader, writer = io.fdopen(pr), io.fdopen(pw, "w")
writer:write("over ", 1, " pipe\n")
assert(writer:close() and reader:read() == "over 1 pipe" and reader:read() == nil and reader:close())

-- a descriptor that was closed behind the file's back
g = assert(io.open("f"))
assert(close(io.fileno(g)))
refused("Bad file descriptor", EBADF, g:read())
refused("Bad file descriptor", EBADF, g:close())

-- what is buffered at a fork is written once; then each writes its own
f = assert(io.open("g", "w"))
f:write("before\n")
local p = assert(fork())
if p == 0 then
	f:write("child\n")
	os.exit(0)
end
assert(select(3, waitpid(p)) == 0)
f:write("parent\n")
f:close()
assert(contents("g") == "before\nchild\nparent\n")

-- a child that runs to its end leaves its parent's files alone
f = assert(io.open("h", "w+"))
f:write("1\n2\n3\n4\n")
f:seek("set")
assert(f:read() == "1")
p = assert(fork())
if p == 0 then
	assert(f:read() == "2")
	f:close()
	os.exit(0)
end
assert(select(3, waitpid(p)) == 0)
assert(f:read() == "2" and f:read("*a") == "3\n4\n" and f:read() == nil)
f:close()

-- popen's handle in a child: the command is the parent's child
local command = assert(io.popen("cat > piped", "w"))
command:write("from the parent\n")
p = assert(fork())
if p == 0 then
	local nothing, _, errno = command:close()
	_exit(nothing == nil and errno == ECHILD and 0 or 1)
end
assert(select(3, waitpid(p)) == 0)
command:write("and more\n")
local good, how, code = command:close()
assert(good and how == "exit" and code == 0 and contents("piped") == "from the parent\nand more\n")

-- what is buffered is written before exec
p = assert(fork())
if p == 0 then
	local out = io.open("exec", "w")
	out:write("kept ")
	dup2(io.fileno(out), 1)
	execvp("echo", {"over exec"})
end
waitpid(p)
assert(contents("exec") == "kept over exec\n")

-- A handler that reads from the file whose reading it has interrupted: each line
-- comes once, in order.
local function alarmed(handler)
	signal(SIGALRM, handler)
	setitimer(ITIMER_REAL, 0.01)
end
r, w = pipe()
local input, seen = io.fdopen(r), nil
alarmed(function()
	assert(write(w, "one\ntwo\nthree") == 13 and close(w) == 0)
	seen = input:read()
end)
assert(input:read() == "two" and seen == "one")
assert(input:read() == "three" and input:read() == nil)
input:close()

-- One that writes to the file whose writing it has interrupted, and one that fails:
-- nothing is lost or written twice.
local function throughPipe(handler, body)
	local r, w = pipe()
	local go, gone = pipe()
	local p = assert(fork())
	if p == 0 then
		close(w)
		read(go, 1)
		local text = io.fdopen(r):read("*a")
		_exit(text == ("y"):rep(200000) .. "more" and 0 or 1)
	end
	close(r)
	local slow = io.fdopen(w, "w")
	slow:setvbuf("full", 1000000)
	slow:write(("y"):rep(200000))
	alarmed(function() handler(slow, gone) end)
	body(slow, gone)
	assert(slow:close())
	assert(select(3, waitpid(p)) == 0)
	close(go) close(gone)
end
throughPipe(function(slow, gone)
	slow:write("more")
	write(gone, "!")
end, function(slow) assert(slow:flush()) end)
throughPipe(function() error("alarm", 0) end, function(slow, gone)
	local ok, message = pcall(slow.flush, slow)
	assert(not ok and message == "alarm", message)
	slow:write("more")
	write(gone, "!")
end)
signal(SIGALRM, SIG_DFL)

-- On a terminal what is asked is seen before the answer is awaited, and lines at once.
local master, slave = openpty()
p = assert(fork())
if p == 0 then
	dup2(slave, 0)
	dup2(slave, 1)
	io.write("a line\n", "name? ")
	local name = io.read()
	io.write("hello ", name, "\n")
	_exit(0)
end
close(slave)
local shown = ""
local function await(text)
	while not shown:find(text, 1, true) do shown = shown .. assert(read(master, 1000)) end
end
await("a line\r\nname? ")
write(master, "bob\n")
await("hello bob\r\n")
waitpid(p)
close(master)

-- the environment as it was set since
setenv("STREAMS", "set")
assert(os.getenv("STREAMS") == "set")
unsetenv("STREAMS")
assert(os.getenv("STREAMS") == nil)
setenv("TZ", "XYZ-2")
assert(os.date("%H %Z", 0) == "02 XYZ" and os.time {year = 1970, month = 1, day = 1, hour = 2} == 0)
setenv("TZ", "UTC0")
assert(os.date("%H %Z", 0) == "00 UTC")

assert(chdir("/"))
assert(rmtree(top))
