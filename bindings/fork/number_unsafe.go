package fork

import (
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// In a new pid namespace people count: the first process is 1, its child is 2.
// The runtime's threads take numbers as well, so there they are given theirs
// from the other end (clone3(2), set_tid), where they are in nobody's way. Where
// that is not to be had (without CAP_SYS_ADMIN in the namespace, before Linux
// 5.5) they are numbered as they come.

const numbersEach = 32 // of a process, for its threads

var (
	pidMax      uintptr // /proc/sys/kernel/pid_max, 0 if not known
	threadsFrom uintptr // in a pid namespace that this process or an ancestor made or joined: pidMax
	threadArgs  cloneArgs
	threadTid   int32
)

// readPidMax is for the parent, while it may still open files.
func readPidMax() {
	var b [16]byte
	fd, err := unix.Openat(procfd, "sys/kernel/pid_max", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	defer unix.Close(fd)
	if n, err := unix.Read(fd, b[:]); err == nil {
		n, _ := strconv.Atoi(strings.TrimSpace(string(b[:n])))
		pidMax = uintptr(n)
	}
}

// cloneNumbered makes thread i anew under a number of the upper half, or answers
// an error. It may be used where rebuild is.
//
//go:nosplit
func cloneNumbered(f *frame, i int, gate uint32) (r uintptr) {
	below := sys(unix.SYS_GETPID, 0, 0, 0, 0, 0, 0)*numbersEach + uintptr(i)
	if i >= numbersEach || below >= threadsFrom/2 {
		return noNumber
	}
	threadTid = int32(threadsFrom - 1 - below)
	const room = 4096 // clone3 wants a stack's lower end and size; it is used at its upper end
	threadArgs.flags = threadFlags
	threadArgs.parentTid = uint64(procid(f.g))
	threadArgs.stack, threadArgs.stackSize = uint64(f.sp-room), room
	threadArgs.tls = uint64(f.tls)
	threadArgs.setTid, threadArgs.setTidSize = uint64(uintptr(unsafe.Pointer(&threadTid))), 1
	return cloneThread3(uintptr(unsafe.Pointer(&threadArgs)), unsafe.Sizeof(threadArgs), uintptr(gate))
}

const noNumber = ^uintptr(unix.ERANGE) + 1 // -ERANGE
