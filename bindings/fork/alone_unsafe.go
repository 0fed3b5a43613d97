package fork

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// waiting says which namespaces this process has entered for its children only.
// The kernel lets the main thread make no more threads then (copy_process:
// EINVAL), so there is no Alone any more but in its children.
var waiting uintptr

// Waiting tells which of CLONE_NEWPID and CLONE_NEWTIME this process has entered
// for its children only.
func Waiting() uintptr { return waiting }

// Alone makes one system call while the process has no other thread, and makes
// the others anew from the main one: what the kernel keeps per thread and a C
// program has once (identity, namespaces, capabilities, no_new_privs, ...) is
// changed for the whole process. Pointers among the arguments are kept alive.
//
// Where the children are to be in another pid or time namespace (Waiting), the
// call is made on the main thread only, and the next child is right as a whole.
// unshare and setns into a user or time namespace go wrong then: Unshare and
// its callers refuse them before.
//
//go:uintptrescapes
func Alone(trap, a1, a2, a3 uintptr) (r uintptr, err error) {
	if err := Ready(); err != nil {
		return 0, err
	}
	if waiting != 0 {
		if r = sys(trap, a1, a2, a3, 0, 0, 0); errnoOf(r) != 0 {
			return 0, errnoOf(r)
		}
		return r, nil
	}
	old := blockAll()
	r, errno := callAlone(trap, a1, a2, a3)
	setMask(old)
	if errno != 0 {
		return 0, refusal(errno)
	}
	if errno := errnoOf(r); errno != 0 {
		return 0, errno
	}
	return r, nil
}

// callAlone ends the other threads, makes the call, and rebuilds them. From stop
// to resume see freeze for what it must not do. There is no way back once the
// threads have ended: when they cannot be made anew the program ends.
//
//go:nosplit
func callAlone(trap, a1, a2, a3 uintptr) (r uintptr, errno unix.Errno) {
	n, errno := freeze()
	if errno != 0 {
		return 0, errno
	}
	atomic.StoreUint32(&lastGate, uint32(atomic.LoadUint64(&station)>>32))
	release()
	for !single() {
		sys(unix.SYS_SCHED_YIELD, 0, 0, 0, 0, 0, 0)
	}

	r = sys(trap, a1, a2, a3, 0, 0, 0)

	start := now()
	gate := shut()
	for made := 0; ; {
		made, errno = rebuild(made, n, gate)
		if errno == 0 {
			resume(n)
			return r, 0
		}
		// A limit was reached meanwhile, or is the new user's: it may pass.
		if now()-start > stopLimit {
			die(errno)
		}
		pause(10_000_000)
	}
}

// single tells whether this process has one thread. unshare(CLONE_THREAD) does
// nothing and succeeds exactly when the kernel agrees that it has; where a
// filter refuses all of unshare (seccomp(2), as in containers) the count must do.
//
//go:nosplit
func single() bool {
	switch errnoOf(sys(unix.SYS_UNSHARE, unix.CLONE_THREAD, 0, 0, 0, 0, 0)) {
	case 0:
		return true
	case unix.EINVAL:
		return false
	}
	return threads() == 1
}

// pause sleeps for some nanoseconds, less than a second.
//
//go:nosplit
func pause(ns int64) {
	ts := unix.Timespec{Nsec: ns}
	sys(unix.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&ts)), 0, 0, 0, 0, 0)
}

var (
	dieEAGAIN = []byte("nslua: no room to make its threads anew after a change of identity or namespace (EAGAIN: RLIMIT_NPROC of this user, or the pids cgroup); cannot go on\n")
	dieENOMEM = []byte("nslua: no memory to make its threads anew after a change of identity or namespace (ENOMEM); cannot go on\n")
	dieOther  = []byte("nslua: the kernel refuses to make its threads anew after a change of identity or namespace; cannot go on\n")
)

// die ends the program, which has lost its threads.
//
//go:nosplit
func die(errno unix.Errno) {
	message := dieOther
	switch errno {
	case unix.EAGAIN:
		message = dieEAGAIN
	case unix.ENOMEM:
		message = dieENOMEM
	}
	sys(unix.SYS_WRITE, 2, uintptr(unsafe.Pointer(unsafe.SliceData(message))), uintptr(len(message)), 0, 0, 0)
	sys(unix.SYS_EXIT_GROUP, 1, 0, 0, 0, 0, 0)
}
