package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

func socketPair(domain int, typ uintptr, protocol int) (a, b int32, err error) {
	ends := new([2]int32)
	_, err = quick(unix.SYS_SOCKETPAIR, uintptr(domain), typ, uintptr(protocol), uintptr(unsafe.Pointer(ends)), 0, 0)
	return ends[0], ends[1], err
}

func addressCall(L *glua.LState, trap uintptr, fd int32, address []byte) error {
	_, err := block(L, trap, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(address))), uintptr(len(address)), 0, 0, 0)
	return err
}

// addressMax is the size of struct sockaddr_storage (linux/socket.h), and one
// more for the NUL that the kernel adds to the longest path.
const addressMax = 129

// An addressBuffer has room for what the kernel tells, and its length.
type addressBuffer struct {
	bytes  [addressMax]byte
	length uint32
}

func newAddressBuffer() *addressBuffer { return &addressBuffer{length: addressMax} }

func (b *addressBuffer) address() []byte { return b.bytes[:min(b.length, addressMax)] }

func acceptCall(L *glua.LState, fd int32, flags uintptr) (int, []byte, error) {
	b := newAddressBuffer()
	accepted, err := block(L, unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&b.bytes)), uintptr(unsafe.Pointer(&b.length)), flags, 0, 0)
	return int(accepted), b.address(), err
}

func nameCall(trap uintptr, fd int32) ([]byte, error) {
	b := newAddressBuffer()
	_, err := quick(trap, uintptr(fd), uintptr(unsafe.Pointer(&b.bytes)), uintptr(unsafe.Pointer(&b.length)), 0, 0, 0)
	return b.address(), err
}

func getsockoptBytes(fd int32, level, option int, b []byte) (int, error) {
	length := new(uint32)
	*length = uint32(len(b))
	_, err := quick(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(unsafe.Pointer(length)), 0)
	return int(*length), err
}

func setsockoptBytes(fd int32, level, option int, b []byte) error {
	_, err := quick(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0)
	return err
}

func sendtoCall(L *glua.LState, fd int32, b []byte, flags uintptr, address []byte) (int, error) {
	n, err := block(L, unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), flags,
		uintptr(unsafe.Pointer(unsafe.SliceData(address))), uintptr(len(address)))
	return int(n), err
}

func recvfromCall(L *glua.LState, fd int32, b []byte, flags uintptr) (int, []byte, error) {
	from := newAddressBuffer()
	n, err := block(L, unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), flags,
		uintptr(unsafe.Pointer(&from.bytes)), uintptr(unsafe.Pointer(&from.length)))
	return int(n), from.address(), err
}

// messageHeader is struct msghdr with its one iovec; what it points to, it keeps alive.
func messageHeader(data, address, control []byte) *unix.Msghdr {
	vector := &unix.Iovec{Base: unsafe.SliceData(data)}
	vector.SetLen(len(data))
	header := &unix.Msghdr{Iov: vector, Name: unsafe.SliceData(address), Namelen: uint32(len(address)), Control: unsafe.SliceData(control)}
	header.SetIovlen(1)
	header.SetControllen(len(control))
	return header
}

func sendmsgCall(L *glua.LState, fd int32, data, address, control []byte, flags uintptr) (int, error) {
	n, err := block(L, unix.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(messageHeader(data, address, control))), flags, 0, 0, 0)
	return int(n), err
}

// recvmsgCall returns how much there was of each, and the flags of what was received.
func recvmsgCall(L *glua.LState, fd int32, data, address, control []byte, flags uintptr) (received, named, controlled int, got uintptr, err error) {
	header := messageHeader(data, address, control)
	n, err := block(L, unix.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(header)), flags, 0, 0, 0)
	return int(n), int(header.Namelen), int(header.Controllen), uintptr(uint32(header.Flags)), err
}

func interfaceCall(fd int, request uint, ifreq *[40]byte) error {
	_, err := quick(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(ifreq)), 0, 0, 0)
	return err
}
