package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const schedErrs = "ESRCH: no such process; "

var schedRows = []Row{
	{
		Name: "nice", Sig: "(inc: integer) -> integer", Man: "nice(2)",
		Doc:     "Adds inc to this process's nice value and returns the new one: from -20, which gets most of the processor, to 19.",
		Errs:    "EACCES: inc is below 0, without CAP_SYS_NICE and beyond RLIMIT_NICE",
		Example: "> before = nice(0)\n> nice(1) == math.min(before + 1, 19)\ntrue",
		Impl:    nice,
	},
	{
		Name: "getpriority", Sig: "(which?: priority_which = PRIO_PROCESS, who?: integer) -> integer", Man: "getpriority(2)",
		Doc: "Returns the nice value, -20 to 19, of the process who (PRIO_PROCESS), or the lowest in the process group who (PRIO_PGRP) or " +
			"among the processes of the user who (PRIO_USER). 0, or none, is this process, its group or its user.",
		Errs:    schedErrs + "EINVAL: another which",
		Example: "> getpriority() == nice(0)\ntrue",
		Impl:    getpriority,
	},
	{
		Name: "setpriority", Sig: "(which: priority_which, who: integer, prio: integer) -> 0", Man: "setpriority(2)",
		Doc:     "Sets the nice value of those that getpriority asks. Beyond -20 and 19 it is the nearest of them.",
		Errs:    schedErrs + "EACCES: lower than now, without CAP_SYS_NICE and beyond RLIMIT_NICE; EPERM: a process of another user; EINVAL: another which",
		Example: "> setpriority(PRIO_PROCESS, 0, 19)\n0\n> getpriority()\n19",
		Impl:    setpriority,
	},
	{
		Name: "sched_getaffinity", Sig: "(pid?: integer) -> table", Man: "sched_getaffinity(2)",
		Doc:     "Returns the list of the numbers of the processors, from 0 on, that a process may run on: this one when pid is 0 or left out.",
		Errs:    "ESRCH: no such process",
		Example: "> #sched_getaffinity() > 0\ntrue",
		Impl:    schedGetaffinity,
	},
	{
		Name: "sched_setaffinity", Sig: "(pid: integer, cpus: table) -> 0", Man: "sched_setaffinity(2)",
		Doc:     "Has a process, 0 for this one, run only on the processors in the list cpus, numbers from 0 on; its children inherit it. Those that there are not are passed over.",
		Errs:    schedErrs + "EPERM: a process of another user; EINVAL: no processor is left, also by the cpuset of its cgroup",
		Example: "> first = sched_getaffinity()[1]\n> sched_setaffinity(0, {first})\n0\n> #sched_getaffinity()\n1\n> getcpu() == first\ntrue",
		Impl:    schedSetaffinity,
	},
	{
		Name: "sched_getscheduler", Sig: "(pid?: integer) -> sched_policy", Man: "sched_getscheduler(2)",
		Doc:     "Returns the scheduling policy of a process, of this one when pid is 0 or left out; SCHED_RESET_ON_FORK, if it is set, is added to it.",
		Errs:    "ESRCH: no such process; EINVAL: a negative pid",
		Example: "> sched_getscheduler() == SCHED_OTHER\ntrue",
		Impl:    schedGetscheduler,
	},
	{
		Name: "sched_setscheduler", Sig: "(pid: integer, policy: sched_policy, priority?: integer) -> 0", Man: "sched_setscheduler(2)",
		Doc: "Sets the scheduling policy of a process, 0 for this one, and its static priority: of SCHED_FIFO and SCHED_RR from 1 to 99, else 0. " +
			"SCHED_FIFO + SCHED_RESET_ON_FORK keeps it from the children.",
		Errs:    schedErrs + "EPERM: a policy of real time without CAP_SYS_NICE and beyond RLIMIT_RTPRIO, or a process of another user; EINVAL: a policy or a priority that cannot be",
		Example: "> sched_setscheduler(0, SCHED_BATCH)\n0\n> sched_getscheduler() == SCHED_BATCH\ntrue",
		Impl:    schedSetscheduler,
	},
	{
		Name: "sched_getparam", Sig: "(pid?: integer) -> priority: integer", Man: "sched_getparam(2)",
		Doc:     "Returns the static priority of a process, of this one when pid is 0 or left out. It is 0 but under SCHED_FIFO and SCHED_RR.",
		Errs:    "ESRCH: no such process; EINVAL: a negative pid",
		Example: "> sched_getparam()\n0",
		Impl:    getSchedParam,
	},
	{
		Name: "sched_setparam", Sig: "(pid: integer, priority: integer) -> 0", Man: "sched_setparam(2)",
		Doc:     "Sets the static priority of a process, 0 for this one, under the policy that it has.",
		Errs:    schedErrs + "EPERM: beyond RLIMIT_RTPRIO without CAP_SYS_NICE, or a process of another user; EINVAL: a priority that its policy does not have",
		Example: "> sched_setparam(0, 0)\n0",
		Impl:    schedSetparam,
	},
	{
		Name: "sched_get_priority_max", Sig: "(policy: sched_policy) -> integer", Man: "sched_get_priority_max(2)",
		Doc:     "Returns the highest static priority of a scheduling policy.",
		Errs:    "EINVAL: no such policy",
		Example: "> sched_get_priority_max(SCHED_FIFO)\n99",
		Impl:    func(policy int) (int, error) { return schedCall(unix.SYS_SCHED_GET_PRIORITY_MAX, policy) },
	},
	{
		Name: "sched_get_priority_min", Sig: "(policy: sched_policy) -> integer", Man: "sched_get_priority_min(2)",
		Doc:     "Returns the lowest static priority of a scheduling policy.",
		Errs:    "EINVAL: no such policy",
		Example: "> sched_get_priority_min(SCHED_FIFO)\n1",
		Impl:    func(policy int) (int, error) { return schedCall(unix.SYS_SCHED_GET_PRIORITY_MIN, policy) },
	},
	{
		Name: "sched_yield", Sig: "() -> 0", Man: "sched_yield(2)",
		Doc:     "Lets others run first that wait for this processor.",
		Example: "> sched_yield()\n0",
		Impl: func() error {
			_, err := schedCall(unix.SYS_SCHED_YIELD, 0)
			return err
		},
	},
	{
		Name: "ioprio_get", Sig: "(which?: ioprio_which = IOPRIO_WHO_PROCESS, who?: integer) -> class: ioprio_class, level: integer", Man: "ioprio_get(2)",
		Doc: "Returns the class and the level (0 is the highest, 7 the lowest) by which reads and writes to disks are ordered: " +
			"of a process, or the highest in a process group or of a user, as getpriority.",
		Errs:    schedErrs + "EINVAL: another which",
		Example: "> class, level = ioprio_get()\n> level >= 0 and level <= 7\ntrue",
		Impl:    ioprioGet,
	},
	{
		Name: "ioprio_set", Sig: "(which: ioprio_which, who: integer, class: ioprio_class, level?: integer) -> 0", Man: "ioprio_set(2)",
		Doc:     "Sets the class and the level, 0 to 7, by which reads and writes to disks are ordered, of those that ioprio_get asks.",
		Errs:    schedErrs + "EPERM: IOPRIO_CLASS_RT without CAP_SYS_NICE, or a process of another user; EINVAL: no such class or level",
		Example: "> ioprio_set(IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_IDLE)\n0\n> ioprio_get() == IOPRIO_CLASS_IDLE\ntrue",
		Impl:    ioprioSet,
	},
}

// self is 0 for this process: what the kernel keeps for each thread is then
// changed in all of them.
func self(pid int32) int32 {
	if int(pid) == getpid() {
		return 0
	}
	return pid
}

func getpriority(which int, who int32) (int, error) {
	r, err := quick(unix.SYS_GETPRIORITY, uintptr(which), uintptr(who), 0, 0, 0, 0)
	return 20 - int(r), err // the kernel has no negative results
}

func setpriority(which int, who, prio int32) error {
	own := which == unix.PRIO_PROCESS && self(who) == 0
	err := aloneIf(own, unix.SYS_SETPRIORITY, uintptr(which), uintptr(who), uintptr(prio))
	return explain(err, hintPriority(which, who, err))
}

func nice(inc int) (int, error) {
	now, err := getpriority(unix.PRIO_PROCESS, 0)
	if err != nil || inc == 0 {
		return now, err
	}
	next := max(-20, min(19, now+inc))
	return next, setpriority(unix.PRIO_PROCESS, 0, int32(next))
}

// cpuMax is the most that the kernel can be built for (CONFIG_NR_CPUS).
const cpuMax = 8192

func schedGetaffinity(L *glua.LState, pid int32) (*glua.LTable, error) {
	mask := make([]uint64, cpuMax/64)
	if _, err := getAffinity(pid, mask); err != nil {
		return nil, err
	}
	var cpus []int
	for i, word := range mask {
		for n := range numbers(word) {
			cpus = append(cpus, i*64+int(n))
		}
	}
	return integerList(L, cpus), nil
}

func schedSetaffinity(L *glua.LState, pid int32, cpus *glua.LTable) error {
	mask := make([]uint64, cpuMax/64)
	for _, item := range passed(L, "sched_setaffinity", 2).items(cpus) {
		cpu := item.integer(0, cpuMax-1)
		mask[cpu/64] |= 1 << (cpu % 64)
	}
	err := setAffinity(self(pid), mask)
	return explain(err, hintSched(pid, err))
}

func schedCall(trap uintptr, arg int) (int, error) {
	r, err := quick(trap, uintptr(arg), 0, 0, 0, 0, 0)
	return int(r), err
}

func schedGetscheduler(pid int32) (int, error) {
	return schedCall(unix.SYS_SCHED_GETSCHEDULER, int(pid))
}

func schedSetscheduler(pid int32, policy int, priority int32) error {
	err := setScheduler(self(pid), policy, priority)
	return explain(err, hintScheduler(pid, policy, priority, err))
}

func schedSetparam(pid, priority int32) error {
	policy, _ := schedGetscheduler(pid)
	err := setSchedParam(self(pid), priority)
	return explain(err, hintScheduler(pid, policy, priority, err))
}

// The class stands above the level; linux/ioprio.h.
const (
	ioprioShift  = 13
	ioprioLevels = 8
)

func ioprioGet(which int, who int32) (class, level int, err error) {
	r, err := quick(unix.SYS_IOPRIO_GET, uintptr(which), uintptr(who), 0, 0, 0, 0)
	return int(r) >> ioprioShift, int(r) % ioprioLevels, err
}

func ioprioSet(L *glua.LState, which int, who int32, class int, level int32) error {
	const process = 1 // IOPRIO_WHO_PROCESS
	passed(L, "ioprio_set", 3).whole(float64(class), 0, 7)
	passed(L, "ioprio_set", 4).whole(float64(level), 0, math.MaxUint16>>3)
	value := uintptr(class)<<ioprioShift | uintptr(level)
	own := which == process && self(who) == 0
	err := aloneIf(own, unix.SYS_IOPRIO_SET, uintptr(which), uintptr(who), value)
	return explain(err, hintIoprio(which, who, class, err))
}
