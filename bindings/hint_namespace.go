package bindings

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for namespaces that are made or joined.

// hintUnshare is for new namespaces that were refused.
func hintUnshare(flags uintptr, err error) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return hintNamespace(flags)
	case unix.EACCES: // of AppArmor
		return hintModules()
	case unix.ENOSPC, unix.EUSERS: // EUSERS up to Linux 4.8
		return hintLimit(flags)
	case unix.EINVAL:
		if flags&unix.CLONE_NEWPID != 0 && fork.Waiting()&unix.CLONE_NEWPID != 0 {
			return "this process has made a pid namespace for its children already, and can make only one: unshare again in a child"
		}
	}
	return ""
}

func hintNamespace(flags uintptr) string {
	capable := hasCapability(unix.CAP_SYS_ADMIN)
	switch {
	case flags&unix.CLONE_NEWUSER != 0:
		return hintUserNamespace(capable)
	case !capable:
		return familyOf("clone_flags").format(flags&newNamespaces) + " " +
			lacking(unix.CAP_SYS_ADMIN, inNew("; in a new user namespace it has it: unshare(CLONE_NEWUSER) first, or together with it"))
	}
	return hintModules()
}

func hintUserNamespace(capable bool) string {
	switch {
	case !capable && sysctl("kernel/unprivileged_userns_clone") == "0":
		return "unprivileged user namespaces are switched off here: /proc/sys/kernel/unprivileged_userns_clone is 0, and root can set it to 1"
	case readProc("self/uid_map") == "" || readProc("self/gid_map") == "":
		return "this process's uid or gid is not mapped in its user namespace, and only a mapped one may make another: idmap first"
	case inChroot():
		return "the root directory is not the root of the mount namespace (chroot), and a new user namespace may not be made there"
	}
	return hintModules()
}

// maxDeep is MAX_PID_NS_LEVEL (linux/pid_namespace.h).
const maxDeep = 32

// hintLimit is for ENOSPC. The depth of pid namespaces shows in /proc, that of
// user namespaces does not: nobody sees those around him.
func hintLimit(flags uintptr) string {
	if flags&unix.CLONE_NEWPID != 0 && procDepth() >= maxDeep {
		return fmt.Sprintf("pid namespaces go %d deep, and this process is in the last", maxDeep)
	}
	var shown []string
	for _, t := range namespaceTypes {
		if flags&t.flag == 0 {
			continue
		}
		value := sysctl("user/" + limitFile(t.name))
		if value == "0" {
			return fmt.Sprintf("%s is switched off here: /proc/sys/user/%s is 0, and ns_limits {%s = N} with CAP_SYS_RESOURCE in this user namespace raises it",
				familyOf("clone_flags").format(t.flag), limitFile(t.name), t.name)
		}
		shown = append(shown, fmt.Sprintf("/proc/sys/user/%s is %s", limitFile(t.name), value))
	}
	hint := "the limit of this user namespace or of one around it is reached (" + strings.Join(shown, ", ") + ")"
	for _, kind := range []struct {
		flag uintptr
		name string
	}{{unix.CLONE_NEWUSER, "user"}, {unix.CLONE_NEWPID, "pid"}} {
		if flags&kind.flag != 0 {
			hint += fmt.Sprintf(", or %s namespaces are %d deep here, which is the most", kind.name, maxDeep)
		}
	}
	return hint
}

// hintSetns finds the one among the types at which the kernel stopped.
func hintSetns(t target, flags uintptr, err error) string {
	errno := errnoOf(err)
	switch {
	case errors.As(err, new(*fork.Refused)): // which says why
		return ""
	case errno == unix.ESRCH:
		return "that process has ended"
	case errno == unix.EINVAL && !t.isProcess() && !isNamespace(t.fd):
		return "that is neither a namespace nor a process"
	case errno == unix.EINVAL && flags&^newNamespaces != 0:
		return familyOf("clone_flags").format(flags&^newNamespaces) + " is no type of namespace"
	case !t.isProcess():
		return hintJoin(t.fd, flags, errno)
	}
	for _, kind := range namespaceTypes {
		if flags&kind.flag == 0 {
			continue
		}
		fd, openErr := t.open(kind.name)
		if openErr != nil {
			return hintOpen(t, kind.name, openErr)
		}
		hint := hintJoin(fd, kind.flag, errno)
		Close(fd)
		if hint != "" {
			return hint
		}
	}
	return ""
}

// hintOpen is for a namespace of a process that cannot be opened.
func hintOpen(t target, link string, err error) string {
	switch errnoOf(err) {
	case unix.EACCES:
		return hintLook(t.dir)
	case unix.ENOENT:
		switch {
		case strings.HasPrefix(field(readProc(t.dir+"/status"), "State:"), "Z"):
			return "that process has ended, and has no namespaces but its user and pid namespace"
		case link == "pid_for_children":
			return "the pid namespace for that process's children has no process yet"
		}
	}
	return ""
}

// hintJoin is for a namespace file that could not be joined as one of type flag,
// 0 being its own type.
func hintJoin(fd int, flag uintptr, errno unix.Errno) string {
	is := namespaceFlag(fd)
	clone := familyOf("clone_flags")
	switch {
	case errno == unix.EINVAL && flag != 0 && is != flag:
		return fmt.Sprintf("that is a %s namespace (%s)", typeNameOf(is), clone.format(is))
	case errno == unix.EINVAL:
		return hintJoinInvalid(fd, is)
	case errno == unix.EPERM:
		return hintJoinPermission(fd, is)
	}
	return ""
}

func hintJoinInvalid(fd int, is uintptr) string {
	switch {
	case is == unix.CLONE_NEWUSER && isOwn(fd, "user"):
		return "this process is in that user namespace already"
	case is == unix.CLONE_NEWUSER || is == unix.CLONE_NEWNS:
		return "this process shares its root and working directory with another (CLONE_FS), and so cannot be in another mount or user namespace"
	case is == unix.CLONE_NEWPID && !isWithin(fd, "pid"):
		return notWithin("pid")
	}
	return ""
}

func hintJoinPermission(fd int, is uintptr) string {
	if is == unix.CLONE_NEWUSER {
		if !isWithin(fd, "user") {
			return notWithin("user")
		}
		return "joining it needs CAP_SYS_ADMIN in it, which the one who made it has" + ownerText(fd) + ", and who has CAP_SYS_ADMIN in a user namespace around it"
	}
	if is == unix.CLONE_NEWPID && !isWithin(fd, "pid") {
		return notWithin("pid")
	}
	owner, err := namespaceIoctl(fd, unix.NS_GET_USERNS)
	if err != nil { // of which nothing is shown
		hint := "that " + typeNameOf(is) + " namespace belongs to a user namespace that does not lie within this process's own"
		if is == unix.CLONE_NEWPID {
			hint += ": join the pid namespace first and fork, and join the user namespace in the child; enter with a function does so"
		}
		return hint
	}
	defer Close(owner)
	switch {
	case !hasCapability(unix.CAP_SYS_ADMIN) && !isOwn(owner, "user"):
		return fmt.Sprintf("joining it needs CAP_SYS_ADMIN, which this process lacks; it gets that in %s, which owns the namespace, and must be joined too: with CLONE_NEWUSER, or by setns(ns_get_userns(fd)) first",
			namespaceText(owner, "user"))
	case !hasCapability(unix.CAP_SYS_ADMIN):
		return "joining it needs CAP_SYS_ADMIN in the user namespace that owns it, which is this process's own, and this process lacks it"
	case is == unix.CLONE_NEWNS && !hasCapability(unix.CAP_SYS_CHROOT):
		return "joining a mount namespace needs CAP_SYS_CHROOT as well, which this process lacks"
	}
	return hintModules()
}

func notWithin(name string) string {
	return "that " + name + " namespace does not lie within this process's own, and only such can be joined"
}

// ownerText is the uid of a user namespace's maker, where that shows.
func ownerText(fd int) string {
	uid, err := namespaceOwner(fd)
	if err != nil {
		return ""
	}
	return " (uid " + strconv.Itoa(int(uid)) + ")"
}

// hintRequest is for a request of ioctl_ns(2) that this kernel does not know.
func hintRequest(fd int, request uintptr, err error) string {
	if errnoOf(err) != unix.ENOTTY || !isNamespace(fd) {
		return ""
	}
	since := map[uintptr]string{
		unix.NS_GET_PID_FROM_PIDNS: "6.11", unix.NS_GET_TGID_FROM_PIDNS: "6.11", unix.NS_GET_PID_IN_PIDNS: "6.11", unix.NS_GET_TGID_IN_PIDNS: "6.11",
		unix.NS_GET_MNTNS_ID: "6.11", nsMntGetInfoRequest: "6.12", nsMntGetNext: "6.12", nsMntGetPrev: "6.12", nsGetID: "6.18",
	}[request]
	if since == "" {
		return ""
	}
	return fmt.Sprintf("the request came with Linux %s, and this is %s", since, kernelRelease())
}
