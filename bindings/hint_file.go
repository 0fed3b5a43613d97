package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for the calls on files whose refusals have causes of their own.

func (a at) hintOpen(flags uintptr, err error) string {
	return a.hintOpenWithin(flags, 0, err)
}

func (a at) hintOpenWithin(flags uintptr, bounds uint64, err error) string {
	if err == nil {
		return ""
	}
	do := intent{
		nofollow: flags&unix.O_NOFOLLOW != 0 || flags&(unix.O_CREAT|unix.O_EXCL) == unix.O_CREAT|unix.O_EXCL,
		owner:    flags&unix.O_NOATIME != 0,
		bounds:   bounds,
	}
	switch {
	case flags&unix.O_PATH != 0:
	case flags&unix.O_ACCMODE == unix.O_RDONLY:
		do.mode = unix.R_OK
	case flags&unix.O_ACCMODE == unix.O_WRONLY, flags&creates&^unix.O_CREAT != 0: // O_TMPFILE's directory is written to
		do.mode = unix.W_OK
	default:
		do.mode = unix.R_OK | unix.W_OK
	}
	switch errnoOf(err) {
	case unix.EACCES:
		return a.hintOpenDenied(flags, do)
	case unix.ENXIO:
		return a.walk(do).hintNobody()
	case unix.EROFS, unix.EPERM, unix.ENOSPC:
		do.entry = flags&unix.O_CREAT != 0 && a.walk(do).stat == nil
	}
	return a.hint(err, do)
}

func (a at) hintOpenDenied(flags uintptr, do intent) string {
	w := a.walk(do)
	do.entry = flags&unix.O_CREAT != 0 && w.stat == nil
	if hint := w.hintDenied(do); hint != "" || w.stat == nil {
		return hint
	}
	if flags&unix.O_CREAT != 0 {
		return w.hintStrangersFile()
	}
	if kind := w.stat.Mode & unix.S_IFMT; kind == unix.S_IFCHR || kind == unix.S_IFBLK {
		if m := w.of(w.place).mount(); hasOption(m.options, "nodev") {
			return "no device can be opened on the mount at " + m.target + ", which is nodev"
		}
	}
	return ""
}

// hintStrangersFile is for what may_create_in_sticky (fs/namei.c) refuses.
func (w walk) hintStrangersFile() string {
	name := map[string]string{"file": "protected_regular", "fifo": "protected_fifos"}[fileType(w.stat.Mode)]
	level := sysctl("fs/" + name)
	dir, err := w.of(w.parent).statQuick(0)
	switch {
	case name == "" || level == "" || level == "0" || err != nil || dir.Mode&unix.S_ISVTX == 0:
		return ""
	case w.stat.Uid == dir.Uid || int(w.stat.Uid) == identifier(unix.SYS_GETEUID):
		return ""
	}
	return fmt.Sprintf("%s is another user's in a sticky directory, and O_CREAT opens no such: /proc/sys/fs/%s is %s", w.place, name, level)
}

// hintNobody tells the ENXIOs of open apart.
func (w walk) hintNobody() string {
	if w.stat == nil {
		return ""
	}
	switch fileType(w.stat.Mode) {
	case "fifo":
		return "nobody has the fifo open for reading"
	case "socket":
		return w.place + " is a socket, which is connected to and not opened"
	case "char", "block":
		return fmt.Sprintf("no driver here has the device %d, %d", unix.Major(w.stat.Rdev), unix.Minor(w.stat.Rdev))
	}
	return ""
}

// hintResolve is for openat2.
func (a at) hintResolve(how *unix.OpenHow, err error) string {
	switch errnoOf(err) {
	case unix.EXDEV, unix.ELOOP:
		if w := a.walk(intent{bounds: how.Resolve, nofollow: how.Flags&unix.O_NOFOLLOW != 0}); w.out != "" {
			return w.out
		}
	case unix.EAGAIN:
		if how.Resolve&resolveCached != 0 {
			return "not all names of the path are in memory, and RESOLVE_CACHED waits for no disk"
		}
		return "something was renamed or mounted meanwhile, so that the kernel could not tell where \"..\" leads: try again"
	case unix.EINVAL:
		if how.Mode != 0 && how.Flags&creates == 0 {
			return "there is a mode, and neither O_CREAT nor O_TMPFILE"
		}
		if both := uint64(unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT); how.Resolve&both == both {
			return "RESOLVE_BENEATH and RESOLVE_IN_ROOT exclude each other"
		}
	}
	return a.hintOpenWithin(uintptr(how.Flags), how.Resolve, err)
}

// hintPair is for a call on two names, from and to, the second of which it makes.
func hintPair(from, to at, source intent, err error) string {
	made := intent{nofollow: true, entry: true}
	switch errnoOf(err) {
	case unix.ENOENT:
		if w := from.walk(source); w.err == unix.ENOENT {
			return "there is no " + w.place + w.through()
		}
	case unix.EXDEV:
		a, b := from.walk(source), to.walk(made)
		return hintMounts(a.of(a.place), b.of(b.parent), a.place, to.path)
	}
	if hint := from.hint(err, source); hint != "" {
		return hint
	}
	return to.hint(err, made)
}

// hintMounts tells what two mounts the files of a link or a rename are on. Two
// mounts of one file system count as two.
func hintMounts(from, to at, source, target string) string {
	a, b := from.mount(), to.mount()
	if a.target == "" || b.target == "" || a.id == b.id {
		return ""
	}
	return fmt.Sprintf("%s is on the mount at %s, and %s would be on that at %s", source, a.target, target, b.target)
}

func hintLink(from, to at, flags uintptr, err error) string {
	source := intent{nofollow: flags&unix.AT_SYMLINK_FOLLOW == 0}
	switch errnoOf(err) {
	case unix.ENOENT:
		if from.path == "" && flags&unix.AT_EMPTY_PATH != 0 {
			return hintNameless(from.dir)
		}
	case unix.EPERM:
		w := from.walk(source)
		if w.stat != nil && w.stat.Mode&unix.S_IFMT == unix.S_IFDIR {
			return w.place + " is a directory, and those have one name"
		}
		if hint := w.hintHardLink(); hint != "" {
			return hint
		}
	}
	return hintPair(from, to, source, err)
}

// hintNameless is for an open file that is to get a name.
func hintNameless(fd int32) string {
	switch stat, err := (at{fd, ""}).statQuick(unix.AT_EMPTY_PATH); {
	case err != nil:
	case !hasCapability(unix.CAP_DAC_READ_SEARCH):
		return "AT_EMPTY_PATH needs CAP_DAC_READ_SEARCH, unless (since Linux 6.10) the same process opened the file; " +
			"/proc/self/fd with AT_SYMLINK_FOLLOW does without"
	case stat.Nlink == 0:
		return "the file's last name was removed, or it was opened with O_TMPFILE + O_EXCL: such a file gets no name"
	}
	return ""
}

// hintHardLink is for what may_linkat (fs/namei.c) refuses.
func (w walk) hintHardLink() string {
	if w.err != nil || sysctl("fs/protected_hardlinks") != "1" || int(w.stat.Uid) == identifier(unix.SYS_GETEUID) {
		return ""
	}
	why := ""
	switch {
	case w.stat.Mode&unix.S_IFMT != unix.S_IFREG:
		why = "no regular file"
	case w.stat.Mode&unix.S_ISUID != 0 || w.stat.Mode&(unix.S_ISGID|0o010) == unix.S_ISGID|0o010:
		why = "set-user-id or set-group-id"
	case !w.of(w.place).may(unix.R_OK|unix.W_OK, unix.AT_EACCESS):
		why = fmt.Sprintf("not to be both read and written by uid %d", identifier(unix.SYS_GETEUID))
	default:
		return ""
	}
	return fmt.Sprintf("%s belongs to uid %d and is %s, so only its owner may link it: /proc/sys/fs/protected_hardlinks is 1", w.place, w.stat.Uid, why)
}

func hintRename(from, to at, err error) string {
	switch errnoOf(err) {
	case unix.EINVAL:
		a, b := from.walk(intent{nofollow: true}), to.walk(intent{nofollow: true})
		if a.dir == b.dir && strings.HasPrefix(b.place+"/", a.place+"/") {
			return b.place + " is below " + a.place
		}
		return ""
	case unix.EEXIST, unix.ENOTEMPTY:
		return to.walk(intent{nofollow: true}).hintHolds()
	}
	return hintPair(from, to, intent{nofollow: true, entry: true}, err)
}

func hintMknod(mode, dev uintptr, err error) string {
	kind := mode & unix.S_IFMT
	switch {
	case errnoOf(err) != unix.EPERM:
	case kind == unix.S_IFDIR:
		return "mkdir makes directories"
	case kind != unix.S_IFCHR && kind != unix.S_IFBLK:
	case !inFirstUserNamespace():
		return "a device can be made in the first user namespace only, whatever the capabilities in another; one that there is can be bound: mount(\"/dev/null\", path, nil, MS_BIND)"
	case !hasCapability(unix.CAP_MKNOD):
		return needs(unix.CAP_MKNOD, "")
	}
	return ""
}

func hintChown(uid, gid uint32, err error) string {
	const stays = ^uint32(0)
	switch errnoOf(err) {
	case unix.EINVAL:
		if uid != stays && !mapped("uid", uid) {
			return hintUnmapped("uid", uid)
		}
		if gid != stays && !mapped("gid", gid) {
			return hintUnmapped("gid", gid)
		}
	case unix.EPERM:
		if !hasCapability(unix.CAP_CHOWN) {
			return needs(unix.CAP_CHOWN, "; without it a file's owner may give it to another of its own groups")
		}
	}
	return ""
}

// hintFlock looks for who has the lock; proc_locks(5).
func hintFlock(fd int32, err error) string {
	if errnoOf(err) != unix.EAGAIN {
		return ""
	}
	var stat unix.Stat_t
	if unix.Fstat(int(fd), &stat) != nil {
		return ""
	}
	file := fmt.Sprintf("%02x:%02x:%d", unix.Major(stat.Dev), unix.Minor(stat.Dev), stat.Ino)
	var holders []string
	for line := range strings.Lines(readProc("locks")) {
		words := strings.Fields(line)
		if len(words) > 5 && words[1] == "FLOCK" && words[5] == file && number(words[4]) > 0 {
			holders = append(holders, words[4])
		}
	}
	if holders == nil {
		return ""
	}
	return "it was locked by process " + strings.Join(holders, ", ")
}

// hintInotify names the limits, that of the user namespace and that of the user.
func hintInotify(err error) string {
	switch errnoOf(err) {
	case unix.ENOSPC:
		return "the user's watches have reached a limit: " + limitsShown("user/max_inotify_watches", "fs/inotify/max_user_watches")
	case unix.EMFILE:
		return "the user's inotify descriptors, or the open ones of this process, have reached a limit: " +
			limitsShown("user/max_inotify_instances", "fs/inotify/max_user_instances")
	}
	return ""
}

func limitsShown(files ...string) string {
	for i, file := range files {
		files[i] = "/proc/sys/" + file + " is " + sysctl(file)
	}
	return strings.Join(files, ", ")
}

// explain is for a call on an attribute that wants R_OK or W_OK of the file, as
// user. attributes do.
func (x xattr) explain(name string, mode uintptr, err error) error {
	err = explain(err, x.hint(name, err))
	if x.open {
		return err
	}
	return here(x.path).explain(err, intent{nofollow: x.nofollow, mode: mode})
}

func (x xattr) hint(name string, err error) string {
	class, _, _ := strings.Cut(name, ".")
	known := strings.Contains(" user trusted security system ", " "+class+" ")
	switch errno := errnoOf(err); {
	case errno == unix.EOPNOTSUPP && !known:
		return "the name of an attribute begins with user., trusted., security. or system."
	case errno != unix.EPERM:
	case name == "security.capability":
		return hintCapability(err, unix.CAP_SETFCAP)
	case class == "trusted" || class == "security":
		return hintInitial(err, unix.CAP_SYS_ADMIN)
	case class == "user":
		return x.hintUser()
	}
	return ""
}

// hintUser is for what xattr_permission (fs/xattr.c) refuses.
func (x xattr) hintUser() string {
	a, flags := here(x.path), uintptr(0)
	if x.open {
		a, flags = at{x.fd, ""}, unix.AT_EMPTY_PATH
	} else if x.nofollow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	stat, err := a.statQuick(flags)
	if err != nil {
		return ""
	}
	switch kind := fileType(stat.Mode); {
	case kind != "file" && kind != "directory":
		return article(kind) + " can have no user. attributes"
	case kind == "directory" && stat.Mode&unix.S_ISVTX != 0 && int(stat.Uid) != identifier(unix.SYS_GETEUID):
		return fmt.Sprintf("the user. attributes of a sticky directory are its owner's to change, uid %d", stat.Uid)
	}
	return ""
}
