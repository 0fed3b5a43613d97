package bindings

import (
	"time"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// What package lua and the command line need of the kernel and no binding gives.

// Random is 64 bits of getrandom(2). It cannot fail for a buffer this small
// but where the kernel has no such call; then it is the time.
func Random() uint64 {
	var b [8]byte
	if n, err := unix.Getrandom(b[:], 0); err != nil || n < len(b) {
		return uint64(time.Now().UnixNano())
	}
	return native.Uint64(b[:])
}

// CPUTime is the CPU time that the process has used: clock(3).
func CPUTime() time.Duration {
	var ts unix.Timespec
	unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &ts)
	return time.Duration(ts.Nano())
}

// Remove is remove(3): unlink(2), or rmdir(2) for a directory.
func Remove(path string) error {
	err := unix.Unlink(path)
	if err == unix.EISDIR || err == unix.EPERM {
		if rmdir := unix.Rmdir(path); rmdir != unix.ENOTDIR {
			return rmdir
		}
	}
	return err
}

// Rename is rename(2).
func Rename(from, to string) error { return unix.Rename(from, to) }

// Keep makes fd nslua's own: it moves out of the way of scripts, which cannot
// close, read or write it.
func Keep(fd int) (int, error) { return fork.Keep(fd) }
