package bindings

import (
	"unsafe"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// The calls that take pointers, each with the arguments of its manual page.
// Strings have been looked at for NUL bytes where Lua passed them.

const atCwd = ^uintptr(99) // AT_FDCWD, -100 (linux/fcntl.h)

// cString is s with its NUL.
func cString(s string) *byte {
	b := make([]byte, len(s)+1)
	copy(b, s)
	return &b[0]
}

// openatQuick is for /proc, which does not block.
func openatQuick(dir int, path string, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_OPENAT, uintptr(dir), uintptr(unsafe.Pointer(cString(path))), flags|unix.O_CLOEXEC, 0, 0, 0)
	return int(fd), err
}

func read(L *glua.LState, fd int, b []byte) (int, error) {
	n, err := block(L, unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

// readOnce lets no handler run: EINTR comes out.
func readOnce(fd int, b []byte) (int, error) {
	n, errno := fork.Syscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), orNil(errno)
}

// writeOnce lets no handler run: EINTR comes out.
func writeOnce(fd int, b []byte) (int, error) {
	n, errno := fork.Syscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), orNil(errno)
}

// nap sleeps for t, less where a signal comes.
func nap(t *unix.Timespec) {
	fork.Syscall(unix.SYS_PPOLL, 0, 0, uintptr(unsafe.Pointer(t)), 0, 0, 0)
}

func readQuick(fd int, b []byte) (int, error) {
	n, err := quick(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

func writeBlock(L *glua.LState, fd int, b []byte) (int, error) {
	n, err := block(L, unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

// write is for /proc and the trace: it lets no handler run.
func write(fd int, b []byte) (int, error) {
	n, err := quick(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

// ioctlInt passes a pointer to an int. It blocks where SIGTTOU stops the process.
func ioctlInt(L *glua.LState, fd int, request uintptr, value int32) error {
	v := new(int32)
	*v = value
	_, err := block(L, unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(v)), 0, 0, 0)
	return err
}

func pipe2(flags uintptr) (r, w int32, err error) {
	ends := new([2]int32)
	_, err = quick(unix.SYS_PIPE2, uintptr(unsafe.Pointer(ends)), flags, 0, 0, 0, 0)
	return ends[0], ends[1], err
}

func wait4(L *glua.LState, pid int32, status *unix.WaitStatus, options uintptr, usage *unix.Rusage) (int, error) {
	r, err := block(L, unix.SYS_WAIT4, uintptr(pid), uintptr(unsafe.Pointer(status)), options, uintptr(unsafe.Pointer(usage)), 0, 0)
	return int(r), err
}

// clockNanosleep sleeps until the clock shows t.
func clockNanosleep(L *glua.LState, clock uintptr, t *unix.Timespec) error {
	const timerAbstime = 1 // linux/time.h
	_, err := block(L, unix.SYS_CLOCK_NANOSLEEP, clock, timerAbstime, uintptr(unsafe.Pointer(t)), 0, 0, 0)
	return err
}

// pathCall makes a call whose first argument is a path.
func pathCall(L *glua.LState, trap uintptr, path string, flags uintptr) error {
	_, err := block(L, trap, uintptr(unsafe.Pointer(cString(path))), flags, 0, 0, 0, 0)
	return err
}

// pathsCall makes a call whose arguments are two paths.
func pathsCall(L *glua.LState, trap uintptr, first, second string) error {
	_, err := block(L, trap, uintptr(unsafe.Pointer(cString(first))), uintptr(unsafe.Pointer(cString(second))), 0, 0, 0, 0)
	return err
}

// bufferCall makes a call whose first arguments are bytes and their length.
func bufferCall(trap uintptr, b []byte) (int, error) {
	n, err := quick(trap, uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0, 0)
	return int(n), err
}

func prctlPointer(option int, b *[16]byte) error {
	_, err := quick(unix.SYS_PRCTL, uintptr(option), uintptr(unsafe.Pointer(b)), 0, 0, 0, 0)
	return err
}

func prctlGet(option int) (int32, error) {
	value := new(int32)
	_, err := quick(unix.SYS_PRCTL, uintptr(option), uintptr(unsafe.Pointer(value)), 0, 0, 0, 0)
	return *value, err
}

func setgroupsAlone(groups []uint32) error {
	return alone(unix.SYS_SETGROUPS, uintptr(len(groups)), uintptr(unsafe.Pointer(unsafe.SliceData(groups))), 0)
}
