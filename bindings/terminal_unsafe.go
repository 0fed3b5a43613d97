package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// ioctlTermios waits for what has been written to be sent, and blocks where
// SIGTTOU stops the process.
func ioctlTermios(L *glua.LState, fd int32, request uintptr, modes *unix.Termios) error {
	_, err := block(L, unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(modes)), 0, 0, 0)
	return err
}
