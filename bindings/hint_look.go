package bindings

import (
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for looking into other processes, which their namespaces and the links of
// their folders in /proc take: PTRACE_MODE_READ in ptrace(2).

// hintLook tells why a process, the folder pid of the host's /proc, may not be
// looked into; __ptrace_may_access (kernel/ptrace.c) and cap_ptrace_access_check.
func hintLook(pid string) string {
	if pid == "" || readProc(pid+"/status") == "" || inInitialUserNamespace() && hasCapability(unix.CAP_SYS_PTRACE) {
		return ""
	}
	if hint := hintOtherUser(pid, "CAP_SYS_PTRACE"); hint != "" {
		return hint
	}
	if !sameOwner(pid) {
		return "that process is not dumpable, because it has changed its uid or gid or runs a program that it may not read " +
			"(PR_SET_DUMPABLE in prctl(2)): to look into it needs CAP_SYS_PTRACE in that process's user namespace"
	}
	if more := permitted(pid) &^ permitted("self"); more != 0 && !hasCapability(unix.CAP_SYS_PTRACE) {
		return "that process has capabilities that this one lacks, in its own user namespace: to look into it needs CAP_SYS_PTRACE there"
	}
	return "that process is in another user namespace, which does not lie within this process's: to look into it needs CAP_SYS_PTRACE there"
}

// hintLookThrough is for a path through the folder of a process in a /proc.
func (a at) hintLookThrough(place string) string {
	for rest := place; rest != "" && rest != "/"; rest = above(rest) {
		proc, pid := above(rest), rest[strings.LastIndexByte(rest, '/')+1:]
		if number(pid) > 0 && a.of(proc).isProc() {
			return hintLook(pid)
		}
	}
	return ""
}

// isProc tells whether a directory is a /proc that numbers processes as the
// host's does.
func (a at) isProc() bool {
	fd, err := openatQuick(int(a.dir), a.path, unix.O_PATH|unix.O_DIRECTORY)
	if err != nil {
		return false
	}
	defer Close(fd)
	var fs unix.Statfs_t
	if unix.Fstatfs(fd, &fs) != nil || fs.Type != unix.PROC_SUPER_MAGIC {
		return false
	}
	there, err := at{int32(fd), "self"}.readlink()
	here, _ := at{int32(fork.Proc()), "self"}.readlink()
	return err == nil && there == here
}
