package fork

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"nslua/bindings/fork/early"
)

// The host's own descriptors stand at early.Low and above, where no script
// expects a file of its own, and scripts cannot close them. Where RLIMIT_NOFILE
// does not reach so far, they are the last below it.

var (
	procfd = -1 // O_PATH on a /proc
	own    = map[int]bool{}
)

// Own tells whether fd belongs to the host (epoll, eventfd, /proc): scripts see
// EBADF there, and close passes over it.
func Own(fd int) bool { return own[fd] }

// Owned lists the host's own descriptors in their order.
func Owned() []int { return slices.Sorted(maps.Keys(own)) }

// Keep makes fd the host's own: it moves to early.Low or above, with
// close-on-exec, and answers to the number that is returned.
func Keep(fd int) (int, error) {
	moved, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, early.Low)
	if err != nil { // RLIMIT_NOFILE leaves no room there
		moved, err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 3)
	}
	unix.Close(fd)
	if err != nil {
		return -1, fmt.Errorf("fcntl(F_DUPFD_CLOEXEC): %w", err)
	}
	own[moved] = true
	return moved, nil
}

// Drop closes one of the host's own, and its number is anybody's again.
func Drop(fd int) {
	if own[fd] {
		delete(own, fd)
		unix.Close(fd)
	}
}

// Proc is the host's directory descriptor of a /proc, -1 if there is none.
func Proc() int { return procfd }

// openProc takes a /proc while there is one, or makes a detached one.
func openProc() error {
	fd, err := unix.Open("/proc", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err == nil && !isProc(fd) {
		unix.Close(fd)
		err = unix.ENOENT
	}
	if err != nil {
		if fd, err = detachedProc(); err != nil {
			return err
		}
	}
	procfd, err = Keep(fd)
	return err
}

// isProc tells whether fd is a /proc, and one that knows this process: that of a
// pid namespace where we are not (nsenter -m) has no self.
func isProc(fd int) bool {
	var fs unix.Statfs_t
	var task unix.Stat_t
	return unix.Fstatfs(fd, &fs) == nil && fs.Type == unix.PROC_SUPER_MAGIC &&
		unix.Fstatat(fd, "self/task", &task, 0) == nil
}

// detachedProc mounts a proc nowhere; fsopen(2), fsmount(2).
func detachedProc() (int, error) {
	fs, err := unix.Fsopen("proc", unix.FSOPEN_CLOEXEC)
	if err != nil {
		return -1, fmt.Errorf("fsopen(proc): %w", err)
	}
	defer unix.Close(fs)
	if err := unix.FsconfigCreate(fs); err != nil {
		return -1, fmt.Errorf("fsconfig(proc): %w", err)
	}
	fd, err := unix.Fsmount(fs, unix.FSMOUNT_CLOEXEC, unix.MOUNT_ATTR_NOSUID|unix.MOUNT_ATTR_NODEV|unix.MOUNT_ATTR_NOEXEC)
	if err != nil {
		return -1, fmt.Errorf("fsmount(proc): %w", err)
	}
	return fd, nil
}

// startPoller makes the runtime start its poller while the low numbers are
// taken, and finds the poller's two descriptors: of the kind looked for, and
// with close-on-exec, which nothing inherited through an exec has.
func startPoller() error {
	time.AfterFunc(time.Hour, func() {}).Stop()
	const searched = 1 << 16 // behind what was inherited; the search ends where they are
	for fd := 3; fd < searched && (epollfd < 0 || eventfd < 0); fd++ {
		if early.Holds(fd) {
			continue
		}
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		if err != nil || flags&unix.FD_CLOEXEC == 0 {
			continue
		}
		switch descriptor(fd) {
		case "anon_inode:[eventpoll]":
			epollfd, own[fd] = fd, true
		case "anon_inode:[eventfd]":
			eventfd, own[fd] = fd, true
		}
	}
	if epollfd < 0 || eventfd < 0 {
		return fmt.Errorf("the Go runtime's poller was not found among the open descriptors")
	}
	copy(epollInfo[:len(epollInfo)-1], "self/fdinfo/"+strconv.Itoa(epollfd))
	return nil
}

// descriptor tells what fd is, as /proc/self/fd shows it.
func descriptor(fd int) string {
	var b [64]byte
	n, err := unix.Readlinkat(procfd, "self/fd/"+strconv.Itoa(fd), b[:])
	if err != nil {
		return ""
	}
	return string(b[:n])
}
