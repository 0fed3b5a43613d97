package bindings

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var prctlRows = []Row{{
	Name: "prctl", Sig: "(option: prctl_option, value?: any, third?: any, fourth?: any) -> integer|string|securebits|mdwe_flags|speculation_control", Man: "prctl(2)",
	Doc: "Reads and sets properties of the process; option tells which, as listed below, and what the values are. PR_GET_ of a name returns what PR_SET_ sets.",
	Items: "PR_SET_PDEATHSIG: the signal it gets when its parent ends (0 for none); " +
		"PR_SET_CHILD_SUBREAPER: whether orphans among its descendants become its children; " +
		"PR_SET_NO_NEW_PRIVS: from now on exec gives no privileges (value must be 1); " +
		"PR_SET_NAME: its name, cut to 15 bytes; " +
		"PR_SET_DUMPABLE: whether it dumps core and its files in /proc are its own (PR_GET_DUMPABLE returns 2 for root's); " +
		"PR_SET_KEEPCAPS: whether permitted capabilities outlast the change of all uids from 0 to others; " +
		"PR_SET_SECUREBITS: flags SECBIT_; " +
		"PR_CAPBSET_READ, PR_CAPBSET_DROP: one capability of the bounding set; " +
		"PR_CAP_AMBIENT: PR_CAP_AMBIENT_IS_SET, _RAISE or _LOWER with a capability, or _CLEAR_ALL; " +
		"PR_SET_PTRACER: a pid that may trace it beside its ancestors, PR_SET_PTRACER_ANY, or 0 (Yama); " +
		"PR_SET_TIMERSLACK: nanoseconds by which timers may be late (0 is the default); " +
		"PR_SET_THP_DISABLE: whether it has no huge pages; " +
		"PR_SET_MEMORY_MERGE: whether equal pages are merged; " +
		"PR_SET_MDWE: flags PR_MDWE_, no memory becomes executable; " +
		"PR_SET_IO_FLUSHER: whether it serves a block device or file system; " +
		"PR_SET_SPECULATION_CTRL: PR_SPEC_STORE_BYPASS, _INDIRECT_BRANCH or _L1D_FLUSH, and PR_SPEC_ENABLE, _DISABLE, _FORCE_DISABLE or _DISABLE_NOEXEC; " +
		"PR_SCHED_CORE: PR_SCHED_CORE_CREATE, _SHARE_TO or _SHARE_FROM, a pid (0 for itself) and a PR_SCHED_CORE_SCOPE_, or _GET and a pid, for its cookie in hexadecimal; " +
		"PR_MCE_KILL: PR_MCE_KILL_SET and a policy, or _CLEAR; " +
		"PR_GET_SECCOMP: 0, or 2 where a filter is in force",
	Errs: "EINVAL: a value that cannot be, or an option that this kernel does not know; EPERM: no capability for it, or locked; " +
		"ENODEV: the processor does not have it; ENXIO: not for a process to decide; ERANGE: not a way to control it; ESRCH: no such process",
	Example: "> prctl(PR_SET_NAME, \"worker\")\n0\n> prctl(PR_GET_NAME)\nworker\n> prctl(PR_SET_PDEATHSIG, \"KILL\")\n0\n> prctl(PR_GET_PDEATHSIG)\n9\n" +
		"> prctl(PR_GET_SECUREBITS)\n0\n> prctl(PR_CAPBSET_READ, CAP_KILL) <= 1\ntrue",
	Impl: prctl,
}}

// A property is how one option of prctl(2) is called.
type property struct {
	takes []func(argument) uintptr
	call  func(option uintptr, args [3]uintptr) (uintptr, error) // nil: quick
	gives func(uintptr) glua.LValue                              // nil: an integer
	since string
	hint  func(err error, args [3]uintptr) string
	never string // why it is not to be had
}

var properties = map[int]property{
	unix.PR_SET_PDEATHSIG:       {takes: values(memberOf("signal"))},
	unix.PR_GET_PDEATHSIG:       {call: stored},
	unix.PR_SET_CHILD_SUBREAPER: {takes: values(truth)},
	unix.PR_GET_CHILD_SUBREAPER: {call: stored},
	unix.PR_SET_NO_NEW_PRIVS:    {takes: values(truth), call: ofThreads, hint: hintNoNewPrivs},
	unix.PR_GET_NO_NEW_PRIVS:    {},
	unix.PR_SET_DUMPABLE:        {takes: values(truth)},
	unix.PR_GET_DUMPABLE:        {},
	unix.PR_SET_KEEPCAPS:        {takes: values(truth), call: ofThreads, hint: hintKeepCaps},
	unix.PR_GET_KEEPCAPS:        {},
	unix.PR_SET_SECUREBITS:      {takes: values(flagsOf("securebits")), call: ofThreads, hint: hintSecurebits},
	unix.PR_GET_SECUREBITS:      {gives: asFlags("securebits")},
	unix.PR_CAPBSET_READ:        {takes: values(oneCapability)},
	unix.PR_CAPBSET_DROP:        {takes: values(oneCapability), call: ofThreads, hint: hintBounding},
	unix.PR_CAP_AMBIENT: {
		takes: values(memberOf("ambient_operation"), unless("ambient_operation", unix.PR_CAP_AMBIENT_CLEAR_ALL, oneCapability)),
		call:  ofThreads, hint: hintAmbientOperation,
	},
	unix.PR_SET_PTRACER:      {takes: values(memberOf("ptracer")), hint: hintPtracer},
	unix.PR_SET_TIMERSLACK:   {takes: values(nanoseconds), call: ofThreads},
	unix.PR_GET_TIMERSLACK:   {},
	unix.PR_SET_TIMING:       {takes: values(memberOf("timing"))},
	unix.PR_GET_TIMING:       {},
	unix.PR_SET_THP_DISABLE:  {takes: values(truth)},
	unix.PR_GET_THP_DISABLE:  {},
	unix.PR_SET_MEMORY_MERGE: {takes: values(truth), since: "6.4"},
	unix.PR_GET_MEMORY_MERGE: {since: "6.4"},
	unix.PR_SET_MDWE:         {takes: values(flagsOf("mdwe_flags")), since: "6.3", hint: hintMDWE},
	unix.PR_GET_MDWE:         {gives: asFlags("mdwe_flags"), since: "6.3"},
	unix.PR_SET_IO_FLUSHER:   {takes: values(truth), call: ofThreads, since: "5.6", hint: hintFlusher},
	unix.PR_GET_IO_FLUSHER:   {since: "5.6", hint: hintFlusher},
	unix.PR_SET_SPECULATION_CTRL: {
		takes: values(memberOf("speculation"), flagsOf("speculation_control")),
		call:  ofThreads, since: "4.17", hint: hintSpeculation,
	},
	unix.PR_GET_SPECULATION_CTRL: {
		takes: values(memberOf("speculation")),
		gives: asFlags("speculation_control"), since: "4.17", hint: hintSpeculation,
	},
	unix.PR_SCHED_CORE: {
		takes: values(memberOf("core_operation"), orNone(aProcess), orNone(memberOf("core_scope"))),
		since: "5.14", hint: hintSchedCore,
	},
	unix.PR_MCE_KILL: {
		takes: values(memberOf("mce_kill"), unless("mce_kill", unix.PR_MCE_KILL_CLEAR, memberOf("mce_policy"))),
		call:  ofThreads,
	},
	unix.PR_MCE_KILL_GET:             {},
	unix.PR_TASK_PERF_EVENTS_DISABLE: {},
	unix.PR_TASK_PERF_EVENTS_ENABLE:  {},
	unix.PR_GET_SECCOMP:              {},
	unix.PR_GET_TSC:                  {call: stored},
	unix.PR_SET_SECCOMP: {never: "PR_SET_SECCOMP is not to be had here: strict mode would kill nslua at once, " +
		"whose runtime makes other calls than read, write and exit"},
	unix.PR_SET_TSC: {never: "PR_SET_TSC is not to be had here: nslua's runtime reads the time stamp counter, and would die of SIGSEGV"},
	unix.PR_SET_MM:  {never: "PR_SET_MM is not to be had here: it tells the kernel where a program's memory lies, and nslua's lies where it is"},
	unix.PR_SET_SYSCALL_USER_DISPATCH: {never: "PR_SET_SYSCALL_USER_DISPATCH is not to be had here: " +
		"it sends SIGSYS for the system calls of nslua itself"},
}

func prctl(L *glua.LState, option int, value, third, fourth glua.LValue) (glua.LValue, error) {
	if option == unix.PR_SET_NAME || option == unix.PR_GET_NAME {
		return prctlName(L, option)
	}
	p, known := properties[option]
	if !known {
		passed(L, "prctl", 1).fail("prctl option expected, got %d; valid are %s", option, familyOf("prctl_option").list())
	}
	if p.never != "" {
		passed(L, "prctl", 1).fail("%s", p.never)
	}
	var args [3]uintptr
	for i, take := range p.takes {
		args[i] = take(passed(L, "prctl", 2+i))
	}
	expectNone(L, 2+len(p.takes))
	if option == unix.PR_SCHED_CORE && args[0] == unix.PR_SCHED_CORE_GET {
		cookie, err := schedCoreCookie(args[1], args[2])
		return glua.LString("0x" + strconv.FormatUint(cookie, 16)), explain(err, p.explain(option, err, args))
	}
	call := p.call
	if call == nil {
		call = func(option uintptr, args [3]uintptr) (uintptr, error) {
			return quick(unix.SYS_PRCTL, option, args[0], args[1], args[2], 0, 0)
		}
	}
	r, err := call(uintptr(option), args)
	if err != nil {
		return nil, explain(err, p.explain(option, err, args))
	}
	if p.gives != nil {
		return p.gives(r), nil
	}
	return glua.LNumber(r), nil
}

func prctlName(L *glua.LState, option int) (glua.LValue, error) {
	name := new([16]byte)
	if option == unix.PR_SET_NAME {
		copy(name[:15], passed(L, "prctl", 2).path())
		expectNone(L, 3)
		return glua.LNumber(0), prctlPointer(option, name)
	}
	expectNone(L, 2)
	err := prctlPointer(option, name)
	return glua.LString(unix.ByteSliceToString(name[:])), err
}

// expectNone refuses values that the option does not take.
func expectNone(L *glua.LState, n int) {
	for ; n <= L.GetTop(); n++ {
		if L.Get(n) != glua.LNil {
			option := passed(L, "prctl", 1).member(familyOf("prctl_option"))
			passed(L, "prctl", n).fail("%s takes no such value", familyOf("prctl_option").format(uintptr(option)))
		}
	}
}

// ofThreads sets what the kernel keeps for each thread.
func ofThreads(option uintptr, args [3]uintptr) (uintptr, error) {
	return fork.Alone(unix.SYS_PRCTL, option, args[0], args[1])
}

// stored reads what the kernel writes to memory and does not return.
func stored(option uintptr, _ [3]uintptr) (uintptr, error) {
	value, err := prctlGet(int(option))
	return uintptr(value), err
}

// How values are read.

func values(takes ...func(argument) uintptr) []func(argument) uintptr { return takes }

func memberOf(k kind) func(argument) uintptr {
	return func(a argument) uintptr { return uintptr(a.member(familyOf(k))) }
}

func flagsOf(k kind) func(argument) uintptr {
	return func(a argument) uintptr { return a.flags(familyOf(k)) }
}

func asFlags(k kind) func(uintptr) glua.LValue {
	return func(bits uintptr) glua.LValue { return familyOf(k).flags(bits) }
}

func nanoseconds(a argument) uintptr { return uintptr(a.uint64()) }

func aProcess(a argument) uintptr { return uintptr(a.integer(0, math.MaxInt32)) }

// orNone takes nil for 0.
func orNone(take func(argument) uintptr) func(argument) uintptr {
	return func(a argument) uintptr {
		if a.value() == glua.LNil {
			return 0
		}
		return take(a)
	}
}

// unless wants a value except after that member of a kind.
func unless(k kind, operation int, take func(argument) uintptr) func(argument) uintptr {
	return func(a argument) uintptr {
		if passed(a.L, a.function, a.n-1).member(familyOf(k)) == operation {
			expectNone(a.L, a.n)
			return 0
		}
		return take(a)
	}
}

func truth(a argument) uintptr { return uintptr(a.truth(0, 1)) }

// oneCapability is the number that the kernel knows a capability by. An integer
// could be that or the bit of a flag, and is neither.
func oneCapability(a argument) uintptr {
	if _, ok := a.value().(glua.LNumber); ok {
		a.fail(`capability as CAP_SYS_ADMIN or "sys_admin" expected, got integer`)
	}
	set := uint64(a.flags(familyOf("capabilities")))
	if bits.OnesCount64(set) != 1 {
		a.fail("one capability expected, got %s", capabilityList(set))
	}
	return uintptr(bits.TrailingZeros64(set))
}

// explain is the hint for an option's refusal.
func (p *property) explain(option int, err error, args [3]uintptr) string {
	if release := kernelRelease(); errnoOf(err) == unix.EINVAL && p.since != "" && olderThan(release, p.since) {
		return fmt.Sprintf("%s came with Linux %s, and this is %s", familyOf("prctl_option").format(uintptr(option)), p.since, release)
	}
	if p.hint == nil || err == nil {
		return ""
	}
	return p.hint(err, args)
}
