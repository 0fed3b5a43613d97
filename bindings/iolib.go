package bindings

import (
	"errors"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// What package lua's files need of the kernel and no binding gives.

// The errors that a file gives without asking the kernel.
var (
	ErrDescriptor error = unix.EBADF
	ErrInvalid    error = unix.EINVAL
)

// TooManyFiles tells that no descriptor is free.
func TooManyFiles(err error) bool { return errors.Is(err, unix.EMFILE) || errors.Is(err, unix.ENFILE) }

// ErrorText is what Fail tells of an error.
func ErrorText(err error) string { return errorText(err) }

// OpenFile is open(2) with O_CLOEXEC; EINVAL for a path with a NUL byte.
func OpenFile(L *glua.LState, path string, flags int, mode uint32) (int, error) {
	for i := range len(path) {
		if path[i] == 0 {
			return -1, unix.EINVAL
		}
	}
	return here(path).openat(L, uintptr(flags), mode)
}

// Read is read(2); the host's own descriptors are not there to be read.
func Read(L *glua.LState, fd int, b []byte) (int, error) {
	if fork.Own(fd) {
		return 0, unix.EBADF
	}
	for awaitKeys(fd) {
		Deliver(L)
	}
	return read(L, fd, b)
}

// ReadOnce is one read(2). Where a signal has interrupted it, it tells that handlers
// are to run before it is tried again: they may read too.
func ReadOnce(fd int, b []byte) (n int, interrupted bool, err error) {
	if fork.Own(fd) {
		return 0, false, unix.EBADF
	}
	if awaitKeys(fd) {
		return 0, true, nil
	}
	n, err = readOnce(fd, b)
	if err == unix.EINTR {
		return 0, true, nil
	}
	return max(n, 0), false, err
}

// WriteOnce is one write(2), as ReadOnce is one read(2).
func WriteOnce(fd int, b []byte) (n int, interrupted bool, err error) {
	if fork.Own(fd) {
		return 0, false, unix.EBADF
	}
	n, err = writeOnce(fd, b)
	if err == unix.EINTR {
		return 0, true, nil
	}
	return max(n, 0), false, err
}

// Seek is lseek(2).
func Seek(fd int, offset int64, whence int) (int64, error) {
	if fork.Own(fd) {
		return 0, unix.EBADF
	}
	position, err := quick(unix.SYS_LSEEK, uintptr(fd), uintptr(offset), uintptr(whence), 0, 0, 0)
	return int64(position), err
}

// OpenMode is what a descriptor is open for, O_RDONLY, O_WRONLY or O_RDWR; EBADF
// if it is not open.
func OpenMode(fd int) (int, error) {
	if fork.Own(fd) {
		return 0, unix.EBADF
	}
	flags, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFL, 0, 0, 0, 0)
	return int(flags) & unix.O_ACCMODE, err
}

// Append has every write(2) to a descriptor go to the end of the file.
func Append(fd int) error {
	flags, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFL, 0, 0, 0, 0)
	if err == nil && flags&unix.O_APPEND == 0 {
		_, err = quick(unix.SYS_FCNTL, uintptr(fd), unix.F_SETFL, flags|unix.O_APPEND, 0, 0, 0)
	}
	return err
}

// Close is close(2). It is not tried again after EINTR: the descriptor is gone.
func Close(fd int) error {
	if fork.Own(fd) {
		return unix.EBADF
	}
	_, err := quick(unix.SYS_CLOSE, uintptr(fd), 0, 0, 0, 0, 0)
	return err
}
