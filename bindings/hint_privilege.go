package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

func hintCapability(err error, capability int) string {
	if errnoOf(err) != unix.EPERM || hasCapability(capability) {
		return ""
	}
	return "it needs " + capabilityName(capability) + ", which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER)"
}

func capabilityName(capability int) string {
	switch capability {
	case unix.CAP_SYS_CHROOT:
		return "CAP_SYS_CHROOT"
	case unix.CAP_SETUID:
		return "CAP_SETUID"
	case unix.CAP_SETGID:
		return "CAP_SETGID"
	}
	return "CAP_SYS_ADMIN"
}

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a kind, which flag makes.
func hintOwner(err error, kind string, flag uintptr) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	name := familyOf("clone_flags").format(flag)
	switch {
	case !hasCapability(unix.CAP_SYS_ADMIN):
		return "it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + " + name + ")"
	case !ownsNamespace(kind):
		return "the " + kind + " namespace belongs to another user namespace than this process's: unshare(" + name + ") first"
	}
	return ""
}

func hintMount(fstype string, err error) string {
	if hint := hintOwner(err, "mnt", unix.CLONE_NEWNS); hint != "" || errnoOf(err) != unix.EPERM || fstype != "proc" {
		return hint
	}
	if !ownsNamespace("pid") {
		return "a proc shows the process's pid namespace, and that belongs to another user namespace than this process's: unshare(CLONE_NEWPID) and fork first"
	}
	if covered := mountsBelow("/proc/"); len(covered) > 0 {
		return "the /proc here is covered in part (" + strings.Join(covered, " ") + "), and the kernel then grants no other that would show what is below"
	}
	return ""
}

func hintUmount(target string, err error) string {
	if errnoOf(err) != unix.EINVAL {
		return hintMount("", err)
	}
	var stat unix.Statx_t
	if unix.Statx(unix.AT_FDCWD, target, unix.AT_NO_AUTOMOUNT, 0, &stat) != nil {
		return ""
	}
	if stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT == 0 {
		return target + " is not a mount point"
	}
	return ""
}

// hintPrivate is for mount_proc's making all mounts private.
func hintPrivate(err error) string {
	if errnoOf(err) == unix.EINVAL && inChroot() {
		return "/ is not a mount point (chroot), so the mount could not be kept from the host: mount_proc before chroot"
	}
	return hintMount("", err)
}

// hintSetID is for setuid and setgid; which is "uid" or "gid".
func hintSetID(err error, which string, id uint32, capability int) string {
	if errnoOf(err) == unix.EINVAL && !mapped(which, id) {
		return fmt.Sprintf("%s %d is not mapped in this user namespace: idmap maps it", which, id)
	}
	if errnoOf(err) == unix.EPERM && !hasCapability(capability) {
		return fmt.Sprintf("without %s only the real and the saved %s may be set", capabilityName(capability), which)
	}
	return ""
}

func hintSetgroups(err error) string {
	switch {
	case errnoOf(err) != unix.EPERM:
		return ""
	case readProc("self/gid_map") == "":
		return "this user namespace has no gid map yet: idmap first"
	case strings.TrimSpace(readProc("self/setgroups")) == "deny":
		return "setgroups is denied in this user namespace for good: /proc/self/setgroups is deny"
	}
	return hintCapability(err, unix.CAP_SETGID)
}

// hintIDMap is for the files that idmap writes.
func hintIDMap(dir, file, text string, err error) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	if file == "setgroups" {
		if readProc(dir+"/gid_map") != "" {
			return "the gid map is written already, and setgroups cannot be denied after it"
		}
		return ""
	}
	switch {
	case readProc(dir+"/"+file) != "" && dir == "self" && namespaces&unix.CLONE_NEWUSER == 0:
		return "this user namespace has its map already: unshare(CLONE_NEWUSER) makes a new one"
	case readProc(dir+"/"+file) != "":
		return "the map is written already, and that can be done only once"
	case dir == "self" && file == "gid_map" && strings.TrimSpace(readProc(dir+"/setgroups")) == "allow":
		return "from within, a gid map can be written only after setgroups is denied: setgroups = \"deny\""
	case dir == "self" && !ownLine(file, text):
		return "from within, a map can hold one line, of the own id outside and a count of 1; a process outside with CAP_SETUID and CAP_SETGID can write others: idmap(pid, map)"
	}
	return ""
}

// ownLine tells whether a map is the one line that needs no capability.
func ownLine(file, text string) bool {
	var inside, out, count int
	id := outside.uid
	if file == "gid_map" {
		id = outside.gid
	}
	n, _ := fmt.Sscan(text, &inside, &out, &count)
	return n == 3 && out == id && count == 1 && strings.Count(text, "\n") == 1
}
