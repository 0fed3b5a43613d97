package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	sendErrs = "EPIPE: nobody can read it any more (with SIGPIPE, unless MSG_NOSIGNAL); ENOTCONN: not connected; EAGAIN: no room, and it may not wait; " +
		"EMSGSIZE: too long for one message; ECONNREFUSED: nobody is there; ENOTSOCK: not a socket"
	recvErrs = "EAGAIN: nothing is there, and it may not wait; ENOTCONN: not connected; ENOTSOCK: not a socket; ECONNREFUSED: nobody is at the other side"
)

var messageRows = []Row{
	{
		Name: "send", Sig: "(fd: descriptor, s: string, flags?: msg_flags) -> integer", Man: "send(2)",
		Doc: "Sends a string through a connected socket; returns how many of its bytes were taken, for a message all. " +
			"Where nobody can read them any more SIGPIPE comes, as with write, unless flags have MSG_NOSIGNAL.",
		Errs:    sendErrs,
		Example: "> a, b = socketpair()\n> send(a, \"hello\")\n5\n> close(b)\n0\n> print((select(3, send(a, \"x\", MSG_NOSIGNAL))) == EPIPE)\ntrue",
		Impl: func(L *glua.LState, fd int32, s string, flags uintptr) (int, error) {
			return send(L, fd, s, flags, nil)
		},
	},
	{
		Name: "sendto", Sig: "(fd: descriptor, s: string, flags?: msg_flags, address: string|table) -> integer", Man: "send(2)",
		Doc: "Sends a string as a message to an address, as connect takes one, and returns how many bytes it has.",
		Errs: sendErrs + "; EISCONN: connected with another; EINVAL: not such an address; ENETUNREACH: no way there; " +
			"ENOENT: no such path; ENAMETOOLONG: a path of more than 107 bytes",
		Example: "> s = socket(AF_UNIX, SOCK_DGRAM) assert(bind(s, \"\"))\n> c = socket(AF_UNIX, SOCK_DGRAM)\n> sendto(c, \"hello\", nil, getsockname(s))\n5\n> recv(s, 100)\nhello",
		Impl:    sendto,
	},
	{
		Name: "sendmsg", Sig: "(fd: descriptor, message: table, flags?: msg_flags) -> integer", Man: "sendmsg(2)",
		Doc: "Sends a message, a table of what is listed below. Returns how many bytes of data were taken. " +
			"fds and creds are for AF_UNIX, and a stream carries them with at least one byte of data.",
		Items: "data: a string; " +
			"fds: a list of descriptors that the other side gets copies of (at most 253); " +
			"creds: who this process says it is, a table of pid, uid and gid (what is left out is true); " +
			"address: where it goes, as sendto's",
		Errs: sendErrs + "; EPERM: another's pid without CAP_SYS_ADMIN, or ids without CAP_SETUID and CAP_SETGID; ESRCH: no such pid; EBADF: one of fds is not open; " +
			"EINVAL: too many fds, or ids that are not mapped; ETOOMANYREFS: too many descriptors are under way; EOPNOTSUPP: fds or creds for another family; ENOENT: no such path",
		Example: "> a, b = socketpair() r, w = pipe()\n> sendmsg(a, {data = \"x\", fds = {w}})\n1\n> m = recvmsg(b, 10)\n> write(m.fds[1], \"hello\")\n5\n> read(r, 10)\nhello",
		Impl:    sendmsg,
	},
	{
		Name: "recv", Sig: "(fd: descriptor, n: integer, flags?: msg_flags) -> string", Man: "recv(2)",
		Doc: "Receives at most n bytes; \"\" at the end of a connection, and for an empty message. What is longer of a message is lost: recvmsg tells. " +
			"Descriptors that came with it are lost too.",
		Errs:    recvErrs,
		Example: "> a, b = socketpair()\n> send(a, \"hello\")\n5\n> print(recv(b, 10, MSG_PEEK), recv(b, 2))\nhello\the",
		Impl: func(L *glua.LState, fd int32, n int, flags uintptr) (string, error) {
			s, _, err := receive(L, "recv", fd, n, flags)
			return s, err
		},
	},
	{
		Name: "recvfrom", Sig: "(fd: descriptor, n: integer, flags?: msg_flags) -> string, address?: string|table", Man: "recv(2)",
		Doc:     "Receives as recv does, and returns also where it came from; nil where the sender has no address or the socket is connected.",
		Errs:    recvErrs,
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> ifup \"lo\"\n0\n> s = socket(AF_INET, SOCK_DGRAM) bind(s, {addr = \"127.0.0.1\"})\n> sendto(s, \"hello\", nil, getsockname(s))\n5\n> print(recvfrom(s, 10))\nhello\t127.0.0.1:...",
		Impl: func(L *glua.LState, fd int32, n int, flags uintptr) (string, glua.LValue, error) {
			return receive(L, "recvfrom", fd, n, flags)
		},
	},
	{
		Name: "recvmsg", Sig: "(fd: descriptor, n: integer, flags?: msg_flags) -> table", Man: "recvmsg(2)",
		Doc: "Receives a message of at most n bytes, as a table of what is listed below. With MSG_PEEK the descriptors are copies, and come again.",
		Items: "data: a string; " +
			"fds: the list of descriptors that came with it, all of them and close-on-exec; " +
			"flags: MSG_TRUNC tells that data is not all, and MSG_CTRUNC that descriptors could not be had (RLIMIT_NOFILE); " +
			"address: the sender's, if it has one; " +
			"creds: with SO_PASSCRED a table of the sender's pid, uid and gid, as this process's namespaces count them; " +
			"pidfd: with SO_PASSPIDFD a descriptor of the sender",
		Errs: recvErrs,
		Example: "> a, b = socketpair() setsockopt(b, SOL_SOCKET, SO_PASSCRED, true)\n> send(a, \"hello\")\n5\n> m = recvmsg(b, 10)\n" +
			"> print(m.data, m.creds.pid == getpid(), #m.fds)\nhello\ttrue\t0",
		Impl: recvmsg,
	},
}

var msgFlags = familyOf("msg_flags")

func send(L *glua.LState, fd int32, s string, flags uintptr, address []byte) (int, error) {
	n, err := sendtoCall(L, fd, []byte(s), flags, address)
	return n, explain(err, hintSend(fd, flags, address, err))
}

func sendto(L *glua.LState, fd int32, s string, flags uintptr, _ glua.LValue) (int, error) {
	address, err := passed(L, "sendto", 4).address()
	if err != nil {
		return 0, err
	}
	return send(L, fd, s, flags, address)
}

// A message is what sendmsg sends.
type message struct {
	data    string
	fds     []int
	creds   *unix.Ucred
	address []byte
}

func sendmsg(L *glua.LState, fd int32, t *glua.LTable, flags uintptr) (int, error) {
	var m message
	var err error
	for name, field := range passed(L, "sendmsg", 2).fields(t, "address creds data fds") {
		switch name {
		case "address":
			if m.address, err = field.address(); err != nil {
				return 0, err
			}
		case "creds":
			m.creds = field.credentials()
		case "data":
			m.data = field.string()
		case "fds":
			m.fds = field.descriptors()
		}
	}
	if err := m.carriable(fd); err != nil {
		return 0, err
	}
	n, err := sendmsgCall(L, fd, []byte(m.data), m.address, m.control(), flags)
	return n, explain(explain(err, hintMessage(&m, err)), hintSend(fd, flags, m.address, err))
}

// carriable refuses what the kernel would lose without a word.
func (m *message) carriable(fd int32) error {
	if m.fds == nil && m.creds == nil {
		return nil
	}
	domain, err := getsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	switch {
	case err != nil:
		return err
	case domain != unix.AF_UNIX && (domain != unix.AF_NETLINK || m.fds != nil):
		return explain(unix.EOPNOTSUPP, "descriptors and credentials go through AF_UNIX only, and this is "+familyOf("address_family").format(uintptr(domain)))
	}
	if typ, err := getsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err == nil && typ == unix.SOCK_STREAM && m.data == "" {
		return explain(unix.EINVAL, "a stream carries descriptors and credentials only with at least one byte of data")
	}
	return nil
}

// control makes the control messages; cmsg(3).
func (m *message) control() []byte {
	var b []byte
	if m.creds != nil {
		b = append(b, unix.UnixCredentials(m.creds)...)
	}
	if m.fds != nil {
		b = append(b, unix.UnixRights(m.fds...)...)
	}
	return b
}

func (a argument) descriptors() []int {
	list := a.table()
	fds := make([]int, list.Len())
	for i, fd := range a.items(list) {
		fds[i] = int(fd.descriptor())
	}
	return fds
}

// credentials are this process's own where they do not say otherwise.
func (a argument) credentials() *unix.Ucred {
	creds := &unix.Ucred{Pid: int32(getpid()), Uid: uint32(unix.Getuid()), Gid: uint32(unix.Getgid())}
	for name, field := range a.fields(a.table(), "gid pid uid") {
		switch name {
		case "pid":
			creds.Pid = int32(field.integer(0, math.MaxInt32))
		case "uid":
			creds.Uid = uint32(field.integer(0, math.MaxUint32))
		case "gid":
			creds.Gid = uint32(field.integer(0, math.MaxUint32))
		}
	}
	return creds
}

// receive returns the sender's address too. With MSG_TRUNC the kernel tells how
// long a message was, which is more than came.
func receive(L *glua.LState, function string, fd int32, n int, flags uintptr) (string, glua.LValue, error) {
	b := passed(L, function, 2).buffer(n)
	got, from, err := recvfromCall(L, fd, b, flags)
	if err != nil {
		return "", glua.LNil, explain(err, hintReceive(fd, flags, err))
	}
	return string(b[:min(got, len(b))]), addressValue(L, from), nil
}

// controlRoom has room for all that can come with one message: SCM_MAX_FD (253)
// descriptors, and the sender.
const controlRoom = 4096

func recvmsg(L *glua.LState, fd int32, n int, flags uintptr) (*glua.LTable, error) {
	data := passed(L, "recvmsg", 2).buffer(n)
	address, control := make([]byte, addressMax), make([]byte, controlRoom)
	got, named, controlled, what, err := recvmsgCall(L, fd, data, address, control, flags|unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, explain(err, hintReceive(fd, flags, err))
	}
	parts, err := unix.ParseSocketControlMessage(control[:controlled])
	if err != nil {
		return nil, err
	}
	fds := L.NewTable()
	message := record(L, text("data", string(data[:min(got, len(data))])), member{"fds", fds},
		member{"flags", msgFlags.flags(what &^ unix.MSG_CMSG_CLOEXEC)}, member{"address", addressValue(L, address[:min(named, addressMax)])})
	for _, part := range parts {
		if part.Header.Level == unix.SOL_SOCKET {
			addPart(L, message, fds, part)
		}
	}
	return message, nil
}

// addPart sets what a control message of SOL_SOCKET tells (linux/socket.h).
func addPart(L *glua.LState, message, fds *glua.LTable, part unix.SocketControlMessage) {
	words := func(i int) int32 { return int32(native.Uint32(part.Data[4*i:])) }
	switch part.Header.Type {
	case unix.SCM_RIGHTS:
		for i := range len(part.Data) / 4 {
			fds.Append(glua.LNumber(words(i)))
		}
	case unix.SCM_CREDENTIALS:
		message.RawSetString("creds", credentialsTable(L, part.Data))
	case unix.SCM_PIDFD:
		message.RawSetString("pidfd", glua.LNumber(words(0)))
	}
}

// credentialsTable is struct ucred.
func credentialsTable(L *glua.LState, b []byte) *glua.LTable {
	return record(L, count("pid", int32(native.Uint32(b))), count("uid", native.Uint32(b[4:])), count("gid", native.Uint32(b[8:])))
}
