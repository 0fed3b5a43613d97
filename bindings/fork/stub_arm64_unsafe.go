//go:build arm64

package fork

import "unsafe"

// findStub tells where stub's SVC instruction lies.
func findStub(start uintptr) (end uintptr, ok bool) {
	const svc = 0xd4000001 // SVC $0
	for i := uintptr(0); i < 160; i += 4 {
		at := start + i
		if **(**uint32)(unsafe.Pointer(&at)) == svc {
			return at, true
		}
	}
	return 0, false
}
