package bindings

import (
	"bytes"
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var sockoptRows = []Row{
	{
		Name: "getsockopt", Sig: "(fd: descriptor, level: socket_level, option: socket_option) -> any", Man: "getsockopt(2)",
		Doc: "Returns an option of a socket: most are integers, and what can be on or off is 0 or 1. SO_PEERCRED is a table of who made the other end, its pid, uid and gid " +
			"as this process's namespaces count them, SO_PEERPIDFD (Linux 6.5) a descriptor of it, close-on-exec, and SO_PEERGROUPS the list of its groups. " +
			"SO_ERROR is the errno that a connection ended with, 0 for none, and asking takes it away. SO_TYPE is SOCK_STREAM and its kin, " +
			"SO_RCVTIMEO and SO_SNDTIMEO are seconds, SO_LINGER is a table {onoff, linger}, SO_BINDTODEVICE, TCP_CONGESTION and SO_PEERSEC are strings. " +
			"What is unknown and no integer is a string of the bytes.",
		Errs:    "ENOPROTOOPT: no such option; ENOTSOCK: not a socket; ENODATA: SO_PEERPIDFD of nobody",
		Example: "> a, b = socketpair()\n> peer = getsockopt(a, SOL_SOCKET, SO_PEERCRED)\n> print(peer.pid == getpid(), peer.uid == getuid())\ntrue\ttrue",
		Impl:    getsockopt,
	},
	{
		Name: "setsockopt", Sig: "(fd: descriptor, level: socket_level, option: socket_option, value: number|boolean|string|table) -> 0", Man: "setsockopt(2)",
		Doc: "Sets an option of a socket: an integer, or true and false for what can be on or off; seconds for SO_RCVTIMEO and SO_SNDTIMEO; " +
			"{onoff = 1, linger = 5} for SO_LINGER; a string of the bytes for any other. With SO_PASSCRED recvmsg tells who has sent a message, with SO_PASSPIDFD (Linux 6.5) by a descriptor.",
		Errs:    "ENOPROTOOPT: no such option; EPERM: not without CAP_NET_ADMIN or CAP_NET_RAW; EINVAL: not such a value; EDOM: likewise; ENOTSOCK: not a socket; ENODEV: no such interface",
		Example: "> s = socket(AF_INET, SOCK_STREAM)\n> setsockopt(s, SOL_SOCKET, SO_REUSEADDR, true)\n0\n> getsockopt(s, SOL_SOCKET, SO_REUSEADDR)\n1",
		Impl:    setsockopt,
	},
}

// socketOption is an option with its level.
type socketOption struct{ level, option int }

// What an option is where it is no integer.
var optionKinds = map[socketOption]string{
	{unix.SOL_SOCKET, unix.SO_PEERCRED}:     "credentials",
	{unix.SOL_SOCKET, unix.SO_PEERGROUPS}:   "groups",
	{unix.SOL_SOCKET, unix.SO_TYPE}:         "type",
	{unix.SOL_SOCKET, unix.SO_RCVTIMEO}:     "time",
	{unix.SOL_SOCKET, unix.SO_SNDTIMEO}:     "time",
	{unix.SOL_SOCKET, unix.SO_LINGER}:       "linger",
	{unix.SOL_SOCKET, unix.SO_BINDTODEVICE}: "text",
	{unix.SOL_SOCKET, unix.SO_PEERSEC}:      "text",
	{unix.SOL_TCP, unix.TCP_CONGESTION}:     "text",
}

// optionRoom is for the groups of SO_PEERGROUPS, the longest of the options.
const optionRoom = 4 * maxGroups

func getsockopt(L *glua.LState, fd int32, level, option int) (glua.LValue, error) {
	kind := optionKinds[socketOption{level, option}]
	room := 1024
	if kind == "groups" {
		room = optionRoom
	}
	b := make([]byte, room)
	n, err := getsockoptBytes(fd, level, option, b)
	if err != nil {
		return glua.LNil, explain(err, hintOption(level, option, err))
	}
	return optionValue(L, kind, b[:min(n, len(b))]), nil
}

func optionValue(L *glua.LState, kind string, b []byte) glua.LValue {
	switch {
	case kind == "credentials" && len(b) == unix.SizeofUcred:
		return credentialsTable(L, b)
	case kind == "groups":
		var groups []uint32
		for ; len(b) >= 4; b = b[4:] {
			groups = append(groups, native.Uint32(b))
		}
		return integerList(L, groups)
	case kind == "type" && len(b) == 4:
		return familyOf("socket_type").flags(uintptr(native.Uint32(b)))
	case kind == "time" && len(b) == 16: // struct timeval
		return seconds(unix.Timeval{Sec: int64(native.Uint64(b)), Usec: int64(native.Uint64(b[8:]))})
	case kind == "linger" && len(b) == 8:
		return record(L, count("onoff", native.Uint32(b)), count("linger", native.Uint32(b[4:])))
	case kind == "text":
		b, _, _ = bytes.Cut(b, []byte{0})
		return glua.LString(b)
	case len(b) == 4:
		return glua.LNumber(int32(native.Uint32(b)))
	}
	return glua.LString(b)
}

func getsockoptInt(fd int32, level, option int) (int, error) {
	b := make([]byte, 4)
	_, err := getsockoptBytes(fd, level, option, b)
	return int(int32(native.Uint32(b))), err
}

func setsockopt(L *glua.LState, fd int32, level, option int, value glua.LValue) error {
	b := passed(L, "setsockopt", 4).optionBytes(optionKinds[socketOption{level, option}], value)
	err := setsockoptBytes(fd, level, option, b)
	return explain(err, hintOption(level, option, err))
}

func (a argument) optionBytes(kind string, value glua.LValue) []byte {
	if text, ok := value.(glua.LString); ok {
		return []byte(text)
	}
	switch kind {
	case "time":
		t := a.timespec()
		b := native.AppendUint64(nil, uint64(t.Sec))
		return native.AppendUint64(b, uint64(min((t.Nsec+999)/1000, 1e6-1)))
	case "linger":
		var b [8]byte
		for name, field := range a.fields(a.table(), "linger onoff") {
			switch name {
			case "onoff":
				native.PutUint32(b[:], uint32(field.truth(0, 1)))
			case "linger":
				native.PutUint32(b[4:], uint32(field.integer(0, math.MaxInt32)))
			}
		}
		return b[:]
	}
	return native.AppendUint32(nil, uint32(a.truth(math.MinInt32, math.MaxUint32)))
}
