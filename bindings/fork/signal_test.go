package fork

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

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
	programs["mask"] = maskHolds
	programs["at start"] = atStart
	programs["default"] = defaultActions
	programs["immune"] = immune
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
	if info, ok := take(); !ok || info.Signo != int32(unix.SIGUSR1) {
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
		if Current(int(unix.SIGHUP)) != Ignore || Current(int(unix.SIGINT)) != Ignore || getAction(int(unix.SIGHUP)).handler != ignoreAction.handler {
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
	err := execute("/proc/self/exe", []string{"test"}, append(os.Environ(), programEnv+"=at start", stage+"=1"))
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
