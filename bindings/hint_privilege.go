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
	case unix.CAP_SETFCAP:
		return "CAP_SETFCAP"
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
	if hint := hintOwner(err, "mnt", unix.CLONE_NEWNS); hint != "" || errnoOf(err) != unix.EPERM {
		return hint
	}
	switch {
	case fstype == "proc":
		return hintProc()
	case fstype == "sysfs" && !ownsNamespace("net"):
		return "a sysfs shows the process's net namespace, and that belongs to another user namespace than this process's: unshare(CLONE_NEWNET) first"
	}
	return ""
}

func hintProc() string {
	if !ownsNamespace("pid") {
		return "a proc shows the process's pid namespace, and that belongs to another user namespace than this process's: unshare(CLONE_NEWPID) and fork first"
	}
	if covered := mountsBelow("/proc/"); len(covered) > 0 {
		return "the /proc here is covered in part (" + strings.Join(covered, " ") + "), and the kernel then grants no other that would show what is below"
	}
	return ""
}

// hintMissing tells which of mount's paths there is not.
func hintMissing(source, target string, err error) string {
	if errnoOf(err) != unix.ENOENT {
		return ""
	}
	for _, path := range []string{target, source} {
		if w := here(path).walk(intent{}); w.err == unix.ENOENT {
			return "there is no " + w.place + w.through()
		}
	}
	return ""
}

func hintUmount(target string, flags uintptr, err error) string {
	if errnoOf(err) != unix.EINVAL {
		return hintMount("", err)
	}
	is, known := isMountPoint(target)
	switch {
	case !known:
	case !is:
		return target + " is not a mount point"
	case flags&^unix.MNT_DETACH == 0:
		return target + " is locked in place, as what comes from a more privileged mount namespace is: mount_namespaces(7)"
	}
	return ""
}

// isMountPoint tells whether there is a mount at path, if it can be told.
func isMountPoint(path string) (is, known bool) {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_NO_AUTOMOUNT, 0, &stat)
	return stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0, err == nil
}

// hintPivot tells pivot_root's EINVALs apart.
func hintPivot(newRoot string, err error) string {
	if errnoOf(err) != unix.EINVAL {
		return hintMount("", err)
	}
	is, known := isMountPoint(newRoot)
	root := rootMount()
	switch {
	case known && !is:
		return newRoot + ` is not a mount point: mount(DIR, DIR, nil, MS_BIND) makes one of a directory`
	case inChroot():
		return "/ is not a mount point (chroot)"
	case strings.Contains(root, " - rootfs "):
		return "/ is the rootfs, which stays where it is: mount(new_root, \"/\", nil, MS_MOVE) and chroot(\".\") instead"
	case strings.Contains(root, " shared:"):
		return "the mount at / is shared: mount(\"none\", \"/\", nil, MS_REC + MS_PRIVATE) first"
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
		return hintUnmapped(which, id)
	}
	if errnoOf(err) == unix.EPERM && !hasCapability(capability) {
		return fmt.Sprintf("without %s only the real and the saved %s may be set", capabilityName(capability), which)
	}
	return ""
}

func hintUnmapped(which string, id uint32) string {
	return fmt.Sprintf("%s %d is not mapped in this user namespace: idmap maps it", which, id)
}

func hintSetgroups(groups []uint32, err error) string {
	switch {
	case errnoOf(err) == unix.EINVAL:
		return hintGroups(groups)
	case errnoOf(err) != unix.EPERM:
		return ""
	case readProc("self/gid_map") == "":
		return "this user namespace has no gid map yet: idmap first"
	case strings.TrimSpace(readProc("self/setgroups")) == "deny":
		return "setgroups is denied in this user namespace for good: /proc/self/setgroups is deny"
	case hasCapability(unix.CAP_SETGID):
		return ""
	}
	return "it needs CAP_SETGID, which this process lacks"
}

// maxGroups is NGROUPS_MAX (linux/limits.h).
const maxGroups = 65536

func hintGroups(groups []uint32) string {
	if len(groups) > maxGroups {
		return fmt.Sprintf("a process has at most %d groups, and these are %d", maxGroups, len(groups))
	}
	for _, gid := range groups {
		if !mapped("gid", gid) {
			return hintUnmapped("gid", gid)
		}
	}
	return ""
}
