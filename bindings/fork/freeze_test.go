package fork

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Threads that cannot be stopped, and signals that stop nobody.

// The parent of a vfork sleeps where only a fatal signal wakes it.
func TestUnstoppableThread(t *testing.T) {
	t.Parallel()
	program{name: "unstoppable thread"}.run(t)
}

func init() {
	programs["unstoppable thread"] = func() {
		handle(unix.SIGUSR1)
		r, w, err := pipe2()
		must(err, "pipe2")
		vforked := make(chan uintptr)
		go func() { vforked <- unstoppable(unix.Getpid(), r) }()
		awaitSignal()

		start := time.Now()
		if _, _, err := Fork(0); !errors.Is(err, unix.ETIMEDOUT) || !strings.Contains(err.Error(), "thread") {
			fail("fork: %v", err)
		}
		exercise()
		if _, err := Alone(unix.SYS_GETUID, 0, 0, 0); !errors.Is(err, unix.ETIMEDOUT) {
			fail("Alone: %v", err)
		}
		exercise()
		if took := time.Since(start); took < 10*time.Second {
			fail("both gave up after %v", took)
		}

		unix.Write(w, []byte("x"))
		reap(int(<-vforked))
		forks()
	}
}

// unstoppable makes a child that sends SIGUSR1 to pid and ends once r can be read. The
// thread waits for it in the kernel.
//
//go:nosplit
func unstoppable(pid, r int) (child uintptr) {
	entersyscall()
	child = sys(unix.SYS_CLONE, unix.CLONE_VFORK|uintptr(unix.SIGCHLD), 0, 0, 0, 0, 0)
	if child == 0 {
		sys(unix.SYS_KILL, uintptr(pid), uintptr(unix.SIGUSR1), 0, 0, 0, 0)
		sys(unix.SYS_READ, uintptr(r), 0, 1, 0, 0, 0)
		sys(unix.SYS_EXIT_GROUP, 0, 0, 0, 0, 0, 0)
	}
	exitsyscall()
	return child
}

func TestOffTheMainThread(t *testing.T) {
	program{name: "off the main thread"}.run(t)
}

func init() {
	programs["off the main thread"] = func() {
		done := make(chan bool)
		go func() {
			_, _, forkErr := Fork(0)
			_, aloneErr := Alone(unix.SYS_GETUID, 0, 0, 0)
			for _, err := range []error{forkErr, aloneErr} {
				if err == nil || !strings.Contains(err.Error(), "not on the main thread") {
					fail("%v", err)
				}
			}
			close(done)
		}()
		<-done
		checkNoChild()
	}
}

// A child may be killed or stopped before it can say that it runs.
func TestSilentChild(t *testing.T) {
	program{name: "silent child"}.run(t)
}

func init() {
	programs["silent child"] = func() {
		r, _, err := pipe2()
		must(err, "pipe2")
		var status unix.WaitStatus

		pid := silent(r)
		unix.Kill(pid, unix.SIGKILL)
		expectReport(pid, reportNone, 0)
		if _, err := wait4(pid, &status); err != nil || status.Signal() != unix.SIGKILL {
			fail("wait4: %v, %#x", err, uint32(status))
		}

		pid = silent(r)
		unix.Kill(pid, unix.SIGSTOP)
		expectReport(pid, reportNone, 0)
		unix.Kill(pid, unix.SIGKILL)
		if _, err := wait4(pid, &status); err != nil || status.Signal() != unix.SIGKILL {
			fail("wait4: %v, %#x", err, uint32(status))
		}

		pid = silent(r)
		unix.Kill(pid, unix.SIGKILL)
		expectReport(pid, reportFailed+uint32(unix.EAGAIN), unix.EAGAIN)
		checkNoChild() // reaped

		ignore(unix.SIGCHLD) // the kernel reaps it
		pid = silent(r)
		unix.Kill(pid, unix.SIGKILL)
		expectReport(pid, reportNone, 0)
		checkNoChild()
	}
}

// silent makes a child that does nothing but wait, and never reports.
//
//go:nosplit
func silent(r int) (pid int) {
	pid = int(sys(unix.SYS_CLONE, uintptr(unix.SIGCHLD), 0, 0, 0, 0, 0))
	if pid == 0 {
		sys(unix.SYS_READ, uintptr(r), 0, 1, 0, 0, 0)
		sys(unix.SYS_EXIT_GROUP, 0, 0, 0, 0, 0, 0)
	}
	return pid
}

func expectReport(pid int, report uint32, want unix.Errno) {
	if errno := awaitReport(pid, &report, new(Clone)); errno != want {
		fail("awaitReport of child %d: %v, not %v", pid, errno, want)
	}
}

// Anybody may send the stop signal, at any time, to parent and children.
func TestSurplusStopSignals(t *testing.T) {
	t.Log(program{name: "surplus stop signals", limit: 5 * time.Minute}.run(t))
}

func init() {
	programs["surplus stop signals"] = func() {
		must(unix.Setpgid(0, 0), "setpgid")
		group := unix.Getpid()
		storm := child(func() {
			for {
				unix.Kill(-group, stopSignal)
			}
		})
		traffic := startTraffic()
		start := time.Now()
		for i := range 200 {
			reap(child(func() {
				if i%20 == 0 {
					traffic.end()
					forks()
				}
			}))
			// While nobody else is there, one stays pending for the new threads.
			_, err := Alone(unix.SYS_KILL, uintptr(group), stopSignal, 0)
			must(err, "Alone")
		}
		traffic.end()
		exercise()
		unix.Kill(storm, unix.SIGKILL)
		wait4(storm, nil)
		checkNoChild()
		fmt.Println("200 rounds in", time.Since(start))
	}
}

// Without a queue for them the signals to the threads merge.
func TestFreezeWithoutSignalQueue(t *testing.T) {
	t.Log(program{name: "freeze without signal queue", uid: ordinary}.run(t))
}

func init() {
	programs["freeze without signal queue"] = func() {
		moreThreads()
		with := freezeTime()
		must(unix.Prlimit(0, unix.RLIMIT_SIGPENDING, &unix.Rlimit{}, nil), "prlimit")
		fmt.Printf("%d threads stopped in %v, without a signal queue in %v\n", threads(), with, freezeTime())
	}
}

// freezeTime is how long it takes to stop the threads and let them go.
func freezeTime() time.Duration {
	const n = 200
	start := time.Now()
	for range n {
		old := blockAll()
		_, errno := freeze()
		if errno == 0 {
			release()
		}
		setMask(old)
		if errno != 0 {
			fail("freeze: %v", errno)
		}
	}
	return time.Since(start) / n
}
