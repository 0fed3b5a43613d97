package fork

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"syscall"
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

func TestMaskHolds(t *testing.T) {
	program{name: "mask"}.run(t)
}

// What is ignored, or blocked, when the program starts.
func TestSignalsAtStart(t *testing.T) {
	program{name: "at start"}.run(t)
}

// A program without handlers ends by the signal that is sent to it, as in C.
func TestDefaultActions(t *testing.T) {
	for _, sig := range []syscall.Signal{unix.SIGTERM, unix.SIGHUP, unix.SIGINT, unix.SIGUSR1, unix.SIGQUIT, unix.SIGSEGV, unix.SIGBUS, unix.SIGFPE, unix.SIGABRT, unix.SIGPIPE, unix.SIGALRM, 40, 64} {
		t.Run(unix.SignalName(sig)+fmt.Sprint(int(sig)), func(t *testing.T) {
			program{name: "default", env: []string{"SIG=" + fmt.Sprint(int(sig))}}.run(t)
		})
	}
}

// Pid 1 is immune to what it does not handle.
func TestInitIsImmune(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) { program{name: "immune", uid: uid}.run(t) })
}

func init() {
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
	programs["other threads"] = otherThreads
	programs["mask"] = maskHolds
	programs["at start"] = atStart
	programs["default"] = defaultActions
	programs["immune"] = immune
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
			if errno := block(); errno != unix.EINTR {
				fail("%s %d: %v", name, i, errno)
			}
			info, ok := Take()
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
// them, more than the ring holds.
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
		for info, ok := Take(); ok; info, ok = Take() {
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
		if info, ok := Take(); ok {
			return info
		}
		blocks(unix.SYS_PPOLL, 0, 0, 0, 0)
	}
}

// maskHolds blocks signals with a handler and without, has them sent by another
// process, and sees them when they are unblocked and not before.
func maskHolds() {
	traffic := startTraffic()
	usr1, usr2, term := bit(int(unix.SIGUSR1)), bit(int(unix.SIGUSR2)), bit(int(unix.SIGTERM))
	chld := bit(int(unix.SIGCHLD))
	Signal(int(unix.SIGUSR1), Note)
	Signal(int(unix.SIGUSR2), Ignore)
	old, err := Mask(unix.SIG_BLOCK, usr1|usr2|term|chld)
	must(err, "block")
	if old != 0 || GetMask() != usr1|usr2|term|chld {
		fail("masks %#x, %#x", old, GetMask())
	}
	parent := unix.Getpid()
	send := func(sigs ...syscall.Signal) {
		reap(child(func() {
			for range 100 {
				for _, sig := range sigs {
					must(unix.Kill(parent, sig), "kill")
				}
			}
		}))
	}
	send(unix.SIGUSR1, unix.SIGTERM)
	if Noted() {
		fail("noted while blocked")
	}
	if set := awaitPending(usr1 | term | chld); set != usr1|term|chld {
		fail("pending %#x", set)
	}
	// TERM is told to be ignored, which throws it away; USR1 comes, once.
	Signal(int(unix.SIGTERM), Ignore)
	Mask(unix.SIG_UNBLOCK, usr1|term)
	if info, ok := Take(); !ok || info.Signo != int32(unix.SIGUSR1) {
		fail("took %+v, %v", info, ok)
	}
	if Noted() {
		fail("equal signals did not merge")
	}
	// A program with TERM at its default ends as soon as it is unblocked.
	Signal(int(unix.SIGTERM), Default)
	pid := child(func() {
		Mask(unix.SIG_BLOCK, term)
		Raise(int(unix.SIGTERM))
		exercise()
		Mask(unix.SIG_SETMASK, 0)
		fail("lives on")
	})
	var status unix.WaitStatus
	wait4(pid, &status)
	if !status.Signaled() || status.Signal() != unix.SIGTERM {
		fail("status %#x", uint32(status))
	}
	traffic.end()
}

// awaitPending is what is pending for this thread or process, once it is the
// set: another thread may be about to send a signal on.
func awaitPending(set uint64) (pending uint64) {
	for start := time.Now(); time.Since(start) < 10*time.Second; {
		sys(unix.SYS_RT_SIGPENDING, uintptr(unsafe.Pointer(&pending)), 8, 0, 0, 0, 0)
		if pending == set {
			break
		}
	}
	return pending
}

// atStart runs this program anew, by fork and exec, with signals ignored and
// blocked.
func atStart() {
	const stage = "NSLUA_AT_START"
	if os.Getenv(stage) != "" {
		if actions[unix.SIGHUP] != Ignore || actions[unix.SIGINT] != Ignore || getAction(int(unix.SIGHUP)).handler != ignoreAction.handler {
			fail("HUP and INT are no longer ignored")
		}
		if mask != bit(int(unix.SIGUSR1)) {
			fail("mask %#x", mask)
		}
		// Blocked at start, and still not taken by any other thread.
		must(unix.Kill(unix.Getpid(), unix.SIGUSR1), "kill")
		exercise()
		if awaitPending(bit(int(unix.SIGUSR1))) == 0 {
			fail("not pending")
		}
		return
	}
	Signal(int(unix.SIGHUP), Ignore)
	Signal(int(unix.SIGINT), Ignore)
	Mask(unix.SIG_BLOCK, bit(int(unix.SIGUSR1)))
	err := Exec("/proc/self/exe", []string{"test"}, append(os.Environ(), programEnv+"=at start", stage+"=1"))
	fail("exec: %v", err)
}

func defaultActions() {
	var sig int
	fmt.Sscan(os.Getenv("SIG"), &sig)
	unix.Prlimit(0, unix.RLIMIT_CORE, &unix.Rlimit{}, nil)
	r, w, err := pipe2()
	must(err, "pipe2")
	pid := child(func() {
		Signal(int(unix.SIGINT), Default) // a test's shell may have it ignored
		Signal(int(unix.SIGHUP), Default)
		Signal(int(unix.SIGQUIT), Default)
		unix.Write(w, []byte("x"))
		for {
			blocks(unix.SYS_PPOLL, 0, 0, 0, 0)
		}
	})
	unix.Read(r, make([]byte, 1))
	must(unix.Kill(pid, syscall.Signal(sig)), "kill")
	var status unix.WaitStatus
	wait4(pid, &status)
	if !status.Signaled() || int(status.Signal()) != sig {
		fail("status %#x", uint32(status))
	}
}

// immune is pid 1 of a namespace: what it sends to itself and what its children
// send it does nothing unless it has a handler; KILL from outside ends it.
func immune() {
	if os.Getuid() != 0 {
		unshare(unix.CLONE_NEWUSER)()
	}
	unshare(unix.CLONE_NEWPID)()
	r, w, err := pipe2()
	must(err, "pipe2")
	pid := child(func() {
		for _, sig := range []syscall.Signal{unix.SIGTERM, unix.SIGINT, unix.SIGUSR1, unix.SIGHUP, unix.SIGSEGV, unix.SIGBUS, unix.SIGQUIT, unix.SIGKILL, unix.SIGSTOP, unix.SIGTSTP} {
			must(Raise(int(sig)), "raise")
			must(unix.Kill(1, sig), "kill")
			reap(child(func() { must(unix.Kill(1, sig), "kill") }))
		}
		Signal(int(unix.SIGTERM), Note)
		reap(child(func() { must(unix.Kill(1, unix.SIGTERM), "kill") }))
		for !Noted() {
			blocks(unix.SYS_PPOLL, 0, 0, 0, 0)
		}
		exercise()
		unix.Write(w, []byte("alive"))
		for {
			blocks(unix.SYS_PPOLL, 0, 0, 0, 0)
		}
	})
	unix.Close(w)
	b := make([]byte, 5)
	if n, _ := unix.Read(r, b); !strings.HasPrefix("alive", string(b[:n])) || n == 0 {
		fail("pid 1 did not live to tell: %q", b[:n])
	}
	must(unix.Kill(pid, unix.SIGKILL), "kill")
	var status unix.WaitStatus
	wait4(pid, &status)
	if !status.Signaled() || status.Signal() != unix.SIGKILL {
		fail("status %#x", uint32(status))
	}
	if _, _, err := Fork(0); err != unix.ENOMEM {
		fail("fork in a dead namespace: %v", err)
	}
}
