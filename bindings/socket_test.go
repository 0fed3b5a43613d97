package bindings

import "testing"

func TestUnixSockets(t *testing.T) {
	dir := t.TempDir()
	wantLines(t, lua(t, `
		assert(chdir("`+dir+`"))
		local s, c = socket(AF_UNIX, SOCK_STREAM), socket("unix", "stream")
		print(fcntl(s, F_GETFD), getsockname(s) == "", bind(s, "door"), getsockname(s))
		print(connect(c, "door"))
		print(accept(s))
		print(bind(c, "door"))
		print(bind(s, "\0name"))
		print(listen(s, 0), connect(c, "door"), getpeername(c), getsockname(c) == "")
		local late = socket(AF_UNIX, SOCK_STREAM + SOCK_NONBLOCK)
		print(connect(late, "door"))
		local f, from = accept(s)
		print(f, from == "", getpeername(f) == "", getsockname(f), fcntl(f, F_GETFD), fcntl(f, F_GETFL))
		print(send(c, "hello"), recv(f, 2), recv(f, 10, "peek"), recv(f, 10), shutdown(c, SHUT_WR), recv(f, 10) == "")
		print(write(f, "back"), read(c, 10), close(f), recv(c, 10) == "")
		print(connect(late, "door"), fcntl(accept4(s, SOCK_NONBLOCK), F_GETFL))
		print(getpeername(s))
		print(shutdown(1, SHUT_RD))
	`), `FD_CLOEXEC	true	0	door
nil	connect(4, "door"): Connection refused (ECONNREFUSED)
hint: the file is there, but nobody listens on its socket (any more)	111
nil	accept(3): Invalid argument (EINVAL)
hint: the socket does not listen: listen(fd) first	22
nil	bind(4, "door"): Address already in use (EADDRINUSE)
hint: there is a file of that name, which a socket leaves behind: unlink it, if nobody uses it any more	98
nil	bind(3, "\x00name"): Invalid argument (EINVAL)
hint: the socket has an address already	22
0	0	door	true
nil	connect(5, "door"): Resource temporarily unavailable (EAGAIN)
hint: the descriptor is O_NONBLOCK, and as many wait there to be accepted as listen allows	11
6	true	true	door	FD_CLOEXEC	O_RDWR
5	he	llo	llo	0	true
4	back	0	true
0	O_RDWR|O_NONBLOCK
nil	getpeername(3): Transport endpoint is not connected (ENOTCONN)	107
nil	shutdown(1, SHUT_RD): Socket operation on non-socket (ENOTSOCK)	88`)
}

// Paths and abstract names come back as they were given, the longest too.
func TestUnixAddresses(t *testing.T) {
	dir := t.TempDir()
	wantLines(t, lua(t, `
		assert(chdir("`+dir+`"))
		for _, name in ipairs {("p"):rep(107), "\0" .. ("a"):rep(107), "\0a\0b"} do
			local s, c = socket(AF_UNIX, SOCK_DGRAM), socket(AF_UNIX, SOCK_DGRAM)
			assert(bind(s, name))
			assert(connect(c, name))
			assert(bind(c, "\0client" .. #name))
			send(c, "x")
			print(getsockname(s) == name, getpeername(c) == name, select(2, recvfrom(s, 1)) == "\0client" .. #name)
		end
		local s = socket(AF_UNIX, SOCK_DGRAM)
		print(bind(s, ""), #getsockname(s), bind(socket(AF_UNIX, SOCK_DGRAM), {path = "table"}), connect(s, "table"), connect(s, {family = AF_UNSPEC}))
		print(bind(s, ("p"):rep(108)))
		print(connect(s, "\0" .. ("a"):rep(108)))
		print(connect(s, "a\0b"))
		print(connect(s, "no such"))
		print(connect(s, "\0no such"))
		print(connect(s, {addr = "127.0.0.1"}))
		print(sendto(s, "x", nil, ("p"):rep(108)))
		print(listen(s))
		print(pcall(bind, s))
		print(pcall(bind, s, 1))
		print(pcall(bind, s, {}))
		print(pcall(bind, s, {family = AF_UNIX}))
		print(pcall(bind, s, {addr = "1.2.3"}))
		print(pcall(bind, s, {addr = "::1%lo"}))
		print(pcall(bind, s, {family = AF_INET6, addr = "1.2.3.4"}))
		print(pcall(bind, s, {addr = "1.2.3.4", port = 65536}))
		print(pcall(bind, s, {addr = "1.2.3.4", prt = 1}))
	`), `true	true	true
true	true	true
true	true	true
0	6	0	0	0
nil	bind(9, "pp...): File name too long (ENAMETOOLONG)
hint: a socket's path has at most 107 bytes, and this has 108: chdir to its directory and use its last part	36
nil	connect(9, "\x00aa...): File name too long (ENAMETOOLONG)
hint: an abstract name has at most 108 bytes, its first included, and this has 109	36
nil	connect(9, "a\x00b"): Invalid argument (EINVAL)
hint: a path cannot hold a NUL byte; only an abstract name begins with one	22
nil	connect(9, "no such"): No such file or directory (ENOENT)	2
nil	connect(9, "\x00no such"): Connection refused (ECONNREFUSED)
hint: no socket of that name listens in this net namespace, to which abstract names belong	111
nil	connect(9, {addr="127.0.0.1"}): Invalid argument (EINVAL)
hint: the socket is of AF_UNIX, and the address of AF_INET	22
nil	sendto(9, "x", NULL, "pp...): File name too long (ENAMETOOLONG)
hint: ...	36
nil	listen(9): Operation not supported (EOPNOTSUPP)
hint: a SOCK_DGRAM socket has no connections: recvfrom receives what is sent to it	95
false	...bad argument #2 to 'bind' (address (string or table) expected, got no value)
false	...bad argument #2 to 'bind' (address (string or table) expected, got number)
false	...bad argument #2 to 'bind' (family expected in the address)
false	...bad argument #2 to 'bind' (path: string expected, got nil)
false	...bad argument #2 to 'bind' (addr: IPv4 address expected, got "1.2.3")
false	...bad argument #2 to 'bind' (addr: IPv6 address expected, got "::1%lo")
false	...bad argument #2 to 'bind' (addr: IPv6 address expected, got "1.2.3.4")
false	...bad argument #2 to 'bind' (port: integer from 0 to 65535 expected, got 65536)
false	...bad argument #2 to 'bind' (unknown field 'prt'; valid are family path ...)`)
}

// In a net namespace of its own, whose loopback comes up.
func TestInetSockets(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNET))
			local s, c = socket(AF_INET, SOCK_STREAM), socket(AF_INET, SOCK_STREAM)
			print(connect(c, {addr = "127.0.0.1", port = 80}))
			print(bind(socket(AF_INET6, SOCK_STREAM), {addr = "::1", port = 8080}))
			print(ifup "lo", setsockopt(s, SOL_SOCKET, SO_REUSEADDR, true))
			print(bind(s, {addr = "10.9.9.9", port = 8080}))
			print(bind(s, {addr = "127.0.0.1", port = 8080}), listen(s))
			print(getsockname(s))
			print(connect(c, {family = AF_INET, addr = "127.0.0.1", port = 81}))
			print(bind(c, {addr = "127.0.0.1", port = 8080}))
			print(bind(c, {addr = "::1", port = 8080}))
			print(connect(socket(AF_INET, SOCK_STREAM), {addr = "10.9.9.9", port = 1}))
			print(connect(c, getsockname(s)))
			local f, from = accept(s)
			print(tostring(from) == tostring(getsockname(c)), from.family == AF_INET, tostring(getpeername(f)) == tostring(from))
			print(setsockopt(c, SOL_TCP, TCP_NODELAY, true), getsockopt(c, SOL_TCP, TCP_NODELAY), getsockopt(c, SOL_SOCKET, SO_ERROR))
			print(write(c, "hello"), recvfrom(f, 10))
			print(close(f), read(c, 1) == "", close(s), close(c))

			s = socket(AF_INET, SOCK_STREAM)
			print(bind(s, {addr = "127.0.0.1", port = 8080}))
			print(setsockopt(s, "socket", "reuseaddr", true), bind(s, {addr = "127.0.0.1", port = 8080}))

			local d = socket(AF_INET6, SOCK_DGRAM)
			print(bind(d, {addr = "::1", port = 53}), getsockname(d), getsockname(d).scope_id)
			print(sendto(d, "datagram", nil, {addr = "::1", port = 53}), recvfrom(d, 4))
			print(sendto(d, "x", nil, {addr = "::1", port = 54}), recv(d, 1, MSG_DONTWAIT))
			local n = socket(AF_NETLINK, SOCK_RAW)
			print(bind(n, {family = AF_NETLINK}), getsockname(n).groups, getsockname(n))
		`)), `nil	connect(4, {addr="127.0.0.1", port=80}): Network is unreachable (ENETUNREACH)
hint: the loopback interface of this net namespace is down: ifup "lo"	101
nil	bind(5, {addr="::1", port=8080}): Cannot assign requested address (EADDRNOTAVAIL)
hint: the loopback interface of this net namespace is down: ifup "lo"	99
0	0
nil	bind(3, {addr="10.9.9.9", port=8080}): Cannot assign requested address (EADDRNOTAVAIL)
hint: no interface of this net namespace is up but lo	99
0	0
127.0.0.1:8080
nil	connect(4, {family=2, addr="127.0.0.1", port=81}): Connection refused (ECONNREFUSED)
hint: nobody listens on port 81 there	111
nil	bind(4, {addr="127.0.0.1", port=8080}): Address already in use (EADDRINUSE)
hint: another socket of this net namespace listens on port 8080	98
nil	bind(4, {addr="::1", port=8080}): Address family not supported by protocol (EAFNOSUPPORT)
hint: the socket is of AF_INET, and the address of AF_INET6	97
nil	connect(6, {addr="10.9.9.9", port=1}): Network is unreachable (ENETUNREACH)
hint: no interface of this net namespace is up but lo	101
0
true	true	true
0	1	0
5	hello	nil
0	true	0	0
nil	bind(3, {addr="127.0.0.1", port=8080}): Address already in use (EADDRINUSE)
hint: connections with port 8080 have ended a moment ago (TIME_WAIT): setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, true) before bind...	98
0	0
0	[::1]:53	0
8	data	[::1]:53
1	nil	recv(4, 1, MSG_DONTWAIT): Resource temporarily unavailable (EAGAIN)
hint: with MSG_DONTWAIT it does not wait, and nothing is there to receive: poll waits until there is	11
0	0	{family=16, pid=..., groups=0}`)
	})
}

// What an ordinary user is refused, in the namespaces of the host.
func TestSocketPrivileges(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNET))
			assert(idmap "root")
			assert(ifup "lo")
			local p = fork()
			if p == 0 then
				assert(unshare(CLONE_NEWUSER)) -- it has all capabilities there, but not over the net namespace
				print(bind(socket(AF_INET, SOCK_STREAM), {addr = "127.0.0.1", port = 80}))
				print(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP))
				print(setsockopt(socket(AF_INET, SOCK_DGRAM), SOL_SOCKET, SO_MARK, 1))
				print(ifdown "lo")
				exit()
			end
			waitpid(p)
			print(bind(socket(AF_INET, SOCK_STREAM), {addr = "127.0.0.1", port = 80}), (socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)) > 0)
		`)), `nil	bind(3, {addr="127.0.0.1", port=80}): Permission denied (EACCES)
hint: ports below 1024 (/proc/sys/net/ipv4/ip_unprivileged_port_start) need CAP_NET_BIND_SERVICE in the user namespace that owns the net namespace: unshare(CLONE_NEWNET) makes one of this process's own	13
nil	socket(AF_INET, SOCK_RAW, IPPROTO_ICMP): Operation not permitted (EPERM)
hint: this process has CAP_NET_RAW in its own user namespace, but the net namespace belongs to an outer one: unshare(CLONE_NEWNET) first	1
nil	setsockopt(4, SOL_SOCKET, SO_MARK, 1): Operation not permitted (EPERM)
hint: this process has CAP_NET_ADMIN in its own user namespace, but the net namespace belongs to an outer one: unshare(CLONE_NEWNET) first	1
nil	ifdown("lo"): Operation not permitted (EPERM)
hint: this process has CAP_NET_ADMIN in its own user namespace, but the net namespace belongs to an outer one: unshare(CLONE_NEWNET) first	1
0	true`)
		wantLines(t, ended(t, run(`
			if getuid() == 0 then assert(setgroups {} and setgid(4242) and setuid(4242)) end
			print(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP))
			print(setsockopt(socket(AF_INET, SOCK_DGRAM), SOL_SOCKET, SO_MARK, 1))
			print(ifdown "lo")
		`)), `nil	socket(AF_INET, SOCK_RAW, IPPROTO_ICMP): Operation not permitted (EPERM)
hint: it needs CAP_NET_RAW, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNET)	1
nil	setsockopt(3, SOL_SOCKET, SO_MARK, 1): Operation not permitted (EPERM)
hint: it needs CAP_NET_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNET)	1
nil	ifdown("lo"): Operation not permitted (EPERM)
hint: it needs CAP_NET_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNET)	1`)
	})
}

func TestSocketOptions(t *testing.T) {
	wantLines(t, lua(t, `
		local a, b = socketpair("unix", SOCK_SEQPACKET)
		print(getsockopt(a, SOL_SOCKET, SO_TYPE), getsockopt(a, SOL_SOCKET, SO_TYPE) == SOCK_SEQPACKET, getsockopt(a, "socket", "domain") == AF_UNIX)
		local peer = getsockopt(a, SOL_SOCKET, SO_PEERCRED)
		print(peer.pid == getpid(), peer.uid == getuid(), peer.gid == getgid(), type(getsockopt(a, SOL_SOCKET, SO_PEERGROUPS)))
		local pidfd = getsockopt(a, SOL_SOCKET, SO_PEERPIDFD)
		print(not pidfd or fcntl(pidfd, F_GETFD) == FD_CLOEXEC)
		print(setsockopt(a, SOL_SOCKET, SO_RCVTIMEO, 0.03), getsockopt(a, SOL_SOCKET, SO_RCVTIMEO) >= 0.03, getsockopt(a, SOL_SOCKET, SO_SNDTIMEO))
		print(recv(a, 1))
		print(recv(b, 1, MSG_DONTWAIT))
		print(setsockopt(a, SOL_SOCKET, SO_PASSCRED, true), getsockopt(a, SOL_SOCKET, SO_PASSCRED))
		local s = socket(AF_INET, SOCK_STREAM)
		print(setsockopt(s, SOL_SOCKET, SO_LINGER, {onoff = true, linger = 5}), getsockopt(s, SOL_SOCKET, SO_LINGER).linger)
		print(setsockopt(s, SOL_TCP, TCP_CONGESTION, "reno"), getsockopt(s, SOL_TCP, TCP_CONGESTION), #getsockopt(s, SOL_TCP, 11) > 100)
		print(setsockopt(s, SOL_TCP, TCP_CONGESTION, "no such"))
		print(getsockopt(s, SOL_TCP, 999))
		print(setsockopt(s, "tcp", "TCP_NODELAY", "x"))
		print(setsockopt(s, SOL_IP, IP_TTL, 1000))
		print(getsockopt(1, SOL_SOCKET, SO_ERROR))
		print(pcall(setsockopt, s, SOL_SOCKET, SO_LINGER, 1))
		print(pcall(setsockopt, s, SOL_SOCKET, SO_KEEPALIVE, {}))
		print(pcall(setsockopt, s, SOL_SOCKET, SO_RCVTIMEO, -1))
		print(pcall(getsockopt, s, SOL_SOCKET, "SO_NOTHING"))
	`), `SOCK_SEQPACKET	true	true
true	true	true	table
true
0	true	0
nil	recv(3, 1): Resource temporarily unavailable (EAGAIN)
hint: the time of SO_RCVTIMEO is over	11
nil	recv(4, 1, MSG_DONTWAIT): Resource temporarily unavailable (EAGAIN)
hint: with MSG_DONTWAIT it does not wait, and nothing is there to receive: poll waits until there is	11
0	1
0	5
0	reno	true
nil	setsockopt(..., SOL_TCP, TCP_CONGESTION, "no such"): No such file or directory (ENOENT)	2
nil	getsockopt(..., SOL_TCP, 999): Protocol not available (ENOPROTOOPT)	92
nil	setsockopt(..., SOL_TCP, TCP_NODELAY, "x"): Invalid argument (EINVAL)	22
nil	setsockopt(..., SOL_IP, IP_TTL, 1000): Invalid argument (EINVAL)	22
nil	getsockopt(1, SOL_SOCKET, SO_ERROR): Socket operation on non-socket (ENOTSOCK)	88
false	...bad argument #4 to 'setsockopt' (table expected, got number)
false	...bad argument #4 to 'setsockopt' (integer expected, got table)
false	...bad argument #4 to 'setsockopt' (seconds from 0 to 9000000000 expected, got -1)
false	...bad argument #3 to 'getsockopt' (unknown socket option 'SO_NOTHING'; valid are SO_DEBUG ...)`)
}

func TestInterfaces(t *testing.T) {
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWUSER + CLONE_NEWNET))
		print(if_nameindex())
		print(if_nametoindex "lo", if_indextoname(1), ifconfig("lo").addr, ifconfig("lo").mtu, ifconfig("lo").hwaddr)
		print(ifup "lo", ifup "lo", ifconfig("lo").flags)
		print(ifconfig("lo", {mtu = 1400, addr = "10.1.2.3", netmask = "255.255.0.0"}).netmask, ifconfig("lo").addr, ifconfig("lo").mtu)
		print(ifdown "lo", ifconfig("lo").flags)
		print(if_nametoindex "eth99")
		print(if_indextoname(99))
		print(ifup(("n"):rep(40)))
		print(ifconfig("lo", {netmask = "255.0.255.0"}))
		print(pcall(ifconfig, "lo", {mtu = "much"}))
		print(pcall(ifconfig, "lo", {addr = "::1"}))
		print(pcall(ifconfig, "lo", {address = "10.1.1.1"}))
		print(pcall(ifconfig, "lo", {flags = MS_BIND}))
		assert(setrlimit("NOFILE", {cur = 3}))
		print(if_nameindex())
	`), `INDEX  NAME  FLAGS
    1  lo    IFF_LOOPBACK
1	lo	nil	65536	00:00:00:00:00:00
0	0	IFF_UP|IFF_LOOPBACK|IFF_RUNNING
255.255.0.0	10.1.2.3	1400
0	IFF_LOOPBACK
nil	if_nametoindex("eth99"): No such device (ENODEV)
hint: this net namespace has lo	19
nil	if_indextoname(99): No such device (ENODEV)
hint: this net namespace has lo	19
nil	ifup("nnn..."): No such device (ENODEV)
hint: this net namespace has lo	19
nil	ifconfig("lo", {netmask="255.0.255.0"}): setting netmask: Invalid argument (EINVAL)	22
false	...bad argument #2 to 'ifconfig' (mtu: integer expected, got string)
false	...bad argument #2 to 'ifconfig' (addr: IPv4 address expected, got "::1")
false	...bad argument #2 to 'ifconfig' (unknown field 'address'; valid are addr flags mtu netmask)
false	...bad argument #2 to 'ifconfig' (flags: interface flags expected, got mount flags MS_BIND)
nil	if_nameindex(): Too many open files (EMFILE)
hint: ...	24`)
}
