package fork

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

const threadFlags = unix.CLONE_VM | unix.CLONE_FS | unix.CLONE_FILES | unix.CLONE_SIGHAND |
	unix.CLONE_THREAD | unix.CLONE_SYSVSEM | unix.CLONE_SETTLS | unix.CLONE_PARENT_SETTID

// shut closes the gate, for threads that are about to arrive or to be made.
//
//go:nosplit
func shut() (gate uint32) {
	gate = uint32(atomic.LoadUint64(&station)>>32) + 1 | 1
	atomic.StoreUint64(&station, uint64(gate)<<32)
	return gate
}

// rebuild makes threads frames[from:n] anew behind the shut gate and answers how
// far it came. The runtime's note of each thread's id is put right by the
// kernel (CLONE_PARENT_SETTID).
//
// It runs in a process with no other thread than the main one, with locks held
// by threads that do not exist yet: nosplit code and raw system calls only.
//
//go:nosplit
func rebuild(from, n int, gate uint32) (made int, errno unix.Errno) {
	for i := from; i < n; i++ {
		f := &frames[i]
		r := cloneNumbered(f, i, gate)
		if errnoOf(r) != 0 {
			r = cloneThread(threadFlags, f.sp, procid(f.g), f.tls, uintptr(gate))
		}
		if errno := errnoOf(r); errno != 0 {
			return i, errno
		}
	}
	return n, 0
}

// resume lets the rebuilt threads go, none of them waiting for a preemption that
// is lost.
//
//go:nosplit
func resume(n int) {
	for i := 0; i < n; i++ {
		acknowledge(frames[i].g)
	}
	release()
}

// procid is the address of the field m.procid of the thread that runs g.
//
//go:nosplit
func procid(g uintptr) uintptr { return load(g+gM) + procidOffset }

// renewMain puts right what the runtime knows of the main thread in a new process:
// its id, and that no SIGURG is pending for it, as none is inherited.
//
//go:nosplit
func renewMain() {
	at := procid(mainG)
	**(**uint64)(unsafe.Pointer(&at)) = uint64(sys(unix.SYS_GETTID, 0, 0, 0, 0, 0, 0))
	acknowledge(mainG)
}
