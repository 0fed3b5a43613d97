package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// A hint tells why a call was refused where the kernel's one number stands for
// several causes and what it shows in /proc tells them apart. It is "" where
// nothing does.

// hintFork tells apart what makes fork fail with ENOMEM and EAGAIN.
func hintFork(err error) string {
	switch errnoOf(err) {
	case unix.ENOMEM:
		own, children := namespaceLink("pid"), namespaceLink("pid_for_children")
		if children != "" && children != own {
			return "the first process of the pid namespace for this process's children has ended, and with it the namespace: " +
				"nothing can be forked there any more. That is what unshare --fork is for: " +
				"after unshare(CLONE_NEWPID) fork once, and do the rest in that child, which is the namespace's pid 1"
		}
	case unix.EAGAIN:
		return hintProcessLimit()
	}
	return ""
}

func hintProcessLimit() string {
	if hint := hintPidsCgroup(); hint != "" {
		return hint
	}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NPROC, &limit) != nil || limit.Cur == unix.RLIM_INFINITY ||
		hasCapability(unix.CAP_SYS_RESOURCE) || hasCapability(unix.CAP_SYS_ADMIN) {
		return ""
	}
	return fmt.Sprintf("RLIMIT_NPROC is %d, and the processes and threads of this user count against it", limit.Cur)
}

// hintPidsCgroup looks for a pids controller that has no room for a process
// with as many threads as this one; each group around counts too.
func hintPidsCgroup() string {
	need := number(field(readProc("self/status"), "Threads:"))
	for line := range strings.Lines(readProc("self/cgroup")) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 || parts[1] != "" && parts[1] != "pids" {
			continue
		}
		for group := parts[2]; group != "" && group != "/"; group = group[:strings.LastIndexByte(group, '/')] {
			dir := "/sys/fs/cgroup/" + parts[1] + group
			most := strings.TrimSpace(readPath(dir + "/pids.max"))
			if most == "" || most == "max" {
				continue
			}
			if now := number(readPath(dir + "/pids.current")); now+need > number(most) {
				return fmt.Sprintf("the pids cgroup %s has %d of at most %s processes and threads, and the child needs %d", dir, now, most, need)
			}
		}
	}
	return ""
}

// hintSince is for calls that this kernel does not know.
func (row *Row) hintSince(err error) string {
	const filter = "the filter of system calls that this process runs under refuses it (seccomp, as in containers)"
	if errnoOf(err) != unix.ENOSYS {
		return ""
	}
	release := kernelRelease()
	switch {
	case row.Since != "" && olderThan(release, row.Since):
		return fmt.Sprintf("%s came with Linux %s, and this is %s", row.Name, row.Since, release)
	case row.Since == "" && filtered():
		return filter
	case row.Since == "":
		return ""
	case filtered():
		return fmt.Sprintf("%s came with Linux %s and this is %s: %s", row.Name, row.Since, release, filter)
	}
	return fmt.Sprintf("%s came with Linux %s and this is %s, which was built without it", row.Name, row.Since, release)
}
