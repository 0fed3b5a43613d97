package fork

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The signal that stops threads. The Go runtime leaves 32, 33 and 34 unblocked
// and uses only 33, for syscall.AllThreadsSyscall, which cannot work here: libc
// uses it for this same purpose.
const stopSignal = 33

const (
	futexWaitPrivate = 128 // linux/futex.h
	futexWakePrivate = 129

	stopAgain = 500_000       // ns without an arrival before more signals are sent; doubled each time
	stopLimit = 5_000_000_000 // ns: a thread in uninterruptible sleep
)

// freeze stops every other thread in freezeHandler and answers how many there
// are: frames[:n] then holds what cloneThread needs. On an error nothing is
// stopped.
//
// Until release the other threads may hold any lock: no allocation, no growing
// stack, no map, no defer, nothing but nosplit code, raw system calls and
// preallocated memory. All signals must be blocked already.
//
//go:nosplit
func freeze() (n int, errno unix.Errno) {
	start := now()
	for {
		n, errno = stopOthers(shut(), start)
		if errno != 0 {
			release()
			return 0, errno
		}
		if known(n) {
			frozen = n
			return n, 0
		}
		release()
		sys(unix.SYS_SCHED_YIELD, 0, 0, 0, 0, 0, 0)
		if now()-start > stopLimit {
			return 0, unix.ETIMEDOUT
		}
	}
}

// stopOthers sends the stop signal until as many threads have arrived at the
// gate as the process has others. Sent is not arrived: signals merge when the
// user's queue is full (RLIMIT_SIGPENDING), so what is missing is sent again.
//
//go:nosplit
func stopOthers(gate uint32, start int64) (n int, errno unix.Errno) {
	pid := sys(unix.SYS_GETPID, 0, 0, 0, 0, 0, 0)
	patience := int64(stopAgain)
	for all := true; ; {
		others := threads() - 1
		if others < 0 {
			return 0, unix.ENOENT
		}
		if others > maxThreads {
			return 0, unix.EAGAIN
		}
		n = arrived()
		if n == others {
			// Counted before they arrived: one may have made another meanwhile.
			if threads()-1 == n {
				published(gate, n)
				return n, 0
			}
			continue
		}
		// Once every arrival is waited for by itself, merging costs no time-outs.
		if all {
			atomic.StoreUint32(&wanted, uint32(others))
		} else {
			atomic.StoreUint32(&wanted, uint32(n)+1)
		}
		for i := n; i < others; i++ {
			sys(unix.SYS_KILL, pid, stopSignal, 0, 0, 0, 0)
		}
		if !awaitArrival(others, all, patience) {
			all = false
			patience = min(2*patience, stopLimit/100) // what cannot be stopped must not fill the queue
		}
		if now()-start > stopLimit {
			return 0, unix.ETIMEDOUT
		}
	}
}

// awaitArrival waits until others threads are in, or (not all) until one more
// is, and answers false when none came for so many nanoseconds.
//
//go:nosplit
func awaitArrival(others int, all bool, patience int64) bool {
	first := arrived()
	timeout := unix.Timespec{Nsec: patience}
	for {
		n := arrived()
		if n >= others || !all && n > first {
			return true
		}
		r := sys(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&station)), futexWaitPrivate, uintptr(n),
			uintptr(unsafe.Pointer(&timeout)), 0, 0)
		if errnoOf(r) == unix.ETIMEDOUT {
			return false
		}
	}
}

// arrived tells how many threads have come to the gate.
//
//go:nosplit
func arrived() int { return int(uint32(atomic.LoadUint64(&station))) }

// published waits until the arrived threads have filled in their frames. That n is
// within frames is said here and in known, because a check's panic would want more
// stack than there is where nothing may grow it.
//
//go:nosplit
func published(gate uint32, n int) {
	for i := 0; i < n && i < len(frames); i++ {
		for atomic.LoadUintptr(&frames[i].gate) != uintptr(gate) {
			sys(unix.SYS_SCHED_YIELD, 0, 0, 0, 0, 0, 0)
		}
	}
}

// known tells whether the runtime knows every frozen thread by its id. A thread
// that has just started notes it a moment after it takes signals; frozen in
// that moment it would write a stale id in the child. It notes it twice (clone
// and minit of the runtime): one that Alone has made anew between asking for the
// second time and noting it has a stale id for good, so the note is put right.
//
//go:nosplit
func known(n int) bool {
	if procidOffset == 0 {
		return true // still being looked for
	}
	all := true
	for i := 0; i < n && i < len(frames); i++ {
		if at := procid(frames[i].g); load(at) != frames[i].tid {
			**(**uintptr)(unsafe.Pointer(&at)) = frames[i].tid
			all = false
		}
	}
	return all
}

var frozen int // how many threads the last freeze has stopped

// Gather has the other threads block the script's signals, which stopping them
// does, and returns when none holds one that it is about to send on. Only those
// that the Go runtime has started since the last freeze need it, which is rare.
func Gather() {
	if Gathered() {
		return
	}
	old := blockAll()
	if _, errno := freeze(); errno == 0 {
		release()
	}
	setMask(old)
}

// Gathered tells whether no thread has come since: one takes what is pending when
// it begins, and sends it on.
func Gathered() bool { return Ready() != nil || frozen > 0 && threads()-1 == frozen }

// release opens the gate: the handlers return, or, if it is lastGate, end their
// threads.
//
//go:nosplit
func release() {
	gate := uint32(atomic.LoadUint64(&station)>>32) + 1
	atomic.StoreUint64(&station, uint64(gate)<<32)
	sys(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&station))+4, futexWakePrivate, 1<<30, 0, 0, 0)
}

// threads counts the threads of this process by the links of /proc/self/task:
// true also where /proc is another namespace's. -1 without a /proc.
//
//go:nosplit
func threads() int {
	r := sys(sysFstatat, uintptr(procfd), uintptr(unsafe.Pointer(&selfTask)), uintptr(unsafe.Pointer(&taskStat)), 0, 0, 0)
	if errnoOf(r) != 0 {
		return -1
	}
	return int(taskStat.Nlink) - 2
}

var (
	selfTask = [...]byte{'s', 'e', 'l', 'f', '/', 't', 'a', 's', 'k', 0}
	taskStat unix.Stat_t
)

// now is CLOCK_MONOTONIC in nanoseconds, by the system call: the vDSO wants
// more stack than there is.
//
//go:nosplit
func now() int64 {
	var ts unix.Timespec
	sys(unix.SYS_CLOCK_GETTIME, unix.CLOCK_MONOTONIC, uintptr(unsafe.Pointer(&ts)), 0, 0, 0, 0)
	return int64(ts.Sec)*1e9 + int64(ts.Nsec)
}

// blockAll blocks every signal in the main thread and answers the mask before.
//
//go:nosplit
func blockAll() (old uint64) {
	set := ^uint64(0)
	sys(unix.SYS_RT_SIGPROCMASK, unix.SIG_SETMASK, uintptr(unsafe.Pointer(&set)), uintptr(unsafe.Pointer(&old)), 8, 0, 0)
	return old
}

//go:nosplit
func setMask(set uint64) {
	sys(unix.SYS_RT_SIGPROCMASK, unix.SIG_SETMASK, uintptr(unsafe.Pointer(&set)), 0, 8, 0, 0)
}
