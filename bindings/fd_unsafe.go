package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// fcntlPointer waits where cmd is F_SETLKW.
func fcntlPointer(L *glua.LState, fd int32, cmd int, lock *unix.Flock_t) error {
	_, err := block(L, unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(unsafe.Pointer(lock)), 0, 0, 0)
	return err
}

// ownerEx is struct f_owner_ex (asm-generic/fcntl.h).
type ownerEx struct{ kind, pid int32 }

func fcntlOwner(fd int32) (ownerEx, error) {
	owner := new(ownerEx)
	_, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETOWN_EX, uintptr(unsafe.Pointer(owner)), 0, 0, 0)
	return *owner, err
}

func ioctlBuffer(L *glua.LState, fd int32, request int, b []byte) (uintptr, error) {
	return block(L, unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(unsafe.SliceData(b))), 0, 0, 0)
}

func readAt(L *glua.LState, fd int32, b []byte, offset int) (int, error) {
	n, err := block(L, unix.SYS_PREAD64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), uintptr(offset), 0, 0)
	return int(n), err
}

func writeAt(L *glua.LState, fd int32, b []byte, offset int) (int, error) {
	n, err := block(L, unix.SYS_PWRITE64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), uintptr(offset), 0, 0)
	return int(n), err
}

// offsetPointer is nil where the file's own offset is meant.
func offsetPointer(offset int) *int64 {
	if offset == -1 {
		return nil
	}
	o := int64(offset)
	return &o
}

// transfer makes a call that takes two descriptors, each with where its offset
// is, and a length.
func transfer(L *glua.LState, trap uintptr, in int32, inOffset int, out int32, outOffset, n int, flags uintptr) (int, error) {
	moved, err := block(L, trap, uintptr(in), uintptr(unsafe.Pointer(offsetPointer(inOffset))),
		uintptr(out), uintptr(unsafe.Pointer(offsetPointer(outOffset))), uintptr(n), flags)
	return int(moved), explain(err, hintTransfer(trap, in, out, err))
}

func sendfile(L *glua.LState, out, in int32, offset, n int) (int, error) {
	moved, err := block(L, unix.SYS_SENDFILE, uintptr(out), uintptr(in), uintptr(unsafe.Pointer(offsetPointer(offset))), uintptr(n), 0, 0)
	return int(moved), explain(err, hintTransfer(unix.SYS_SENDFILE, in, out, err))
}

func timerfdSet(fd int32, flags uintptr, value unix.ItimerSpec) (unix.ItimerSpec, error) {
	set, before := new(unix.ItimerSpec), new(unix.ItimerSpec)
	*set = value
	_, err := quick(unix.SYS_TIMERFD_SETTIME, uintptr(fd), flags, uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(before)), 0, 0)
	return *before, err
}

func timerfdGet(fd int32) (unix.ItimerSpec, error) {
	now := new(unix.ItimerSpec)
	_, err := quick(unix.SYS_TIMERFD_GETTIME, uintptr(fd), uintptr(unsafe.Pointer(now)), 0, 0, 0, 0)
	return *now, err
}

func memfd(name string, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_MEMFD_CREATE, uintptr(unsafe.Pointer(cString(name))), flags, 0, 0, 0, 0)
	return int(fd), err
}
