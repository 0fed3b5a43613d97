package fork

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// A Spawn is a program to be run in a child, and what is changed for it there.
type Spawn struct {
	Program
	Clone    Clone  // the child; what is caught has its default in a new program anyway
	Dir      string // working directory; "": this process's
	Files    []File // the child's descriptors, by what they are in this process
	Group    int    // process group, 0: one of its own, where SetGroup
	SetGroup bool
	Mask     uint64 // blocked signals, where SetMask: else the script's
	SetMask  bool
}

// A File has descriptor To of the child stand for From of this process, across
// the exec; -1: closed.
type File struct{ To, From int }

// A SpawnError is what the child of a spawn failed at before it could run the
// program: that child is gone and reaped. Errors of exec itself have no Step.
type SpawnError struct {
	Step string // "chdir", "dup2", "setpgid", ""
	unix.Errno
}

func (e *SpawnError) Error() string {
	if e.Step == "" {
		return e.Errno.Error()
	}
	return e.Step + ": " + e.Errno.Error()
}

func (e *SpawnError) Unwrap() error { return e.Errno }

// steps are what the child does, by the number it reports.
var steps = [...]string{"", "setpgid", "chdir", "dup2"}

const (
	stepExec = iota
	stepGroup
	stepDir
	stepFiles
)

// Start makes the child and returns when it has become the program: the error of
// its exec is Start's. The child borrows this process's memory and stops the
// main thread until then (vfork(2)), so the size of the process does not matter
// and the other threads need not be stopped. pidfd is -1 unless CLONE_PIDFD was
// asked for.
//
// Signals are for the program as after Exec. Errors are those of clone(2), as
// Fork's, and *SpawnError.
func (s *Spawn) Start() (pid, pidfd int, err error) {
	if err := started(); err != nil { // the threads need not be counted
		return -1, -1, err
	}
	flags, err := s.Clone.prepare()
	if err != nil {
		return -1, -1, err
	}
	image, err := s.image()
	if err != nil {
		return -1, -1, err
	}
	report, err := newReport()
	if err != nil {
		return -1, -1, err
	}
	if err := s.prepare(image, report); err != nil {
		return -1, -1, err
	}
	old := blockAll()
	defer setMask(old) // after the wait below, which a signal would end too early
	r := vfork(flags)
	runtime.KeepAlive(image)
	runtime.KeepAlive(s)
	if errno := errnoOf(r); errno != 0 {
		return -1, -1, errno
	}
	pid, pidfd = int(r), -1
	if flags&unix.CLONE_PIDFD != 0 {
		pidfd = int(childPidfd)
	}
	if step, errno := spawnFailure(report); errno != 0 {
		unix.RawSyscall6(unix.SYS_WAIT4, uintptr(pid), 0, unix.WALL, 0, 0, 0)
		if pidfd >= 0 {
			unix.Close(pidfd)
		}
		return -1, -1, &SpawnError{steps[step], errno}
	}
	return pid, pidfd, nil
}
