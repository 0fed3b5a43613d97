package fork

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Signals at random times against calls that block: each call must come back.
// One that is slept over hangs the program.
func TestSignalsAgainstBlockingCalls(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		t.Log(program{name: "signals", uid: uid, limit: 10 * time.Minute}.run(t))
	})
}

// Queued signals are counted: none is lost, whichever thread takes it.
func TestQueuedSignals(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		t.Log(program{name: "queued signals", uid: uid, limit: 10 * time.Minute}.run(t))
	})
}

// A new thread of the runtime's does not yet leave the script's signals to the
// main thread: it sends on what it takes, with all that is known of it.
func TestSignalsToOtherThreads(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "other threads", uid: uid}.run(t) })
}

// More signals than can be noted, while the script changes its mask.
func TestQueuedSignalsAgainstMask(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "queued signals against mask", uid: uid}.run(t) })
}

// However many come of a signal that is not held, the others have room.
func TestUnheldSignalsLeaveRoom(t *testing.T) { program{name: "unheld signals"}.run(t) }

// What stays noted, when another signal is taken or thrown away, or it is asked what
// there is, is not slept over.
func TestNotedStays(t *testing.T) { program{name: "noted stays"}.run(t) }

// Blocked signals are pending, whichever thread the kernel would give them to:
// none is lost or doubled for sigwait and signalfd while the runtime starts
// threads, which block nothing at first.
func TestBlockedSignals(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "blocked signals", uid: uid}.run(t) })
}

// What another process has sent before it says so is pending.
func TestPendingSignals(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "pending signals", uid: uid}.run(t) })
}

func init() {
	programs["blocked signals"] = blockedSignals
	programs["pending signals"] = pendingSignals
	programs["signals"] = func() {
		each := rounds(25000)
		blockingCalls(each)
		reap(child(func() { blockingCalls(each / 10) }))
	}
	programs["queued signals"] = func() {
		traffic := startTraffic()
		queuedSignals(rounds(20000))
		reap(child(func() { queuedSignals(rounds(2000)) }))
		traffic.end()
	}
	programs["queued signals against mask"] = func() { queuedAgainstMask(2000) }
	programs["other threads"] = otherThreads
	programs["noted stays"] = notedStays
	programs["unheld signals"] = func() {
		var others []int
		for sig := 1; sig <= 64; sig++ {
			if bit(sig)&(reserved|forced) == 0 {
				others = append(others, sig)
				Signal(sig, Note)
			}
		}
		Signal(int(unix.SIGTRAP), Note)
		for range 2 * ringSize {
			Raise(int(unix.SIGTRAP))
		}
		for _, sig := range others {
			Raise(sig)
		}
		seen := map[int32]int{}
		for info, ok := Take(); ok; info, ok = Take() {
			seen[info.Signo]++
		}
		for _, sig := range append(others, int(unix.SIGTRAP)) {
			if seen[int32(sig)] != 1 {
				fail("signal %d was noted %d times", sig, seen[int32(sig)])
			}
		}
	}
}

func notedStays() {
	Signal(int(unix.SIGUSR1), Note)
	Signal(int(unix.SIGUSR2), Note)
	for name, look := range map[string]func(){
		"Take":    func() { Take() },
		"Discard": func() { Discard(int(unix.SIGUSR1)) },
		"Fatal":   func() { Fatal() },
	} {
		must(unix.Kill(unix.Getpid(), unix.SIGUSR1), "kill")
		must(unix.Kill(unix.Getpid(), unix.SIGUSR2), "kill")
		look()
		long := &unix.Timespec{Sec: 10}
		if errno := blocks(unix.SYS_PPOLL, 0, 0, uintptr(unsafe.Pointer(long)), 0); errno != unix.EINTR {
			fail("a signal is slept over after %s: %v", name, errno)
		}
		for _, ok := Take(); ok; _, ok = Take() {
		}
		Dismiss(int(unix.SIGUSR1))
		Dismiss(int(unix.SIGUSR2))
	}
}

// queuedAgainstMask has n numbered signals wait for their turn, and
// changes the mask meanwhile.
func queuedAgainstMask(n int) {
	const sig, other = 36, 37
	Signal(sig, Note)
	Mask(unix.SIG_BLOCK, bit(sig))
	for i := range n {
		if errno := queue(unix.Getpid(), sig, uint64(i)); errno != 0 {
			fail("queueing signal %d: %v", i, errno)
		}
	}
	Mask(unix.SIG_UNBLOCK, bit(sig))
	seen := make([]bool, n)
	for i := range n {
		Mask([]int{unix.SIG_BLOCK, unix.SIG_UNBLOCK}[i%2], bit(other))
		info := awaitSignal()
		if seen[info.Value] {
			fail("took %+v again", info)
		}
		seen[info.Value] = true
	}
}

// blockingCalls blocks in each of wait, read, sleep and pause, each so many
// times, while a child sends a signal after a random moment.
func blockingCalls(each int) {
	Signal(int(unix.SIGUSR1), Note)
	empty, _, err := pipe2()
	must(err, "pipe2")
	goR, goW, err := pipe2()
	must(err, "pipe2")

	parent := unix.Getpid()
	sender := child(func() {
		unix.Close(goW) // the end of the parent is the end of the sender
		var b [1]byte
		for {
			if n, err := unix.Read(goR, b[:]); n == 0 || err != nil {
				return
			}
			for range rand.IntN(3000) { // up to some microseconds
			}
			must(unix.Kill(parent, unix.SIGUSR1), "kill")
		}
	})
	unix.Close(goR)

	hour := unix.Timespec{Sec: 3600}
	var b [1]byte
	blocking := map[string]func() unix.Errno{
		"wait4":     func() unix.Errno { return blocks(unix.SYS_WAIT4, uintptr(sender), 0, 0, 0) },
		"read":      func() unix.Errno { return blocks(unix.SYS_READ, uintptr(empty), uintptr(unsafe.Pointer(&b)), 1, 0) },
		"nanosleep": func() unix.Errno { return blocks(unix.SYS_NANOSLEEP, uintptr(unsafe.Pointer(&hour)), 0, 0, 0) },
		"ppoll":     func() unix.Errno { return blocks(unix.SYS_PPOLL, 0, 0, 0, 0) }, // pause(2) where there is none
	}
	start := time.Now()
	for name, block := range blocking {
		for i := range each {
			unix.Write(goW, []byte("x"))
			for range rand.IntN(3000) {
			}
			// A signal of the runtime's own may end a call first that the kernel
			// does not restart; one that is lost leaves this loop hanging.
			for again := true; again; again = !Noted() {
				if errno := block(); errno != unix.EINTR {
					fail("%s %d: %v", name, i, errno)
				}
			}
			info, ok := take()
			if !ok || info.Signo != int32(unix.SIGUSR1) || info.Pid != int32(sender) || info.Code != 0 {
				fail("%s %d: took %+v, %v", name, i, info, ok)
			}
			if Noted() {
				fail("%s %d: noted twice", name, i)
			}
		}
	}
	fmt.Printf("%d signals in %v\n", each*len(blocking), time.Since(start).Round(time.Millisecond))
	unix.Close(goW)
	reap(sender)
}

func blocks(trap, a1, a2, a3, a4 uintptr) unix.Errno {
	_, errno := Syscall(trap, a1, a2, a3, a4, 0, 0)
	return errno
}

// queuedSignals receives numbered real-time signals as fast as a child can send
// them.
func queuedSignals(n int) {
	const sig = 36
	Signal(sig, Note)
	parent := unix.Getpid()
	sender := child(func() {
		for i := range n {
			for queue(parent, sig, uint64(i)) == unix.EAGAIN {
				time.Sleep(100 * time.Microsecond)
			}
		}
	})
	seen := make([]bool, n)
	for left := n; left > 0; {
		for info, ok := take(); ok; info, ok = take() {
			if info.Signo != sig || info.Code != siQueue || info.Pid != int32(sender) || seen[info.Value] {
				fail("took %+v", info)
			}
			seen[info.Value] = true
			left--
		}
		if left > 0 {
			if errno := blocks(unix.SYS_PPOLL, 0, 0, 0, 0); errno != unix.EINTR {
				fail("ppoll: %v", errno)
			}
		}
	}
	reap(sender)
}

const siQueue = -1 // asm-generic/siginfo.h

// queue is sigqueue(3).
func queue(pid, sig int, value uint64) unix.Errno {
	info := [16]uint64{uint64(sig), uint64(uint32(0xffffffff)), uint64(unix.Getpid()) | uint64(unix.Getuid())<<32, value}
	return errnoOf(sys(unix.SYS_RT_SIGQUEUEINFO, uintptr(pid), uintptr(sig), uintptr(unsafe.Pointer(&info)), 0, 0, 0))
}

func otherThreads() {
	const std, rt = int(unix.SIGUSR1), 40
	Signal(std, Note)
	Signal(rt, Note)
	pid := unix.Getpid()

	// Directed at the thread, so that nobody else can take it.
	must(unix.Tgkill(pid, newThread(), unix.SIGUSR1), "tgkill")
	if info := awaitSignal(); info.Signo != int32(std) || info.Code != -6 || info.Pid != int32(pid) {
		fail("tgkill: took %+v", info)
	}
	info := [16]uint64{uint64(rt), uint64(uint32(0xffffffff)), uint64(pid), 4711}
	r := sys(unix.SYS_RT_TGSIGQUEUEINFO, uintptr(pid), uintptr(newThread()), uintptr(rt), uintptr(unsafe.Pointer(&info)), 0, 0)
	if errno := errnoOf(r); errno != 0 {
		fail("rt_tgsigqueueinfo: %v", errno)
	}
	if info := awaitSignal(); info.Signo != int32(rt) || info.Code != siQueue || info.Value != 4711 {
		fail("sigqueue: took %+v", info)
	}

	// Blocked in the main thread, and no queue to send it on by: it stays
	// pending for the process.
	Mask(unix.SIG_BLOCK, bit(std)|bit(rt))
	must(unix.Prlimit(0, unix.RLIMIT_SIGPENDING, &unix.Rlimit{}, nil), "prlimit")
	newThread()
	must(unix.Kill(pid, unix.SIGUSR1), "kill")
	must(unix.Kill(pid, rt), "kill")
	if set := awaitPending(bit(std) | bit(rt)); set != bit(std)|bit(rt) {
		fail("pending %#x", set)
	}
	if Noted() {
		fail("noted while blocked")
	}
	Mask(unix.SIG_SETMASK, 0)
	if a, b := awaitSignal().Signo, awaitSignal().Signo; a+b != int32(std+rt) {
		fail("took %d and %d", a, b)
	}
}

// newThread answers the id of a thread that blocks no signal yet: one that the
// runtime has made since the last freeze.
func newThread() (tid int) {
	id := make(chan int)
	for tid == 0 {
		go func() {
			runtime.LockOSThread() // for ever: the next one needs another thread
			if currentMask()&bit(int(unix.SIGUSR1)) != 0 {
				id <- 0
			} else {
				id <- unix.Gettid()
			}
			select {}
		}()
		tid = <-id
	}
	return tid
}

func awaitSignal() Siginfo {
	for {
		if info, ok := take(); ok {
			return info
		}
		blocks(unix.SYS_PPOLL, 0, 0, 0, 0)
	}
}

// take is for a handler that has run as soon as its signal is taken.
func take() (Siginfo, bool) {
	info, ok := Take()
	if ok {
		Dismiss(int(info.Signo))
	}
	return info, ok
}

func blockedSignals() {
	const sig, n = 36, 10000
	Mask(unix.SIG_BLOCK, bit(sig))
	fd := signalfd(bit(sig))
	for name, receive := range map[string]func() Siginfo{
		"sigwait": func() Siginfo {
			info, errno := Wait(bit(sig), nil)
			for errno == unix.EINTR {
				info, errno = Wait(bit(sig), nil)
			}
			if errno != 0 {
				fail("Wait: %v", errno)
			}
			return info
		},
		"signalfd": func() Siginfo { return signalfdRead(fd) },
	} {
		// No more at a time than the queue holds, where they would lose their values.
		const some = 500
		goR, goW, err := pipe2()
		must(err, "pipe2")
		parent := unix.Getpid()
		sender := child(func() {
			for i := range n {
				if i%some == 0 {
					unix.Read(goR, make([]byte, 1))
				}
				if errno := queue(parent, sig, uint64(i)); errno != 0 {
					fail("queueing signal %d: %v", i, errno)
				}
			}
		})
		seen := make([]bool, n)
		unix.Write(goW, make([]byte, 1))
		for i := range n {
			if i%some == 0 {
				unix.Write(goW, make([]byte, 1))
				newThread()
			}
			info := receive()
			if info.Signo != sig || info.Code != siQueue || info.Pid != int32(sender) || seen[info.Value] {
				fail("%s: took %+v", name, info)
			}
			seen[info.Value] = true
		}
		reap(sender)
		if set := Pending(); set != 0 || Noted() {
			fail("%s: more pending: %#x", name, set)
		}
	}
}

func pendingSignals() {
	const sig = int(unix.SIGUSR1)
	set := bit(sig)
	Mask(unix.SIG_BLOCK, set)
	goR, goW, err := pipe2()
	must(err, "pipe2")
	sentR, sentW, err := pipe2()
	must(err, "pipe2")
	parent := unix.Getpid()
	sender := child(func() {
		unix.Close(goW)
		var b [1]byte
		for {
			if n, err := unix.Read(goR, b[:]); n == 0 || err != nil {
				return
			}
			must(unix.Kill(parent, unix.SIGUSR1), "kill")
			unix.Write(sentW, b[:])
		}
	})
	var b [1]byte
	fd := signalfd(set)
	for i := range 300 {
		if i%6 == 0 {
			newThread()
		}
		unix.Write(goW, b[:])
		unix.Read(sentR, b[:])
		if pending := Pending(); pending != set {
			fail("%d: pending %#x", i, pending)
		}
		var info Siginfo
		if i%3 == 0 {
			info = signalfdRead(fd)
		} else {
			var errno unix.Errno
			if info, errno = Wait(set, &unix.Timespec{}); errno != 0 {
				fail("%d: Wait: %v", i, errno)
			}
		}
		if info.Signo != int32(sig) || info.Code != 0 || info.Pid != int32(sender) {
			fail("%d: took %+v", i, info)
		}
		if _, errno := Wait(set, &unix.Timespec{}); errno != unix.EAGAIN {
			fail("%d: Wait of nothing: %v", i, errno)
		}
	}
	unix.Close(goW)
	reap(sender)
}

func signalfd(set uint64) int {
	fd, err := unix.Signalfd(-1, &unix.Sigset_t{Val: [16]uint64{set}}, unix.SFD_CLOEXEC)
	must(err, "signalfd")
	return fd
}

// signalfdRead reads struct signalfd_siginfo; linux/signalfd.h.
func signalfdRead(fd int) (info Siginfo) {
	var b [32]int32
	for {
		n, errno := Syscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(&b)), unsafe.Sizeof(b), 0, 0, 0)
		if errno == unix.EINTR {
			continue
		}
		if errno != 0 || n != unsafe.Sizeof(b) {
			fail("read of a signalfd: %d, %v", n, errno)
		}
		info.Signo, info.Pid, info.Value = b[0], b[3], uint64(b[11])
		info.Errno, info.Code = Original(b[1], b[2])
		return info
	}
}
