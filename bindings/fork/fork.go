// Package fork makes a Go program behave as a single-threaded C program.
// (skeleton: the signatures other packages may count on; being replaced)
package fork

import "golang.org/x/sys/unix"

// Start readies the machinery: signal dispositions, the self-check of the
// runtime's layout. Once, on the main goroutine, before anything else here.
func Start() error { return nil }

// Fork is fork(2) with clone(2) flags (CLONE_NEW*, CLONE_PIDFD, ...; the exit
// signal in the low byte, SIGCHLD if 0). 0 in the child, where it returns too.
// pidfd is -1 unless CLONE_PIDFD was asked for.
// The error is a unix.Errno, or *Refused where the machinery itself says no.
func Fork(flags uintptr) (pid, pidfd int, err error) { panic("skeleton") }

// Alone makes one system call while the process has no other thread, so that
// what the kernel keeps per thread is changed for the whole process.
// For a process whose next child is to be in a new pid or time namespace there
// is no Alone: it then makes the call on the main thread only if mainOnly.
func Alone(trap, a1, a2, a3 uintptr) (r uintptr, err error) { panic("skeleton") }

// Unshare is unshare(2); done tells which flags are in force after an error.
func Unshare(flags uintptr) (done uintptr, err error) { panic("skeleton") }

// Exec is execve(2): returns only an error; EINTR when a handled signal was
// noted before the call: run the handlers and call again.
func Exec(path string, argv, envv []string) error { panic("skeleton") }

// Syscall is the one stub for calls that may block. EINTR when a signal that
// the script handles was noted before or during it.
func Syscall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr, errno unix.Errno) { panic("skeleton") }

// Refused is an error of the machinery's own: Errno is what the caller sees as
// errno, Why is the hint.
type Refused struct {
	Errno unix.Errno
	Why   string
}

func (r *Refused) Error() string { return r.Errno.Error() + ": " + r.Why }
func (r *Refused) Unwrap() error { return r.Errno }

// Action is what is to be done on a signal.
type Action uint8

const (
	Default Action = iota // SIG_DFL
	Ignore                // SIG_IGN
	Note                  // noted for the script's handler; see Take
)

// Signal sets what is done on a signal and returns what was done before.
// EINVAL for numbers outside 1..64 and for those that scripts may not handle.
func Signal(sig int, act Action) (old Action, err error) { panic("skeleton") }

// Reserved tells whether scripts may not change what happens on sig:
// KILL STOP (the kernel's), SEGV BUS FPE URG PROF 32 33 (the Go runtime's and ours).
func Reserved(sig int) bool { panic("skeleton") }

// Mask is sigprocmask(2): how is unix.SIG_BLOCK, SIG_UNBLOCK or SIG_SETMASK;
// bit sig-1 stands for sig. It returns the set before.
func Mask(how int, set uint64) (old uint64, err error) { panic("skeleton") }

// GetMask is the set of signals the script blocks.
func GetMask() uint64 { panic("skeleton") }

// Siginfo is what siginfo_t tells of a signal (asm-generic/siginfo.h).
type Siginfo struct {
	Signo, Errno, Code int32
	Pid                int32  // of kill, sigqueue, SIGCHLD
	Uid                uint32 // likewise
	Status             int32  // SIGCHLD
	Value              uint64 // sigqueue
}

// Noted tells whether Take has something to give. Cheap: one load.
func Noted() bool { panic("skeleton") }

// Hold keeps Take (and the EINTR of Syscall) from giving sig while its handler
// runs, as sa_mask does in C; Release ends that.
func Hold(sig int)    { panic("skeleton") }
func Release(sig int) { panic("skeleton") }

// Take gives the next noted signal.
func Take() (Siginfo, bool) { panic("skeleton") }

// Own tells whether fd belongs to the host (epoll, eventfd, /proc): scripts see
// EBADF there, and close passes over it.
func Own(fd int) bool { panic("skeleton") }

// Proc is the host's directory descriptor of a /proc, -1 if there is none.
func Proc() int { panic("skeleton") }
