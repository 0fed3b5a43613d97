package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for calls that take a path: which of its names is missing, closed to the
// user or no directory.

// An intent is what a call does with the file that its path names.
type intent struct {
	nofollow bool    // a link at the end of the path is meant itself
	entry    bool    // it makes, removes or replaces the name in its directory
	owner    bool    // only the owner may
	mode     uintptr // the R_OK, W_OK and X_OK that it wants
	real     bool    // as the real user, as access asks
	bounds   uint64  // the RESOLVE_ flags that it goes by
}

// user is who does it, and the flag of faccessat2 that asks for that one.
func (do intent) user() (uid int, flags uintptr) {
	if do.real {
		return identifier(unix.SYS_GETUID), 0
	}
	return identifier(unix.SYS_GETEUID), unix.AT_EACCESS
}

// explain joins to an error of a call on the path what is known of its cause.
func (a at) explain(err error, do intent) error { return explain(err, a.hint(err, do)) }

func (a at) hint(err error, do intent) string {
	errno := errnoOf(err)
	switch errno {
	case unix.ENAMETOOLONG:
		return a.hintLong()
	case unix.EOVERFLOW:
		return hintOverflow()
	case unix.ENOENT, unix.ENOTDIR, unix.EACCES, unix.ELOOP, unix.EROFS, unix.EPERM, unix.EBUSY, unix.ENOTEMPTY, unix.ETXTBSY, unix.ENOSPC:
	default:
		return ""
	}
	w := a.walk(do)
	switch errno {
	case unix.ENOENT:
		return w.hintMissing()
	case unix.ENOTDIR:
		return w.hintNoDirectory()
	case unix.EACCES:
		return w.hintDenied(do)
	case unix.ELOOP:
		return w.hintLinks()
	case unix.EROFS:
		return w.hintReadOnly(do)
	case unix.EPERM:
		return w.hintForbidden(do)
	case unix.EBUSY:
		return w.hintMountPoint()
	case unix.ENOTEMPTY:
		return w.hintHolds()
	case unix.ETXTBSY:
		return w.hintRuns()
	}
	return w.hintFull()
}

func (a at) hintLong() string {
	if len(a.path) >= unix.PathMax {
		return fmt.Sprintf("the path has %d bytes, and %d is the most: chdir or openat part of the way", len(a.path), unix.PathMax-1)
	}
	for name := range strings.SplitSeq(a.path, "/") {
		if len(name) > fileNameMax {
			return fmt.Sprintf("a name in the path has %d bytes, and %d is the most", len(name), fileNameMax)
		}
	}
	return ""
}

// fileNameMax is NAME_MAX (linux/limits.h).
const fileNameMax = 255

// hintMissing says nothing where it is the path itself that there is not.
func (w walk) hintMissing() string {
	switch {
	case w.path == "":
		return "the path is empty"
	case w.err != unix.ENOENT:
		return ""
	}
	if dir, err := w.of(w.parent).statQuick(0); err == nil && dir.Nlink == 0 {
		return w.named(w.parent) + " has been removed"
	}
	if !w.left && w.link == "" {
		return ""
	}
	return "there is no " + w.place + w.through()
}

// through tells the link by which the walk came to its place.
func (w walk) through() string {
	if w.link == "" || w.link == w.place {
		return ""
	}
	return ", where the symbolic link " + w.link + " leads"
}

// named is a place as a message says it.
func (a at) named(place string) string {
	switch {
	case place != "" || a.path == "":
		return place
	case a.dir == unix.AT_FDCWD:
		return "the working directory"
	}
	return fmt.Sprintf("the directory of descriptor %d", a.dir)
}

func (w walk) hintNoDirectory() string {
	if w.dir != unix.AT_FDCWD && !strings.HasPrefix(w.path, "/") {
		if stat, err := (at{w.dir, ""}).statQuick(unix.AT_EMPTY_PATH); err == nil && stat.Mode&unix.S_IFMT != unix.S_IFDIR {
			return fmt.Sprintf("descriptor %d is %s, not a directory", w.dir, article(fileType(stat.Mode)))
		}
	}
	if w.stat == nil || w.stat.Mode&unix.S_IFMT == unix.S_IFDIR || w.place == w.path {
		return ""
	}
	through := w.through()
	if through != "" {
		through += ","
	}
	return w.place + through + " is " + article(fileType(w.stat.Mode)) + ", not a directory"
}

// article is a file's type as a message says it.
func article(kind string) string {
	switch kind {
	case "char":
		return "a character device"
	case "block":
		return "a block device"
	case "symlink":
		return "a symbolic link"
	}
	return "a " + kind
}

// hintDenied: a name could not be looked up, or what is there allows less than is
// wanted of it.
func (w walk) hintDenied(do intent) string {
	uid, who := do.user()
	switch {
	case w.err == unix.EACCES && w.of(w.parent).may(unix.X_OK, who):
		return w.hintLookThrough(w.parent)
	case w.err == unix.EACCES:
		return w.blame(w.parent, "searched", uid)
	case w.strangersLink():
		return w.link + " is another user's symbolic link in a sticky directory that all may write to, and is not followed: /proc/sys/fs/protected_symlinks is 1"
	case do.entry && !w.of(w.parent).may(unix.W_OK, who):
		return w.blame(w.parent, "written to", uid)
	case w.err != nil:
		return ""
	}
	for _, wanted := range []struct {
		mode uintptr
		verb string
	}{{unix.R_OK, "read"}, {unix.W_OK, "written to"}, {unix.X_OK, "executed"}} {
		if do.mode&wanted.mode == 0 || w.of(w.place).may(wanted.mode, who) {
			continue
		}
		if wanted.mode == unix.X_OK && fileType(w.stat.Mode) == "directory" {
			wanted.verb = "searched"
		}
		return w.blame(w.place, wanted.verb, uid)
	}
	return w.hintLookThrough(w.parent)
}

// blame tells what a user may not do with a place, and why.
func (a at) blame(place, verb string, uid int) string {
	stat, err := a.of(place).statQuick(0)
	if place == "" { // "." is a name, and it may be that none may be looked up there
		stat, err = at{a.dir, ""}.statQuick(unix.AT_EMPTY_PATH)
	}
	if err != nil {
		return ""
	}
	text := fmt.Sprintf("%s may not be %s by uid %d (mode %04o, owner %d:%d)", a.named(place), verb, uid, stat.Mode&0o7777, stat.Uid, stat.Gid)
	nobody := verb == "executed" && stat.Mode&0o111 == 0 // may it, root neither
	if !nobody && hasCapability(unix.CAP_DAC_OVERRIDE) && stranger(stat) {
		text += ": its owner is not mapped in this user namespace, and capabilities do not count there"
	}
	return text
}

// stranger tells whether a file's owner, or its group, is not mapped here: no
// capability of this user namespace counts for it then.
func stranger(stat *unix.Stat_t) bool { return unmapped("uid", stat.Uid) || unmapped("gid", stat.Gid) }

// unmapped tells whether an id that stat gave stands for one that the user
// namespace has no number for.
func unmapped(which string, id uint32) bool {
	return sysctl("kernel/overflow"+which) == fmt.Sprint(id) && !mapped(which, id)
}

// strangersLink is what may_follow_link (fs/namei.c) refuses.
func (w walk) strangersLink() bool {
	if w.link == "" || sysctl("fs/protected_symlinks") != "1" {
		return false
	}
	link, err := w.of(w.link).statQuick(unix.AT_SYMLINK_NOFOLLOW)
	if err != nil || int(link.Uid) == identifier(unix.SYS_GETEUID) {
		return false
	}
	dir, err := w.of(above(w.link)).statQuick(0)
	return err == nil && allMayWrite(dir) && dir.Uid != link.Uid
}

// allMayWrite tells a directory such as /tmp.
func allMayWrite(dir *unix.Stat_t) bool { return dir.Mode&(unix.S_ISVTX|0o002) == unix.S_ISVTX|0o002 }

func (w walk) hintLinks() string {
	switch {
	case w.err == unix.ELOOP:
		return fmt.Sprintf("more than %d symbolic links in a row: they lead in a circle at %s", linksMax, w.link)
	case w.stat == nil || w.stat.Mode&unix.S_IFMT != unix.S_IFLNK:
		return ""
	}
	target, _ := w.of(w.place).readlink()
	return w.place + " is a symbolic link to " + target
}
