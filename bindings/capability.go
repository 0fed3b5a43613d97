package bindings

import (
	"fmt"
	"math/bits"
	"sort"
	"strconv"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const capabilityErrs = "EPERM: more than the process may have; EINVAL: a capability that this kernel does not know"

var capabilityRows = []Row{
	{
		Name: "capget", Sig: "(pid?: integer) -> table", Man: "capget(2)",
		Doc: "Returns a process's capabilities, this one's when left out, as a table of flags: effective, permitted, inheritable, " +
			"bounding and ambient. They count in the process's own user namespace. " +
			"A flag's :number() is its bit, 1 << n, and not the n of linux/capability.h; CAP_ALL are all that this kernel knows.",
		Errs:    "ESRCH: no such process, or not in sight of nslua's /proc",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> capget().effective:has(CAP_SYS_ADMIN + CAP_SETUID)\ntrue\n> capget().ambient\n0",
		Impl:    capget,
	},
	{
		Name: "capset", Sig: "(sets: table) -> 0", Man: "capset(2)",
		Doc: "Sets the process's capabilities: of effective, permitted, inheritable, bounding and ambient those that the table names, to flags or " +
			"names: capset {effective = \"chown,kill\"}. The others stay, but for what cannot be: where permitted loses one, effective " +
			"and ambient do too. The bounding set can only lose. Bounding is set first and ambient last; the message names the step that failed.",
		Errs: capabilityErrs,
		Example: "> unshare(CLONE_NEWUSER)\n0\n> capset {permitted = CAP_SYS_ADMIN + CAP_SYS_CHROOT, effective = \"sys_chroot\"}\n0\n" +
			"> capget().effective\nCAP_SYS_CHROOT\n> capset {effective = capget().permitted}\n0\n> capget().effective\nCAP_SYS_CHROOT|CAP_SYS_ADMIN",
		Impl: capset,
	},
	{
		Name: "cap_drop", Sig: "(caps: capabilities) -> 0", Man: "capabilities(7)",
		Doc: "Takes capabilities out of all five sets, for good: neither this process nor a program that it runs gets them again. " +
			"cap_drop(CAP_ALL - CAP_KILL) leaves one.",
		Errs:    "EPERM: no CAP_SETPCAP, which the bounding set wants; EINVAL: a capability that this kernel does not know",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> cap_drop(CAP_ALL - CAP_KILL)\n0\n> capget().bounding\nCAP_KILL",
		Impl:    capDrop,
	},
	{
		Name: "cap_drop_bound", Sig: "(caps: capabilities) -> 0", Man: "cap_drop_bound(3)",
		Doc: "Takes capabilities out of the bounding set: exec gives them to no program any more, not even one of root's or with file capabilities. " +
			"The process itself keeps what it has.",
		Errs:    "EPERM: no CAP_SETPCAP; EINVAL: a capability that this kernel does not know",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> cap_drop_bound(CAP_SYS_MODULE + CAP_SYS_BOOT)\n0\n> capget().bounding:has(CAP_SYS_BOOT)\nfalse",
		Impl:    capDropBound,
	},
	{
		Name: "cap_set_ambient", Sig: "(caps: capabilities) -> 0", Man: "capabilities(7)",
		Doc: "Makes the ambient set these capabilities, which a program that exec runs then has whoever its user is. " +
			"The inheritable set gets them too, as it must. 0 or \"\" empties the ambient set.",
		Errs: capabilityErrs,
		Example: "> unshare(CLONE_NEWUSER)\n0\n> cap_set_ambient(CAP_NET_ADMIN)\n0\n> capget().ambient == CAP_NET_ADMIN\ntrue\n" +
			"> if fork() == 0 then execvp(\"grep\", {\"CapAmb\", \"/proc/self/status\"}) end\n> print(wait())\nCapAmb:\t0000000000001000\n...\texited\t0\ttable: ...",
		Impl: capSetAmbient,
	},
}

// capabilities are the five sets of capabilities(7), bit n for capability n.
type capabilities struct{ effective, permitted, inheritable, bounding, ambient uint64 }

const capabilitySets = "effective permitted inheritable bounding ambient"

func (c *capabilities) set(name string) *uint64 {
	switch name {
	case "effective":
		return &c.effective
	case "permitted":
		return &c.permitted
	case "inheritable":
		return &c.inheritable
	case "bounding":
		return &c.bounding
	}
	return &c.ambient
}

// allCapabilities are those that this kernel knows.
var allCapabilities = func() uint64 {
	first := sort.Search(64, func(n int) bool { // that it does not know
		_, err := quick(unix.SYS_PRCTL, unix.PR_CAPBSET_READ, uintptr(n), 0, 0, 0, 0)
		return err != nil
	})
	return 1<<first - 1
}()

// ownCapabilities asks without /proc.
func ownCapabilities() (c capabilities, err error) {
	c.effective, c.permitted, c.inheritable, err = capgetCall()
	for n := range numbers(allCapabilities) {
		in, _ := quick(unix.SYS_PRCTL, unix.PR_CAPBSET_READ, n, 0, 0, 0, 0)
		c.bounding |= uint64(in) << n
		in, _ = ambient(unix.PR_CAP_AMBIENT_IS_SET, n)
		c.ambient |= uint64(in) << n
	}
	return c, err
}

// capabilitiesOf reads those of another process, whose bounding and ambient sets
// only /proc shows.
func capabilitiesOf(pid int) (c capabilities, err error) {
	dir, err := processDir(pid)
	if err != nil {
		return c, err
	}
	status := readProc(dir + "/status")
	if status == "" {
		return c, unix.ESRCH
	}
	for _, line := range [...]struct {
		label string
		set   *uint64
	}{
		{"CapEff:", &c.effective}, {"CapPrm:", &c.permitted}, {"CapInh:", &c.inheritable},
		{"CapBnd:", &c.bounding}, {"CapAmb:", &c.ambient},
	} {
		if *line.set, err = strconv.ParseUint(field(status, line.label), 16, 64); err != nil {
			return c, fmt.Errorf("reading %s/status: %w", dir, unix.EINVAL)
		}
	}
	return c, nil
}

func capget(L *glua.LState, pid int32) (glua.LValue, error) {
	var c capabilities
	var err error
	if pid == 0 {
		c, err = ownCapabilities()
	} else {
		c, err = capabilitiesOf(int(pid))
	}
	if err != nil {
		return nil, err
	}
	var members []member
	for _, name := range words(capabilitySets) {
		members = append(members, member{name, familyOf("capabilities").flags(uintptr(*c.set(name)))})
	}
	return record(L, members...), nil
}

func capset(L *glua.LState, sets *glua.LTable) error {
	type named struct {
		set  string
		caps uintptr
	}
	var given []named
	for name, field := range passed(L, "capset", 1).fields(sets, capabilitySets) {
		given = append(given, named{name, field.flags(familyOf("capabilities"))})
	}
	return changeCapabilities(func(c *capabilities) {
		effective := false
		for _, g := range given {
			*c.set(g.set) = uint64(g.caps)
			effective = effective || g.set == "effective"
		}
		if !effective {
			c.effective &= c.permitted
		}
		if sets.RawGetString("ambient") == glua.LNil {
			c.ambient &= c.permitted & c.inheritable // the kernel does that
		}
	})
}

func capDrop(caps uintptr) error {
	return changeCapabilities(func(c *capabilities) {
		for _, name := range words(capabilitySets) {
			*c.set(name) &^= uint64(caps)
		}
	})
}

func capDropBound(caps uintptr) error {
	return changeCapabilities(func(c *capabilities) { c.bounding &^= uint64(caps) })
}

func capSetAmbient(caps uintptr) error {
	return changeCapabilities(func(c *capabilities) {
		c.ambient = uint64(caps)
		c.inheritable |= uint64(caps)
	})
}

// changeCapabilities sets what change makes of the present sets.
func changeCapabilities(change func(c *capabilities)) error {
	return onEveryThread(func() error {
		now, err := ownCapabilities()
		if err != nil {
			return err
		}
		next := now
		change(&next)
		for _, name := range words(capabilitySets) {
			if unknown := *next.set(name) &^ allCapabilities; unknown != 0 {
				return explain(unix.EINVAL, "this kernel does not know "+capabilityList(unknown))
			}
		}
		return now.become(next)
	})
}

// become changes the sets of the calling thread. Bounding comes first, because
// it wants CAP_SETPCAP, and ambient last, because it holds only what is
// permitted and inheritable.
func (now capabilities) become(next capabilities) error {
	if gain := next.bounding &^ now.bounding; gain != 0 {
		return explain(unix.EPERM, capabilityList(gain)+" is not in the bounding set, which can only lose")
	}
	for n := range numbers(now.bounding &^ next.bounding) {
		if _, err := quick(unix.SYS_PRCTL, unix.PR_CAPBSET_DROP, n, 0, 0, 0, 0); err != nil {
			return step("taking "+capabilityName(int(n))+" out of the bounding set", err, hintCapability(err, unix.CAP_SETPCAP))
		}
	}
	if err := capsetCall(next.effective, next.permitted, next.inheritable); err != nil {
		return step("setting effective, permitted and inheritable", err, hintCapset(now, next, err))
	}
	for n := range numbers(now.ambient &^ next.ambient) {
		if _, err := ambient(unix.PR_CAP_AMBIENT_LOWER, n); err != nil {
			return step("taking "+capabilityName(int(n))+" out of the ambient set", err, "")
		}
	}
	for n := range numbers(next.ambient) {
		if _, err := ambient(unix.PR_CAP_AMBIENT_RAISE, n); err != nil {
			return step("putting "+capabilityName(int(n))+" into the ambient set", err, hintAmbient(err, int(n)))
		}
	}
	return nil
}

func ambient(what, capability uintptr) (uintptr, error) {
	return quick(unix.SYS_PRCTL, unix.PR_CAP_AMBIENT, what, capability, 0, 0, 0)
}

// step is the error of a call that consists of several.
func step(what string, err error, hint string) error {
	return fmt.Errorf("%s: %w", what, explain(err, hint))
}

// numbers goes through the numbers of a set.
func numbers(set uint64) func(yield func(n uintptr) bool) {
	return func(yield func(n uintptr) bool) {
		for ; set != 0; set &= set - 1 {
			if !yield(uintptr(bits.TrailingZeros64(set))) {
				return
			}
		}
	}
}

// onEveryThread makes calls that change what the kernel keeps per thread, on the
// main thread, and then makes the other threads anew from it: once for all.
func onEveryThread(change func() error) error {
	if err := fork.Ready(); err != nil {
		return err
	}
	err := change()
	if failed := alone(unix.SYS_GETPID, 0, 0, 0); err == nil {
		err = failed
	}
	return err
}
