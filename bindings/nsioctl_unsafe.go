package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// The requests of ioctl_ns(2) that pass pointers; linux/nsfs.h.

func namespaceOwner(fd int) (uint32, error) {
	uid := new(uint32)
	_, err := quick(unix.SYS_IOCTL, uintptr(fd), unix.NS_GET_OWNER_UID, uintptr(unsafe.Pointer(uid)), 0, 0, 0)
	return *uid, err
}

func namespaceID(fd int, request uintptr) (uint64, error) {
	id := new(uint64)
	if _, err := quick(unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(id)), 0, 0, 0); err != nil {
		return 0, explain(err, hintRequest(fd, request, err))
	}
	return *id, nil
}

// mountNamespaceInfo is struct mnt_ns_info.
type mountNamespaceInfo struct {
	Size, NrMounts uint32
	MntNsID        uint64
}

func nsMntGetInfo(L *glua.LState, fd int32) (*glua.LTable, error) {
	_, info, err := mountNamespaceCall(L, fd, nsMntGetInfoRequest)
	return info, err
}

// mountNamespaceRow is for the requests that open another one.
func mountNamespaceRow(request uintptr) func(*glua.LState, int32) (int, *glua.LTable, error) {
	return func(L *glua.LState, fd int32) (int, *glua.LTable, error) {
		return mountNamespaceCall(L, fd, request)
	}
}

func mountNamespaceCall(L *glua.LState, fd int32, request uintptr) (int, *glua.LTable, error) {
	info := &mountNamespaceInfo{Size: uint32(unsafe.Sizeof(mountNamespaceInfo{}))}
	got, err := quick(unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(info)), 0, 0, 0)
	if err != nil {
		return 0, nil, explain(err, hintRequest(int(fd), request, err))
	}
	return int(got), record(L, count("mnt_ns_id", info.MntNsID), count("nr_mounts", info.NrMounts)), nil
}
