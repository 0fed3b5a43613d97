package bindings

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

func hintSocket(err error) string {
	if errno := errnoOf(err); errno != unix.EPERM && errno != unix.EACCES {
		return ""
	}
	return hintOver("net", unix.CAP_NET_RAW)
}

// addressFamilyOf is the family of an address, and addressPort its port.
func addressFamilyOf(address []byte) int {
	if len(address) < 2 {
		return unix.AF_UNSPEC
	}
	return int(native.Uint16(address))
}

func isInet(address []byte) bool {
	family := addressFamilyOf(address)
	return family == unix.AF_INET || family == unix.AF_INET6
}

func addressPort(address []byte) int { return int(binary.BigEndian.Uint16(address[2:])) }

// isSet tells a socket's address from that of one which has none yet.
func isSet(name []byte) bool {
	return len(name) > 2 && (addressFamilyOf(name) == unix.AF_UNIX || isInet(name) && addressPort(name) != 0)
}

func hintBind(fd int32, address []byte, err error) string {
	switch errnoOf(err) {
	case unix.EADDRINUSE:
		switch {
		case isInet(address):
			return hintPortTaken(addressPort(address))
		case addressFamilyOf(address) == unix.AF_UNIX && len(address) > 2 && address[2] != 0:
			return "there is a file of that name, which a socket leaves behind: unlink it, if nobody uses it any more"
		}
	case unix.EACCES:
		if isInet(address) {
			return hintPrivilegedPort(addressPort(address))
		}
	case unix.EADDRNOTAVAIL:
		return hintUnreachable(address)
	case unix.EINVAL:
		if name, err := nameCall(unix.SYS_GETSOCKNAME, fd); err == nil && isSet(name) {
			return "the socket has an address already"
		}
	}
	return hintFamily(fd, address, err)
}

// States of a connection (net/tcp_states.h) as /proc/net/tcp shows them.
const (
	tcpTimeWait = "06"
	tcpListen   = "0A"
)

// hintPortTaken looks for who has a port.
func hintPortTaken(port int) string {
	end := fmt.Sprintf(":%04X", port)
	states := map[string]bool{}
	for _, file := range []string{"self/net/tcp", "self/net/tcp6"} {
		for line := range strings.Lines(readProc(file)) {
			if words := strings.Fields(line); len(words) > 3 && strings.HasSuffix(words[1], end) {
				states[words[3]] = true
			}
		}
	}
	switch {
	case states[tcpListen]:
		return "another socket of this net namespace listens on port " + strconv.Itoa(port)
	case states[tcpTimeWait]:
		return "connections with port " + strconv.Itoa(port) + " have ended a moment ago (TIME_WAIT): " +
			"setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, true) before bind, here and in those who had it before, makes that no hindrance"
	}
	return ""
}

func hintPrivilegedPort(port int) string {
	first := sysctl("net/ipv4/ip_unprivileged_port_start")
	if first == "" || port >= number(first) {
		return ""
	}
	text := "ports below " + first + " (/proc/sys/net/ipv4/ip_unprivileged_port_start) need CAP_NET_BIND_SERVICE"
	if hasCapability(unix.CAP_NET_BIND_SERVICE) && !ownsNamespace("net") {
		return text + " in the user namespace that owns the net namespace: unshare(CLONE_NEWNET) makes one of this process's own"
	}
	return text
}

// hintUnreachable is for addresses that no interface has, or no route leads to.
func hintUnreachable(address []byte) string {
	if !isInet(address) {
		return ""
	}
	var up []string
	for _, name := range interfaceNames() {
		if flags, err := configure(name, configurator.flags); err == nil && flags&unix.IFF_UP != 0 {
			up = append(up, name)
		}
	}
	switch {
	case isLoopback(address) && !slices.Contains(up, "lo"):
		return `the loopback interface of this net namespace is down: ifup "lo"`
	case up == nil:
		return "no interface of this net namespace is up"
	case !isLoopback(address) && len(up) == 1 && up[0] == "lo":
		return "no interface of this net namespace is up but lo"
	}
	return ""
}

func isLoopback(address []byte) bool {
	if addressFamilyOf(address) == unix.AF_INET {
		return netip.AddrFrom4([4]byte(address[4:8])).IsLoopback()
	}
	return netip.AddrFrom16([16]byte(address[8:24])).IsLoopback()
}

// hintFamily tells of an address that is for another kind of socket.
func hintFamily(fd int32, address []byte, err error) string {
	errno := errnoOf(err)
	if errno != unix.EAFNOSUPPORT && errno != unix.EINVAL || address == nil {
		return ""
	}
	families := familyOf("address_family")
	domain, err := getsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	if family := addressFamilyOf(address); err == nil && family != domain && family != unix.AF_UNSPEC {
		return "the socket is of " + families.format(uintptr(domain)) + ", and the address of " + families.format(uintptr(family))
	}
	return ""
}

// hintConnections is for calls that want a socket that has connections.
func hintConnections(fd int32, err error) string {
	if errnoOf(err) != unix.EOPNOTSUPP {
		return ""
	}
	typ, err := getsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil || typ == unix.SOCK_STREAM || typ == unix.SOCK_SEQPACKET {
		return ""
	}
	return "a " + familyOf("socket_type").format(uintptr(typ)) + " socket has no connections: recvfrom receives what is sent to it"
}

func hintAccept(fd int32, err error) string {
	switch errnoOf(err) {
	case unix.EAGAIN:
		return hintNotWaiting(fd, 0, "nobody waits to be accepted: poll waits for POLLIN", unix.SO_RCVTIMEO)
	case unix.EINVAL:
		if listens, err := getsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN); err == nil && listens == 0 {
			return "the socket does not listen: listen(fd) first"
		}
	}
	return hintConnections(fd, err)
}

func hintConnect(fd int32, address []byte, err error) string {
	switch errnoOf(err) {
	case unix.ECONNREFUSED:
		return hintRefused(address)
	case unix.ENETUNREACH, unix.EADDRNOTAVAIL:
		return hintUnreachable(address)
	case unix.EAGAIN:
		if addressFamilyOf(address) == unix.AF_UNIX {
			return hintAgain(int(fd), "as many wait there to be accepted as listen allows")
		}
	case unix.EINPROGRESS:
		return "the socket is SOCK_NONBLOCK: poll waits for POLLOUT, and then getsockopt(fd, SOL_SOCKET, SO_ERROR) tells how it ended"
	}
	return hintFamily(fd, address, err)
}

func hintRefused(address []byte) string {
	switch {
	case isInet(address):
		return "nobody listens on port " + strconv.Itoa(addressPort(address)) + " there"
	case addressFamilyOf(address) != unix.AF_UNIX || len(address) < 3:
		return ""
	case address[2] == 0:
		return "no socket of that name listens in this net namespace, to which abstract names belong"
	}
	return "the file is there, but nobody listens on its socket (any more)"
}

func hintSend(fd int32, flags uintptr, address []byte, err error) string {
	switch errnoOf(err) {
	case unix.EAGAIN:
		return hintNotWaiting(fd, flags, "there is no room to send: poll waits until there is", unix.SO_SNDTIMEO)
	case unix.ECONNREFUSED:
		return hintRefused(address)
	case unix.ENETUNREACH, unix.EADDRNOTAVAIL:
		return hintUnreachable(address)
	}
	return hintFamily(fd, address, err)
}

func hintReceive(fd int32, flags uintptr, err error) string {
	if errnoOf(err) == unix.EAGAIN {
		return hintNotWaiting(fd, flags, "nothing is there to receive: poll waits until there is", unix.SO_RCVTIMEO)
	}
	return ""
}

// hintNotWaiting tells what has kept a call from waiting.
func hintNotWaiting(fd int32, flags uintptr, what string, timeout int) string {
	if flags&unix.MSG_DONTWAIT != 0 {
		return "with MSG_DONTWAIT it does not wait, and " + what
	}
	if hint := hintAgain(int(fd), what); hint != "" {
		return hint
	}
	b := make([]byte, 16) // struct timeval
	if n, err := getsockoptBytes(fd, unix.SOL_SOCKET, timeout, b); err == nil && n == len(b) && string(b) != string(make([]byte, 16)) {
		return "the time of " + familyOf("socket_option").format(uintptr(timeout)) + " is over"
	}
	return ""
}

func hintOption(level, option int, err error) string {
	if errnoOf(err) == unix.ENOPROTOOPT && level == unix.SOL_SOCKET && olderThan(kernelRelease(), "6.5") &&
		(option == unix.SO_PASSPIDFD || option == unix.SO_PEERPIDFD) {
		return "SO_PASSPIDFD and SO_PEERPIDFD came with Linux 6.5, and this is " + kernelRelease()
	}
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	return hintOver("net", unix.CAP_NET_ADMIN)
}

func hintInterface(err error) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return hintOver("net", unix.CAP_NET_ADMIN)
	case unix.ENODEV:
		if names := interfaceNames(); names != nil {
			return "this net namespace has " + strings.Join(names, " ")
		}
	}
	return ""
}
