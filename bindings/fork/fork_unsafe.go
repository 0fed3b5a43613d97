package fork

import "golang.org/x/sys/unix"

// Fork is fork(2), or clone(2) with the flags of a Clone.
func Fork(flags uintptr) (pid, pidfd int, err error) { return (&Clone{Flags: flags}).Fork() }

// Fork makes the child. It returns twice, with 0 in the child. pidfd is -1 unless
// it was asked for.
//
// The other threads are stopped while the kernel copies the process, and the
// child makes them anew where they were. Errors are those of clone(2): EAGAIN
// also when the limits leave the child no room for its threads (then that child
// is gone and reaped), ENOMEM when the pid namespace has no init any more,
// EINVAL for other flags; ETIMEDOUT when a thread cannot be stopped.
func (c *Clone) Fork() (pid, pidfd int, err error) {
	if err := Ready(); err != nil {
		return -1, -1, err
	}
	flags, err := c.prepare()
	if err != nil {
		return -1, -1, err
	}
	report, err := newReport()
	if err != nil {
		return -1, -1, err
	}
	if (flags|waiting)&unix.CLONE_NEWPID != 0 {
		readPidMax()
	}

	old := blockAll()
	r, errno := copyProcess(flags, report)
	if errno != 0 {
		setMask(old)
		return -1, -1, refusal(errno)
	}
	if pid = int(r); pid == 0 {
		if c.Flags&unix.CLONE_CLEAR_SIGHAND != 0 {
			clearHandlers()
		}
		inChild()
		setMask(kernelMask())
		return 0, -1, nil
	}
	pidfd = -1
	if flags&unix.CLONE_PIDFD != 0 {
		pidfd = int(childPidfd)
	}
	errno = awaitReport(pid, report, c)
	setMask(old)
	if errno != 0 {
		if pidfd >= 0 {
			unix.Close(pidfd)
		}
		return -1, -1, stillborn(errno)
	}
	return pid, pidfd, nil
}

// copyProcess is the clone between stop and go: see freeze for what it must not
// do. In the child nothing but the calling thread exists until resume.
//
//go:nosplit
func copyProcess(flags uintptr, report *uint32) (pid uintptr, errno unix.Errno) {
	n, errno := freeze()
	if errno != 0 {
		return 0, errno
	}
	raiseNofile()
	errno = readRegistered()
	lowerNofile()
	if errno != 0 {
		release()
		return 0, errno
	}
	pid = clone(flags)
	if pid != 0 {
		release()
		return pid, errnoOf(pid)
	}

	gate := shut()
	renewMain()
	if (flags|waiting)&unix.CLONE_NEWPID != 0 {
		threadsFrom = pidMax
	}
	raiseNofile()
	errno = renewPoller()
	lowerNofile()
	if errno == 0 {
		_, errno = rebuild(0, n, gate)
	}
	if errno != 0 {
		tell(report, reportFailed+uint32(errno))
		sys(unix.SYS_EXIT_GROUP, 1, 0, 0, 0, 0, 0)
	}
	tell(report, reportRuns) // all threads stand
	resume(n)
	return 0, 0
}
