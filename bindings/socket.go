package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const addressDoc = "An address is a string for AF_UNIX: a path, or \"\\0\" and an abstract name, which belongs to the net namespace. " +
	"For others it is a table: {family = AF_INET, addr = \"127.0.0.1\", port = 80}, AF_INET6 with flowinfo and scope_id too, " +
	"AF_NETLINK with pid and groups, AF_VSOCK with cid and port, and the bytes data of any other. "

var socketRows = []Row{
	{
		Name: "socket", Sig: "(domain: address_family, type: socket_type, protocol?: ip_protocol) -> descriptor", Man: "socket(2)",
		Doc: "Makes a socket, close-on-exec. type may have SOCK_NONBLOCK added. The protocol is the usual one when left out.",
		Errs: "EAFNOSUPPORT: no such family here; EPROTONOSUPPORT: no such type or protocol of it; EINVAL: an unknown flag; " +
			"EMFILE: too many open descriptors; EPERM: SOCK_RAW without CAP_NET_RAW; EACCES: likewise",
		Example: "> s = socket(AF_INET, SOCK_STREAM)\n> getsockopt(s, SOL_SOCKET, SO_TYPE)\nSOCK_STREAM",
		Impl:    socket,
	},
	{
		Name: "socketpair", Sig: "(domain?: address_family = AF_UNIX, type?: socket_type = SOCK_STREAM, protocol?: integer) -> a: descriptor, b: descriptor", Man: "socketpair(2)",
		Doc: "Makes two sockets that are connected with each other, close-on-exec: a pipe in both directions, which descriptors can be sent through.",
		Errs: "EOPNOTSUPP: not for this family; EAFNOSUPPORT: no such family here; EPROTONOSUPPORT: no such type of it; " +
			"ESOCKTNOSUPPORT: likewise; EMFILE: too many open descriptors",
		Example: "> a, b = socketpair()\n> write(a, \"hello\")\n5\n> read(b, 10)\nhello",
		Impl:    socketpair,
	},
	{
		Name: "bind", Sig: "(fd: descriptor, address: string|table) -> 0", Man: "bind(2)",
		Doc: "Gives a socket its own address. " + addressDoc +
			"A path is made as a file, which stays when the socket is closed; with port 0 and with \"\" the kernel chooses.",
		Errs: "EADDRINUSE: it is taken; EADDRNOTAVAIL: no interface has it; EACCES: a port for the privileged, or a directory that may not be written; " +
			"EINVAL: the socket has one, or it is of another family; ENAMETOOLONG: a path of more than 107 bytes; ENOENT: no such directory; EAFNOSUPPORT: another family",
		Example: "> s = socket(AF_UNIX, SOCK_STREAM)\n> bind(s, \"\\0nslua-\" .. getpid())\n0\n> getsockname(s) == \"\\0nslua-\" .. getpid()\ntrue",
		Impl:    bindSocket,
	},
	{
		Name: "listen", Sig: "(fd: descriptor, backlog?: integer = 128) -> 0", Man: "listen(2)",
		Doc:     "Has a socket take connections: at most backlog of them wait for accept.",
		Errs:    "EOPNOTSUPP: not a socket for connections; EADDRINUSE: another listens there; ENOTSOCK: not a socket; EINVAL: it has no address, or is connected",
		Example: "> s = socket(AF_INET, SOCK_STREAM)\n> listen(s)\n0\n> getsockname(s).addr\n0.0.0.0",
		Impl:    listen,
	},
	{
		Name: "accept", Sig: "(fd: descriptor) -> fd: descriptor, address: string|table", Man: "accept(2)",
		Doc: "Waits for a connection to a socket that listens, and returns a new socket for it, close-on-exec, and the other side's address (\"\" for an AF_UNIX socket without one).",
		Errs: "EINVAL: it does not listen; EAGAIN: SOCK_NONBLOCK, and nobody is there; EOPNOTSUPP: not a socket for connections; ENOTSOCK: not a socket; " +
			"EMFILE: too many open descriptors",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> ifup \"lo\"\n0\n> s = socket(AF_INET, SOCK_STREAM) listen(s)\n> c = socket(AF_INET, SOCK_STREAM)\n" +
			"> connect(c, {addr = \"127.0.0.1\", port = getsockname(s).port})\n0\n> print(accept(s))\n...\t127.0.0.1:...",
		Impl: func(L *glua.LState, fd int32) ([]glua.LValue, error) { return accept4(L, fd, 0) },
	},
	{
		Name: "accept4", Sig: "(fd: descriptor, flags?: socket_type) -> fd: descriptor, address: string|table", Man: "accept(2)",
		Doc: "As accept, with flags for the new socket: SOCK_NONBLOCK.",
		Errs: "EINVAL: it does not listen, or another flag; EAGAIN: SOCK_NONBLOCK, and nobody is there; EOPNOTSUPP: not a socket for connections; ENOTSOCK: not a socket; " +
			"EMFILE: too many open descriptors",
		Example: "> s = socket(AF_UNIX, SOCK_STREAM) assert(bind(s, \"\")) assert(listen(s))\n> c = socket(AF_UNIX, SOCK_STREAM)\n" +
			"> connect(c, getsockname(s))\n0\n> f = accept4(s, SOCK_NONBLOCK)\n> fcntl(f, F_GETFL)\nO_RDWR|O_NONBLOCK",
		Impl: accept4,
	},
	{
		Name: "connect", Sig: "(fd: descriptor, address: string|table) -> 0", Man: "connect(2)",
		Doc: "Connects a socket with an address; for one without connections it is where send goes from now on. " + addressDoc + "{family = AF_UNSPEC} undoes it.",
		Errs: "ECONNREFUSED: nobody listens there; ENOENT: no such path; EACCES: its file may not be written; EINPROGRESS: SOCK_NONBLOCK, and it takes time; " +
			"ENETUNREACH: no way there; EISCONN: it is connected; EAGAIN: too many wait there already; EPROTOTYPE: a socket of another type; " +
			"ENAMETOOLONG: a path of more than 107 bytes; ETIMEDOUT: no answer; EADDRNOTAVAIL: no address or port to come from; EAFNOSUPPORT: another family",
		Example: "> s = socket(AF_UNIX, SOCK_STREAM)\n> print((select(3, connect(s, \"\\0nobody\"))) == ECONNREFUSED)\ntrue",
		Impl:    connect,
	},
	{
		Name: "shutdown", Sig: "(fd: descriptor, how: shutdown_how) -> 0", Man: "shutdown(2)",
		Doc:     "Ends one direction of a connection, or both, for all who have the socket: after SHUT_WR the other side reads the end.",
		Errs:    "ENOTCONN: not connected; ENOTSOCK: not a socket",
		Example: "> a, b = socketpair()\n> shutdown(a, SHUT_WR)\n0\n> read(b, 1) == \"\"\ntrue",
		Impl:    shutdown,
	},
	{
		Name: "getsockname", Sig: "(fd: descriptor) -> string|table", Man: "getsockname(2)",
		Doc:     "Returns a socket's own address, as bind takes one; \"\" for an AF_UNIX socket without one.",
		Errs:    "ENOTSOCK: not a socket; EBADF: not open",
		Example: "> s = socket(AF_INET, SOCK_STREAM)\n> print(getsockname(s))\n0.0.0.0:0",
		Impl: func(L *glua.LState, fd int32) (glua.LValue, error) {
			return socketName(L, unix.SYS_GETSOCKNAME, fd)
		},
	},
	{
		Name: "getpeername", Sig: "(fd: descriptor) -> string|table", Man: "getpeername(2)",
		Doc:     "Returns the address of the other side of a connection; \"\" for an AF_UNIX socket without one.",
		Errs:    "ENOTCONN: not connected; ENOTSOCK: not a socket; EBADF: not open",
		Example: "> a, b = socketpair()\n> getpeername(a) == \"\"\ntrue",
		Impl: func(L *glua.LState, fd int32) (glua.LValue, error) {
			return socketName(L, unix.SYS_GETPEERNAME, fd)
		},
	},
}

func socket(domain int, typ uintptr, protocol int) (int, error) {
	fd, err := quick(unix.SYS_SOCKET, uintptr(domain), typ|unix.SOCK_CLOEXEC, uintptr(protocol), 0, 0, 0)
	return int(fd), explain(err, hintSocket(err))
}

func socketpair(domain int, typ uintptr, protocol int) (a, b int32, err error) {
	return socketPair(domain, typ|unix.SOCK_CLOEXEC, protocol)
}

func bindSocket(L *glua.LState, fd int32, _ glua.LValue) error {
	address, err := passed(L, "bind", 2).address()
	if err == nil {
		err = addressCall(L, unix.SYS_BIND, fd, address)
	}
	return explain(err, hintBind(fd, address, err))
}

func listen(fd, backlog int32) error {
	_, err := quick(unix.SYS_LISTEN, uintptr(fd), uintptr(backlog), 0, 0, 0, 0)
	return explain(err, hintConnections(fd, err))
}

func accept4(L *glua.LState, fd int32, flags uintptr) ([]glua.LValue, error) {
	accepted, address, err := acceptCall(L, fd, flags|unix.SOCK_CLOEXEC)
	if err != nil {
		return nil, explain(err, hintAccept(fd, err))
	}
	return []glua.LValue{glua.LNumber(accepted), addressValue(L, address)}, nil
}

// connect may be made again when it was interrupted: it then waits for what is
// under way, as the kernel's own restart does.
func connect(L *glua.LState, fd int32, _ glua.LValue) error {
	address, err := passed(L, "connect", 2).address()
	if err == nil {
		err = addressCall(L, unix.SYS_CONNECT, fd, address)
	}
	return explain(err, hintConnect(fd, address, err))
}

func shutdown(fd int32, how int) error {
	_, err := quick(unix.SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0, 0, 0, 0)
	return err
}

func socketName(L *glua.LState, trap uintptr, fd int32) (glua.LValue, error) {
	address, err := nameCall(trap, fd)
	if err != nil {
		return glua.LNil, err
	}
	return addressValue(L, address), nil
}
