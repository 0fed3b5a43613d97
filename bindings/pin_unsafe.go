package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// bindFile mounts what is open at a path. The new calls take a descriptor, where
// mount(2) would need the path of a /proc.
func bindFile(L *glua.LState, fd int, path string) error {
	empty := uintptr(unsafe.Pointer(cString("")))
	tree, err := block(L, unix.SYS_OPEN_TREE, uintptr(fd), empty, unix.AT_EMPTY_PATH|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC, 0, 0, 0)
	if err != nil {
		return err
	}
	defer Close(int(tree))
	_, err = block(L, unix.SYS_MOVE_MOUNT, tree, uintptr(unsafe.Pointer(cString(""))), atCwd, uintptr(unsafe.Pointer(cString(path))), unix.MOVE_MOUNT_F_EMPTY_PATH, 0)
	return err
}
