package fork

import (
	"slices"
	"sync/atomic"
)

// Siginfo is what siginfo_t tells of a signal; asm-generic/siginfo.h.
type Siginfo struct {
	Signo, Errno, Code int32
	Pid                int32  // the sender's, of kill, sigqueue and SIGCHLD
	Uid                uint32 // likewise
	Status             int32  // SIGCHLD: exit code or signal
	Value              uint64 // sigqueue
}

var (
	noted []Siginfo // taken off the ring, in the order they came
	held  uint64    // signals whose handler runs
)

// Noted tells whether Take may have something to give: one load most times.
func Noted() bool {
	return atomic.LoadUint32(&pending) != 0 || len(noted) > 0 && next() >= 0
}

// Hold keeps Take from giving sig while its handler runs, as sa_mask does in C;
// Release ends that.
func Hold(sig int)    { held |= bit(sig) }
func Release(sig int) { held &^= bit(sig) }

// Held tells whether sig's handler runs.
func Held(sig int) bool { return held&bit(sig) != 0 }

// Take gives the oldest noted signal that is not held.
func Take() (Siginfo, bool) {
	drain()
	i := next()
	if i < 0 {
		return Siginfo{}, false
	}
	info := noted[i]
	noted = append(noted[:i], noted[i+1:]...)
	return info, true
}

func next() int {
	for i := range noted {
		if !Held(int(noted[i].Signo)) {
			return i
		}
	}
	return -1
}

// drain empties the ring and unblocks what noteHandler blocked when it was full.
func drain() {
	if empty() {
		setMask(mask)
	}
}

// empty moves the ring's signals to noted and tells whether it was full. A
// standard signal that is there already merges with its equal, as in the kernel;
// real-time ones queue.
func empty() (full bool) {
	atomic.StoreUint32(&pending, 0)
	for tail := atomic.LoadUint32(&ringTail); tail != atomic.LoadUint32(&ringHead); tail++ {
		info := decode(&ring[tail%ringSize])
		if info.Signo >= 32 || !waits(info.Signo) {
			noted = append(noted, info)
		}
		atomic.StoreUint32(&ringTail, tail+1)
	}
	return atomic.SwapUint32(&ringFull, 0) != 0
}

func waits(signo int32) bool {
	for i := range noted {
		if noted[i].Signo == signo {
			return true
		}
	}
	return false
}

// decode reads a siginfo_t, and what noteHandler made of one to send it on.
func decode(raw *[6]uint64) Siginfo {
	info := Siginfo{
		Signo:  int32(raw[0]),
		Errno:  int32(raw[0] >> 32),
		Code:   int32(raw[1]),
		Pid:    int32(raw[2]),
		Uid:    uint32(raw[2] >> 32),
		Status: int32(raw[3]),
		Value:  raw[3],
	}
	if info.Code == forwarded {
		info.Code, info.Errno = info.Errno, 0
	}
	return info
}

// inChild forgets what is the parent's: signals that it has noted and not yet
// handled, the namespaces that waited for this very child, and the page for
// reports.
func inChild() {
	atomic.StoreUint32(&pending, 0)
	atomic.StoreUint32(&ringTail, atomic.LoadUint32(&ringHead))
	atomic.StoreUint32(&ringFull, 0)
	noted = nil
	handled = mask != 0 || slices.Contains(actions[:], Note)
	waiting = 0
	reportsUsed = len(reports)
}
