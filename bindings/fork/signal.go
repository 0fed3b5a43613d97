package fork

import (
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// Action is what is to be done on a signal.
type Action uint8

const (
	Default Action = iota // SIG_DFL
	Ignore                // SIG_IGN
	Note                  // noted for the script's handler: see Take
)

// A Disposition is what sigaction(2) sets.
type Disposition struct {
	Action
	Flags uintptr // SA_*
	Hold  uint64  // sa_mask: blocked while the handler runs; bit sig-1 stands for sig
}

// Flags of a Disposition that matter here; asm-generic/signal-defs.h. Handlers
// may be reset and nested by our means only.
const (
	NoChildStop = 0x1        // SA_NOCLDSTOP
	NoChildWait = 0x2        // SA_NOCLDWAIT
	NoDefer     = 0x40000000 // SA_NODEFER
	ResetHand   = 0x80000000 // SA_RESETHAND
)

// What the script has asked for. The kernel is told something else only for a
// signal that the script blocks: that has noteHandler, because another thread
// of the Go runtime may not block it (yet) and would take it.
var (
	dispositions [65]Disposition
	mask         uint64 // bit sig-1: blocked; in the main thread too, but for kept
	handled      bool   // the script has handled or blocked a signal, in this process
)

// reserved are the signals whose action scripts cannot change: the kernel's KILL
// and STOP and what is kept for ourselves.
const reserved = unblockable | kept

const (
	unblockable = 1<<(unix.SIGKILL-1) | 1<<(unix.SIGSTOP-1)
	// forced are sent by the kernel for what the program does: blocked they kill.
	forced = faults | 1<<(unix.SIGILL-1) | 1<<(unix.SIGTRAP-1) | 1<<(unix.SIGSYS-1)
	// harmless are ignored by default; linux/signal.h.
	harmless = 1<<(unix.SIGCONT-1) | 1<<(unix.SIGCHLD-1) | 1<<(unix.SIGWINCH-1)
	// kept are the Go runtime's SEGV, BUS, FPE and URG, and 32 and 33, which libc
	// keeps for itself too. Blocked by the script they are blocked in the programs
	// that it executes, and not here.
	kept   = faults | 1<<(unix.SIGURG-1) | 1<<(32-1) | 1<<(stopSignal-1)
	faults = 1<<(unix.SIGSEGV-1) | 1<<(unix.SIGBUS-1) | 1<<(unix.SIGFPE-1)
)

// Waitable are the signals that Wait and signalfd may take.
const Waitable = ^uint64(1<<(unix.SIGURG-1) | 1<<(32-1) | 1<<(stopSignal-1))

func bit(sig int) uint64 { return 1 << (sig - 1) }

// Reserved tells whether scripts may not change what happens on sig.
func Reserved(sig int) bool { return sig < 1 || sig > 64 || reserved&bit(sig) != 0 }

// WatchFaults has SEGV, BUS and FPE noted, if a process has sent them, as Signal
// would; else they end the process at once.
func WatchFaults(on bool) {
	var watch uint32
	if on {
		watch = 1
	}
	atomic.StoreUint32(&watchFaults, watch)
}

// Current is what is done on a signal: the last that Signal has set.
func Current(sig int) Action { return dispositions[sig].Action }

// Signal sets what is done on a signal and returns what was done before: EINVAL
// for Reserved ones. What else Sigaction has set stays.
func Signal(sig int, act Action) (old Action, err error) {
	if Reserved(sig) {
		return Default, unix.EINVAL
	}
	d := dispositions[sig]
	d.Action = act
	before, err := Sigaction(sig, d)
	return before.Action, err
}

// Sigaction is sigaction(2): EINVAL for Reserved signals.
func Sigaction(sig int, d Disposition) (old Disposition, err error) {
	if Reserved(sig) {
		return old, unix.EINVAL
	}
	if d.Action == Note {
		handled = true
		Gather()
	}
	d.Hold &^= unblockable
	old, dispositions[sig] = dispositions[sig], d
	// Told to the kernel even if the signal is blocked: becoming ignored throws
	// away what is pending.
	// (SIG_DFL does so where it is to ignore, and leaves a child's end alone.)
	if d.Action == Ignore || d.Action == Default && bit(sig)&harmless != 0 {
		setAction(sig, kernelAction(d.Action))
	}
	return old, tellKernel(sig)
}

// Disposed is what Sigaction has set for a signal.
func Disposed(sig int) Disposition { return dispositions[sig] }

// tellKernel sets the kernel's action for sig from dispositions and mask.
func tellKernel(sig int) error {
	if Reserved(sig) {
		return nil
	}
	d := dispositions[sig]
	// Children are reaped unasked while CHLD is ignored, blocked or not.
	blocked := mask&bit(sig) != 0 && !(sig == int(unix.SIGCHLD) && d.Action == Ignore)
	if blocked {
		d.Action = Note
	}
	act := *kernelAction(d.Action)
	act.flags |= uint64(d.Flags & (NoChildStop | NoChildWait))
	if errno := setAction(sig, &act); errno != 0 {
		return errno
	}
	return nil
}

func kernelAction(act Action) *sigaction {
	switch act {
	case Ignore:
		return &ignoreAction
	case Note:
		return &noteAction
	}
	return &defaultAction
}

// Mask is sigprocmask(2): how is unix.SIG_BLOCK, SIG_UNBLOCK or SIG_SETMASK, bit
// sig-1 of set stands for sig. It returns the set before. EINVAL for another how.
func Mask(how int, set uint64) (old uint64, err error) {
	old = mask
	next := mask
	switch how {
	case unix.SIG_BLOCK:
		next |= set
	case unix.SIG_UNBLOCK:
		next &^= set
	case unix.SIG_SETMASK:
		next = set
	default:
		return old, unix.EINVAL
	}
	if next &^= unblockable; next != 0 {
		handled = true
		Gather()
	}
	setMask(blockOnly(next))
	return old, nil
}

// blockOnly makes next the script's mask. It leaves all signals blocked and
// returns what setMask is then to be given.
//
// Blocked before another thread's taking it is provided for, provided for until
// it is unblocked: a signal between the two steps came before or after.
func blockOnly(next uint64) uint64 {
	blockAll()
	changed := mask ^ next
	mask = next
	forEach(changed, tellKernel)
	collect()
	putBack()
	return kernelMask()
}

// kernelMask is what the main thread blocks: what the script does and what is
// noted, which waits for its handler.
func kernelMask() uint64 {
	return (mask | notedSet()) &^ kept
}

func forEach(set uint64, f func(int) error) {
	for sig := 1; sig <= 64; sig++ {
		if set&bit(sig) != 0 {
			f(sig)
		}
	}
}

// clearHandlers has what the script handles done by default in a new child
// (CLONE_CLEAR_SIGHAND), whose signals are blocked.
func clearHandlers() {
	for sig := range dispositions {
		if dispositions[sig].Action != Ignore {
			dispositions[sig] = Disposition{}
			tellKernel(sig)
		}
	}
}

// GetMask is the set of signals that the script blocks.
func GetMask() uint64 { return mask }

// startSignals puts the kernel's default back for every signal that the Go
// runtime has a handler for but does not need, and installs ours.
func startSignals() error {
	if err := makeActions(); err != nil {
		return err
	}
	for sig := 1; sig <= 64; sig++ {
		switch {
		case sig == int(unix.SIGURG) || sig == 32 || bit(sig)&unblockable != 0:
		case bit(sig)&faults != 0:
			if errno := takeFault(sig); errno != 0 {
				return errno
			}
		case sig == stopSignal:
			setAction(sig, &freezeAction)
		case ignoredAtStart(sig):
			dispositions[sig].Action = Ignore
		default:
			setAction(sig, &defaultAction)
		}
	}
	atomic.StoreUint64(&holdMask, ^uint64(reserved|forced))
	atomic.StoreUint64(&noteMask, ^uint64(reserved))
	return nil
}

// startMask takes over the mask that the program was started with.
func startMask() {
	mask = maskAtStart()
	handled = mask != 0
	forEach(mask, tellKernel)
	setMask(kernelMask())
}
