package fork

import "golang.org/x/sys/unix"

// forChildren are the namespaces that unshare(2) enters for the children only.
const forChildren = unix.CLONE_NEWPID | unix.CLONE_NEWTIME

// Unshare is unshare(2). The whole process changes namespace; CLONE_NEWPID and
// CLONE_NEWTIME, as everywhere, are for its children. They are a call of their
// own that comes last, because no thread can be made afterwards; done tells
// which flags are in force when the other half is refused.
//
// CLONE_NEWUSER is refused with EINVAL once Waiting: enter the user namespace
// first, or in the child.
func Unshare(flags uintptr) (done uintptr, err error) {
	if waiting != 0 && flags&unix.CLONE_NEWUSER != 0 {
		return 0, &Refused{unix.EINVAL, "the children of this process are in another pid or time namespace than it is, and the kernel lets the main thread of such a process make no threads any more: unshare CLONE_NEWUSER first (or together with it), or in the child"}
	}
	if whole := flags &^ forChildren; whole != 0 || flags == 0 {
		if _, err := Alone(unix.SYS_UNSHARE, whole, 0, 0); err != nil {
			return 0, err
		}
		done = whole
	}
	if later := flags & forChildren; later != 0 {
		if _, _, errno := unix.RawSyscall(unix.SYS_UNSHARE, later, 0, 0); errno != 0 {
			return done, errno
		}
		waiting |= later
		done |= later
	}
	return done, nil
}
