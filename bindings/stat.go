package bindings

import (
	"fmt"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const statItems = "dev, rdev: numbers of devices, as major and minor take them; ino, nlink: its number there, and how many names it has; " +
	"mode: its type and permissions; type: made of mode, one of \"file\" \"directory\" \"symlink\" \"fifo\" \"socket\" \"char\" \"block\"; " +
	"perm: made of mode, the permission bits as a string \"0644\"; uid, gid: the owner and the group; " +
	"size, blksize, blocks: in bytes, and in units of 512 bytes; " +
	"atime, mtime, ctime: in seconds with their fraction, which a Lua number holds to a quarter of a microsecond"

const pathErrs = "ENOENT: no such file; ENOTDIR: a name on the way is no directory; EACCES: a directory on the way may not be searched; ELOOP: too many symbolic links"

var statRows = []Row{
	{
		Name: "stat", Sig: "(path: path) -> table", Man: "stat(2)",
		Doc:     "Tells about a file: a table of what is listed below. A number above 2^53 is a u64.",
		Items:   statItems,
		Errs:    pathErrs,
		Example: "> stat(\"/dev/null\").type\nchar\n> stat(\"/\").perm\n0755",
		Impl: func(L *glua.LState, path string) (*glua.LTable, error) {
			return fstatat(L, unix.AT_FDCWD, path, 0)
		},
	},
	{
		Name: "lstat", Sig: "(path: path) -> table", Man: "stat(2)",
		Doc:     "As stat, of a symbolic link itself.",
		Errs:    pathErrs,
		Example: "> lstat(\"/proc/self\").type\nsymlink",
		Impl: func(L *glua.LState, path string) (*glua.LTable, error) {
			return fstatat(L, unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW)
		},
	},
	{
		Name: "fstat", Sig: "(fd: descriptor) -> table", Man: "stat(2)",
		Doc:     "As stat, of an open file.",
		Errs:    "EBADF: not open",
		Example: "> fstat((pipe())).type\nfifo",
		Impl:    fstat,
	},
	{
		Name: "fstatat", Sig: "(dirfd: descriptor, path: path, flags?: at_flags) -> table", Man: "stat(2)",
		Doc: "As stat, of a path that begins in a directory: an open one, or AT_FDCWD for the working directory. flags may be AT_SYMLINK_NOFOLLOW, " +
			"which makes it lstat, AT_EMPTY_PATH, with which the path \"\" is what dirfd is open for, and AT_NO_AUTOMOUNT.",
		Errs:    pathErrs + "; EBADF: dirfd is not open; EINVAL: another flag",
		Example: "> fstatat(open \"/dev\", \"null\").type\nchar",
		Impl:    fstatat,
	},
	{
		Name: "access", Sig: "(path: path, mode?: access_mode = F_OK) -> 0", Man: "access(2)",
		Doc: "Asks whether the real user may read (R_OK), write (W_OK) or execute (X_OK) a file, or search a directory; F_OK, and nothing, whether " +
			"there is one. 0 is yes.",
		Errs:    "EACCES: no; ENOENT: no such file; EROFS: a read-only file system; ENOTDIR: a name on the way is no directory; ELOOP: too many symbolic links; ETXTBSY: W_OK and it is being run",
		Example: "> access(\"/bin/sh\", R_OK + X_OK)\n0\n> print((select(3, access(\"/no/such\"))) == ENOENT)\ntrue",
		Impl: func(L *glua.LState, path string, mode uintptr) error {
			return faccessat(L, unix.AT_FDCWD, path, mode, 0)
		},
	},
	{
		Name: "faccessat", Sig: "(dirfd: descriptor, path: path, mode?: access_mode = F_OK, flags?: at_flags) -> 0", Man: "access(2)",
		Doc: "As access, of a path that begins in a directory: an open one, or AT_FDCWD. flags may be AT_EACCESS, which asks for the effective user, " +
			"AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH; they need faccessat2 of Linux 5.8.",
		Errs:    "EACCES: no; ENOENT: no such file; EROFS: a read-only file system; ENOTDIR: a name on the way is no directory; ELOOP: too many symbolic links; EBADF: dirfd is not open; ENOSYS: flags before Linux 5.8",
		Example: "> faccessat(AT_FDCWD, \"/dev/null\", R_OK + W_OK, AT_EACCESS)\n0",
		Impl:    faccessat,
	},
	statxRow,
	{
		Name: "statfs", Sig: "(path: path) -> table", Man: "statfs(2)",
		Doc: "Tells about the file system that a file is on: a table of what is listed below. " +
			"A number above 2^53 is a u64.",
		Items: "type: a number such as TMPFS_MAGIC; fstype: its name, where it is known (\"ext4\" also for ext2 and ext3); " +
			"bsize, frsize: sizes of blocks in bytes; blocks, bfree, bavail: all, the free ones, and those for all users, in units of frsize; " +
			"files, ffree: how many files there can be, and can be made yet; fsid: a string; namelen: the most bytes of a name; " +
			"flags: such as ST_RDONLY",
		Errs:    pathErrs + "; ENOSYS: the file system does not tell",
		Example: "> statfs(\"/proc\").fstype\nproc\n> statfs(\"/proc\").type == PROC_SUPER_MAGIC\ntrue",
		Impl: func(L *glua.LState, path string) (*glua.LTable, error) {
			stat, err := statfsPath(L, path)
			return statfsRecord(L, stat, here(path).explain(err, intent{}))
		},
	},
	{
		Name: "fstatfs", Sig: "(fd: descriptor) -> table", Man: "statfs(2)",
		Doc:     "As statfs, of an open file.",
		Errs:    "EBADF: not open; ENOSYS: the file system does not tell",
		Example: "> fstatfs((pipe())).fstype\npipefs",
		Impl: func(L *glua.LState, fd int32) (*glua.LTable, error) {
			stat, err := statfsDescriptor(L, fd)
			return statfsRecord(L, stat, err)
		},
	},
}

func fstatat(L *glua.LState, dirfd int32, path string, flags uintptr) (*glua.LTable, error) {
	a := at{dirfd, path}
	stat, err := a.stat(L, flags)
	if err != nil {
		return nil, a.explain(err, intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0})
	}
	return statRecord(L, stat), nil
}

func fstat(L *glua.LState, fd int32) (*glua.LTable, error) {
	stat, err := fstatCall(L, fd)
	if err != nil {
		return nil, err
	}
	return statRecord(L, stat), nil
}

func statRecord(L *glua.LState, s *unix.Stat_t) *glua.LTable {
	return record(L,
		count("dev", uint64(s.Dev)), count("ino", s.Ino), count("mode", s.Mode), count("nlink", uint64(s.Nlink)),
		count("uid", s.Uid), count("gid", s.Gid), count("rdev", uint64(s.Rdev)),
		count("size", uint64(s.Size)), count("blksize", int64(s.Blksize)), count("blocks", uint64(s.Blocks)),
		when("atime", s.Atim), when("mtime", s.Mtim), when("ctime", s.Ctim),
		text("type", fileType(s.Mode)), text("perm", permissions(s.Mode)))
}

// when is a member that is a time, in seconds.
func when(name string, t unix.Timespec) member { return member{name, timespecSeconds(t)} }

// permissions are the bits of a mode as the mode of another call.
func permissions(mode uint32) string { return fmt.Sprintf("%04o", mode&0o7777) }

func fileType(mode uint32) string {
	switch mode & unix.S_IFMT {
	case unix.S_IFREG:
		return "file"
	case unix.S_IFDIR:
		return "directory"
	case unix.S_IFLNK:
		return "symlink"
	case unix.S_IFIFO:
		return "fifo"
	case unix.S_IFSOCK:
		return "socket"
	case unix.S_IFCHR:
		return "char"
	case unix.S_IFBLK:
		return "block"
	}
	return "unknown" // of an anonymous inode: an eventfd, an epoll
}

// faccessat is faccessat2 where there are flags, which the older call lacks.
func faccessat(L *glua.LState, dirfd int32, path string, mode, flags uintptr) error {
	a, trap := at{dirfd, path}, uintptr(unix.SYS_FACCESSAT)
	if flags != 0 {
		trap = unix.SYS_FACCESSAT2
	}
	_, err := a.call(L, trap, mode, flags, 0)
	return a.explain(err, intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0, mode: mode, real: flags&unix.AT_EACCESS == 0})
}

const stValid = 0x20 // ST_VALID (linux/statfs.h): the kernel tells flags, as all do

func statfsRecord(L *glua.LState, s *unix.Statfs_t, err error) (*glua.LTable, error) {
	if err != nil {
		return nil, err
	}
	members := []member{
		count("type", int64(s.Type)), count("bsize", int64(s.Bsize)), count("blocks", s.Blocks), count("bfree", s.Bfree), count("bavail", s.Bavail),
		count("files", s.Files), count("ffree", s.Ffree), text("fsid", fmt.Sprintf("%08x%08x", uint32(s.Fsid.Val[0]), uint32(s.Fsid.Val[1]))),
		count("namelen", int64(s.Namelen)), count("frsize", int64(s.Frsize)),
		{"flags", familyOf("statfs_flags").flags(uintptr(s.Flags) &^ stValid)},
	}
	for _, f := range filesystems {
		if uint64(f.value) == uint64(s.Type) {
			members = append(members, text("fstype", f.fstype))
		}
	}
	return record(L, members...), nil
}
