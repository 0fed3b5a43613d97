package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	chmodErrs = pathErrs + "; EPERM: another's file, or an immutable one; EROFS: a read-only file system"
	chownErrs = chmodErrs + "; EINVAL: an id that this user namespace does not map"
	chownDoc  = " uid and gid are numbers; one that is -1 or left out stays. The set-user-id bit and capabilities of the file are lost."
)

var ownerRows = []Row{
	{
		Name: "chmod", Sig: "(path: path, mode: mode) -> 0", Man: "chmod(2)",
		Doc:     "Sets a file's permission bits.",
		Errs:    chmodErrs,
		Example: "> top = mkdtemp()\n> chmod(top, \"0755\")\n0\n> stat(top).perm\n0755\n> rmdir(top)\n0",
		Impl: func(L *glua.LState, path string, mode uint32) error {
			return fchmodat(L, unix.AT_FDCWD, path, mode, 0)
		},
	},
	{
		Name: "fchmod", Sig: "(fd: descriptor, mode: mode) -> 0", Man: "chmod(2)",
		Doc:     "Sets an open file's permission bits.",
		Errs:    "EBADF: not open, or opened with O_PATH; EPERM: another's file, or an immutable one; EROFS: a read-only file system",
		Example: "> fd, name = mkstemp()\n> fchmod(fd, \"0400\")\n0\n> fstat(fd).perm\n0400\n> unlink(name)\n0",
		Impl: func(L *glua.LState, fd int32, mode uint32) error {
			_, err := block(L, unix.SYS_FCHMOD, uintptr(fd), uintptr(mode), 0, 0, 0, 0)
			return err
		},
	},
	{
		Name: "fchmodat", Sig: "(dirfd: descriptor, path: path, mode: mode, flags?: at_flags) -> 0", Man: "chmod(2)",
		Doc: "As chmod, of a path that begins in a directory: an open one, or AT_FDCWD. flags may be AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH; they need fchmodat2 of Linux 6.6, " +
			"and a link itself has no bits to set.",
		Errs:    chmodErrs + "; EBADF: dirfd is not open; EOPNOTSUPP: a symbolic link itself; ENOSYS: flags before Linux 6.6",
		Example: "> top = mkdtemp()\n> fchmodat(AT_FDCWD, top, \"0500\")\n0\n> rmdir(top)\n0",
		Impl:    fchmodat,
	},
	{
		Name: "umask", Sig: "(mask?: mode) -> string", Man: "umask(2)",
		Doc: "Sets which permissions new files are not given, and returns the mask before as octal digits, as which it can be passed again. " +
			"Without mask it changes nothing.",
		Example: "> print(#umask(\"0027\"), umask())\n4\t0027",
		Impl:    umask,
	},
	{
		Name: "chown", Sig: "(path: path, uid?: integer = -1, gid?: integer = -1) -> 0", Man: "chown(2)",
		Doc:     "Gives a file to another user and group, which needs CAP_CHOWN." + chownDoc,
		Errs:    chownErrs,
		Example: "> top = mkdtemp()\n> chown(top, getuid(), getgid())\n0\n> rmdir(top)\n0",
		Impl: func(L *glua.LState, path string, uid, gid int) error {
			return chown(L, "chown", 2, here(path), uid, gid, 0)
		},
	},
	{
		Name: "lchown", Sig: "(path: path, uid?: integer = -1, gid?: integer = -1) -> 0", Man: "chown(2)",
		Doc:     "As chown, of a symbolic link itself.",
		Errs:    chownErrs,
		Example: "> top = mkdtemp() symlink(\"/\", top .. \"/link\")\n> lchown(top .. \"/link\", getuid())\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, path string, uid, gid int) error {
			return chown(L, "lchown", 2, here(path), uid, gid, unix.AT_SYMLINK_NOFOLLOW)
		},
	},
	{
		Name: "fchown", Sig: "(fd: descriptor, uid?: integer = -1, gid?: integer = -1) -> 0", Man: "chown(2)",
		Doc:     "As chown, of an open file." + chownDoc,
		Errs:    "EBADF: not open, or opened with O_PATH; EPERM: no CAP_CHOWN, or an immutable file; EROFS: a read-only file system; EINVAL: an id that this user namespace does not map",
		Example: "> fd, name = mkstemp()\n> fchown(fd, getuid())\n0\n> unlink(name)\n0",
		Impl: func(L *glua.LState, fd int32, uid, gid int) error {
			u, g := passed(L, "fchown", 2).owner(uid), passed(L, "fchown", 3).owner(gid)
			_, err := block(L, unix.SYS_FCHOWN, uintptr(fd), u, g, 0, 0, 0)
			return explain(err, hintChown(uint32(u), uint32(g), err))
		},
	},
	{
		Name: "fchownat", Sig: "(dirfd: descriptor, path: path, uid?: integer = -1, gid?: integer = -1, flags?: at_flags) -> 0", Man: "chown(2)",
		Doc:     "As chown, of a path that begins in a directory: an open one, or AT_FDCWD. flags may be AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH." + chownDoc,
		Errs:    chownErrs + ", or another flag; EBADF: dirfd is not open",
		Example: "> fd, name = mkstemp()\n> fchownat(fd, \"\", getuid(), getgid(), AT_EMPTY_PATH)\n0\n> unlink(name)\n0",
		Impl: func(L *glua.LState, dirfd int32, path string, uid, gid int, flags uintptr) error {
			return chown(L, "fchownat", 3, at{dirfd, path}, uid, gid, flags)
		},
	},
	{
		Name: "utimensat", Sig: "(dirfd: descriptor, path: path, times?: table, flags?: at_flags) -> 0", Man: "utimensat(2)",
		Doc: "Sets when a file was last read and changed, both to now without times. times is a table of atime and mtime, each in seconds since 1970 with their fraction, or \"now\"; " +
			"one that is left out stays. flags may be AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH.",
		Errs:    chmodErrs + "; EBADF: dirfd is not open; EINVAL: another flag",
		Example: "> fd, name = mkstemp()\n> utimensat(AT_FDCWD, name, {mtime = 1.5})\n0\n> stat(name).mtime\n1.5\n> unlink(name)\n0",
		Impl:    utimensat,
	},
	{
		Name: "futimens", Sig: "(fd: descriptor, times?: table) -> 0", Man: "utimensat(2)",
		Doc:     "As utimensat, of an open file.",
		Errs:    "EBADF: not open; EPERM: another's file, or an immutable one; EACCES: another's file that may not be written; EROFS: a read-only file system",
		Example: "> fd, name = mkstemp()\n> futimens(fd, {atime = 86400, mtime = \"now\"})\n0\n> fstat(fd).atime\n86400\n> unlink(name)\n0",
		Impl: func(L *glua.LState, fd int32, times *glua.LTable) error {
			return utimens(L, fd, nil, passed(L, "futimens", 2).times(times), 0)
		},
	},
}

// fchmodat is fchmodat2 where there are flags, which the older call lacks.
func fchmodat(L *glua.LState, dirfd int32, path string, mode uint32, flags uintptr) error {
	const sysFchmodat2 = 452 // asm-generic/unistd.h, and amd64's
	a, trap := at{dirfd, path}, uintptr(unix.SYS_FCHMODAT)
	if flags != 0 {
		trap = sysFchmodat2
	}
	_, err := a.call(L, trap, uintptr(mode), flags, 0)
	return a.explain(err, intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0, owner: true})
}

func umask(L *glua.LState, mask uint32) string {
	old := unix.Umask(int(mask))
	if L.Get(1) == glua.LNil {
		unix.Umask(old) // nobody has made files meanwhile
	}
	return permissions(uint32(old))
}

// chown is given the position of uid among its arguments.
func chown(L *glua.LState, function string, n int, a at, uid, gid int, flags uintptr) error {
	u, g := passed(L, function, n).owner(uid), passed(L, function, n+1).owner(gid)
	_, err := a.call(L, unix.SYS_FCHOWNAT, u, g, flags)
	return a.explain(explain(err, hintChown(uint32(u), uint32(g), err)), intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0})
}

// owner is a user's or group's id; -1 is 2^32-1 to the kernel too.
func (a argument) owner(id int) uintptr {
	return uintptr(uint32(a.whole(float64(id), -1, math.MaxUint32)))
}

func utimensat(L *glua.LState, dirfd int32, path string, times *glua.LTable, flags uintptr) error {
	a := at{dirfd, path}
	err := utimens(L, dirfd, cString(path), passed(L, "utimensat", 3).times(times), flags)
	return a.explain(err, intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0, owner: times != nil, mode: unix.W_OK})
}

// times reads {atime = seconds, mtime = "now"}; nil is nil.
func (a argument) times(t *glua.LTable) *[2]unix.Timespec {
	if t == nil {
		return nil
	}
	times := &[2]unix.Timespec{{Nsec: unix.UTIME_OMIT}, {Nsec: unix.UTIME_OMIT}}
	for name, field := range a.fields(t, "atime mtime") {
		i := map[string]int{"atime": 0, "mtime": 1}[name]
		if field.value() == glua.LString("now") {
			times[i] = unix.Timespec{Nsec: unix.UTIME_NOW}
			continue
		}
		times[i] = timespecOf(field.moment())
	}
	return times
}

// moment is a time in seconds since 1970, of which a fraction is still told.
func (a argument) moment() float64 {
	seconds := a.number()
	if math.Abs(seconds) > exact {
		a.fail("seconds from -2^53 to 2^53 expected, got %s", formatNumber(seconds))
	}
	return seconds
}
