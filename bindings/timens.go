package bindings

import (
	"fmt"
	"math"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var timensRows = []Row{
	{
		Name: "timens_offsets", Sig: "(offsets?: table, pid?: integer) -> table", Man: "time_namespaces(7)", Since: "5.6",
		Doc: "Sets how far the clocks of the time namespace for the children are from the host's, and returns it: " +
			"{monotonic = seconds, boottime = seconds}, fractions included, of which either may be left out. Without offsets it only reads. " +
			"They can be set after unshare(CLONE_NEWTIME) until the namespace has its first process. With pid they are those of that process's children. " +
			"CLOCK_MONOTONIC, its _RAW and _COARSE forms and CLOCK_BOOTTIME are shifted, CLOCK_REALTIME is not. " +
			"A Lua number holds nanoseconds exactly up to about 100 days.",
		Errs: "EACCES: the namespace has a process already; EPERM: no CAP_SYS_TIME in the user namespace that owns it; " +
			"ERANGE: the clock would be negative, or beyond 146 years; ENOENT: the kernel has no time namespaces; ESRCH: no such process",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWTIME)\n0\n> timens_offsets {monotonic = 1000.5}\n...\n> o = timens_offsets() print(o.monotonic, o.boottime)\n1000.5\t0",
		Impl:    timensOffsets,
	},
	{
		Name: "ns_limits", Sig: "(limits?: table) -> table", Man: "namespaces(7)",
		Doc: "Sets how many namespaces of each type each user may make in this process's user namespace and within it, and returns it: " +
			"{user = n, pid = n, mnt = n, net = n, uts = n, ipc = n, cgroup = n, time = n}, of which any may be left out. " +
			"Without limits it only reads. The files are /proc/sys/user/max_*_namespaces; the limits of the user namespaces around hold too.",
		Errs: "EACCES: no CAP_SYS_RESOURCE in the user namespace; EPERM: no CAP_SYS_RESOURCE in the user namespace; EROFS: /proc/sys is mounted read-only, as in containers",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> idmap \"root\"\n0\n> ns_limits {net = 0}.net\n0\n> print(unshare(CLONE_NEWNET))\n" +
			"nil\tunshare(CLONE_NEWNET): No space left on device (ENOSPC)\nhint: CLONE_NEWNET is switched off here: /proc/sys/user/max_net_namespaces is 0, ...\t28",
		Impl: nsLimits,
	},
}

func timensOffsets(L *glua.LState, offsets *glua.LTable, pid int32) (*glua.LTable, error) {
	dir, err := processDir(int(pid))
	if err != nil {
		return nil, err
	}
	path := dir + "/timens_offsets"
	if offsets != nil {
		var lines strings.Builder
		for clock, field := range passed(L, "timens_offsets", 1).fields(offsets, "monotonic boottime") {
			t := timespecOf(field.number())
			fmt.Fprintf(&lines, "%s %d %d\n", clock, t.Sec, t.Nsec)
		}
		if err := writeProc(path, lines.String()); err != nil && lines.Len() > 0 {
			return nil, explain(err, hintTimens(dir, err))
		}
	}
	return readOffsets(L, path)
}

func readOffsets(L *glua.LState, path string) (*glua.LTable, error) {
	text := readProc(path)
	if text == "" {
		return nil, unix.ENOENT
	}
	result := L.NewTable()
	for line := range strings.Lines(text) {
		var clock string
		var t unix.Timespec
		if n, _ := fmt.Sscan(line, &clock, &t.Sec, &t.Nsec); n == 3 {
			result.RawSetString(clock, timespecSeconds(t))
		}
	}
	return result, nil
}

func hintTimens(dir string, err error) string {
	switch errnoOf(err) {
	case unix.EACCES:
		if namespaceLinkOf(dir, "time") == namespaceLinkOf(dir, "time_for_children") {
			return "the process and its children are in one time namespace: unshare(CLONE_NEWTIME) makes one for the children, whose offsets can be set until the first fork"
		}
		return "the time namespace for the children has had its first process, and its offsets stay: set them between unshare(CLONE_NEWTIME) and the first fork"
	case unix.EPERM:
		return "it needs CAP_SYS_TIME in the user namespace that owns the time namespace"
	case unix.ERANGE:
		return "the clocks may be neither negative nor more than about 146 years ahead, and the host's stand where they stand"
	}
	return ""
}

// limitFile is the file of /proc/sys/user for a type of namespaces.
func limitFile(name string) string { return "max_" + name + "_namespaces" }

func nsLimits(L *glua.LState, limits *glua.LTable) (*glua.LTable, error) {
	valid := make([]string, len(namespaceTypes))
	for i, kind := range namespaceTypes {
		valid[i] = kind.name
	}
	if limits != nil {
		for name, field := range passed(L, "ns_limits", 1).fields(limits, strings.Join(valid, " ")) {
			err := writeProc("sys/user/"+limitFile(name), fmt.Sprint(field.integer(0, math.MaxInt32)))
			if err != nil {
				return nil, fmt.Errorf("writing %s: %w", limitFile(name), explain(err, hintLimits(err)))
			}
		}
	}
	result := L.NewTable()
	for _, name := range valid {
		if value := sysctl("user/" + limitFile(name)); value != "" {
			result.RawSetString(name, glua.LNumber(number(value)))
		}
	}
	return result, nil
}

func hintLimits(err error) string {
	switch errnoOf(err) {
	case unix.EACCES, unix.EPERM:
		return "it needs CAP_SYS_RESOURCE in this process's user namespace; in a new one it has it: unshare(CLONE_NEWUSER)"
	case unix.EROFS:
		return "the /proc that nslua has found is mounted read-only in part, as in containers"
	}
	return ""
}
