package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for sessions, terminals and pseudoterminals.

func hintSetsid(err error) string {
	if errnoOf(err) == unix.EPERM && unix.Getpgrp() == getpid() {
		return "this process leads a process group, and a session begins with a new one: fork, and setsid in the child"
	}
	return ""
}

// hintSetpgid looks for the causes in the order in which the kernel does.
func hintSetpgid(pid, pgid int32, err error) string {
	self := int32(getpid())
	if pid == 0 {
		pid = self
	}
	if pgid == 0 {
		pgid = pid
	}
	session, _ := sessionCall(unix.SYS_GETSID, 0, 0)
	theirs, unknown := sessionCall(unix.SYS_GETSID, pid, 0)
	switch errnoOf(err) {
	case unix.EACCES:
		return fmt.Sprintf("process %d has called exec: set its process group before that, in the child itself and, since either may come first, here after fork", pid)
	case unix.ESRCH:
		if unknown == nil && pid != self {
			return fmt.Sprintf("process %d is no child of this process", pid)
		}
	case unix.EPERM:
		switch {
		case unknown != nil:
		case theirs == int(pid):
			return fmt.Sprintf("process %d leads a session, and so stays in the process group that it leads", pid)
		case theirs != session:
			return fmt.Sprintf("process %d is in another session", pid)
		case pgid != pid:
			return fmt.Sprintf("there is no process group %d in this session", pgid)
		}
	}
	return ""
}

// hintTerminal is for calls that any terminal answers, or the process's own.
func hintTerminal(fd int32, err error) string {
	switch errnoOf(err) {
	case unix.ENOTTY:
		return hintNotTerminal(fd)
	case unix.EIO:
		return hintBackground(fd)
	}
	return ""
}

func hintNotTerminal(fd int32) string {
	_, err := unix.IoctlGetTermios(int(fd), unix.TCGETS)
	path := descriptorLink(int(fd))
	switch {
	case err == nil:
		return fmt.Sprintf("descriptor %d is a terminal, but not the controlling terminal of this process's session: setsid, and then tiocsctty, make it that", fd)
	case err == unix.EIO:
		return hungUp
	case path != "":
		return fmt.Sprintf("descriptor %d is no terminal but %s", fd, path)
	}
	return ""
}

const hungUp = "the terminal has been hung up: its other end was closed, or the process that led its session has ended"

const orphaned = "this process is in the background of its terminal, and in an orphaned process group: there is no shell that would let a stopped process go on"

// hintBackground tells why a terminal answers EIO.
func hintBackground(fd int32) string {
	if _, err := unix.IoctlGetTermios(int(fd), unix.TCGETS); err == unix.EIO {
		return hungUp
	}
	if inBackground(fd) {
		return orphaned
	}
	return ""
}

// inBackground tells whether fd is the controlling terminal, with another process
// group in its foreground.
func inBackground(fd int32) bool {
	if _, err := unix.IoctlGetInt(int(fd), unix.TIOCGSID); err != nil {
		return false
	}
	group, err := tcgetpgrp(fd)
	return err == nil && group != unix.Getpgrp()
}

// hintTerminalRead is for read(2), where a terminal answers EIO for more causes.
func hintTerminalRead(fd int, err error) string {
	if errnoOf(err) != unix.EIO {
		return ""
	}
	if _, err := unix.IoctlGetInt(fd, unix.TIOCGPTN); err == nil {
		return "nobody has the terminal of this master open any more: that is the end of what it reads"
	}
	const ttin = 1 << (unix.SIGTTIN - 1)
	if inBackground(int32(fd)) && (fork.Current(int(unix.SIGTTIN)) == fork.Ignore || fork.GetMask()&ttin != 0) {
		return "this process is in the background of its terminal, and ignores or blocks SIGTTIN, which would stop it until it is in the foreground"
	}
	return hintBackground(int32(fd))
}

// hintTerminalWrite is for write(2).
func hintTerminalWrite(fd int, err error) string {
	if errnoOf(err) != unix.EIO {
		return ""
	}
	return hintBackground(int32(fd))
}

// hintForeground is for tcsetpgrp.
func hintForeground(fd, pgrp int32, err error) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return fmt.Sprintf("process group %d is of another session than this process and its terminal", pgrp)
	case unix.ESRCH:
		return fmt.Sprintf("there is no process group %d", pgrp)
	case unix.ENOTTY: // tiocspgrp of the kernel makes this of EIO
		if inBackground(fd) {
			return orphaned
		}
	}
	return hintTerminal(fd, err)
}

// hintControlling is for tiocsctty; the causes are in the kernel's order.
func hintControlling(fd int32, steal bool, err error) string {
	if errnoOf(err) != unix.EPERM {
		return hintTerminal(fd, err)
	}
	session, _ := sessionCall(unix.SYS_GETSID, 0, 0)
	switch {
	case session != getpid():
		return "this process does not lead its session: setsid first, in a child of fork where setsid is refused"
	case parseStat(readProc("self/stat")).tty != 0:
		return "this process's session has a controlling terminal already: tiocnotty gives it up"
	case steal:
		return "the terminal is the controlling one of another session, and taking it away from there needs CAP_SYS_ADMIN in the initial user namespace"
	}
	return "the terminal is the controlling one of another session, or not open for reading"
}

// hintTTYName is for a terminal that is not where /proc says.
func hintTTYName(path string) string {
	if path == "" {
		return ""
	}
	return fmt.Sprintf("it is %s of another mount namespace or another devpts than those that this process sees", path)
}

func hintPtmx(err error) string {
	switch errnoOf(err) {
	case unix.ENOENT, unix.ENODEV:
		return `there is no devpts here: mount("devpts", "/dev/pts", "devpts", 0, {ptmxmode = "0666"})`
	case unix.EACCES:
		var stat unix.Stat_t
		if unix.Stat("/dev/pts/ptmx", &stat) == nil && stat.Mode&0o666 == 0 {
			return `/dev/pts/ptmx is for nobody: devpts is to be mounted with {ptmxmode = "0666"}`
		}
	case unix.ENOSPC:
		return fmt.Sprintf("a limit on pseudoterminals is reached: there are %s, /proc/sys/kernel/pty/max is %s, and a devpts may be mounted with a lower max",
			sysctl("kernel/pty/nr"), sysctl("kernel/pty/max"))
	}
	return ""
}

// hintMaster is for calls that only the master of a pseudoterminal answers.
func hintMaster(fd int32, err error) string {
	switch {
	case errnoOf(err) == unix.EIO:
		return "the pseudoterminal is locked: unlockpt first"
	case errnoOf(err) != unix.ENOTTY:
		return ""
	case IsTerminal(int(fd)):
		return fmt.Sprintf("descriptor %d is a terminal, but not the master of one", fd)
	}
	return hintTerminal(fd, err)
}
