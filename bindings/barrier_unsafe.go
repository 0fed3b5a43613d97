package bindings

import (
	"unsafe"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// sendMessage waits for room, and sends no SIGPIPE.
func sendMessage(L *glua.LState, fd int, message []byte) error {
	_, err := block(L, unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(&message[0])), uintptr(len(message)), unix.MSG_NOSIGNAL, 0, 0)
	return err
}

// receiveMessage waits for one and returns it whole; none is left at the end.
func receiveMessage(L *glua.LState, fd int) ([]byte, error) {
	length, err := block(L, unix.SYS_RECVFROM, uintptr(fd), 0, 0, unix.MSG_PEEK|unix.MSG_TRUNC, 0, 0)
	if err != nil || length == 0 {
		return nil, err
	}
	message := make([]byte, length)
	_, err = block(L, unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(&message[0])), length, 0, 0, 0)
	return message, err
}

// awaitInput waits until there is something to read, the end included;
// ETIMEDOUT after so many milliseconds, handlers' time included.
func awaitInput(L *glua.LState, fd, ms int) error {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &now); err != nil {
		return err
	}
	deadline := now.Nano() + int64(ms)*1e6
	poll := &unix.PollFd{Fd: int32(fd), Events: unix.POLLIN}
	for {
		left := new(unix.Timespec)
		*left = unix.NsecToTimespec(max(deadline-now.Nano(), 0))
		ready, errno := fork.Syscall(unix.SYS_PPOLL, uintptr(unsafe.Pointer(poll)), 1, uintptr(unsafe.Pointer(left)), 0, 0, 0)
		switch {
		case errno == unix.EINTR:
			Deliver(L)
			unix.ClockGettime(unix.CLOCK_MONOTONIC, &now)
		case errno == 0 && ready == 0:
			return unix.ETIMEDOUT
		default:
			return orNil(errno)
		}
	}
}
