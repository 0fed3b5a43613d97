-- Descriptors and credentials go over a unix socket into another pid and user
-- namespace and back: a descriptor is the same file there, and who has sent a
-- message is told in the numbers of who receives it.

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER))
	assert(idmap "root")
end

local function passcred(fd) assert(setsockopt(fd, SOL_SOCKET, SO_PASSCRED, true)) end

local outside, inside = assert(socketpair())
passcred(outside)
passcred(inside)
local r, w = assert(pipe())

local p = assert(clone(CLONE_NEWUSER + CLONE_NEWPID))
if p == 0 then
	close(outside)
	close(w)
	assert(getpid() == 1)
	-- Nobody is mapped here yet.
	local first = assert(recvmsg(inside, 100))
	assert(first.data == "before the map" and first.creds.pid == 0 and first.creds.uid == 65534)
	assert(sendmsg(inside, {data = "map me"}))

	local m = assert(recvmsg(inside, 100))
	assert(m.data == "a descriptor" and #m.fds == 1 and m.flags:number() == 0)
	assert(m.creds.pid == 0, "a pid of the outer namespace")
	assert(m.creds.uid == 7 and m.creds.gid == 8, "as the maps say")
	assert(fcntl(m.fds[1], F_GETFD) == FD_CLOEXEC)
	assert(write_all(m.fds[1], "written inside by pid " .. getpid()))
	close(m.fds[1])

	-- A namespace's descriptor goes out, which the one outside can ask.
	assert(sendmsg(inside, {data = "my namespace", fds = {assert(open "/proc/self/ns/user")}, creds = {pid = 1, uid = getuid(), gid = getgid()}}))
	-- Nobody can say to be one who is not mapped.
	local ok, _, errno = sendmsg(inside, {data = "as another", creds = {uid = 9}})
	assert(not ok and errno == EINVAL)

	-- A process of this namespace tells its number here to one, and another
	-- number to the other.
	local a, b = assert(socketpair())
	passcred(b)
	local second = assert(fork())
	if second == 0 then
		assert(send(a, "second") and send(inside, "second"))
		exit()
	end
	m = assert(recvmsg(b, 100))
	assert(m.creds.pid == second and m.creds.uid == 7)
	assert(select(3, waitpid(second)) == 0)
	exit()
end
close(inside)

assert(sendmsg(outside, {data = "before the map"}))
assert(recv(outside, 100) == "map me")
assert(idmap(p, {uid = {{7, getuid(), 1}}, gid = {{8, getgid(), 1}}, setgroups = "deny"}))
assert(sendmsg(outside, {data = "a descriptor", fds = {w}}))
close(w)
assert(read_all(r) == "written inside by pid 1")

local m = assert(recvmsg(outside, 100))
assert(m.data == "my namespace")
assert(m.creds.pid == p, "the child's pid as it is here")
assert(m.creds.uid == getuid() and m.creds.gid == getgid())
assert(#m.fds == 1)
m.second = assert(recvmsg(outside, 100))
assert(m.second.data == "second" and m.second.creds.pid ~= p and m.second.creds.pid > 2)
local NS_GET_NSTYPE = 0xb703
assert(ioctl(m.fds[1], NS_GET_NSTYPE) == CLONE_NEWUSER:number())

local _, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)
assert(recv(outside, 100) == "", "its end is closed")

-- The peer of a connection is who has made it, in the numbers of who asks.
local name = "\0nslua-passing-" .. getpid()
local listener = assert(socket(AF_UNIX, SOCK_STREAM))
assert(bind(listener, name))
assert(listen(listener))
p = assert(clone(CLONE_NEWPID))
if p == 0 then
	local s = assert(socket(AF_UNIX, SOCK_STREAM))
	assert(connect(s, name))
	assert(getsockopt(s, SOL_SOCKET, SO_PEERCRED).pid == 0, "the parent has no pid here")
	assert(read_all(s) == "")
	exit()
end
local s = assert(accept(listener))
local peer = assert(getsockopt(s, SOL_SOCKET, SO_PEERCRED))
assert(peer.pid == p and peer.uid == getuid() and peer.gid == getgid())
close(s)
_, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0, how .. " " .. code)
