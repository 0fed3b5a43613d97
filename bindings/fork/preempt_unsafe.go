package fork

import (
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The runtime preempts a thread by a SIGURG to it, and notes in its m that one
// is under way (m.signalPending); the handler counts it (m.preemptGen) and
// clears the note. A SIGURG that was pending when a thread was stopped is lost
// when the thread is made anew, the note is not, and without more that thread
// would never be preempted again: a loop there would hang the next collection.

// preemptGen is the offset of m.preemptGen, which m.signalPending follows; 0 if
// findPreempt has not found them.
var preemptGen uintptr

// acknowledge does for the thread that runs g what the handler of a lost SIGURG
// would have done, short of preempting: the runtime asks again. If the words are
// not known it sends the signal once more.
//
// It runs before the threads that it is for: see rebuild.
//
//go:nosplit
func acknowledge(g uintptr) {
	if preemptGen == 0 {
		urge(load(procid(g)))
		return
	}
	m := load(g + gM)
	if pending := word(m + preemptGen + 4); atomic.LoadUint32(pending) != 0 {
		atomic.AddUint32(word(m+preemptGen), 1)
		atomic.StoreUint32(pending, 0)
	}
}

//go:nosplit
func word(addr uintptr) *uint32 { return *(**uint32)(unsafe.Pointer(&addr)) }

// findPreempt finds the two words by what they do: the one counts every SIGURG
// that the main thread gets, and the next one, set, is cleared by it. If none
// does, as with GODEBUG=asyncpreemptoff=1, a SIGURG is sent to each thread that
// is made anew instead, which is right too and costs each of them its handler.
func findPreempt() {
	m0 := load(mainG + gM)
	var counts [384]bool // words of m, of which there are more
	for i := range counts {
		counts[i] = true
	}
	for times := uint32(1); times <= 3; times++ {
		var before [len(counts)]uint32
		for i := range before {
			before[i] = atomic.LoadUint32(word(m0 + uintptr(i)*4))
		}
		for range times {
			urge(uintptr(unix.Getpid()))
		}
		for i := range counts {
			counts[i] = counts[i] && atomic.LoadUint32(word(m0+uintptr(i)*4))-before[i] == times
		}
	}
	found := uintptr(0)
	for i := range counts {
		if counts[i] {
			if found != 0 {
				return
			}
			found = uintptr(i) * 4
		}
	}
	if found == 0 || atomic.LoadUint32(word(m0+found+4)) != 0 {
		return
	}
	atomic.StoreUint32(word(m0+found+4), 1)
	urge(uintptr(unix.Getpid()))
	if !atomic.CompareAndSwapUint32(word(m0+found+4), 1, 0) {
		preemptGen = found
	}
}

// urge sends SIGURG to a thread.
//
//go:nosplit
func urge(tid uintptr) {
	sys(unix.SYS_TGKILL, sys(unix.SYS_GETPID, 0, 0, 0, 0, 0, 0), tid, uintptr(unix.SIGURG), 0, 0, 0)
}
