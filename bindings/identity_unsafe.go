package bindings

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// getThree is getresuid(2) or getresgid(2): the real, the effective and the saved
// id.
func getThree(trap uintptr) (real, effective, saved int, err error) {
	ids := new([3]uint32)
	_, err = quick(trap, uintptr(unsafe.Pointer(&ids[0])), uintptr(unsafe.Pointer(&ids[1])), uintptr(unsafe.Pointer(&ids[2])), 0, 0, 0)
	return int(ids[0]), int(ids[1]), int(ids[2]), err
}

func groupsCall() ([]uint32, error) {
	n, err := quick(unix.SYS_GETGROUPS, 0, 0, 0, 0, 0, 0)
	if err != nil || n == 0 {
		return nil, err
	}
	groups := make([]uint32, n)
	n, err = quick(unix.SYS_GETGROUPS, n, uintptr(unsafe.Pointer(&groups[0])), 0, 0, 0, 0)
	return groups[:n], err
}
