package bindings

import (
	"fmt"
	"slices"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for making children.

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
	if errno == unix.ENOSYS && fork.Ready() == nil { // clone3
		const both = "set_tid came with Linux 5.5 and cgroup with 5.7, and this is "
		if release := kernelRelease(); olderThan(release, "5.7") || !filtered() {
			return both + release
		}
		return "set_tid and cgroup need clone3, and the filter of system calls that this process runs under refuses that (seccomp, as in containers)"
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
		if controllers := cgroupFile(dir, "cgroup.subtree_control"); controllers != "" {
			return "the cgroup hands controllers on to the cgroups below it (cgroup.subtree_control is " + controllers +
				"), and then holds no processes itself: make a cgroup below it for them"
		}
	case unix.EOPNOTSUPP:
		if kind := cgroupFile(dir, "cgroup.type"); kind != "" {
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
		if most := cgroupFile(dir, "pids.max"); most != "" && most != "max" {
			return fmt.Sprintf("the cgroup has %s of at most %s processes and threads (pids.max), and the child needs %s",
				cgroupFile(dir, "pids.current"), most, field(readProc("self/status"), "Threads:"))
		}
	}
	return ""
}

// cgroupFile is the text of a file in a cgroup's directory, without its newline.
func cgroupFile(dir int, name string) string { return strings.TrimSpace(readIn(dir, name)) }

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
		levels := procDepth() + 1
		if child.Flags&unix.CLONE_NEWPID != 0 {
			levels++
		}
		if levels > 0 && len(tids) > levels {
			return fmt.Sprintf("a process has one pid in each pid namespace that it is in, and for the child these are %d", levels)
		}
	}
	return ""
}
