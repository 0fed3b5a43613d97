package bindings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for watching other processes and reaching into them.

// hintWait is for ECHILD: children there are but not for this call. all tells
// that it asked for any child, else for pid.
func hintWait(pid int, all bool, options uintptr, err error) string {
	if errnoOf(err) != unix.ECHILD {
		return ""
	}
	if fork.Current(int(unix.SIGCHLD)) == fork.Ignore {
		return "SIGCHLD is ignored, and the kernel then reaps children by itself: signal(SIGCHLD, SIG_DFL) before"
	}
	if options&(unix.WALL|unix.WCLONE) != 0 {
		return ""
	}
	children := strings.Fields(readProc("thread-self/children"))
	dir, _ := processDir(pid) // "" is no child's
	if all && len(children) > 0 || slices.Contains(children, dir) {
		return "a child that does not end with SIGCHLD (exit_signal) is waited for with __WALL"
	}
	return ""
}

func hintWaitid(options uintptr, err error) string {
	if errnoOf(err) == unix.EINVAL && options&(unix.WEXITED|unix.WSTOPPED|unix.WCONTINUED) == 0 {
		return "options say nothing to wait for: WEXITED, WSTOPPED or WCONTINUED"
	}
	return ""
}

func hintPidfdOpen(pid int32, flags uintptr, err error) string {
	switch errnoOf(err) {
	case unix.EINVAL, unix.ENOENT:
		if pid > 0 && flags&unix.O_EXCL == 0 && unix.Kill(int(pid), 0) != unix.ESRCH {
			return fmt.Sprintf("%d is a thread of a process and not its first: PIDFD_THREAD (Linux 6.9) opens one", pid)
		}
	}
	return ""
}

func hintPidfdSignal(pidfd int32, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	return hintOtherUser(pidfdDir(int(pidfd)), "CAP_KILL")
}

func hintPidfdGetfd(pidfd, target int32, err error) string {
	pid := pidfdDir(int(pidfd))
	switch errnoOf(err) {
	case unix.EBADF:
		if pid != "" {
			return fmt.Sprintf("%d is not open in that process", target)
		}
	case unix.EPERM:
		return hintTrace(pid)
	}
	return ""
}

func hintKcmp(pid1, pid2 int32, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	for _, pid := range []int32{pid1, pid2} {
		if dir, err := processDir(int(pid)); err == nil && int(pid) != getpid() {
			if hint := hintTrace(dir); hint != "" {
				return hint
			}
		}
	}
	return ""
}

// hintTrace tells why a process, the folder pid of the host's /proc, may not be
// traced; ptrace(2).
func hintTrace(pid string) string {
	if hint := hintOtherUser(pid, "CAP_SYS_PTRACE"); hint != "" || hasCapability(unix.CAP_SYS_PTRACE) {
		return hint
	}
	switch scope := sysctl("kernel/yama/ptrace_scope"); scope {
	case "1":
		return "only descendants may be traced here, or who has allowed it: /proc/sys/kernel/yama/ptrace_scope is 1 (PR_SET_PTRACER in prctl(2))"
	case "2", "3":
		return "nobody may trace here without CAP_SYS_PTRACE: /proc/sys/kernel/yama/ptrace_scope is " + scope
	}
	return hintLook(pid)
}

// permitted are the capabilities of a process of the host's /proc.
func permitted(pid string) uint64 {
	set, _ := strconv.ParseUint(field(readProc(pid+"/status"), "CapPrm:"), 16, 64)
	return set
}

// hintOtherUser is for a process of the host's /proc whose uids are not this one's.
func hintOtherUser(pid, capability string) string {
	uids := strings.Fields(field(readProc(pid+"/status"), "Uid:"))
	own := strings.Fields(field(readProc("self/status"), "Uid:"))
	if pid == "" || len(uids) == 0 || len(own) == 0 {
		return ""
	}
	for _, uid := range uids[:3] {
		if uid == sysctl("kernel/overflowuid") && !mapped("uid", uint32(number(uid))) {
			return "that process is outside of this process's user namespace, which has no number for its user: it needs " + capability + " in that process's"
		}
		if uid != own[0] {
			return fmt.Sprintf("that process belongs to another user (uid %s, and this process's is %s): it needs %s in that process's user namespace", uid, own[0], capability)
		}
	}
	return ""
}

// sameOwner tells whether the files of a process of the host's /proc belong to its
// user: they are root's where it is not dumpable.
func sameOwner(pid string) bool {
	var stat unix.Stat_t
	if unix.Fstatat(fork.Proc(), pid+"/status", &stat, 0) != nil {
		return true
	}
	return fmt.Sprint(stat.Uid) == append(strings.Fields(field(readProc(pid+"/status"), "Uid:")), "", "")[1]
}

func hintReboot(err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	return hintOver("pid", unix.CAP_SYS_BOOT)
}
