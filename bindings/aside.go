package bindings

import (
	"os"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// An errand is work that a child does of which the script notices nothing: its
// end makes no signal, and wait(2) does not see it.
type errand struct {
	pid    int
	report int32 // the end to read from
}

// aside has a child do work and report what that returns.
func aside(work func() string) (*errand, error) {
	if err := endsNamespace(); err != nil {
		return nil, err
	}
	r, w, err := pipe2(unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	defer Close(int(w))
	pid, _, err := (&fork.Clone{Silent: true}).Fork()
	if err != nil {
		Close(int(r))
		return nil, explain(err, hintFork(err))
	}
	if pid == 0 {
		Close(int(r))
		fork.Sigaction(int(unix.SIGCHLD), fork.Disposition{}) // ignored, or with SA_NOCLDWAIT, it would leave nothing to wait for
		write(int(w), []byte(work()))
		exitGroup(0)
	}
	return &errand{pid, r}, nil
}

// endsNamespace refuses a child of which the script is to notice nothing where it
// would be a pid namespace's first process.
func endsNamespace() error {
	if firstChild() {
		return explain(unix.EINVAL, "it takes another process, which would be the first of the new pid namespace and end it: fork first")
	}
	return nil
}

// result waits for the end of the work. No handler runs meanwhile.
func (e *errand) result() string {
	text := readAll(int(e.report))
	reap(e.pid)
	return text
}

// reap waits for a child of any kind and returns its status.
func reap(pid int) (status unix.WaitStatus) {
	for {
		if _, err := unix.Wait4(pid, &status, unix.WALL, nil); err != unix.EINTR {
			return status
		}
	}
}

// runAside runs a program, and returns whether it succeeded and what it printed.
// An error says that it could not be run.
func runAside(argv []string) (ok bool, output string, err error) {
	e, err := aside(func() string { return runHere(argv) })
	if err != nil {
		return false, "", err
	}
	report := e.result()
	if report == "" {
		return false, "", unix.EIO // the child was killed
	}
	if report[0] == notRun {
		return false, "", reported(report)
	}
	return report[0] == ranWell, report[1:], nil
}

// The first byte of a report: the work was done, or a program ran and failed, or
// it is the parcel of an error.
const (
	ranWell = 'y'
	ranIll  = 'n'
	notRun  = parcelRefusal
)

func runHere(argv []string) string {
	r, w, err := pipe2(unix.O_CLOEXEC)
	if err != nil {
		return failed(err)
	}
	s := fork.Spawn{
		Program: fork.Program{Paths: searchPath(argv[0]), Argv: argv, Env: os.Environ()},
		Files:   []fork.File{{To: 1, From: int(w)}, {To: 2, From: int(w)}},
	}
	pid, _, err := s.Start()
	Close(int(w))
	if err != nil {
		return failed(err)
	}
	output := readAll(int(r))
	if status := reap(pid); status.Exited() && status.ExitStatus() == 0 {
		return string(ranWell) + output
	}
	return string(ranIll) + output
}

// failed is an error as a child reports it, and reported is the error again.
func failed(err error) string {
	if err == nil {
		return string(ranWell)
	}
	return string(refusalParcel(err))
}

func reported(report string) error {
	if report[0] != notRun {
		return nil
	}
	return (&unpacking{rest: []byte(report[1:])}).refusal()
}
