package bindings

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"net/netip"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// Addresses of sockets. To scripts one of AF_UNIX is a string, its path or "\0"
// and its abstract name, and any other is a table with its family. To the kernel
// each begins with the family as an unsigned short.

const addressFields = "family path addr port flowinfo scope_id pid groups cid data"

// pathMax is the size of sun_path (linux/un.h); a path needs room for its NUL.
const pathMax = 108

// address reads what a script passes. The error is the kernel's, which is not
// asked where an address does not fit its structure.
func (a argument) address() ([]byte, error) {
	if table, ok := a.value().(*glua.LTable); ok {
		return a.addressTable(table)
	}
	if a.value().Type() != glua.LTString {
		a.expected("address (string or table)")
	}
	return unixAddress(a.value().String())
}

func unixAddress(path string) ([]byte, error) {
	b := make([]byte, 2, 2+pathMax)
	native.PutUint16(b, unix.AF_UNIX)
	b = append(b, path...)
	switch {
	case path == "":
	case path[0] == 0:
		if len(path) > pathMax {
			return nil, explain(unix.ENAMETOOLONG, fmt.Sprintf("an abstract name has at most %d bytes, its first included, and this has %d", pathMax, len(path)))
		}
	case strings.IndexByte(path, 0) >= 0:
		return nil, explain(unix.EINVAL, "a path cannot hold a NUL byte; only an abstract name begins with one")
	case len(path) >= pathMax:
		return nil, explain(unix.ENAMETOOLONG, fmt.Sprintf("a socket's path has at most %d bytes, and this has %d: chdir to its directory and use its last part", pathMax-1, len(path)))
	default:
		b = append(b, 0)
	}
	return b, nil
}

// addressTable reads the fields of one structure or another.
func (a argument) addressTable(t *glua.LTable) ([]byte, error) {
	of := func(name string) argument { return a.field(name, t.RawGetString(name)) }
	number := func(name string, high float64) uint32 {
		if of(name).value() == glua.LNil {
			return 0
		}
		return uint32(of(name).integer(0, high))
	}
	for range a.fields(t, addressFields) { // unknown names
	}
	text := ""
	if of("addr").value() != glua.LNil {
		text = of("addr").string()
	}
	switch family := a.addressFamily(t, text); family {
	case unix.AF_UNIX:
		return unixAddress(of("path").string())
	case unix.AF_INET:
		b := header(16, family) // struct sockaddr_in
		binary.BigEndian.PutUint16(b[2:], uint16(number("port", math.MaxUint16)))
		copy(b[4:8], of("addr").ip(text, netip.IPv4Unspecified()).AsSlice())
		return b, nil
	case unix.AF_INET6:
		b := header(28, family) // struct sockaddr_in6
		binary.BigEndian.PutUint16(b[2:], uint16(number("port", math.MaxUint16)))
		binary.BigEndian.PutUint32(b[4:], number("flowinfo", math.MaxUint32))
		copy(b[8:24], of("addr").ip(text, netip.IPv6Unspecified()).AsSlice())
		native.PutUint32(b[24:], number("scope_id", math.MaxUint32))
		return b, nil
	case unix.AF_NETLINK:
		b := header(12, family) // struct sockaddr_nl
		native.PutUint32(b[4:], number("pid", math.MaxUint32))
		native.PutUint32(b[8:], number("groups", math.MaxUint32))
		return b, nil
	case unix.AF_VSOCK:
		b := header(16, family) // struct sockaddr_vm
		native.PutUint32(b[4:], number("port", math.MaxUint32))
		native.PutUint32(b[8:], number("cid", math.MaxUint32))
		return b, nil
	default:
		b := header(2, family)
		if of("data").value() != glua.LNil {
			b = append(b, of("data").string()...)
		}
		return b, nil
	}
}

func header(size, family int) []byte {
	b := make([]byte, size, 128) // struct sockaddr_storage
	native.PutUint16(b, uint16(family))
	return b
}

// addressFamily is as told, or what the other fields show.
func (a argument) addressFamily(t *glua.LTable, addr string) int {
	given := t.RawGetString("family")
	switch {
	case given != glua.LNil:
		return a.field("family", given).member(familyOf("address_family"))
	case t.RawGetString("path") != glua.LNil:
		return unix.AF_UNIX
	case strings.Contains(addr, ":"):
		return unix.AF_INET6
	case addr != "":
		return unix.AF_INET
	}
	a.fail("family expected in the address")
	return 0
}

// ip reads an address of the kind that absent is, which it is where there is none.
func (a argument) ip(text string, absent netip.Addr) netip.Addr {
	if text == "" {
		return absent
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Is4() != absent.Is4() || ip.Zone() != "" {
		what := "IPv4 address"
		if absent.Is6() {
			what = "IPv6 address"
		}
		a.fail("%s expected, got %q", what, text)
	}
	return ip
}

// addressMeta has addresses print.
var addressMeta *glua.LTable

// addressValue is what a script gets for an address of the kernel's.
func addressValue(L *glua.LState, b []byte) glua.LValue {
	if len(b) < 2 { // no address at all
		return glua.LNil
	}
	family := int(native.Uint16(b))
	if family == unix.AF_UNIX {
		return glua.LString(unixPath(b[2:]))
	}
	members := []member{count("family", family)}
	switch {
	case family == unix.AF_INET && len(b) >= 8:
		members = append(members, text("addr", netip.AddrFrom4([4]byte(b[4:8])).String()), count("port", int(binary.BigEndian.Uint16(b[2:]))))
	case family == unix.AF_INET6 && len(b) >= 28:
		members = append(members, text("addr", netip.AddrFrom16([16]byte(b[8:24])).String()), count("port", int(binary.BigEndian.Uint16(b[2:]))),
			count("flowinfo", binary.BigEndian.Uint32(b[4:])), count("scope_id", native.Uint32(b[24:])))
	case family == unix.AF_NETLINK && len(b) >= 12:
		members = append(members, count("pid", native.Uint32(b[4:])), count("groups", native.Uint32(b[8:])))
	case family == unix.AF_VSOCK && len(b) >= 12:
		members = append(members, count("port", native.Uint32(b[4:])), count("cid", native.Uint32(b[8:])))
	default:
		members = append(members, text("data", string(b[2:])))
	}
	table := record(L, members...)
	if addressMeta == nil {
		addressMeta = L.NewTable()
		addressMeta.RawSetString("__tostring", L.NewFunction(func(L *glua.LState) int {
			L.Push(glua.LString(formatAddress(L, passed(L, "tostring", 1).table())))
			return 1
		}))
	}
	table.Metatable = addressMeta
	return table
}

// unixPath ends at a NUL, unless it is an abstract name.
func unixPath(b []byte) string {
	if len(b) > 0 && b[0] != 0 {
		b, _, _ = bytes.Cut(b, []byte{0})
	}
	return string(b)
}

// formatAddress is "127.0.0.1:80" or "[::1]:80", and for other families as the
// trace prints them.
func formatAddress(L *glua.LState, t *glua.LTable) string {
	addr, ok := t.RawGetString("addr").(glua.LString)
	if !ok {
		return formatTable("", t, 0)
	}
	port := L.ToStringMeta(t.RawGetString("port")).String()
	if strings.Contains(string(addr), ":") {
		return "[" + string(addr) + "]:" + port
	}
	return string(addr) + ":" + port
}
