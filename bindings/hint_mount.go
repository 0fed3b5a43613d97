package bindings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// A mounting is the arguments of mount(2).
type mounting struct {
	source, target, fstype string
	flags                  uintptr
	data                   string
}

const propagations = unix.MS_PRIVATE | unix.MS_SLAVE | unix.MS_SHARED | unix.MS_UNBINDABLE

// does tells whether the call is of that kind: the first of MS_REMOUNT, MS_BIND,
// propagations, MS_MOVE and 0, a new mount, that is in the flags; path_mount in
// fs/namespace.c.
func (m mounting) does(kind uintptr) bool {
	for _, k := range []uintptr{unix.MS_REMOUNT, unix.MS_BIND, propagations, unix.MS_MOVE} {
		if m.flags&k != 0 {
			return k == kind
		}
	}
	return kind == 0
}

func hintMount(m mounting, err error) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return hintMountPermission(m)
	case unix.EACCES:
		return hintMountDenied(m, err)
	case unix.EINVAL:
		return hintMountInvalid(m)
	case unix.EBUSY:
		return hintMountBusy(m)
	case unix.ENODEV:
		return hintNoFilesystem(m.fstype, err)
	case unix.ENOENT:
		return hintMountMissing(m, err)
	case unix.ENOTDIR:
		return hintUnlike(m.source, m.target)
	case unix.ELOOP:
		if m.does(unix.MS_MOVE) {
			return hintInto(m.source, m.target)
		}
	case unix.ENOTBLK:
		return m.source + " is no block device, and " + m.fstype + " is mounted from one; a loop device makes one of a file: losetup(8)"
	case unix.ENOSPC:
		return hintMountMax()
	case unix.ELIBBAD, unix.ENAMETOOLONG, unix.ESTALE:
		return hintOverlay(m)
	}
	return ""
}

func hintMountPermission(m mounting) string {
	hint := hintOver("mnt", unix.CAP_SYS_ADMIN)
	switch {
	case hint != "":
	case m.does(unix.MS_REMOUNT):
		hint = hintRemount(m)
	case m.does(0):
		hint = hintFilesystem(m.fstype)
	}
	if hint == "" {
		hint = hintModules()
	}
	return hint
}

// hintMountDenied: a path that may not be searched comes before all else.
func hintMountDenied(m mounting, err error) string {
	if hint := here(m.target).hint(err, intent{}); hint != "" {
		return hint
	}
	if !m.does(0) || filesystem(m.fstype).device {
		if hint := here(m.source).hint(err, intent{}); hint != "" {
			return hint
		}
	}
	return hintModules()
}

// hintRemount: flags that came from a more privileged mount namespace are locked
// (mount_namespaces(7)), and MS_REMOUNT clears what it is not given.
func hintRemount(m mounting) string {
	mount := mountAt(m.target)
	if mount == nil {
		return ""
	}
	f := familyOf("mount_flags")
	if missing := mount.flags() & plainFlags &^ unix.MS_NODIRATIME &^ m.flags; missing != 0 {
		return fmt.Sprintf("MS_REMOUNT clears what it is not given, and the mount's %s is locked, as what comes from a "+
			"more privileged mount namespace is; remount(target, flags) keeps what there is", f.format(missing))
	}
	const times = accessTimes | unix.MS_NODIRATIME
	if asked := m.flags & times; asked != 0 && asked != mount.flags()&times {
		return fmt.Sprintf("the mount has %s, and that is locked, as what comes from a more privileged mount namespace is",
			f.format(mount.flags()&times))
	}
	if m.flags&unix.MS_BIND == 0 && !inInitialUserNamespace() {
		return "without MS_BIND it is the file system that MS_REMOUNT changes, for which it needs CAP_SYS_ADMIN in the user " +
			"namespace that mounted it; MS_REMOUNT + MS_BIND changes the mount alone, and so does remount(target, flags)"
	}
	return ""
}

func hintMountInvalid(m mounting) string {
	if types := m.flags & propagations; m.does(propagations) && types&(types-1) != 0 {
		return "only one of these at a time: " + familyOf("mount_flags").format(types)
	}
	switch {
	case m.does(unix.MS_BIND):
		return hintBindMount(m.source, m.flags&unix.MS_REC != 0)
	case m.does(unix.MS_MOVE):
		return hintMoved(m.source, m.target)
	case m.does(0):
		return hintOptions(m)
	}
	return hintNoMount(m.target)
}

// hintNoMount is for calls that want a mount point.
func hintNoMount(path string) string {
	if is, known := isMountPoint(path); known && !is {
		return path + " is not a mount point"
	}
	return ""
}

// hintBindMount is for what source cannot be bound for.
func hintBindMount(source string, recursive bool) string {
	mount := mountAt(source)
	below := mountsBelow(absolute(source))
	switch {
	case fork.Proc() < 0:
	case mount == nil:
		return source + " is in another mount namespace than this process, or in none"
	case mount.unbindable:
		return "the mount at " + mount.target + " is unbindable: make_private(" + strconv.Quote(mount.target) + ")"
	case !recursive && len(below) > 0 && !inInitialUserNamespace():
		return fmt.Sprintf("there are mounts below %s (%s), which may not be uncovered because they came from a more privileged "+
			"mount namespace: with them it can be bound, MS_BIND + MS_REC or mount_rbind", source, places(below))
	}
	return ""
}

// hintMoved is for what a mount cannot be moved for.
func hintMoved(source, target string) string {
	if hint := hintNoMount(source); hint != "" {
		return hint
	}
	if hint := hintUnlike(source, target); hint != "" {
		return hint
	}
	mount, around := mountAt(source), mountAt(target)
	switch {
	case fork.Proc() < 0:
		return ""
	case mount == nil:
		return source + " is in another mount namespace than this process, or in none"
	case mount.target == "/":
		return "the root cannot be moved"
	}
	if parent := mountNumbered(mount.parent); parent != nil && parent.shared != 0 {
		return fmt.Sprintf("the mount around it, at %s, is shared, and nothing moves out of such: make_private(%q)", parent.target, parent.target)
	}
	for _, m := range append(mountsBelow(mount.target), *mount) {
		if m.unbindable && around != nil && around.shared != 0 {
			return fmt.Sprintf("the mount at %s is unbindable, and cannot get into a shared one, as that at %s is", m.target, around.target)
		}
	}
	if !inInitialUserNamespace() {
		return source + " is locked in place, as what comes from a more privileged mount namespace is (mount_namespaces(7)): mount_rbind makes another mount of it, which is not"
	}
	return ""
}

// places are the first targets of a list.
func places(mounts []mountEntry) string {
	const shown = 3
	var text []string
	for _, m := range mounts[:min(shown, len(mounts))] {
		text = append(text, m.target)
	}
	if len(mounts) > shown {
		text = append(text, fmt.Sprintf("and %d more", len(mounts)-shown))
	}
	return strings.Join(text, ", ")
}

func hintMountMax() string {
	return fmt.Sprintf("a mount namespace has at most %s mounts (/proc/sys/fs/mount-max), and this one has %d", sysctl("fs/mount-max"), len(ownMounts()))
}

// isMountPoint tells whether there is a mount at path, if it can be told.
func isMountPoint(path string) (is, known bool) {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_NO_AUTOMOUNT, 0, &stat)
	return stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0, err == nil && stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// hintEnded: a process that is ending gives up its root, and then its namespaces.
func hintEnded(err error) string {
	if errno := errnoOf(err); errno == unix.EINVAL || errno == unix.ENOENT {
		return "the process has ended, or is about to, and waits to be waited for"
	}
	return ""
}

// inInitialUserNamespace is also true where nothing tells. The number is
// PROC_USER_INIT_INO (linux/proc_ns.h).
func inInitialUserNamespace() bool {
	return slices.Contains([]string{"", "user:[4026531837]"}, namespaceLink("user"))
}
