package bindings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for making, watching and limiting processes.

func hintClone(child *fork.Clone, err error) string {
	errno, flags := errnoOf(err), child.Flags
	if flags&unix.CLONE_INTO_CGROUP != 0 {
		if hint := hintCgroup(child.Cgroup, errno); hint != "" {
			return hint
		}
	}
	namespaces := flags&newNamespaces != 0
	capable := hasCapability(unix.CAP_SYS_ADMIN) || flags&unix.CLONE_NEWUSER != 0
	if child.Tids != nil && (errno != unix.EPERM || !namespaces || capable) {
		if hint := hintTids(child, errno); hint != "" {
			return hint
		}
	}
	if namespaces {
		if hint := hintUnshare(flags, err); hint != "" {
			return hint
		}
	}
	if errno == unix.EINVAL && flags&unix.CLONE_FS != 0 && flags&(unix.CLONE_NEWNS|unix.CLONE_NEWUSER) != 0 {
		return "a process that shares its root and working directory (CLONE_FS) cannot be in another mount or user namespace"
	}
	switch {
	case errno == unix.EMFILE:
		return hintFull()
	case errno == unix.ENOSYS && fork.Ready() == nil: // clone3
		return "set_tid came with Linux 5.5 and cgroup with 5.7, and this is " + kernelRelease() + "; filters of containers may refuse clone3 too"
	}
	return hintFork(err)
}

// hintCgroup tells what stands in the way of a child in a cgroup; cgroups(7).
func hintCgroup(dir int, errno unix.Errno) string {
	var fs unix.Statfs_t
	switch errno {
	case unix.EBADF:
		if dir < 0 || unix.Fstatfs(dir, &fs) != nil {
			return "CLONE_INTO_CGROUP wants an open cgroup2 directory: cgroup = open(DIR, O_PATH + O_DIRECTORY)"
		}
		if fs.Type != unix.CGROUP2_SUPER_MAGIC {
			return "cgroup is no directory of a cgroup2 file system"
		}
	case unix.EBUSY:
		if controllers := readAt(dir, "cgroup.subtree_control"); controllers != "" {
			return "the cgroup hands controllers on to the cgroups below it (cgroup.subtree_control is " + controllers +
				"), and then holds no processes itself: make a cgroup below it for them"
		}
	case unix.EOPNOTSUPP:
		if kind := readAt(dir, "cgroup.type"); kind != "" {
			return "the cgroup's cgroup.type is \"" + kind + "\", and a process can be in none that is invalid"
		}
	case unix.EACCES:
		if unix.Faccessat(dir, "cgroup.procs", unix.W_OK, unix.AT_EACCESS) == unix.EACCES {
			return "it needs to write to cgroup.procs in that cgroup, which this process may not"
		}
		return "it needs to write to cgroup.procs also in the cgroup that is around both this process's and that one"
	case unix.ENODEV:
		return "the cgroup has been removed"
	case unix.EAGAIN:
		if most := readAt(dir, "pids.max"); most != "" && most != "max" {
			return fmt.Sprintf("the cgroup has %s of at most %s processes and threads (pids.max), and the child needs %s",
				readAt(dir, "pids.current"), most, field(readProc("self/status"), "Threads:"))
		}
	}
	return ""
}

// readAt is the text of a file in a directory, without its newline.
func readAt(dir int, name string) string {
	fd, err := openatQuick(dir, name, unix.O_RDONLY)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(readAll(fd))
}

// hintTids tells what is wrong with chosen pids; alloc_pid of kernel/pid.c.
func hintTids(child *fork.Clone, errno unix.Errno) string {
	tids := child.Tids
	first := child.Flags&unix.CLONE_NEWPID != 0 || firstChild()
	switch errno {
	case unix.EEXIST:
		// The number in this process's own pid namespace can be looked for.
		own := 0
		if child.Flags&unix.CLONE_NEWPID != 0 || fork.Waiting()&unix.CLONE_NEWPID != 0 {
			own = 1
		}
		if own < len(tids) && unix.Kill(int(tids[own]), 0) != unix.ESRCH {
			return fmt.Sprintf("there is a process %d already", tids[own])
		}
		return "a process or thread has one of these numbers, or it is still that of a process group or a session"
	case unix.EPERM:
		if !hasCapability(unix.CAP_SYS_ADMIN) && !hasCapability(unix.CAP_CHECKPOINT_RESTORE) && child.Flags&unix.CLONE_NEWUSER == 0 {
			return "to choose a pid needs CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN, which this process lacks; " +
				"it has them in new namespaces: unshare(CLONE_NEWUSER + CLONE_NEWPID) and fork"
		}
		if child.Flags&unix.CLONE_NEWUSER != 0 || !ownsNamespace("pid") {
			return "the pid namespace in which a pid is chosen belongs to another user namespace than this process's: " +
				"unshare(CLONE_NEWUSER + CLONE_NEWPID) and fork, and choose pids of that namespace only"
		}
	case unix.EINVAL:
		if first && tids[0] != 1 {
			return "the first process of a pid namespace is 1 there"
		}
		most := number(sysctl("kernel/pid_max"))
		if high := int(slices.Max(tids)); most > 0 && high >= most {
			return fmt.Sprintf("a pid is below /proc/sys/kernel/pid_max, which is %d", most)
		}
		levels := len(strings.Fields(field(readProc("self/status"), "NSpid:")))
		if child.Flags&unix.CLONE_NEWPID != 0 {
			levels++
		}
		if levels > 0 && len(tids) > levels {
			return fmt.Sprintf("a process has one pid in each pid namespace that it is in, and for the child these are %d", levels)
		}
	}
	return ""
}

// hintFull is for EMFILE.
func hintFull() string {
	limit, err := fork.Nofile()
	if err != nil {
		return ""
	}
	return fmt.Sprintf("all descriptors below %d are in use: setrlimit(\"NOFILE\", {cur = N}) allows more, up to %s", limit.Cur, limitText(limit.Max))
}

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
	case unix.EMFILE:
		return hintFull()
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
	return hintOtherUser(field(pidfdInfo(pidfd), "Pid:"), "CAP_KILL")
}

func hintPidfdGetfd(pidfd, target int32, err error) string {
	pid := field(pidfdInfo(pidfd), "Pid:")
	switch errnoOf(err) {
	case unix.EMFILE:
		return hintFull()
	case unix.EBADF:
		if pid != "" && pid != "-1" {
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
	if hint := hintOtherUser(pid, "CAP_SYS_PTRACE"); hint != "" {
		return hint
	}
	if hasCapability(unix.CAP_SYS_PTRACE) {
		return ""
	}
	switch scope := sysctl("kernel/yama/ptrace_scope"); scope {
	case "1":
		return "only descendants may be traced here, or who has allowed it: /proc/sys/kernel/yama/ptrace_scope is 1 (PR_SET_PTRACER in prctl(2))"
	case "2", "3":
		return "nobody may trace here without CAP_SYS_PTRACE: /proc/sys/kernel/yama/ptrace_scope is " + scope
	}
	if !sameOwner(pid) {
		return "that process is not dumpable, because it has changed its uid or gid or runs a program that it may not read (PR_SET_DUMPABLE in prctl(2)): to trace it needs CAP_SYS_PTRACE"
	}
	if permitted(pid)&^permitted("self") != 0 {
		return "that process has capabilities that this one lacks: to trace it needs CAP_SYS_PTRACE"
	}
	return ""
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

// hintLimitOf is for reading a limit of a process.
func hintLimitOf(pid int32, own bool, err error) string {
	if errnoOf(err) != unix.EPERM || own {
		return ""
	}
	dir, _ := processDir(int(pid))
	return hintOtherUser(dir, "CAP_SYS_RESOURCE")
}

func hintSetLimit(pid int32, own bool, resource int, old, limit unix.Rlimit, err error) string {
	name := familyOf("resource").format(uintptr(resource))
	switch errnoOf(err) {
	case unix.EINVAL:
		if limit.Cur > limit.Max {
			return fmt.Sprintf("the soft limit cur (%s) cannot be above the hard limit max (%s)", limitText(limit.Cur), limitText(limit.Max))
		}
	case unix.EPERM:
		most := sysctl("fs/nr_open")
		switch {
		case resource == unix.RLIMIT_NOFILE && most != "" && limit.Max > uint64(number(most)):
			return "/proc/sys/fs/nr_open allows a process no more than " + most + " descriptors"
		case limit.Max > old.Max:
			return fmt.Sprintf("the hard limit %s is %s, and to raise it needs CAP_SYS_RESOURCE in the first user namespace", name, limitText(old.Max))
		}
		return hintLimitOf(pid, own, err)
	}
	return ""
}

func limitText(limit uint64) string {
	if limit == unix.RLIM_INFINITY {
		return "RLIM_INFINITY"
	}
	return fmt.Sprint(limit)
}

func hintPriority(which int, who int32, err error) string {
	var limit unix.Rlimit
	switch errno := errnoOf(err); {
	case errno == unix.EPERM && which == unix.PRIO_PROCESS:
		return hintSched(who, err)
	case errno != unix.EACCES || hasCapability(unix.CAP_SYS_NICE) || unix.Getrlimit(unix.RLIMIT_NICE, &limit) != nil:
		return ""
	case limit.Cur == 0:
		return "a nice value can be lowered with CAP_SYS_NICE in the first user namespace only: RLIMIT_NICE is 0"
	}
	return fmt.Sprintf("without CAP_SYS_NICE in the first user namespace a nice value can be lowered to %d only: RLIMIT_NICE is %d", 20-int(min(limit.Cur, 40)), limit.Cur)
}

func hintIoprio(which int, who int32, class int, err error) string {
	const process, realTime = 1, 1 // IOPRIO_WHO_PROCESS, IOPRIO_CLASS_RT
	if errnoOf(err) == unix.EPERM && class == realTime && !hasCapability(unix.CAP_SYS_NICE) && !hasCapability(unix.CAP_SYS_ADMIN) {
		return "IOPRIO_CLASS_RT needs CAP_SYS_NICE or CAP_SYS_ADMIN in the first user namespace"
	}
	if which != process {
		return ""
	}
	return hintSched(who, err)
}

func hintScheduler(pid int32, policy int, priority int32, err error) string {
	reset := policy & unix.SCHED_RESET_ON_FORK
	policy &^= unix.SCHED_RESET_ON_FORK
	name := familyOf("sched_policy").format(uintptr(policy))
	switch errnoOf(err) {
	case unix.EINVAL:
		low, lowErr := schedCall(unix.SYS_SCHED_GET_PRIORITY_MIN, policy)
		high, highErr := schedCall(unix.SYS_SCHED_GET_PRIORITY_MAX, policy)
		if lowErr != nil || highErr != nil || pid < 0 {
			return ""
		}
		if int(priority) < low || int(priority) > high {
			return fmt.Sprintf("%s has priorities from %d to %d", name, low, high)
		}
		if policy == unix.SCHED_DEADLINE {
			return "SCHED_DEADLINE wants more than a priority (sched_setattr(2))"
		}
	case unix.EPERM:
		var limit unix.Rlimit
		if hint := hintSched(pid, err); hint != "" || hasCapability(unix.CAP_SYS_NICE) || unix.Getrlimit(unix.RLIMIT_RTPRIO, &limit) != nil {
			return hint
		}
		if now, _ := schedGetscheduler(pid); now&unix.SCHED_RESET_ON_FORK > reset {
			return "SCHED_RESET_ON_FORK can be taken away with CAP_SYS_NICE only"
		}
		if policy == unix.SCHED_FIFO || policy == unix.SCHED_RR {
			return fmt.Sprintf("without CAP_SYS_NICE in the first user namespace priorities of real time go up to RLIMIT_RTPRIO, which is %d", limit.Cur)
		}
	}
	return ""
}

// hintSched is for scheduling another process.
func hintSched(pid int32, err error) string {
	if errnoOf(err) != unix.EPERM || pid <= 0 {
		return ""
	}
	dir, _ := processDir(int(pid))
	return hintOtherUser(dir, "CAP_SYS_NICE")
}

func hintReboot(err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	if !hasCapability(unix.CAP_SYS_BOOT) {
		return "it needs CAP_SYS_BOOT, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWPID) and fork"
	}
	if !ownsNamespace("pid") {
		return "the pid namespace belongs to another user namespace than this process's: unshare(CLONE_NEWPID) and fork first"
	}
	return ""
}
