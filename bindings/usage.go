package bindings

import (
	"time"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var usageRows = []Row{
	{
		Name: "getrusage", Sig: "(who?: rusage_who = RUSAGE_SELF) -> table", Man: "getrusage(2)",
		Doc: "Returns what this process has used: utime and stime in seconds, maxrss in kilobytes, minflt, majflt, inblock, oublock, nvcsw and nivcsw. " +
			"RUSAGE_CHILDREN is for the children that have been waited for, with theirs; RUSAGE_THREAD for the thread that runs the script, without the Go runtime's.",
		Errs:    "EINVAL: another who",
		Example: "> t, u = getrusage(RUSAGE_THREAD), getrusage()\n> u.maxrss > 0 and u.nvcsw >= t.nvcsw\ntrue",
		Impl:    getrusage,
	},
	{
		Name: "sysinfo", Sig: "() -> table", Man: "sysinfo(2)",
		Doc: "Returns how the machine does: uptime in seconds; loads, the list of the load averages over 1, 5 and 15 minutes; " +
			"totalram, freeram, sharedram, bufferram, totalswap, freeswap, totalhigh and freehigh in bytes; and procs, the number of processes and threads.",
		Example: "> s = sysinfo()\n> s.uptime > 0 and s.freeram < s.totalram and #s.loads\n3",
		Impl:    sysinfo,
	},
	{
		Name: "uname", Sig: "() -> table", Man: "uname(2)",
		Doc:     "Returns what system this is: sysname, nodename (the host name), release, version, machine and domainname.",
		Example: "> uname().sysname\nLinux\n> uname().nodename == gethostname()\ntrue",
		Impl:    uname,
	},
	{
		Name: "getcpu", Sig: "() -> cpu: integer, node: integer", Man: "getcpu(2)",
		Doc:     "Returns the numbers of the processor that the script runs on at this moment, and of its NUMA node.",
		Example: "> getcpu() >= 0\ntrue",
		Impl:    getcpu,
	},
	{
		Name: "reboot", Sig: "(cmd: reboot_command) -> 0", Man: "reboot(2)",
		Doc: "Restarts or halts the machine AT ONCE, without writing anything to disk; in a pid namespace below the first it ends that namespace: " +
			"its first process is killed, with all others, and its parent sees SIGHUP as what killed it for LINUX_REBOOT_CMD_RESTART, " +
			"SIGINT for LINUX_REBOOT_CMD_HALT and LINUX_REBOOT_CMD_POWER_OFF. " +
			"LINUX_REBOOT_CMD_CAD_ON and LINUX_REBOOT_CMD_CAD_OFF say whether Ctrl-Alt-Del restarts the machine.",
		Errs: "EPERM: no CAP_SYS_BOOT in the user namespace that owns the pid namespace; EINVAL: another command, or one that a pid namespace does not know",
		Example: "> p = clone(CLONE_NEWUSER + CLONE_NEWPID)\n> if p == 0 then reboot \"RESTART\" end\n" +
			"> print(select(2, waitpid(p)))\nkilled\t1\ttable: ...",
		Impl: reboot,
	},
}

func getrusage(L *glua.LState, who int) (*glua.LTable, error) {
	usage := new(unix.Rusage)
	if err := unix.Getrusage(who, usage); err != nil {
		return nil, err
	}
	return usageTable(L, usage), nil
}

func sysinfo(L *glua.LState) (*glua.LTable, error) {
	info := new(unix.Sysinfo_t)
	if err := unix.Sysinfo(info); err != nil {
		return nil, err
	}
	loads := L.CreateTable(len(info.Loads), 0)
	for _, load := range info.Loads {
		loads.Append(glua.LNumber(float64(load) / (1 << 16))) // SI_LOAD_SHIFT, linux/sysinfo.h
	}
	bytes := func(name string, units uint64) member { return count(name, units*uint64(info.Unit)) }
	return record(L,
		count("uptime", info.Uptime), member{"loads", loads},
		bytes("totalram", info.Totalram), bytes("freeram", info.Freeram),
		bytes("sharedram", info.Sharedram), bytes("bufferram", info.Bufferram),
		bytes("totalswap", info.Totalswap), bytes("freeswap", info.Freeswap),
		bytes("totalhigh", info.Totalhigh), bytes("freehigh", info.Freehigh),
		count("procs", int(info.Procs)),
	), nil
}

func uname(L *glua.LState) (*glua.LTable, error) {
	name := new(unix.Utsname)
	if err := unix.Uname(name); err != nil {
		return nil, err
	}
	field := func(label string, value [65]byte) member { return text(label, unix.ByteSliceToString(value[:])) }
	return record(L, field("sysname", name.Sysname), field("nodename", name.Nodename), field("release", name.Release),
		field("version", name.Version), field("machine", name.Machine), field("domainname", name.Domainname)), nil
}

func reboot(cmd int) error {
	Flush()
	_, err := quick(unix.SYS_REBOOT, unix.LINUX_REBOOT_MAGIC1, unix.LINUX_REBOOT_MAGIC2, uintptr(cmd), 0, 0, 0)
	return explain(err, hintReboot(err))
}

// Spent is the processor time that this process has used, and the children that it
// has waited for: in user mode, and in the kernel.
func Spent() (user, system time.Duration) {
	for _, who := range []int{unix.RUSAGE_SELF, unix.RUSAGE_CHILDREN} {
		var usage unix.Rusage
		unix.Getrusage(who, &usage)
		user += time.Duration(usage.Utime.Nano())
		system += time.Duration(usage.Stime.Nano())
	}
	return user, system
}
