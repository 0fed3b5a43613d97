package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// cStringOrNull is NULL for what was left out.
func cStringOrNull(s string) *byte {
	if s == "" {
		return nil
	}
	return cString(s)
}

func mountCall(L *glua.LState, source, target, fstype string, flags uintptr, data string) error {
	_, err := block(L, unix.SYS_MOUNT, uintptr(unsafe.Pointer(cString(source))), uintptr(unsafe.Pointer(cString(target))),
		uintptr(unsafe.Pointer(cString(fstype))), flags, uintptr(unsafe.Pointer(cString(data))), 0)
	return err
}

// fsopenCall may wait, for modprobe, but no signal ends that.
func fsopenCall(fstype string, flags uintptr) (int, error) {
	fd, err := quick(unix.SYS_FSOPEN, uintptr(unsafe.Pointer(cString(fstype))), flags, 0, 0, 0, 0)
	return int(fd), err
}

// pathAtCall makes a call whose arguments are a directory, a path below it and
// flags, and whose result is a descriptor.
func pathAtCall(L *glua.LState, trap uintptr, dir int32, path string, flags uintptr) (int, error) {
	fd, err := block(L, trap, uintptr(dir), uintptr(unsafe.Pointer(cString(path))), flags, 0, 0, 0)
	return int(fd), err
}

// fsconfigCall takes value as nil for what has none.
func fsconfigCall(L *glua.LState, fd int32, command int, key string, value *byte, aux int32) error {
	_, err := block(L, unix.SYS_FSCONFIG, uintptr(fd), uintptr(command), uintptr(unsafe.Pointer(cStringOrNull(key))),
		uintptr(unsafe.Pointer(value)), uintptr(aux), 0)
	return err
}

// fsconfigQuick is for what a hint tries.
func fsconfigQuick(fd, command int, key string, value *byte) error {
	_, err := quick(unix.SYS_FSCONFIG, uintptr(fd), uintptr(command), uintptr(unsafe.Pointer(cString(key))), uintptr(unsafe.Pointer(value)), 0, 0)
	return err
}

func moveMountCall(L *glua.LState, fromDir int32, from string, toDir int32, to string, flags uintptr) error {
	_, err := block(L, unix.SYS_MOVE_MOUNT, uintptr(fromDir), uintptr(unsafe.Pointer(cString(from))),
		uintptr(toDir), uintptr(unsafe.Pointer(cString(to))), flags, 0)
	return err
}

func mountSetattrCall(L *glua.LState, dir int32, path string, flags uintptr, attr *unix.MountAttr) error {
	_, err := block(L, unix.SYS_MOUNT_SETATTR, uintptr(dir), uintptr(unsafe.Pointer(cString(path))), flags,
		uintptr(unsafe.Pointer(attr)), unsafe.Sizeof(*attr), 0)
	return err
}

func listmountCall(request *mountRequest, ids []uint64) (int, error) {
	n, err := quick(unix.SYS_LISTMOUNT, uintptr(unsafe.Pointer(request)), uintptr(unsafe.Pointer(unsafe.SliceData(ids))), uintptr(len(ids)), 0, 0, 0)
	return int(n), err
}

func statmountCall(request *mountRequest, b []byte) error {
	_, err := quick(unix.SYS_STATMOUNT, uintptr(unsafe.Pointer(request)), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return err
}
