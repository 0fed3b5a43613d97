package bindings

import (
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for mounts that are in use.

func hintMountBusy(m mounting) string {
	if m.does(unix.MS_REMOUNT) && m.flags&unix.MS_RDONLY != 0 {
		return hintWriters(m.target, false)
	}
	if !m.does(0) {
		return ""
	}
	if mount := mountAt(m.target); mount != nil && mount.fstype == m.fstype && mount.target == absolute(m.target) {
		return "the same " + m.fstype + " is mounted there already"
	}
	if m.fstype == "overlay" {
		return hintOverlay(m)
	}
	return ""
}

// hintWriters names the descriptors of this process that are open for writing.
func hintWriters(path string, recursive bool) string {
	mount := mountAt(path)
	if mount == nil {
		return ""
	}
	mounts := []mountEntry{*mount}
	if recursive {
		mounts = append(mounts, mountsBelow(absolute(path))...)
	}
	var own []string
	for _, m := range mounts {
		for _, fd := range descriptorsOn(m.id) {
			flags, err := strconv.ParseUint(field(readProc("self/fdinfo/"+fd), "flags:"), 8, 32)
			if err == nil && flags&unix.O_ACCMODE != unix.O_RDONLY {
				own = append(own, fd)
			}
		}
	}
	if own != nil {
		return "a file on it is open for writing: descriptor " + strings.Join(own, ", ") + " of this process"
	}
	return "a file on it is open for writing, or an overlay above or a loop device writes to it"
}

// descriptorsOn are the process's own descriptors of files on a mount.
func descriptorsOn(id int) (fds []string) {
	for _, fd := range openDescriptors() {
		if field(readProc("self/fdinfo/"+fd), "mnt_id:") == strconv.Itoa(id) {
			fds = append(fds, fd)
		}
	}
	return fds
}

func hintUmount(target string, flags uintptr, err error) string {
	switch errnoOf(err) {
	case unix.EBUSY:
		return hintInUse(target)
	case unix.EINVAL:
		is, known := isMountPoint(target)
		switch {
		case !known:
		case !is:
			return target + " is not a mount point"
		case flags&^unix.MNT_DETACH == 0:
			return target + " is locked in place, as what comes from a more privileged mount namespace is (mount_namespaces(7)): it can be mounted over, or left behind by pivot(DIR)"
		}
	case unix.ENOENT:
		return hintMissing("", target, err)
	}
	return hintOwner(err, "mnt")
}

// hintInUse tells what of this process keeps a mount, and what is mounted below.
func hintInUse(target string) string {
	const detach = "; umount2(target, MNT_DETACH) takes it away for now and undoes it when nothing uses it any more"
	if below := mountsBelow(absolute(target)); len(below) > 0 {
		return "there are mounts below it (" + places(below) + ")" + detach
	}
	mount := mountAt(target)
	if mount == nil {
		return ""
	}
	if here := mountAt("."); here != nil && here.id == mount.id {
		return "it has the working directory of this process" + detach
	}
	if fds := descriptorsOn(mount.id); fds != nil {
		return "this process has a file on it open, descriptor " + strings.Join(fds, ", ") + detach
	}
	return "another process has a file on it open, or its working or root directory there" + detach
}
