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
		return hintMountPermission(m, err)
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

func hintMountPermission(m mounting, err error) string {
	if hint := hintOwner(err, "mnt", unix.CLONE_NEWNS); hint != "" {
		return hint
	}
	switch {
	case m.does(unix.MS_REMOUNT):
		return hintRemount(m)
	case m.does(0):
		return hintFilesystem(m.fstype)
	}
	return ""
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
	if m.flags&unix.MS_BIND == 0 && !inFirstUserNamespace() {
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
		return hintBind(m.source, m.flags&unix.MS_REC != 0)
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

// hintBind is for what source cannot be bound for.
func hintBind(source string, recursive bool) string {
	mount := mountAt(source)
	below := mountsBelow(absolute(source))
	switch {
	case fork.Proc() < 0:
	case mount == nil:
		return source + " is in another mount namespace than this process, or in none"
	case mount.unbindable:
		return "the mount at " + mount.target + " is unbindable: make_private(" + strconv.Quote(mount.target) + ")"
	case !recursive && len(below) > 0 && !inFirstUserNamespace():
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
	if !inFirstUserNamespace() {
		return source + " is locked in place, as what comes from a more privileged mount namespace is: mount_namespaces(7)"
	}
	return ""
}

func mountNumbered(id int) *mountEntry {
	for _, m := range ownMounts() {
		if m.id == id {
			return &m
		}
	}
	return nil
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

// hintMountMissing tells which of mount's paths there is not.
func hintMountMissing(m mounting, err error) string {
	if !m.does(0) {
		if m.does(unix.MS_REMOUNT) || m.does(propagations) {
			return hintMissing("", m.target, err)
		}
		return hintMissing(m.source, m.target, err)
	}
	if hint := hintMissing("", m.target, err); hint != "" {
		return hint
	}
	if m.fstype == "overlay" {
		return hintOverlay(m)
	}
	if fs := filesystem(m.fstype); fs.known && fs.device {
		return hintMissing(m.source, m.target, err)
	}
	return ""
}

// hintMissing tells which of two paths there is not; "" is none.
func hintMissing(source, target string, err error) string {
	if errnoOf(err) != unix.ENOENT {
		return ""
	}
	for _, path := range []string{target, source} {
		if path != "" && unix.Access(path, unix.F_OK) == unix.ENOENT {
			return "there is no " + path
		}
	}
	return ""
}

// hintUnlike: a directory goes only on a directory, and a file on a file.
func hintUnlike(source, target string) string {
	var from, to unix.Stat_t
	if unix.Stat(source, &from) != nil || unix.Stat(target, &to) != nil {
		return ""
	}
	directory := func(s unix.Stat_t) bool { return s.Mode&unix.S_IFMT == unix.S_IFDIR }
	switch {
	case directory(from) && !directory(to):
		return source + " is a directory, and " + target + " is not"
	case !directory(from) && directory(to):
		return target + " is a directory, and " + source + " is not"
	}
	return ""
}

func hintInto(source, target string) string {
	if strings.HasPrefix(absolute(target)+"/", absolute(source)+"/") {
		return target + " is within " + source
	}
	return ""
}

func hintMountMax() string {
	return fmt.Sprintf("a mount namespace has at most %s mounts (/proc/sys/fs/mount-max), and this one has %d", sysctl("fs/mount-max"), len(ownMounts()))
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
			return target + " is locked in place, as what comes from a more privileged mount namespace is: mount_namespaces(7)"
		}
	case unix.ENOENT:
		return hintMissing("", target, err)
	}
	return hintOwner(err, "mnt", unix.CLONE_NEWNS)
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

// isMountPoint tells whether there is a mount at path, if it can be told.
func isMountPoint(path string) (is, known bool) {
	var stat unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_NO_AUTOMOUNT, 0, &stat)
	return stat.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0, err == nil && stat.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0
}

const rootless = "/ is not a mount point (chroot)"

// hintPivot tells pivot_root's causes apart, in the kernel's order.
func hintPivot(newRoot, putOld string, err error) string {
	switch errnoOf(err) {
	case unix.EBUSY, unix.EINVAL:
	case unix.ENOENT:
		return hintMissing(putOld, newRoot, err)
	default:
		return hintOwner(err, "mnt", unix.CLONE_NEWNS)
	}
	root, new, old := rootMount(), mountAt(newRoot), mountAt(putOld)
	is, known := isMountPoint(newRoot)
	switch {
	case fork.Proc() < 0:
	case root == nil:
		return rootless
	case known && !is:
		return newRoot + " is not a mount point: mount_bind(DIR, DIR) makes one of a directory, and pivot(DIR) does all there is to do"
	case new == nil || old == nil:
		return newRoot + " or " + putOld + " is in another mount namespace than this process, or in none"
	case new.id == root.id:
		return newRoot + " is the root directory already"
	case root.id == root.parent:
		return "/ is the rootfs, which stays where it is: mount(new_root, \"/\", nil, MS_MOVE) and chroot(\".\") instead, as pivot(new_root) does"
	}
	for _, mount := range []*mountEntry{old, mountNumbered(new.parent), root, mountNumbered(root.parent)} {
		if mount != nil && mount.shared != 0 {
			return fmt.Sprintf("the mount at %s is shared: make_rprivate(\"/\") first", mount.target)
		}
	}
	switch outer, inner := absolute(newRoot), absolute(putOld); {
	case !strings.HasPrefix(inner+"/", outer+"/"):
		return putOld + " is not below " + newRoot
	case !inFirstUserNamespace():
		return newRoot + " is locked in place, as what comes from a more privileged mount namespace is: mount_rbind(DIR, DIR) makes another mount of it, and pivot(DIR) does all there is to do"
	}
	return ""
}

// hintPrivate is for making all mounts private.
func hintPrivate(err error) string {
	if errnoOf(err) == unix.EINVAL && inChroot() {
		return "/ is not a mount point (chroot), so the mount could not be kept from the host: before chroot it can"
	}
	return hintMount(mounting{target: "/", flags: unix.MS_REC | unix.MS_PRIVATE}, err)
}

// hintEnded: a zombie has no mounts.
func hintEnded(dir string, err error) string {
	if errnoOf(err) == unix.EINVAL && strings.HasPrefix(field(readProc(dir+"/status"), "State:"), "Z") {
		return "the process has ended, and waits to be waited for"
	}
	return ""
}

// inFirstUserNamespace: its number is PROC_USER_INIT_INO (linux/proc_ns.h).
func inFirstUserNamespace() bool {
	return slices.Contains([]string{"", "user:[4026531837]"}, namespaceLink("user"))
}
