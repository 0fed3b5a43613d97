package bindings

import (
	"os"
	"testing"
)

func TestMessages(t *testing.T) {
	wantLines(t, lua(t, `
		local a, b = socketpair(AF_UNIX, SOCK_DGRAM)
		local r, w = pipe()
		print(sendmsg(a, {data = "one", fds = {w, r}}), sendmsg(a, {data = "two"}), sendmsg(a, {}))
		local m = recvmsg(b, 2)
		print(m.data, #m.fds, m.flags, m.address, m.creds, fcntl(m.fds[1], F_GETFD), fcntl(m.fds[2], F_GETFL))
		print(write(m.fds[1], "through"), read(r, 10), recv(b, 10), recvmsg(b, 10).data == "")
		print(setsockopt(b, SOL_SOCKET, SO_PASSCRED, true), send(a, "x"))
		local creds = recvmsg(b, 10).creds
		print(creds.pid == getpid(), creds.uid == getuid(), creds.gid == getgid())
		print(setsockopt(b, SOL_SOCKET, SO_PASSPIDFD, true) or 0, send(a, "x"))
		m = recvmsg(b, 10, MSG_PEEK)
		print(not m.pidfd or fcntl(m.pidfd, F_GETFD) == FD_CLOEXEC, m.creds.pid == getpid(), recvmsg(b, 10).data)
		local s = socket(AF_UNIX, SOCK_DGRAM)
		bind(s, "\0nslua-messages" .. getpid())
		print(sendmsg(s, {data = "to myself", address = getsockname(s)}), recvmsg(s, 100).address == getsockname(s))
		print(sendmsg(s, {data = "x", address = "\0nobody"}))
		print(recvmsg(b, 10, MSG_DONTWAIT))
		close(b)
		signal(SIGPIPE, SIG_IGN)
		local c, d = socketpair() close(d)
		print(send(c, "x", MSG_NOSIGNAL))
		print(recvmsg(1000, 10))
		print(pcall(recvmsg, a, -1))
		print(pcall(recv, a, 2^60))
	`), `3	3	0
on	2	MSG_TRUNC	nil	nil	FD_CLOEXEC	O_RDONLY
7	through	two	true
0	1
true	true	true
0	1
true	true	x
9	true
nil	sendmsg(..., {data="x", address="\x00nobody"}): Connection refused (ECONNREFUSED)
hint: no socket of that name listens in this net namespace, to which abstract names belong	111
nil	recvmsg(4, 10, MSG_DONTWAIT): Resource temporarily unavailable (EAGAIN)
hint: with MSG_DONTWAIT it does not wait, and nothing is there to receive: poll waits until there is	11
nil	send(..., "x", MSG_NOSIGNAL): Broken pipe (EPIPE)	32
nil	recvmsg(1000, 10): Bad file descriptor (EBADF)	9
false	...bad argument #2 to 'recvmsg' (integer from 0 expected, got -1)
false	...bad argument #2 to 'recv' (integer from -9007199254740992 to 9007199254740992 expected, got 1152921504606846976)`)
}

// However many descriptors come, all are there to be closed; those for which
// there is no room are told of.
func TestManyDescriptors(t *testing.T) {
	wantLines(t, lua(t, `
		local a, b = socketpair()
		local function open()
			local n = 0
			for fd = 0, 1000 do if fcntl(fd, F_GETFD) then n = n + 1 end end
			return n
		end
		local before = open()
		local fds = {}
		for i = 1, 253 do fds[i] = 1 end
		print(sendmsg(a, {data = "x", fds = fds}))
		local m = recvmsg(b, 0 + 1)
		print(#m.fds, open() - before, m.flags)
		for _, fd in ipairs(m.fds) do assert(fcntl(fd, F_GETFD) == FD_CLOEXEC and close(fd) == 0) end
		print(open() - before)

		print(sendmsg(a, {data = "x", fds = fds}), recv(b, 1), open() - before) -- the kernel closes them

		local full = {}
		while true do
			local fd = dup(1)
			if not fd then break end
			full[#full + 1] = fd
		end
		for i = 1, 3 do close(table.remove(full)) end
		print(sendmsg(a, {data = "x", fds = {1, 1, 1, 1, 1}}))
		m = recvmsg(b, 1)
		print(#m.fds, m.flags)
	`), `1
253	253	0
0
1	x	0
1
3	MSG_CTRUNC`)
}

func TestMessageRefusals(t *testing.T) {
	ordinary := command(`
		local a, b = socketpair()
		local fds = {}
		for i = 1, 254 do fds[i] = 1 end
		print(select(2, sendmsg(a, {data = "x", fds = fds})):match("\n(.*)"))
		print(sendmsg(a, {data = "x", fds = {1000}}))
		print(sendmsg(a, {fds = {1}}))
		print(sendmsg(socket(AF_INET, SOCK_DGRAM), {data = "x", fds = {1}}))
		print(sendmsg(a, {data = "x", creds = {}}), sendmsg(a, {data = "x", creds = {pid = getpid(), uid = getuid(), gid = getgid()}}))
		print(sendmsg(a, {data = "x", creds = {pid = 1}}))
		print(sendmsg(a, {data = "x", creds = {uid = 0}}))
		print(sendmsg(a, {data = "x", creds = {gid = 0}}))
		print(sendmsg(a, {data = "x", creds = {uid = 2^32 - 1}}))
		assert(unshare(CLONE_NEWUSER))
		idmap "root"
		print(sendmsg(a, {data = "x", creds = {uid = 4242}}))
		print(sendmsg(a, {data = "x", creds = {uid = 0}}))
		print(sendmsg(a, {data = "x", creds = {pid = 1}}))
		print(pcall(sendmsg, a, {data = "x", fds = {"1"}}))
		print(pcall(sendmsg, a, {data = "x", fds = 1}))
		print(pcall(sendmsg, a, {data = "x", creds = {user = 1}}))
		print(pcall(sendmsg, a, {date = "x"}))
		print(pcall(sendmsg, a, {address = 5}))
`)
	if os.Getuid() == 0 {
		as(ordinary, otherUser)
	}
	wantLines(t, ended(t, finish(t, ordinary)), `hint: a message carries at most 253 descriptors, and these are 254
nil	sendmsg(3, {data="x", fds=[1000]}): Bad file descriptor (EBADF)	9
nil	sendmsg(3, {fds=[1]}): Invalid argument (EINVAL)
hint: a stream carries descriptors and credentials only with at least one byte of data	22
nil	sendmsg(5, {data="x", fds=[1]}): Operation not supported (EOPNOTSUPP)
hint: descriptors and credentials go through AF_UNIX only, and this is AF_INET	95
1	1
nil	sendmsg(3, {data="x", creds={pid=1}}): Operation not permitted (EPERM)
hint: pid 1 is another process's, and to send it needs CAP_SYS_ADMIN in the user namespace of this process's pid namespace	1
nil	sendmsg(3, {data="x", creds={uid=0}}): Operation not permitted (EPERM)
hint: uid 0 is none of this process's, and to send it needs CAP_SETUID	1
nil	sendmsg(3, {data="x", creds={gid=0}}): Operation not permitted (EPERM)
hint: gid 0 is none of this process's, and to send it needs CAP_SETGID	1
nil	sendmsg(3, {data="x", creds={uid=4294967295}}): Invalid argument (EINVAL)
hint: uid 4294967295 is not mapped in this user namespace: idmap maps it	22
nil	sendmsg(3, {data="x", creds={uid=4242}}): Invalid argument (EINVAL)
hint: uid 4242 is not mapped in this user namespace: idmap maps it	22
1
nil	sendmsg(3, {data="x", creds={pid=1}}): Operation not permitted (EPERM)
hint: pid 1 is another process's, and the pid namespace belongs to another user namespace than the one where this process has CAP_SYS_ADMIN	1
false	...bad argument #2 to 'sendmsg' (fds[1]: integer expected, got string)
false	...bad argument #2 to 'sendmsg' (fds: table expected, got number)
false	...bad argument #2 to 'sendmsg' (creds: unknown field 'user'; valid are gid pid uid)
false	...bad argument #2 to 'sendmsg' (unknown field 'date'; valid are address creds data fds)
false	...bad argument #2 to 'sendmsg' (address: address (string or table) expected, got number)`)
}

// The limit on open descriptors also is that on those under way.
func TestTooManyUnderWay(t *testing.T) {
	ordinary := command(`
		local a, b = socketpair()
		local fds = {}
		for i = 1, 100 do fds[i] = 1 end
		local ok, message, errno
		repeat ok, message, errno = sendmsg(a, {data = "x", fds = fds}) until not ok
		print(errno == ETOOMANYREFS, message:match("hint: .*"))
	`)
	ordinary.Args = []string{"sh", "-c", `ulimit -n 200; exec "$0"`, ordinary.Path}
	ordinary.Path = "/bin/sh"
	if os.Getuid() == 0 {
		as(ordinary, otherUser)
	}
	wantLines(t, ended(t, finish(t, ordinary)),
		"true	hint: as many descriptors as RLIMIT_NOFILE, 200, are under way from this user already and nobody has received them")
}
