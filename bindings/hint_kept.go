package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// Hints for calls on a path that was found: what keeps the file as it is.

func (w walk) hintReadOnly(do intent) string {
	place := w.place
	if do.entry || w.stat == nil {
		place = w.parent
	}
	m := w.of(place).mount()
	switch {
	case hasOption(m.special, "ro"):
		return fmt.Sprintf("the %s file system at %s is read-only", m.fstype, m.target)
	case hasOption(m.options, "ro"):
		return "the mount at " + m.target + " is read-only"
	}
	return ""
}

func (w walk) hintForbidden(do intent) string {
	if hint := w.hintKept(w.place); hint != "" || w.err != nil {
		return hint
	}
	if !do.entry && stranger(w.stat) {
		return fmt.Sprintf("%s belongs to %d:%d, which stands for an owner who is not mapped in this user namespace, and capabilities do not count there",
			w.place, w.stat.Uid, w.stat.Gid)
	}
	uid := uint32(identifier(unix.SYS_GETEUID))
	if do.owner && w.stat.Uid != uid {
		return fmt.Sprintf("%s belongs to uid %d, and only its owner may, or a process with CAP_FOWNER", w.place, w.stat.Uid)
	}
	if !do.entry {
		return ""
	}
	if hint := w.hintKept(w.parent); hint != "" {
		return hint
	}
	dir, err := w.of(w.parent).statQuick(0)
	if err == nil && dir.Mode&unix.S_ISVTX != 0 && uid != w.stat.Uid && uid != dir.Uid {
		return fmt.Sprintf("%s is sticky (mode %04o): a name in it may be removed or replaced by the owner of the file (uid %d), the directory's (uid %d), and CAP_FOWNER",
			w.named(w.parent), dir.Mode&0o7777, w.stat.Uid, dir.Uid)
	}
	return ""
}

// hintKept is for what chattr(1) keeps as it is.
func (a at) hintKept(place string) string {
	stat, err := a.of(place).statxQuick(unix.AT_SYMLINK_NOFOLLOW, 0)
	switch {
	case err != nil:
	case stat.Attributes&unix.STATX_ATTR_IMMUTABLE != 0:
		return a.named(place) + " is immutable: chattr -i changes that"
	case stat.Attributes&unix.STATX_ATTR_APPEND != 0:
		return a.named(place) + " can only be added to: chattr -a changes that"
	}
	return ""
}

// hintOverflow: a new file would belong to nobody.
func hintOverflow() string {
	who := currentIdentity()
	which := "uid"
	if mapped("uid", uint32(who.uid)) {
		which = "gid"
	}
	if which == "gid" && mapped("gid", uint32(who.gid)) {
		return ""
	}
	return "this process's " + which + " is not mapped in its user namespace, so no file can be its own: idmap first"
}

func (w walk) hintMountPoint() string {
	if w.err == nil && w.of(w.place).isMountRoot() {
		return w.place + " is a mount point"
	}
	return ""
}

// isMountRoot says of a link itself whether there is a mount on it.
func (a at) isMountRoot() bool {
	stat, err := a.statxQuick(unix.AT_SYMLINK_NOFOLLOW|unix.AT_NO_AUTOMOUNT, 0)
	return err == nil && stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// hintHolds names a few of what a directory holds.
func (w walk) hintHolds() string {
	const shown = 3
	names := w.of(w.place).names()
	switch n := len(names) - shown; {
	case len(names) == 0:
		return ""
	case n > 0:
		return fmt.Sprintf("%s holds %s and %d more", w.place, strings.Join(names[:shown], ", "), n)
	}
	return w.place + " holds " + strings.Join(names, ", ")
}

// hintRuns looks for a process that runs the file.
func (w walk) hintRuns() string {
	if w.stat == nil {
		return ""
	}
	proc := at{int32(fork.Proc()), "."}
	for _, pid := range proc.names() {
		exe, err := at{proc.dir, pid + "/exe"}.statQuick(0)
		if err == nil && exe.Dev == w.stat.Dev && exe.Ino == w.stat.Ino {
			return "process " + pid + " runs it"
		}
	}
	return ""
}

func (w walk) hintFull() string {
	var stat unix.Statfs_t
	dir := w.of(w.parent)
	fd, err := openatQuick(int(dir.dir), dir.path, unix.O_PATH)
	if err != nil {
		return ""
	}
	defer Close(fd)
	if unix.Fstatfs(fd, &stat) != nil {
		return ""
	}
	point := dir.mount().target
	switch {
	case stat.Blocks > 0 && stat.Bavail == 0:
		return "the file system at " + point + " has no block left"
	case stat.Files > 0 && stat.Ffree == 0:
		return fmt.Sprintf("the file system at %s has as many files as it can, %d", point, stat.Files)
	}
	return ""
}

// mount is the mount that a file lies on, empty where that cannot be told.
func (a at) mount() mountEntry {
	if m := mountNumbered(int(a.mountQuick())); m != nil {
		return *m
	}
	return mountEntry{}
}

// mountQuick is the mount's id, 0 before Linux 5.8.
func (a at) mountQuick() uint64 {
	stat, err := a.statxQuick(unix.AT_SYMLINK_NOFOLLOW, unix.STATX_MNT_ID)
	if err != nil || stat.Mask&unix.STATX_MNT_ID == 0 {
		return 0
	}
	return stat.Mnt_id
}
