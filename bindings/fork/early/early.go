// Package early does what must happen before the Go standard library's own
// package initialisers run: it reads the limit on open files, which package
// syscall raises, and takes the low descriptor numbers, so that the runtime's
// network poller, which package os may start, does not land among the numbers
// where a script expects its own files.
//
// It imports nothing at all: the linker initialises packages in the order of
// their import paths as soon as what they import is ready, and so this one runs
// before syscall and os. The importing package reads the results and calls
// Free once the poller stands.
package early

// Low is the first descriptor number that the host's own descriptors have, where
// the limit on open files leaves room for them above it.
const Low = 64

// room is how many descriptors the host needs to start.
const room = 8

// What fcntl(2) is called with; linux/fcntl.h.
const (
	duplicateFrom = 2 // any open descriptor; the runtime opens 0 to 2 if they were closed
	fDupfdCloexec = 1030
)

var (
	nofile [2]uint64 // soft and hard limit as they were at execve
	failed bool
	taken  uint64 // bit n: number n is held by us
)

// syscall4 is a bare system call; it answers -errno.
func syscall4(trap, a1, a2, a3, a4 uintptr) int64

// prlimit is prlimit(2) for RLIMIT_NOFILE of this process: nil or {soft, hard}.
// It answers 0 or -errno.
//
//go:noescape
func prlimit(set, old *[2]uint64) int64

func init() {
	failed = prlimit(nil, &nofile) != 0
	// The soft limit would be raised by package syscall in a moment.
	hard := nofile[1]
	prlimit(&[2]uint64{hard, hard}, nil)
	top := int64(Low)
	if hard < Low+room {
		top = int64(hard) - room
	}
	for {
		fd := syscall4(sysFcntl, duplicateFrom, fDupfdCloexec, 3, 0)
		if fd < 0 {
			return
		}
		if fd >= top {
			syscall4(sysClose, uintptr(fd), 0, 0, 0)
			return
		}
		taken |= 1 << fd
	}
}

// Nofile tells the soft and hard RLIMIT_NOFILE that the program was started with.
func Nofile() (soft, hard uint64, ok bool) { return nofile[0], nofile[1], !failed }

// Holds tells whether a descriptor number is one of those taken.
func Holds(fd int) bool { return fd < Low && taken>>fd&1 != 0 }

// Free gives the descriptor numbers back, a run of them at a time.
func Free() {
	for fd := uintptr(0); fd < Low; fd++ {
		last := fd
		for Holds(int(last)) {
			last++
		}
		if last > fd && syscall4(sysCloseRange, fd, last-1, 0, 0) != 0 { // before Linux 5.9
			for i := fd; i < last; i++ {
				syscall4(sysClose, i, 0, 0, 0)
			}
		}
		fd = last
	}
	taken = 0
}
