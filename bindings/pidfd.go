package bindings

import (
	"math"
	"strconv"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var pidfdRows = []Row{
	{
		Name: "pidfd_open", Sig: "(pid: integer, flags?: pidfd_flags) -> descriptor", Man: "pidfd_open(2)", Since: "5.3",
		Doc: "Opens a descriptor of a process, close-on-exec. It stands for this one process, whoever gets its number later, " +
			"and can be read (POLLIN) when the process has ended. With PIDFD_NONBLOCK (Linux 5.10) waitid does not wait on it, " +
			"with PIDFD_THREAD (6.9) it is of one thread.",
		Errs:    "ESRCH: no such process; EINVAL: no pid, or an unknown flag; ENOENT: a thread and not a process; EMFILE: too many open descriptors",
		Example: "> fd = pidfd_open(getpid())\n> pidfd_getpid(fd) == getpid()\ntrue",
		Impl:    pidfdOpen,
	},
	{
		Name: "pidfd_send_signal", Sig: "(pidfd: descriptor, sig: signal, info?: table, flags?: pidfd_signal_flags) -> 0", Man: "pidfd_send_signal(2)", Since: "5.1",
		Doc: "Sends a signal to the process that a descriptor stands for, as kill does; signal 0 only asks. " +
			"With info it comes as if queued by sigqueue: a table of value, an integer, and of pid, uid (this process's when left out) and code (-1, SI_QUEUE). " +
			"flags (Linux 6.9) says to whom: PIDFD_SIGNAL_THREAD, PIDFD_SIGNAL_THREAD_GROUP or PIDFD_SIGNAL_PROCESS_GROUP.",
		Errs: "ESRCH: the process has ended and been waited for; EPERM: not permitted; EBADF: not a descriptor of a process; " +
			"EINVAL: no such signal, or the process is in no pid namespace below this one's; EAGAIN: too many signals are queued",
		Example: "> p, fd = clone(0) if p == 0 then pause() end\n> pidfd_send_signal(fd, SIGTERM)\n0\n> print(select(2, wait()))\nkilled\t15\ttable: ...\n" +
			"> print((select(3, pidfd_send_signal(fd, 0))) == ESRCH)\ntrue",
		Impl: pidfdSignal,
	},
	{
		Name: "pidfd_getfd", Sig: "(pidfd: descriptor, targetfd: integer) -> descriptor", Man: "pidfd_getfd(2)", Since: "5.6",
		Doc: "Takes a copy of a descriptor out of another process. Returns the lowest free descriptor, close-on-exec, " +
			"which stands for the same file as targetfd in the process of pidfd.",
		Errs: "EBADF: not a descriptor of a process, or targetfd is not open there; EPERM: this process may not trace that one; " +
			"ESRCH: the process has ended; EMFILE: too many open descriptors",
		Example: "> r, w = pipe()\n> fd = pidfd_getfd(pidfd_open(getpid()), w)\n> write(fd, \"hello\")\n5\n> read(r, 10)\nhello",
		Impl:    pidfdGetfd,
	},
	{
		Name: "pidfd_getpid", Sig: "(pidfd: descriptor) -> integer", Man: "pidfd_getpid(3)", Since: "5.3",
		Doc:     "Returns the pid of the process that a descriptor stands for, as this process's pid namespace counts.",
		Errs:    "EBADF: not a descriptor of a process; ESRCH: the process has ended and been waited for; EREMOTE: it is in no pid namespace below this one's",
		Example: "> p, fd = clone(0) if p == 0 then _exit() end\n> pidfd_getpid(fd) == p\ntrue",
		Impl:    pidfdGetpid,
	},
	{
		Name: "kcmp", Sig: "(pid1: integer, pid2: integer, type: kcmp_type, idx1?: integer, idx2?: integer) -> integer", Man: "kcmp(2)",
		Doc: "Tells whether two processes share something of the kernel's: 0 if they do, else how the two are ordered, 1 or 2 (3: not at all). " +
			"KCMP_FILE compares the descriptors idx1 and idx2: 0 where both stand for one open file.",
		Errs:    "ESRCH: no such process; EPERM: this process may not trace those; EBADF: a descriptor is not open; EINVAL: no such type; ENOSYS: the kernel was built without it",
		Example: "> fd = dup(1)\n> kcmp(getpid(), getpid(), KCMP_FILE, 1, fd)\n0\n> kcmp(getpid(), getpid(), KCMP_FILE, 1, open \"/dev/null\") > 0\ntrue",
		Impl:    kcmp,
	},
}

func pidfdOpen(pid int32, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_PIDFD_OPEN, uintptr(pid), flags, 0, 0, 0, 0)
	return int(fd), explain(err, hintPidfdOpen(pid, flags, err))
}

// pidfdSignal lets the handlers of a signal to this process itself run.
func pidfdSignal(L *glua.LState, pidfd int32, sig int, options *glua.LTable, flags uintptr) error {
	var info *queuedInfo
	if options != nil {
		info = newQueuedInfo(sig)
		passed(L, "pidfd_send_signal", 3).queuedInfo(options, info)
	}
	err := pidfdSendSignal(pidfd, int32(sig), info, flags)
	Deliver(L)
	return explain(err, hintPidfdSignal(pidfd, err))
}

func (a argument) queuedInfo(t *glua.LTable, info *queuedInfo) {
	for name, field := range a.fields(t, "code pid uid value") {
		switch name {
		case "code":
			info.Code = int32(field.integer(math.MinInt32, math.MaxInt32))
		case "pid":
			info.Pid = int32(field.integer(0, math.MaxInt32))
		case "uid":
			info.Uid = uint32(field.integer(0, math.MaxUint32))
		case "value":
			info.Value = int64(field.bits())
		}
	}
}

// pidfdGetfd does not give out the host's own descriptors of this very process.
func pidfdGetfd(pidfd, target int32) (int, error) {
	if pid, err := pidfdGetpid(pidfd); fork.Own(int(target)) && err == nil && pid == getpid() {
		return 0, unix.EBADF
	}
	fd, err := quick(unix.SYS_PIDFD_GETFD, uintptr(pidfd), uintptr(target), 0, 0, 0, 0)
	return int(fd), explain(err, hintPidfdGetfd(pidfd, target, err))
}

// pidfdGetpid reads fdinfo, as glibc does.
func pidfdGetpid(pidfd int32) (int, error) {
	info := readProc("self/fdinfo/" + strconv.Itoa(int(pidfd)))
	pid := field(info, "Pid:")
	switch pid {
	case "":
		return 0, unix.EBADF
	case "-1":
		return 0, unix.ESRCH
	}
	if here := pidHere(pid, namespacePids(info), procDepth()); here != 0 {
		return here, nil
	}
	return 0, unix.EREMOTE
}

func kcmp(pid1, pid2 int32, what int, idx1, idx2 uint32) (int, error) {
	order, err := quick(unix.SYS_KCMP, uintptr(pid1), uintptr(pid2), uintptr(what), ownless(pid1, what, idx1), ownless(pid2, what, idx2), 0)
	return int(order), explain(err, hintKcmp(pid1, pid2, err))
}

// ownless is a descriptor to compare, one that nobody has where it is the host's own.
func ownless(pid int32, what int, idx uint32) uintptr {
	const file = 0 // KCMP_FILE
	if what == file && int(pid) == getpid() && fork.Own(int(idx)) {
		return descriptorMax
	}
	return uintptr(idx)
}
