package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for the calls of fscontext.go.

// pathAt is a path that is below a directory, as the kernel sees it; "" where it
// depends on a descriptor.
func pathAt(dir int32, path string) string {
	if dir == unix.AT_FDCWD || strings.HasPrefix(path, "/") {
		return path
	}
	return ""
}

func hintPick(path string, err error) string {
	switch errnoOf(err) {
	case unix.EINVAL:
		return hintNoMount(path)
	case unix.ENOENT:
		return hintMissing("", path, err)
	}
	return hintOwner(err, "mnt")
}

func hintOpenTree(path string, flags uintptr, err error) string {
	clone := flags&unix.OPEN_TREE_CLONE != 0
	switch {
	case errnoOf(err) != unix.EINVAL:
		return hintPick(path, err)
	case !clone && flags&unix.AT_RECURSIVE != 0:
		return "AT_RECURSIVE is for OPEN_TREE_CLONE"
	case clone && path != "":
		return strings.Replace(hintBindMount(path, flags&unix.AT_RECURSIVE != 0), "MS_BIND + MS_REC or mount_rbind", "OPEN_TREE_CLONE + AT_RECURSIVE", 1)
	}
	return ""
}

func hintMove(from, to string, err error) string {
	switch errnoOf(err) {
	case unix.ENOENT:
		return hintMissing(from, to, err)
	case unix.ENOTDIR:
		return hintUnlike(from, to)
	case unix.ELOOP:
		if from != "" {
			return hintInto(from, to)
		}
	case unix.EINVAL:
		if from != "" {
			return hintMoved(from, to)
		}
	case unix.ENOSPC:
		return hintMountMax()
	}
	return hintOwner(err, "mnt")
}

func hintSetattr(path string, flags uintptr, attr unix.MountAttr, err error) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return hintSetattrPermission(attr)
	case unix.EINVAL:
		const times = unix.MOUNT_ATTR__ATIME
		if attr.Attr_set&times != 0 && attr.Attr_clr&times != times {
			return "to have another of the access times takes attr_clr = MOUNT_ATTR__ATIME as well"
		}
		if hint := hintNoMount(path); hint != "" {
			return hint
		}
		return hintIDMapped(path, attr)
	case unix.EBUSY:
		if attr.Attr_set&unix.MOUNT_ATTR_RDONLY != 0 {
			return hintWriters(path, flags&unix.AT_RECURSIVE != 0)
		}
	case unix.ENOENT:
		return hintMissing("", path, err)
	}
	return ""
}

// hintSetattrPermission is for EPERM.
func hintSetattrPermission(attr unix.MountAttr) string {
	if hint := hintOver("mnt", unix.CAP_SYS_ADMIN); hint != "" {
		return hint
	}
	switch {
	case inInitialUserNamespace():
	case attr.Attr_set&unix.MOUNT_ATTR_IDMAP != 0:
		return "MOUNT_ATTR_IDMAP needs CAP_SYS_ADMIN in the user namespace that mounted the file system, and in the one of userns_fd"
	case attr.Attr_clr != 0:
		return familyOf("mount_attr").format(uintptr(attr.Attr_clr)) + " is locked at one of the mounts, as what comes from a more privileged mount namespace is"
	}
	return hintModules()
}

// hintIDMapped: can_idmap_mount and build_mount_idmapped in fs/namespace.c.
func hintIDMapped(path string, attr unix.MountAttr) string {
	switch {
	case attr.Attr_clr&unix.MOUNT_ATTR_IDMAP != 0:
		return "a mount that has MOUNT_ATTR_IDMAP keeps it"
	case attr.Attr_set&unix.MOUNT_ATTR_IDMAP == 0:
		return ""
	case !strings.HasPrefix(descriptorLink(int(int32(attr.Userns_fd))), "user:["):
		return "userns_fd is no user namespace, as open(\"/proc/PID/ns/user\") is"
	case path != "" && mountAt(path) != nil:
		return "the mount is in the tree already, and MOUNT_ATTR_IDMAP is for one that is nowhere yet: open_tree with OPEN_TREE_CLONE"
	}
	return "the file system does not take MOUNT_ATTR_IDMAP"
}
