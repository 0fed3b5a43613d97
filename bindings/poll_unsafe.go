package bindings

import (
	"time"
	"unsafe"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// ppollOnce waits for a while, for ever where left is negative. The kernel
// writes to the time that it is given.
func ppollOnce(entries []unix.PollFd, left time.Duration) (int, unix.Errno) {
	n, errno := fork.Syscall(unix.SYS_PPOLL, uintptr(unsafe.Pointer(unsafe.SliceData(entries))), uintptr(len(entries)),
		uintptr(unsafe.Pointer(timeLeft(left))), 0, 0, 0)
	return int(n), errno
}

// pollIn waits as ppollOnce does until one of the entries can be read from, also where
// RLIMIT_NOFILE is so small that the kernel refuses so many entries.
func pollIn(entries []unix.PollFd, left time.Duration) (int, unix.Errno) {
	n, errno := ppollOnce(entries, left)
	if errno != unix.EINVAL {
		return n, errno
	}
	const bits = 64
	var set []uint64
	for _, e := range entries {
		for e.Fd >= 0 && int(e.Fd/bits) >= len(set) {
			set = append(set, 0)
		}
		if e.Fd >= 0 {
			set[e.Fd/bits] |= 1 << (e.Fd % bits)
		}
	}
	ready, errno := fork.Syscall(unix.SYS_PSELECT6, uintptr(bits*len(set)), uintptr(unsafe.Pointer(unsafe.SliceData(set))), 0, 0,
		uintptr(unsafe.Pointer(timeLeft(left))), 0)
	for i, e := range entries {
		if entries[i].Revents = 0; errno == 0 && e.Fd >= 0 && set[e.Fd/bits]&(1<<(e.Fd%bits)) != 0 {
			entries[i].Revents = unix.POLLIN
		}
	}
	return int(ready), errno
}

// epollOnce waits for a number of milliseconds, for ever where it is negative.
func epollOnce(epfd int32, events []unix.EpollEvent, timeout int) (int, unix.Errno) {
	n, errno := fork.Syscall(unix.SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(unsafe.Pointer(unsafe.SliceData(events))), uintptr(len(events)),
		uintptr(timeout), 0, 0)
	return int(n), errno
}

func epollCtl(epfd int32, op int, fd int32, event *unix.EpollEvent) error {
	_, err := quick(unix.SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), uintptr(unsafe.Pointer(event)), 0, 0)
	return err
}
