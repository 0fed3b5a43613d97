package fork

import (
	"errors"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Flags of struct sigaction; asm-generic/signal-defs.h, asm/signal.h.
const (
	saSiginfo  = 0x4
	saRestorer = 0x4000000
	saOnstack  = 0x8000000
	saRestart  = 0x10000000
)

// The actions that the kernel is told. defaultAction is all zero.
var (
	ignoreAction = sigaction{handler: 1}
	noteAction   sigaction
	freezeAction sigaction
	faultAction  sigaction
)

var errNoStub = errors.New("the system call in the blocking stub was not found in the program's code")

// makeActions fills in the addresses of the assembly.
func makeActions() error {
	start, freeze, note, fault, restorer := addresses()
	end, ok := findStub(start)
	if !ok {
		return errNoStub
	}
	stubStart, stubEnd = start, end
	const flags, all = saSiginfo | saOnstack | saRestorer, ^uint64(0)
	noteAction = sigaction{note, flags, restorer, all} // without SA_RESTART: EINTR
	freezeAction = sigaction{freeze, flags | saRestart, restorer, all}
	faultAction = sigaction{fault, flags, restorer, all}
	return nil
}

// setAction is rt_sigaction(2). It may be used between stop and go.
//
//go:nosplit
func setAction(sig int, act *sigaction) unix.Errno {
	return errnoOf(sys(unix.SYS_RT_SIGACTION, uintptr(sig), uintptr(unsafe.Pointer(act)), 0, 8, 0, 0))
}

func getAction(sig int) (act sigaction) {
	sys(unix.SYS_RT_SIGACTION, uintptr(sig), 0, uintptr(unsafe.Pointer(&act)), 8, 0, 0)
	return act
}

// ignoredAtStart tells whether sig was ignored when the program started. The Go
// runtime leaves that only for HUP and INT; the rest it has overwritten.
func ignoredAtStart(sig int) bool { return getAction(sig).handler == ignoreAction.handler }

// takeFault puts faultHandler before the runtime's own handler, with the flags
// and the mask that the runtime wants.
func takeFault(sig int) unix.Errno {
	act := getAction(sig)
	runtimeHandlers[sig] = act.handler
	act.handler = faultAction.handler
	return setAction(sig, &act)
}

func currentMask() (set uint64) {
	sys(unix.SYS_RT_SIGPROCMASK, unix.SIG_BLOCK, 0, uintptr(unsafe.Pointer(&set)), 8, 0, 0)
	return set
}

// unblock takes signals out of the main thread's mask.
func unblock(set uint64) {
	sys(unix.SYS_RT_SIGPROCMASK, unix.SIG_UNBLOCK, uintptr(unsafe.Pointer(&set)), 0, 8, 0, 0)
}

// Raise is raise(3): where sig is not blocked it has arrived when Raise returns.
func Raise(sig int) error {
	pid := uintptr(unix.Getpid())
	if errno := errnoOf(sys(unix.SYS_TGKILL, pid, pid, uintptr(sig), 0, 0, 0)); errno != 0 {
		return errno
	}
	return nil
}

// sendSelf sends a signal to this thread as somebody else has sent it: the kernel
// lets a thread tell itself anything. A standard signal that was for the process
// is for the process again, where it merges with the next; others go before those
// that are queued for the process.
func sendSelf(sig int, raw *Raw) unix.Errno {
	const siTkill = -6  // asm-generic/siginfo.h
	var info [16]uint64 // siginfo_t
	copy(info[:], raw[:])
	pid := uintptr(unix.Getpid())
	if sig < 32 && int32(raw[1]) != siTkill {
		return errnoOf(sys(unix.SYS_RT_SIGQUEUEINFO, pid, uintptr(sig), uintptr(unsafe.Pointer(&info)), 0, 0, 0))
	}
	return errnoOf(sys(unix.SYS_RT_TGSIGQUEUEINFO, pid, pid, uintptr(sig), uintptr(unsafe.Pointer(&info)), 0, 0))
}

// Pending is sigpending(2): signals that are blocked and have been sent.
func Pending() (set uint64) {
	for again := true; again; again = !Gathered() {
		Gather()
		sys(unix.SYS_RT_SIGPENDING, uintptr(unsafe.Pointer(&set)), 8, 0, 0, 0, 0)
	}
	return (set | notedSet()) & mask
}

// Wait is sigtimedwait(2), without a timeout if that is nil: EAGAIN when it has
// passed, EINTR as Syscall. Signals of our own are not waited for.
func Wait(set uint64, timeout *unix.Timespec) (Siginfo, unix.Errno) {
	for i := range noted { // and blocked, with no room to put it back
		if bit(int(noted[i].Signo))&set&mask != 0 {
			info, _ := takeAt(i)
			return info, 0
		}
	}
	set &= Waitable
	info := new([16]uint64) // siginfo_t
	for {
		Gather()
		_, errno := Syscall(unix.SYS_RT_SIGTIMEDWAIT, uintptr(unsafe.Pointer(&set)), uintptr(unsafe.Pointer(info)),
			uintptr(unsafe.Pointer(timeout)), 8, 0, 0)
		if errno != unix.EAGAIN || Gathered() {
			return Decode(Raw(info[:6])), errno
		}
		timeout = &unix.Timespec{} // another thread may have had it
	}
}
