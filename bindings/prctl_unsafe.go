package bindings

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// schedCoreCookie tells which processes may run on a core together: those of one
// cookie. The kernel writes its 64 bits to memory.
func schedCoreCookie(pid, scope uintptr) (uint64, error) {
	cookie := new(uint64)
	_, err := quick(unix.SYS_PRCTL, unix.PR_SCHED_CORE, unix.PR_SCHED_CORE_GET, pid, scope, uintptr(unsafe.Pointer(cookie)), 0)
	return *cookie, err
}
