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

// What the script has asked for. The kernel is told something else only for a
// signal that the script blocks: that has noteHandler, because another thread
// of the Go runtime may not block it (yet) and would take it.
var (
	actions [65]Action
	mask    uint64 // bit sig-1: blocked in the main thread
	handled bool   // the script has handled or blocked a signal, in this process
)

// reserved are the signals whose action scripts cannot change: the kernel's KILL
// and STOP, the Go runtime's SEGV, BUS, FPE, URG and PROF, and 32 and 33, which
// libc keeps for itself too.
const reserved = 1<<(unix.SIGKILL-1) | 1<<(unix.SIGSTOP-1) | faults | runtimes | 1<<(32-1) | 1<<(stopSignal-1)

const (
	faults   = 1<<(unix.SIGSEGV-1) | 1<<(unix.SIGBUS-1) | 1<<(unix.SIGFPE-1)
	runtimes = 1<<(unix.SIGURG-1) | 1<<(unix.SIGPROF-1)
)

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
func Current(sig int) Action { return actions[sig] }

// Signal sets what is done on a signal and returns what was done before: EINVAL
// for Reserved ones; sigaction(2).
func Signal(sig int, act Action) (old Action, err error) {
	if Reserved(sig) {
		return Default, unix.EINVAL
	}
	if act == Note {
		handled = true
		leaveToMain()
	}
	old, actions[sig] = actions[sig], act
	// Told to the kernel even if the signal is blocked: becoming ignored throws
	// away what is pending.
	setAction(sig, kernelAction(act))
	return old, tellKernel(sig)
}

// tellKernel sets the kernel's action for sig from actions and mask.
func tellKernel(sig int) error {
	act := actions[sig]
	// Children are reaped unasked while CHLD is ignored, blocked or not.
	blocked := mask&bit(sig) != 0 && !(sig == int(unix.SIGCHLD) && act == Ignore)
	if blocked {
		act = Note
	}
	if errno := setAction(sig, kernelAction(act)); errno != 0 {
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
// sig-1 of set stands for sig. It returns the set before. Reserved signals are
// never blocked. EINVAL for another how.
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
	next &^= reserved
	if next != 0 {
		handled = true
		leaveToMain()
	}
	// Blocked before another thread's taking it is provided for, provided for
	// until it is unblocked: a signal between the two steps came before or after.
	// And nothing comes between making room in the ring and unblocking.
	blockAll()
	mask = next
	forEach(old^next, tellKernel)
	empty()
	setMask(next)
	return old, nil
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
	for sig, act := range actions {
		if act == Note {
			actions[sig] = Default
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
		case bit(sig)&(runtimes|1<<(unix.SIGKILL-1)|1<<(unix.SIGSTOP-1)) != 0 || sig == 32:
		case bit(sig)&faults != 0:
			if errno := takeFault(sig); errno != 0 {
				return errno
			}
		case sig == stopSignal:
			setAction(sig, &freezeAction)
		case ignoredAtStart(sig):
			actions[sig] = Ignore
		default:
			setAction(sig, &defaultAction)
		}
	}
	mask = currentMask() &^ reserved
	handled = mask != 0
	setMask(mask)
	forEach(mask, tellKernel)
	atomic.StoreUint64(&noteMask, ^uint64(reserved))
	return nil
}
