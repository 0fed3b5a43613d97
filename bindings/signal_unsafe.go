package bindings

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// rtSigqueueinfo is sigqueue(3): the sender says in a siginfo_t who it is.
func rtSigqueueinfo(pid int32, sig int, value int32) error {
	info := newQueuedInfo(sig)
	info.Value = int64(value)
	_, err := quick(unix.SYS_RT_SIGQUEUEINFO, uintptr(pid), uintptr(sig), uintptr(unsafe.Pointer(info)), 0, 0, 0)
	return err
}

// signalfd4 makes a signalfd, or with fd >= 0 gives one another set.
func signalfd4(fd int32, set uint64, flags uintptr) (int, error) {
	mask := new(uint64)
	*mask = set
	r, err := quick(unix.SYS_SIGNALFD4, uintptr(fd), uintptr(unsafe.Pointer(mask)), 8, flags, 0, 0)
	return int(r), err
}

// itimerval is struct itimerval; linux/time.h.
type itimerval struct{ interval, value unix.Timeval }

// itimerCall is setitimer(2), or getitimer(2) without set.
func itimerCall(which int, set *itimerval) (old itimerval, err error) {
	was := new(itimerval)
	if set == nil {
		_, err = quick(unix.SYS_GETITIMER, uintptr(which), uintptr(unsafe.Pointer(was)), 0, 0, 0, 0)
	} else {
		_, err = quick(unix.SYS_SETITIMER, uintptr(which), uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(was)), 0, 0, 0)
	}
	return *was, err
}
