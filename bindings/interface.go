package bindings

import (
	"fmt"
	"math"
	"net/netip"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const interfaceErrs = "ENODEV: no such interface in this net namespace; EPERM: no CAP_NET_ADMIN"

var interfaceRows = []Row{
	{
		Name: "if_nametoindex", Sig: "(name: path) -> integer", Man: "if_nametoindex(3)",
		Doc:     "Returns the number of a network interface in the process's net namespace.",
		Errs:    "ENODEV: no such interface in this net namespace",
		Example: "> if_nametoindex \"lo\"\n1",
		Impl:    interfaceIndex,
	},
	{
		Name: "if_indextoname", Sig: "(index: integer) -> string", Man: "if_nametoindex(3)",
		Doc:     "Returns the name of a network interface.",
		Errs:    "ENODEV: no such interface in this net namespace",
		Example: "> if_indextoname(1)\nlo",
		Impl:    interfaceName,
	},
	{
		Name: "if_nameindex", Sig: "() -> table", Man: "if_nameindex(3)",
		Doc:     "Returns a list of the network interfaces, each a table of index, name and flags. It prints as columns.",
		Errs:    "ENOENT: there is no /proc to read them from",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> if_nameindex()[1].flags\nIFF_LOOPBACK",
		Impl:    interfaces,
	},
	{
		Name: "ifconfig", Sig: "(name: path, set?: table) -> table", Man: "netdevice(7)",
		Doc: "Returns what is set for a network interface: index, flags, mtu in bytes, hwaddr, and its first IPv4 address as addr and netmask, if it has one. " +
			"With a table of flags, mtu, addr and netmask it sets these before: addr first, flags last.",
		Errs: interfaceErrs + "; EINVAL: not such a value; EADDRNOTAVAIL: a netmask without an address",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> lo = ifconfig(\"lo\", {mtu = 1500, flags = IFF_UP})\n" +
			"> print(lo.mtu, lo.addr, lo.netmask, lo.flags:has(IFF_UP))\n1500\t127.0.0.1\t255.0.0.0\ttrue",
		Impl: ifconfig,
	},
	{
		Name: "ifup", Sig: "(name: path) -> 0", Man: "netdevice(7)",
		Doc:     "Brings a network interface up: sets IFF_UP among its flags, if it is not there. In a new net namespace lo is down; up, it has 127.0.0.1 and ::1.",
		Errs:    interfaceErrs,
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> ifup \"lo\"\n0\n> ifconfig(\"lo\").addr\n127.0.0.1",
		Impl:    func(L *glua.LState, name string) error { return setUp(name, true) },
	},
	{
		Name: "ifdown", Sig: "(name: path) -> 0", Man: "netdevice(7)",
		Doc:     "Brings a network interface down.",
		Errs:    interfaceErrs,
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNET)\n0\n> ifdown \"lo\"\n0",
		Impl:    func(L *glua.LState, name string) error { return setUp(name, false) },
	},
}

var interfaceFlags = familyOf("interface_flags")

// A configurator asks and sets through a socket of any kind: netdevice(7).
type configurator struct {
	fd   int
	name string
}

// configure makes calls with a socket that is closed after.
func configure[T any](name string, f func(c configurator) (T, error)) (T, error) {
	var none T
	fd, err := quick(unix.SYS_SOCKET, unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0, 0, 0, 0)
	if err != nil {
		return none, err
	}
	defer Close(int(fd))
	result, err := f(configurator{int(fd), name})
	return result, explain(err, hintInterface(err))
}

// request makes an ioctl whose argument is struct ifreq (linux/if.h): a name and
// what is told of it. ENODEV is also for a name that is too long for one.
func (c configurator) request(request uint, value []byte) ([]byte, error) {
	if len(c.name) >= unix.IFNAMSIZ {
		return nil, unix.ENODEV
	}
	var ifreq [40]byte
	copy(ifreq[:], c.name)
	copy(ifreq[unix.IFNAMSIZ:], value)
	err := interfaceCall(c.fd, request, &ifreq)
	return ifreq[:], err
}

// number asks for an int, of which flags are the lower half.
func (c configurator) number(request uint) (uint32, error) {
	b, err := c.request(request, nil)
	if err != nil {
		return 0, err
	}
	return native.Uint32(b[unix.IFNAMSIZ:]), nil
}

func (c configurator) setNumber(request uint, value uint32) error {
	_, err := c.request(request, native.AppendUint32(nil, value))
	return err
}

func (c configurator) flags() (uintptr, error) {
	flags, err := c.number(unix.SIOCGIFFLAGS)
	return uintptr(flags & math.MaxUint16), err
}

func interfaceIndex(name string) (int, error) {
	return configure(name, func(c configurator) (int, error) {
		index, err := c.number(unix.SIOCGIFINDEX)
		return int(index), err
	})
}

func interfaceName(index int32) (string, error) {
	return configure("", func(c configurator) (string, error) {
		b, err := c.request(unix.SIOCGIFNAME, native.AppendUint32(nil, uint32(index)))
		if err != nil {
			return "", err
		}
		return unix.ByteSliceToString(b[:unix.IFNAMSIZ]), nil
	})
}

var interfaceRecords = newRecordList("index name flags")

// interfaceNames are read from /proc, since the ioctl for that leaves out those
// that have no address.
func interfaceNames() (names []string) {
	for line := range strings.Lines(readProc("self/net/dev")) {
		if name, _, found := strings.Cut(strings.TrimSpace(line), ":"); found {
			names = append(names, name)
		}
	}
	return names
}

func interfaces(L *glua.LState) (*glua.LTable, error) {
	return configure("", func(c configurator) (*glua.LTable, error) {
		names := interfaceNames()
		if names == nil { // there is always lo
			return nil, unix.ENOENT
		}
		var list []*glua.LTable
		for _, c.name = range names {
			if entry, err := c.entry(L); err == nil { // it may be gone meanwhile
				list = append(list, entry)
			}
		}
		return interfaceRecords.list(L, list), nil
	})
}

func (c configurator) entry(L *glua.LState) (*glua.LTable, error) {
	index, err := c.number(unix.SIOCGIFINDEX)
	if err != nil {
		return nil, err
	}
	flags, err := c.flags()
	return record(L, count("index", index), text("name", c.name), member{"flags", interfaceFlags.flags(flags)}), err
}

func setUp(name string, up bool) error {
	_, err := configure(name, func(c configurator) (int, error) {
		flags, err := c.flags()
		if err != nil {
			return 0, err
		}
		if is := flags&unix.IFF_UP != 0; is == up {
			return 0, nil
		}
		return 0, c.setNumber(unix.SIOCSIFFLAGS, uint32(flags^unix.IFF_UP))
	})
	return err
}

func ifconfig(L *glua.LState, name string, set *glua.LTable) (*glua.LTable, error) {
	return configure(name, func(c configurator) (*glua.LTable, error) {
		if set != nil {
			if err := c.set(passed(L, "ifconfig", 2), set); err != nil {
				return nil, err
			}
		}
		return c.get(L)
	})
}

// set reads all fields before it sets the first.
func (c configurator) set(a argument, t *glua.LTable) error {
	var steps [4]func() error
	for name, field := range a.fields(t, "addr flags mtu netmask") {
		switch name {
		case "addr":
			value := inetSockaddr(field)
			steps[0] = func() error { return c.setBytes(name, unix.SIOCSIFADDR, value) }
		case "netmask":
			value := inetSockaddr(field)
			steps[1] = func() error { return c.setBytes(name, unix.SIOCSIFNETMASK, value) }
		case "mtu":
			value := native.AppendUint32(nil, uint32(field.integer(0, math.MaxInt32)))
			steps[2] = func() error { return c.setBytes(name, unix.SIOCSIFMTU, value) }
		case "flags":
			value := native.AppendUint32(nil, uint32(field.flags(interfaceFlags)))
			steps[3] = func() error { return c.setBytes(name, unix.SIOCSIFFLAGS, value) }
		}
	}
	for _, step := range steps {
		if step == nil {
			continue
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c configurator) setBytes(what string, request uint, value []byte) error {
	if _, err := c.request(request, value); err != nil {
		return fmt.Errorf("setting %s: %w", what, err)
	}
	return nil
}

// inetSockaddr is struct sockaddr_in without a port.
func inetSockaddr(field argument) []byte {
	b := header(16, unix.AF_INET)
	copy(b[4:], field.ip(field.string(), netip.IPv4Unspecified()).AsSlice())
	return b
}

func (c configurator) get(L *glua.LState) (*glua.LTable, error) {
	index, err := c.number(unix.SIOCGIFINDEX)
	if err != nil {
		return nil, err
	}
	flags, err := c.flags()
	if err != nil {
		return nil, err
	}
	mtu, err := c.number(unix.SIOCGIFMTU)
	if err != nil {
		return nil, err
	}
	table := record(L, text("name", c.name), count("index", index), member{"flags", interfaceFlags.flags(flags)}, count("mtu", mtu))
	if b, err := c.request(unix.SIOCGIFHWADDR, nil); err == nil {
		mac := b[unix.IFNAMSIZ+2:]
		table.RawSetString("hwaddr", glua.LString(fmt.Sprintf("%02x:%02x:%02x:%02x:%02x:%02x", mac[0], mac[1], mac[2], mac[3], mac[4], mac[5])))
	}
	c.addAddress(table, "addr", unix.SIOCGIFADDR)
	c.addAddress(table, "netmask", unix.SIOCGIFNETMASK)
	return table, nil
}

// addAddress leaves out what the interface does not have (EADDRNOTAVAIL).
func (c configurator) addAddress(table *glua.LTable, name string, request uint) {
	if b, err := c.request(request, nil); err == nil {
		table.RawSetString(name, glua.LString(netip.AddrFrom4([4]byte(b[unix.IFNAMSIZ+4:unix.IFNAMSIZ+8])).String()))
	}
}
