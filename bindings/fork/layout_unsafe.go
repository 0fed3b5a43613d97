package fork

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// gM is the offset of g.m in the Go runtime's runtime2.go; the linker knows it too.
const gM = 48

var (
	mainG        uintptr // the main goroutine's g, or its m's g0: either leads to m0
	procidOffset uintptr // of m.procid, found at start
)

// findLayout finds m.procid, whose place differs between Go versions: the one
// word that in the m of every thread is that thread's id. Most times the main
// thread's m has one only, and the others need not be stopped for it; every
// freeze compares all of them (known).
func findLayout() error {
	mainG = getg()
	// An m begins with a pointer to its g0, whose m it is.
	if m := load(mainG + gM); !isG(m, m) {
		return badLayout("g.m")
	}
	if offset, unique := searchProcid(0); unique {
		procidOffset = offset
		findPreempt()
		return nil
	}
	for range 100 {
		old := blockAll()
		n, errno := freeze()
		if errno != 0 {
			setMask(old)
			return fmt.Errorf("stopping the threads at start: %w", errno)
		}
		offset, unique := searchProcid(n)
		release()
		setMask(old)
		switch {
		case unique:
			procidOffset = offset
			findPreempt()
			return nil
		case offset != 0 || n == 0:
			// Two candidates: small numbers, as in a young pid namespace.
			// One more thread tells them apart.
			moreThread()
		}
		// None: a thread has just started and the runtime has not noted its id.
		runtime.Gosched()
	}
	return badLayout("m.procid")
}

// maskAtStart is the mask that the program was started with. The runtime has
// taken out of it what no thread of its may block, TERM and CHLD among others; but
// it keeps it in the m of the main thread: m.sigmask, the second field after m.procid, with
// the five words of m.goSigStack before it, which are 0 without cgo.
func maskAtStart() uint64 {
	const (
		gsignal    = 8
		goSigStack = 16
		sigmask    = 56
		// Those that the runtime's blockableSig denies.
		unblocked = forced | 1<<(unix.SIGHUP-1) | 1<<(unix.SIGINT-1) | 1<<(unix.SIGQUIT-1) | 1<<(unix.SIGABRT-1) |
			1<<(unix.SIGTERM-1) | 1<<(unix.SIGSTKFLT-1) | 1<<(unix.SIGCHLD-1) | 1<<(unix.SIGURG-1) |
			1<<(unix.SIGPROF-1) | 1<<(32-1) | 1<<(33-1) | 1<<(34-1)
	)
	now := currentMask()
	if procidOffset == 0 { // no /proc
		return now
	}
	m0 := load(mainG + gM)
	after := m0 + procidOffset
	if !isG(after+gsignal, m0) {
		return now
	}
	for at := uintptr(goSigStack); at < sigmask; at += 8 {
		if load(after+at) != 0 {
			return now
		}
	}
	if set := uint64(load(after + sigmask)); set&^unblocked == now&^unblocked && now&^set == 0 {
		return set
	}
	return now
}

// isG tells whether a pointer to a g of m lies at an address. What is no pointer
// may fault.
func isG(addr, m uintptr) (is bool) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() { recover() }()
	return load(load(addr)+gM) == m
}

func badLayout(field string) error {
	return fmt.Errorf("the Go runtime of %s keeps %s elsewhere than nslua expects; build nslua with Go 1.24, 1.25 or 1.26", runtime.Version(), field)
}

// searchProcid answers an offset in m where the main thread and frames[:n] have
// their ids, and whether it is the only one.
//
// The other threads may be stopped: see freeze.
//
//go:nosplit
func searchProcid(n int) (offset uintptr, unique bool) {
	const searched = 512 // bytes of m; it is much larger
	tid := sys(unix.SYS_GETTID, 0, 0, 0, 0, 0, 0)
	for at := uintptr(8); at < searched; at += 8 {
		match := load(load(mainG+gM)+at) == tid
		for i := 0; match && i < n; i++ {
			match = load(load(frames[i].g+gM)+at) == frames[i].tid
		}
		if match {
			if offset != 0 {
				return offset, false
			}
			offset = at
		}
	}
	return offset, offset != 0
}

// moreThread makes the runtime start another thread, which stays.
func moreThread() {
	ready, done := make(chan struct{}), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		close(ready)
		<-done
		runtime.UnlockOSThread()
	}()
	<-ready
	close(done)
}
