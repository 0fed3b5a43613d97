package fork

import (
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Setns is setns(2): fd is a namespace file, and flags its type or 0, or fd is a
// pidfd and flags are those of that process's namespaces that are joined. The
// whole process changes namespace; CLONE_NEWPID, as everywhere, is for its
// children. With others it is a call of its own that comes last, because no
// thread can be made afterwards, unless it names the process's own pid namespace.
// done tells which flags are in force when the other half is refused.
//
// CLONE_NEWUSER and CLONE_NEWTIME are refused once Waiting, with the errno that
// the kernel has for a process with threads.
func Setns(fd int, flags uintptr) (done uintptr, err error) {
	if flags == 0 {
		flags = namespaceType(fd)
	}
	if waiting != 0 && flags&(unix.CLONE_NEWUSER|unix.CLONE_NEWTIME) != 0 {
		errno := unix.EINVAL
		if flags&unix.CLONE_NEWUSER == 0 {
			errno = unix.EUSERS
		}
		return 0, &Refused{errno, "the children of this process are in another pid or time namespace than it is, and the kernel lets the main thread of such a process make no threads any more: join the user or time namespace first, or in the child"}
	}
	later, pidns := flags&unix.CLONE_NEWPID, fd
	if later != 0 && later != flags {
		// Opened before, since the first half may leave us without access to that
		// process.
		if pidns = pidNamespaceOf(fd); pidns != fd {
			defer unix.Close(pidns)
		}
		if waiting == 0 && inode(pidns, "") == inode(procfd, "self/ns/pid") {
			later = 0
		}
	}
	if whole := flags &^ later; whole != 0 || flags == 0 {
		if err := setnsWhole(fd, whole); err != nil {
			return 0, err
		}
		done = whole
	}
	if later != 0 {
		if _, _, errno := unix.RawSyscall(unix.SYS_SETNS, uintptr(pidns), later, 0); errno != 0 {
			return done, errno
		}
		waiting &^= later
		if childrenElsewhere() {
			waiting |= later
		}
		done |= later
	}
	return done, nil
}

// setnsWhole joins what is the process's own. A mount namespace brings a root and
// a working directory, which must not be shared (EINVAL): between threads they
// are, where Alone cannot end the others.
func setnsWhole(fd int, flags uintptr) error {
	if waiting != 0 && flags&unix.CLONE_NEWNS != 0 {
		if _, _, errno := unix.RawSyscall(unix.SYS_UNSHARE, unix.CLONE_FS, 0, 0); errno != 0 {
			return errno
		}
	}
	_, err := Alone(unix.SYS_SETNS, uintptr(fd), flags, 0)
	return err
}

// namespaceType is the CLONE_NEW* of a namespace file; 0 for other descriptors.
func namespaceType(fd int) uintptr {
	flag, _, errno := unix.RawSyscall(unix.SYS_IOCTL, uintptr(fd), unix.NS_GET_NSTYPE, 0)
	if errno != 0 {
		return 0
	}
	return flag
}

// pidNamespaceOf opens the pid namespace of a pidfd's process, before Linux 6.11
// by /proc; where that does not show the process the pidfd itself must do.
func pidNamespaceOf(pidfd int) int {
	const getPidNamespace = 0xff05 // PIDFD_GET_PID_NAMESPACE (linux/pidfd.h)
	fd, _, errno := unix.RawSyscall(unix.SYS_IOCTL, uintptr(pidfd), getPidNamespace, 0)
	if errno == 0 {
		return int(fd)
	}
	pid := pidOf(pidfd)
	file, err := unix.Openat(procfd, pid+"/ns/pid", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return pidfd
	}
	if pidOf(pidfd) != pid { // it has ended, and the number may be another's
		unix.Close(file)
		return pidfd
	}
	return file
}

// pidOf is the number of a pidfd's process in our /proc: "-1" if it has ended,
// "0" if it is not shown there.
func pidOf(pidfd int) string {
	fd, err := unix.Openat(procfd, "self/fdinfo/"+strconv.Itoa(pidfd), unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return "-1"
	}
	defer unix.Close(fd)
	var info [512]byte
	n, _ := unix.Read(fd, info[:])
	for line := range strings.Lines(string(info[:max(n, 0)])) {
		if pid, ok := strings.CutPrefix(line, "Pid:"); ok {
			return strings.TrimSpace(pid)
		}
	}
	return "-1"
}

// childrenElsewhere tells whether the children are in another pid namespace than
// this process. One that has no process yet has no file.
func childrenElsewhere() bool {
	return inode(procfd, "self/ns/pid") != inode(procfd, "self/ns/pid_for_children")
}

// inode is that of the file at path, or of dir itself; 0 if there is none.
func inode(dir int, path string) uint64 {
	var stat unix.Stat_t
	if path == "" {
		unix.Fstat(dir, &stat)
	} else {
		unix.Fstatat(dir, path, &stat, 0)
	}
	return stat.Ino
}
