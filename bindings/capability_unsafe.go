package bindings

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// capHeader and capData are __user_cap_header_struct and two of
// __user_cap_data_struct, for 64 capabilities; linux/capability.h.
type capHeader struct {
	version uint32
	pid     int32
}

type capData struct {
	low, high struct{ effective, permitted, inheritable uint32 }
}

func newCapHeader() *capHeader { return &capHeader{version: unix.LINUX_CAPABILITY_VERSION_3} }

func capgetCall() (effective, permitted, inheritable uint64, err error) {
	data := new(capData)
	_, err = quick(unix.SYS_CAPGET, uintptr(unsafe.Pointer(newCapHeader())), uintptr(unsafe.Pointer(data)), 0, 0, 0, 0)
	join := func(low, high uint32) uint64 { return uint64(high)<<32 | uint64(low) }
	return join(data.low.effective, data.high.effective), join(data.low.permitted, data.high.permitted),
		join(data.low.inheritable, data.high.inheritable), err
}

// capsetCall is for the calling thread only.
func capsetCall(effective, permitted, inheritable uint64) error {
	data := new(capData)
	data.low.effective, data.high.effective = uint32(effective), uint32(effective>>32)
	data.low.permitted, data.high.permitted = uint32(permitted), uint32(permitted>>32)
	data.low.inheritable, data.high.inheritable = uint32(inheritable), uint32(inheritable>>32)
	_, err := quick(unix.SYS_CAPSET, uintptr(unsafe.Pointer(newCapHeader())), uintptr(unsafe.Pointer(data)), 0, 0, 0, 0)
	return err
}
