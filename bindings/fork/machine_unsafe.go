package fork

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// What the assembly shares with the Go side. Fixed tables, because the handlers
// and everything between stop and go may neither allocate nor take a lock.

const (
	maxThreads = 10000 // debug.SetMaxThreads' default: the runtime has no more
	ringSize   = 128   // noted signals: one of each, as it stays blocked; a power of two
	ringHalf   = 64    // what those of them that do not may fill: the rest have room
	forwarded  = -0x6e73
)

// frame is what is needed to make one thread anew.
type frame struct {
	sp   uintptr // its signal frame: SP for rt_sigreturn
	tls  uintptr // thread pointer
	g    uintptr // runtime.g that it was running
	tid  uintptr
	gate uintptr // number of the gate it waits at; written last
}

var (
	// station counts the threads that have arrived (low half) at the gate that
	// the high half numbers. An odd number is a closed gate, an even one open.
	station  uint64
	wanted   uint32 // an arrival of at least this count wakes the main thread
	lastGate uint32 // threads waiting at this gate end when it opens
	frames   [maxThreads]frame

	ring     [ringSize][6]uint64 // siginfo_t of noted signals, 48 bytes each
	ringHead uint32              // written by noteHandler on the main thread only
	ringTail uint32              // written by collect and inChild
	pending  uint32              // stub answers EINTR: the ring is to be looked at

	watchFaults     uint32 // SEGV, BUS and FPE that were sent are noted: see WatchFaults
	noteMask        uint64 // signals that other threads leave to the main one
	holdMask        uint64 // signals that noteHandler blocks
	stubStart       uintptr
	stubEnd         uintptr
	runtimeHandlers [65]uintptr
	defaultAction   sigaction // SIG_DFL
)

// sigaction is the kernel's struct sigaction; asm/signal.h.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// In machine_GOARCH.s.

// sys is a bare system call that answers -errno. Unlike the ones of package
// unix it may be used between stop and go.
//
//go:noescape
func sys(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)

//go:noescape
func stub(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)

//go:noescape
func cloneThread(flags, sp, ptid, tls, gate uintptr) (r uintptr)

//go:noescape
func cloneThread3(args, size, gate uintptr) (r uintptr)

func getg() uintptr
func addresses() (stub, freeze, note, fault, restorer uintptr)

// stubInterrupted, freezeHandler, noteHandler, faultHandler and restorer are
// reached by address only.

//go:linkname entersyscall runtime.entersyscall
func entersyscall()

//go:linkname exitsyscall runtime.exitsyscall
func exitsyscall()

//go:linkname iscgo runtime.iscgo
var iscgo bool

// errnoOf tells the errno in a bare system call's answer, 0 if it is none.
//
//go:nosplit
func errnoOf(r uintptr) unix.Errno {
	if int(r) < 0 && int(r) > -4096 {
		return unix.Errno(-r)
	}
	return 0
}

// load reads the word at an address of the runtime's.
//
//go:nosplit
func load(addr uintptr) uintptr { return **(**uintptr)(unsafe.Pointer(&addr)) }

// Syscall makes a system call that may block, on the main thread. It answers
// EINTR when a signal that the script handles was noted before it began or
// while it lasted: then Take has something to give, or the signal is held. A
// call that the kernel does not restart (nanosleep, ppoll) may also be cut short
// by a signal of the runtime's own, and there is nothing to take.
//
//go:nosplit
//go:uintptrescapes
func Syscall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr, errno unix.Errno) {
	entersyscall()
	r = stub(trap, a1, a2, a3, a4, a5, a6)
	exitsyscall()
	return r, errnoOf(r)
}
