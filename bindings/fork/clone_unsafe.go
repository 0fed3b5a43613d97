package fork

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// A Clone is how a child is made: what clone(2) and clone3(2) can be asked for
// and makes sense of a child that is a process.
type Clone struct {
	Flags  uintptr // CLONE_*; the low byte is the exit signal, 0: SIGCHLD
	Silent bool    // no exit signal: wait for the child with __WALL or __WCLONE
	Tids   []int32 // the child's pids: in its own pid namespace, the one around it, ...
	Cgroup int     // a directory of cgroup2, where CLONE_INTO_CGROUP
}

// Flags that are for the kernel. CLONE_NEWTIME lies among the exit signal's bits,
// where no signal reaches; linux/sched.h.
const (
	cloneFlags = unix.CLONE_NEWNS | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWUSER |
		unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_NEWCGROUP | unix.CLONE_NEWTIME |
		unix.CLONE_PIDFD | unix.CLONE_FS | unix.CLONE_IO | unix.CLONE_SYSVSEM | unix.CLONE_PARENT |
		unix.CLONE_PTRACE | unix.CLONE_UNTRACED | unix.CLONE_INTO_CGROUP
	clone3Flags = unix.CLONE_NEWTIME | unix.CLONE_INTO_CGROUP // known to clone3(2) only
)

const exitSignal = 0x7f // CSIGNAL without CLONE_NEWTIME

// maxDepth is MAX_PID_NS_LEVEL (linux/pid_namespace.h): how deep pid namespaces go.
const maxDepth = 32

// cloneArgs is struct clone_args of linux/sched.h, as Linux 5.7 has it.
type cloneArgs struct {
	flags, pidfd, childTid, parentTid, exitSignal, stack, stackSize, tls, setTid, setTidSize, cgroup uint64
}

var (
	childPidfd int32 // written by the kernel for CLONE_PIDFD
	childTids  [maxDepth]int32
	clone3Args cloneArgs
)

// prepare readies clone and cloneWith and answers the flags for them.
//
// CLONE_CLEAR_SIGHAND is not for the kernel, which would take the handlers of the
// Go runtime too: clearHandlers does it.
func (c *Clone) prepare() (flags uintptr, err error) {
	if err := c.check(); err != nil {
		return 0, err
	}
	flags = c.Flags &^ unix.CLONE_CLEAR_SIGHAND
	if flags&(exitSignal|unix.CLONE_PARENT) == 0 && !c.Silent {
		flags |= uintptr(unix.SIGCHLD)
	}
	clone3Args = cloneArgs{pidfd: uint64(uintptr(unsafe.Pointer(&childPidfd))), cgroup: uint64(c.Cgroup)}
	if copy(childTids[:], c.Tids) > 0 {
		clone3Args.setTid = uint64(uintptr(unsafe.Pointer(&childTids)))
		clone3Args.setTidSize = uint64(len(c.Tids))
	}
	return flags, nil
}

func (c *Clone) check() error {
	signal := c.Flags & exitSignal
	switch {
	case c.Flags&^(cloneFlags|exitSignal|unix.CLONE_CLEAR_SIGHAND) != 0:
		return &Refused{unix.EINVAL, "a process that shares memory, descriptors or signal handlers with its parent is a thread; fork makes processes"}
	case signal > 64:
		return unix.EINVAL
	case signal != 0 && c.Silent:
		return &Refused{unix.EINVAL, "an exit signal and none"}
	case signal != 0 && c.Flags&unix.CLONE_PARENT != 0:
		return &Refused{unix.EINVAL, "the exit signal of a sibling (CLONE_PARENT) is that of this process"}
	case signal != 0 && bit(int(signal))&kept != 0:
		return &Refused{unix.EINVAL, "the Go runtime and nslua keep that signal for themselves"}
	case c.Flags&unix.CLONE_INTO_CGROUP != 0 && c.Cgroup < 0:
		return unix.EBADF
	case len(c.Tids) > maxDepth:
		return &Refused{unix.EINVAL, "pid namespaces are 32 deep at most, and a process has one pid in each"}
	}
	return nil
}

// clone copies the process. prepare has been called.
//
//go:nosplit
func clone(flags uintptr) (pid uintptr) {
	if flags&clone3Flags == 0 && clone3Args.setTidSize == 0 {
		return sys(unix.SYS_CLONE, flags, 0, uintptr(unsafe.Pointer(&childPidfd)), 0, 0, 0)
	}
	setClone3(flags)
	return sys(unix.SYS_CLONE3, uintptr(unsafe.Pointer(&clone3Args)), unsafe.Sizeof(clone3Args), 0, 0, 0, 0)
}

//go:nosplit
func setClone3(flags uintptr) {
	clone3Args.flags = uint64(flags &^ exitSignal)
	clone3Args.exitSignal = uint64(flags & exitSignal)
}
