package fork

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Flags that Fork takes beside the exit signal. CLONE_NEWTIME lies among the
// exit signal's bits, where no signal reaches; linux/sched.h.
const cloneFlags = unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWUSER |
	unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWCGROUP | unix.CLONE_NEWTIME |
	unix.CLONE_PIDFD | unix.CLONE_FS | unix.CLONE_IO | unix.CLONE_SYSVSEM | unix.CLONE_PARENT |
	unix.CLONE_PTRACE | unix.CLONE_UNTRACED

const exitSignal = 0x7f // CSIGNAL without CLONE_NEWTIME

// cloneArgs is struct clone_args of linux/sched.h, as Linux 5.5 has it.
type cloneArgs struct {
	flags, pidfd, childTid, parentTid, exitSignal, stack, stackSize, tls, setTid, setTidSize uint64
}

var (
	childPidfd int32 // written by the kernel for CLONE_PIDFD
	clone3Args cloneArgs
)

// Fork is fork(2), or clone(2) with flags: CLONE_NEW*, CLONE_PIDFD and those that
// make sense without shared memory; the low byte is the exit signal, SIGCHLD if
// 0. It returns twice, with 0 in the child. pidfd is -1 unless it was asked for.
//
// The other threads are stopped while the kernel copies the process, and the
// child makes them anew where they were. Errors are those of clone(2): EAGAIN
// also when the limits leave the child no room for its threads (then that child
// is gone and reaped), ENOMEM when the pid namespace has no init any more,
// EINVAL for other flags; ETIMEDOUT when a thread cannot be stopped.
func Fork(flags uintptr) (pid, pidfd int, err error) {
	if err := Ready(); err != nil {
		return -1, -1, err
	}
	if err := checkFlags(flags); err != nil {
		return -1, -1, err
	}
	flags = childFlags(flags)
	report, err := newReport()
	if err != nil {
		return -1, -1, err
	}
	if (flags|waiting)&unix.CLONE_NEWPID != 0 {
		readPidMax()
	}

	old := blockAll()
	r, errno := copyProcess(flags, report)
	if errno != 0 {
		setMask(old)
		return -1, -1, refusal(errno)
	}
	if pid = int(r); pid == 0 {
		inChild()
		setMask(kernelMask())
		return 0, -1, nil
	}
	pidfd = -1
	if flags&unix.CLONE_PIDFD != 0 {
		pidfd = int(childPidfd)
	}
	errno = awaitReport(pid, report)
	setMask(old)
	if errno != 0 {
		if pidfd >= 0 {
			unix.Close(pidfd)
		}
		return -1, -1, stillborn(errno)
	}
	return pid, pidfd, nil
}

func checkFlags(flags uintptr) error {
	if flags&^(cloneFlags|exitSignal) != 0 {
		return &Refused{unix.EINVAL, "a process that shares memory, descriptors or signal handlers with its parent is a thread; fork makes processes"}
	}
	return nil
}

// childFlags adds the exit signal.
func childFlags(flags uintptr) uintptr {
	if flags&exitSignal == 0 && flags&unix.CLONE_PARENT == 0 {
		flags |= uintptr(unix.SIGCHLD)
	}
	return flags
}

// copyProcess is the clone between stop and go: see freeze for what it must not
// do. In the child nothing but the calling thread exists until resume.
//
//go:nosplit
func copyProcess(flags uintptr, report *uint32) (pid uintptr, errno unix.Errno) {
	n, errno := freeze()
	if errno != 0 {
		return 0, errno
	}
	raiseNofile()
	errno = readRegistered()
	lowerNofile()
	if errno != 0 {
		release()
		return 0, errno
	}
	pid = clone(flags)
	if pid != 0 {
		release()
		return pid, errnoOf(pid)
	}

	gate := shut()
	renewMain()
	if (flags|waiting)&unix.CLONE_NEWPID != 0 {
		threadsFrom = pidMax
	}
	raiseNofile()
	errno = renewPoller()
	lowerNofile()
	if errno == 0 {
		_, errno = rebuild(0, n, gate)
	}
	if errno != 0 {
		tell(report, reportFailed+uint32(errno))
		sys(unix.SYS_EXIT_GROUP, 1, 0, 0, 0, 0, 0)
	}
	tell(report, reportRuns) // all threads stand
	resume(n)
	return 0, 0
}

// clone copies the process. CLONE_NEWTIME is known to clone3(2) only.
//
//go:nosplit
func clone(flags uintptr) (pid uintptr) {
	if flags&unix.CLONE_NEWTIME == 0 {
		return sys(unix.SYS_CLONE, flags, 0, uintptr(unsafe.Pointer(&childPidfd)), 0, 0, 0)
	}
	setClone3(flags)
	return sys(unix.SYS_CLONE3, uintptr(unsafe.Pointer(&clone3Args)), unsafe.Sizeof(clone3Args), 0, 0, 0, 0)
}

//go:nosplit
func setClone3(flags uintptr) {
	clone3Args = cloneArgs{
		flags:      uint64(flags &^ exitSignal),
		pidfd:      uint64(uintptr(unsafe.Pointer(&childPidfd))),
		exitSignal: uint64(flags & exitSignal),
	}
}
