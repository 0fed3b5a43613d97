package fork

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// What a program finds that is executed in place of this one.

// Signals are as after a C program's execve: caught ones at their default,
// ignored ones ignored, the script's mask, pending ones pending; signal(7).
func TestExecSignals(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		const quit, usr1, usr2, term = 1 << (3 - 1), 1 << (10 - 1), 1 << (12 - 1), 1 << (15 - 1)
		status := program{name: "exec with signals", uid: uid}.run(t)
		want := fmt.Sprintf("SigBlk:\t%016x\nSigIgn:\t%016x\nSigCgt:\t%016x\n", quit|usr2|term, quit|usr1, 0)
		if !strings.Contains(status, want) {
			t.Errorf("want\n%s, have\n%s", want, status)
		}
		// USR2 was sent to the process, TERM to the thread. Which of the two is no
		// difference to a process of one thread.
		var private, shared uint64
		pending := regexp.MustCompile(`SigPnd:.*\nShdPnd:.*\n`).FindString(status)
		if _, err := fmt.Sscanf(pending, "SigPnd:\t%x\nShdPnd:\t%x\n", &private, &shared); err != nil || private|shared != usr2|term {
			t.Errorf("pending, %v: %s", err, pending)
		}
	})
}

func init() {
	programs["exec with signals"] = func() {
		undoIgnored()
		handle(unix.SIGHUP)
		handle(unix.SIGTERM)
		ignore(unix.SIGUSR1)
		ignore(unix.SIGQUIT)
		_, err := Mask(unix.SIG_SETMASK, bit(int(unix.SIGUSR2))|bit(int(unix.SIGTERM))|bit(int(unix.SIGQUIT)))
		must(err, "sigprocmask")
		must(unix.Kill(unix.Getpid(), unix.SIGUSR2), "kill")
		must(Raise(int(unix.SIGTERM)), "raise")
		execStatus()
	}
}

func execute(path string, argv, env []string) error {
	return Exec(&Program{Paths: []string{path}, Argv: argv, Env: env})
}

// execStatus executes a program that shows its signals.
func execStatus() {
	must(execute("/bin/cat", []string{"cat", "/proc/self/status"}, nil), "exec")
}

// undoIgnored gives up what whoever runs the tests has ignored.
func undoIgnored() {
	for _, sig := range []unix.Signal{unix.SIGHUP, unix.SIGINT} {
		_, err := Signal(int(sig), Default)
		must(err, "signal")
	}
}

func handle(sig unix.Signal) {
	_, err := Signal(int(sig), Note)
	must(err, "signal")
}

func ignore(sig unix.Signal) {
	_, err := Signal(int(sig), Ignore)
	must(err, "signal")
}

// A stop signal too many, of which there may be some after every fork, would be
// pending in the new program and kill it.
func TestExecWithSurplusStopSignals(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		status := program{name: "exec with surplus", uid: uid}.run(t)
		const clean = "SigPnd:\t0000000000000000\nShdPnd:\t0000000000000000\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\nSigCgt:\t0000000000000000\n"
		if n := strings.Count(status, clean); n != 51 {
			t.Errorf("%d of 51 programs had clean signals:\n%s", n, status)
		}
	})
}

func init() {
	programs["exec with surplus"] = func() {
		undoIgnored()
		traffic := startTraffic()
		for range 50 {
			reap(child(func() {
				surplus()
				execStatus()
			}))
		}
		traffic.end()
		surplus()
		execStatus()
	}
}

// surplus makes stop signals pending in the main thread, and leaves them blocked
// there.
func surplus() {
	blockAll()
	for range 3 {
		must(unix.Tgkill(unix.Getpid(), unix.Gettid(), stopSignal), "tgkill")
	}
}

func TestExecGivesArguments(t *testing.T) {
	out := program{name: "exec in child"}.run(t)
	if want := "zero\x00/proc/self/cmdline\x00/proc/self/environ\x00A=1\x00B=two words\x00"; out != want {
		t.Errorf("%q", out)
	}
}

// Children are reaped unasked while CHLD is ignored, also if it is blocked, and
// after an exec that failed.
func TestExecFailsWithChildrenIgnored(t *testing.T) {
	program{name: "exec fails with children ignored"}.run(t)
}

func init() {
	programs["exec fails with children ignored"] = func() {
		Signal(int(unix.SIGCHLD), Ignore)
		Mask(unix.SIG_BLOCK, bit(int(unix.SIGCHLD)))
		if err := execute("/no/such/program", []string{"x"}, nil); err != unix.ENOENT {
			fail("exec: %v", err)
		}
		if pid, err := wait4(child(func() {}), nil); err != unix.ECHILD {
			fail("wait4 = %d, %v", pid, err)
		}
	}
}

func TestExecFails(t *testing.T) {
	asEach(t, func(t *testing.T, uid int) {
		program{name: "exec fails", uid: uid}.run(t)
	})
}

func init() {
	programs["exec in child"] = func() {
		reap(child(func() {
			reap(child(func() {
				argv := []string{"zero", "/proc/self/cmdline", "/proc/self/environ"}
				must(execute("/bin/cat", argv, []string{"A=1", "B=two words"}), "exec")
			}))
		}))
	}
	programs["exec fails"] = func() {
		handle(unix.SIGUSR1)
		ignore(unix.SIGUSR2)
		_, err := Mask(unix.SIG_BLOCK, bit(int(unix.SIGUSR2)))
		must(err, "sigprocmask")
		for range 5 {
			if err := execute("/nonexistent", []string{"nonexistent"}, os.Environ()); err != unix.ENOENT {
				fail("exec: %v", err)
			}
			exercise()
			reap(child(exercise))
			checkNoted(unix.SIGUSR1)
			must(unix.Kill(unix.Getpid(), unix.SIGUSR2), "kill")
			if GetMask() != bit(int(unix.SIGUSR2)) {
				fail("mask: %#x", GetMask())
			}
		}
		// A handler runs before the program is gone: exec is interrupted.
		must(Raise(int(unix.SIGUSR1)), "raise")
		if err := execute("/bin/false", []string{"false"}, nil); err != unix.EINTR {
			fail("exec: %v", err)
		}
		if info, ok := take(); !ok || info.Signo != int32(unix.SIGUSR1) {
			fail("Take: %v, %v", info, ok)
		}
		must(execute("/bin/true", []string{"true"}, nil), "exec")
	}
}

// checkNoted sends a handled signal to the process and fails if it is not noted.
func checkNoted(sig unix.Signal) {
	must(unix.Kill(unix.Getpid(), sig), "kill")
	if info := awaitSignal(); info.Signo != int32(sig) || info.Pid != int32(unix.Getpid()) {
		fail("noted: %+v", info)
	}
}
