package bindings

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// hintMessage is for descriptors and credentials that are not sent: what
// __scm_send (net/core/scm.c) asks.
func hintMessage(m *message, err error) string {
	switch errnoOf(err) {
	case unix.EINVAL:
		return hintCarried(m)
	case unix.EPERM:
		if m.creds != nil {
			return hintCredentials(m.creds)
		}
	case unix.ETOOMANYREFS:
		return fmt.Sprintf("as many descriptors as RLIMIT_NOFILE, %d, are under way from this user already and nobody has received them", openLimit())
	}
	return ""
}

// messageDescriptors is SCM_MAX_FD (net/scm.h).
const messageDescriptors = 253

func hintCarried(m *message) string {
	if len(m.fds) > messageDescriptors {
		return fmt.Sprintf("a message carries at most %d descriptors, and these are %d", messageDescriptors, len(m.fds))
	}
	if m.creds == nil {
		return ""
	}
	switch {
	case !mapped("uid", m.creds.Uid):
		return hintUnmapped("uid", m.creds.Uid)
	case !mapped("gid", m.creds.Gid):
		return hintUnmapped("gid", m.creds.Gid)
	}
	return ""
}

func hintCredentials(creds *unix.Ucred) string {
	ruid, euid, suid := unix.Getresuid()
	rgid, egid, sgid := unix.Getresgid()
	uid, gid := int(creds.Uid), int(creds.Gid)
	switch {
	case int(creds.Pid) != getpid() && !hasCapability(unix.CAP_SYS_ADMIN):
		return fmt.Sprintf("pid %d is another process's, and to send it needs CAP_SYS_ADMIN in the user namespace of this process's pid namespace", creds.Pid)
	case int(creds.Pid) != getpid() && !ownsNamespace("pid"):
		return fmt.Sprintf("pid %d is another process's, and the pid namespace belongs to another user namespace than the one where this process has CAP_SYS_ADMIN", creds.Pid)
	case uid != ruid && uid != euid && uid != suid && !hasCapability(unix.CAP_SETUID):
		return fmt.Sprintf("uid %d is none of this process's, and to send it needs CAP_SETUID", uid)
	case gid != rgid && gid != egid && gid != sgid && !hasCapability(unix.CAP_SETGID):
		return fmt.Sprintf("gid %d is none of this process's, and to send it needs CAP_SETGID", gid)
	}
	return ""
}
