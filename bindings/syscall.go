package bindings

import (
	"encoding/binary"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// The three ways into the kernel. Arguments that are pointers are converted in
// the call itself, which go:uintptrescapes makes keep them alive and in place.

// block makes a call that may block. Interrupted by a signal that the script
// handles, it runs the handlers and goes on; an error of theirs is raised in L.
//
//go:uintptrescapes
func block(L *glua.LState, trap, a1, a2, a3, a4, a5, a6 uintptr) (uintptr, error) {
	for {
		r, errno := fork.Syscall(trap, a1, a2, a3, a4, a5, a6)
		if errno != unix.EINTR {
			return r, orNil(errno)
		}
		Deliver(L)
	}
}

// quick makes a call that does not block.
//
//go:uintptrescapes
func quick(trap, a1, a2, a3, a4, a5, a6 uintptr) (uintptr, error) {
	r, _, errno := unix.RawSyscall6(trap, a1, a2, a3, a4, a5, a6)
	return r, orNil(errno)
}

// alone makes a call that changes what the kernel keeps for each thread and a
// C program has once.
//
//go:uintptrescapes
func alone(trap, a1, a2, a3 uintptr) error {
	_, err := fork.Alone(trap, a1, a2, a3)
	return err
}

// aloneIf makes a call that changes what the kernel keeps for each thread where it
// is of this process, else one that does not block.
//
//go:uintptrescapes
func aloneIf(own bool, trap, a1, a2, a3 uintptr) error {
	if own {
		return alone(trap, a1, a2, a3)
	}
	_, err := quick(trap, a1, a2, a3, 0, 0, 0)
	return err
}

// native is the order of the bytes in the structures of this machine's kernel.
var native = binary.NativeEndian

// orNil keeps an Errno of 0 from becoming an error that is not nil.
func orNil(errno unix.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}
