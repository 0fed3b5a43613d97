// Package fork makes a Go program behave as a single-threaded C program.
//
// A Go program has several threads. The kernel's fork copies only the calling
// one, and refuses some calls to a process that has others. Fork stops the
// others, clones, and makes them anew in the child; Alone ends them for the time
// of one system call. Signals go to the main thread only, and none is slept
// over. RATIONALE.md beside this file says why it is done in this way.
//
// Everything here is for the main goroutine, which is locked to the main thread.
package fork

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"nslua/bindings/fork/early"
)

// Refused is an error of the machinery's own. Errno is what a caller sees as
// errno, Why tells the cause.
type Refused struct {
	Errno unix.Errno
	Why   string
}

func (r *Refused) Error() string { return r.Errno.Error() + ": " + r.Why }
func (r *Refused) Unwrap() error { return r.Errno }

// refusal says more about an errno of freeze.
func refusal(errno unix.Errno) error {
	switch errno {
	case unix.ETIMEDOUT:
		return &Refused{errno, "a thread of the Go runtime could not be stopped within 5 s (uninterruptible sleep)"}
	case unix.E2BIG:
		return &Refused{errno, "the Go runtime's poller watches too many descriptors"}
	}
	return errno
}

var (
	procErr  error // why there is no /proc
	startErr = errors.New("fork.Start has not been called")
)

// init runs on the main thread, before main and before other packages start
// goroutines: the main goroutine stays there, and the runtime's poller gets its
// descriptors while early holds the low numbers.
//
// One processor, unless the user asks for more: a script runs on one thread, and
// each thread that the collector has beside it must be stopped and made anew in
// every fork.
func init() {
	runtime.LockOSThread()
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
	if procErr = openProc(); procErr == nil {
		procErr = startPoller()
	}
	early.Free()
}

// Start readies the machinery: once, on the main goroutine, before anything else
// here. An error says that the program was built in a way that cannot work.
// Without a /proc it succeeds, and Fork and Alone refuse (Ready).
func Start() error {
	if iscgo {
		return errors.New("built with cgo, which nslua cannot use: build it with CGO_ENABLED=0 go build ./cmd/nslua")
	}
	restoreNofile()
	if err := startSignals(); err != nil {
		return err
	}
	if startErr = nil; procErr == nil {
		if err := findLayout(); err != nil {
			return err
		}
	}
	startMask()
	return nil
}

// Ready tells whether Fork and Alone can work, and if not, why.
func Ready() error {
	if procErr != nil && startErr == nil {
		return &Refused{unix.ENOSYS, fmt.Sprintf("nslua needs a /proc to count its threads, had none when it started and could not make one (%v)", procErr)}
	}
	return started()
}

// started tells whether Start has been called, and this is the main thread.
func started() error {
	if startErr == nil && !onMain() {
		return errors.New("fork: not on the main thread")
	}
	return startErr
}

func onMain() bool { return unix.Getpid() == unix.Gettid() }
