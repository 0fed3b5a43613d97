package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for the calls on files whose refusals have causes of their own.

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
	case !inInitialUserNamespace():
		return "a device can be made in the initial user namespace only, whatever the capabilities in another; one that there is can be bound: mount(\"/dev/null\", path, nil, MS_BIND)"
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
