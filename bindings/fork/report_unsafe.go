package fork

import (
	"bytes"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"
)

// What a child writes into the word that it shares with its parent.
const (
	reportNone   = iota // not there yet
	reportRuns          // all threads stand
	reportFailed        // + errno: the child ended itself
)

// reports is a page that this process shares with the children it forks, a word
// for each. A word is used once: a child that was stopped or killed early may
// write late. When all are used, or in a child, there is a new page.
var (
	reports     []byte
	reportsUsed int // bytes
)

func newReport() (*uint32, error) {
	if reportsUsed == len(reports) {
		page, err := unix.Mmap(-1, 0, unix.Getpagesize(), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_ANONYMOUS)
		if err != nil {
			return nil, err
		}
		if reports != nil {
			unix.Munmap(reports)
		}
		reports, reportsUsed = page, 0
	}
	report := (*uint32)(unsafe.Pointer(&reports[reportsUsed]))
	reportsUsed += int(unsafe.Sizeof(*report))
	return report, nil
}

// tell writes a report for the parent and wakes it.
//
//go:nosplit
func tell(report *uint32, what uint32) {
	atomic.StoreUint32(report, what)
	const futexWake = 1 // not private: the page is shared
	sys(unix.SYS_FUTEX, uintptr(unsafe.Pointer(report)), futexWake, 1, 0, 0, 0)
}

// stillborn says why a child that reports errno has ended.
func stillborn(errno unix.Errno) error {
	if errno == unix.EMFILE || errno == unix.EBADF {
		return &Refused{errno, "the child had no room for the host's descriptors (RLIMIT_NOFILE) and has ended"}
	}
	return &Refused{errno, "the child had no room for its threads (pids cgroup, RLIMIT_NPROC or memory) and has ended"}
}

// awaitReport waits until the child runs, and answers the errno for which it
// could not. A child that is killed, stopped or frozen before it can tell is a
// child all the same, as in C.
func awaitReport(pid int, report *uint32, c *Clone) unix.Errno {
	const futexWait = 0 // not private: the page is shared
	timeout := unix.Timespec{Nsec: 20_000_000}
	for {
		switch r := atomic.LoadUint32(report); {
		case r == reportRuns:
			return 0
		case r >= reportFailed:
			unix.RawSyscall6(unix.SYS_WAIT4, uintptr(pid), 0, unix.WALL, 0, 0, 0)
			return unix.Errno(r - reportFailed)
		case gone(pid) || c.frozen():
			if atomic.LoadUint32(report) == reportNone {
				return 0
			}
			continue
		}
		unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(report)), futexWait, reportNone, uintptr(unsafe.Pointer(&timeout)), 0, 0)
	}
}

// gone tells whether the child has ended or is stopped, without reaping it.
func gone(pid int) bool {
	var info [128]byte
	r, _, errno := unix.RawSyscall6(unix.SYS_WAITID, unix.P_PID, uintptr(pid), uintptr(unsafe.Pointer(&info)),
		unix.WEXITED|unix.WSTOPPED|unix.WNOHANG|unix.WNOWAIT|unix.WALL, 0, 0)
	switch {
	case errno == unix.ECHILD: // SIGCHLD ignored: reaped already; CLONE_PARENT: not ours
		return ended(pid)
	case errno != 0:
		return true
	}
	return r == 0 && *(*int32)(unsafe.Pointer(&info)) != 0 // si_signo
}

// ended tells whether a process that is not our child has ended, reaped or not.
func ended(pid int) bool {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return err == unix.ESRCH
	}
	defer unix.Close(fd)
	poll := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	n, _ := unix.Ppoll(poll, &unix.Timespec{}, nil)
	return n > 0
}

// frozen tells whether the child was made in a frozen cgroup, where it does nothing.
func (c *Clone) frozen() bool {
	if c.Flags&unix.CLONE_INTO_CGROUP == 0 {
		return false
	}
	fd, err := unix.Openat(c.Cgroup, "cgroup.events", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	var events [256]byte
	n, _ := unix.Read(fd, events[:])
	return bytes.Contains(events[:max(n, 0)], []byte("frozen 1\n"))
}
