package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a kind, which flag makes.
func hintOwner(err error, kind string, flag uintptr) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	name := familyOf("clone_flags").format(flag)
	switch {
	case !hasCapability(unix.CAP_SYS_ADMIN):
		return needs(unix.CAP_SYS_ADMIN, "; in new namespaces it has it: unshare(CLONE_NEWUSER + "+name+")")
	case !ownsNamespace(kind):
		return "this process has CAP_SYS_ADMIN in its own user namespace, but the " + kind + " namespace belongs to an outer one: unshare(" + name + ") first"
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
		return "a sysfs shows the process's net namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWNET) first"
	}
	return ""
}

func hintProc() string {
	if !ownsNamespace("pid") {
		return "a proc shows the process's pid namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWPID) and fork first"
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
		if unix.Access(path, unix.F_OK) == unix.ENOENT {
			return "there is no " + path
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
