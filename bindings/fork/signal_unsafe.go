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

// Raise sends sig to this thread as kill(2) from this process would: where it is
// not blocked it has arrived when Raise returns.
func Raise(sig int) error {
	info := [16]uint64{} // siginfo_t; si_code SI_USER is 0
	*(*int32)(unsafe.Pointer(&info)) = int32(sig)
	*(*[2]int32)(unsafe.Pointer(&info[2])) = [2]int32{int32(unix.Getpid()), int32(unix.Getuid())}
	pid := uintptr(unix.Getpid())
	r := sys(unix.SYS_RT_TGSIGQUEUEINFO, pid, pid, uintptr(sig), uintptr(unsafe.Pointer(&info)), 0, 0)
	if errno := errnoOf(r); errno != 0 {
		return errno
	}
	return nil
}
