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
