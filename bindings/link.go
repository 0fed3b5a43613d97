package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	removeErrs = pathErrs + "; EISDIR: a directory; EBUSY: a mount point; EPERM: a sticky directory, an immutable file; EROFS: a read-only file system"
	linkErrs   = pathErrs + "; EEXIST: the new name is there; EXDEV: the two are on different mounts; EPERM: a directory, an immutable file, or another's where fs.protected_hardlinks is set; " +
		"EROFS: a read-only file system; EMLINK: too many names"
	renameErrs = pathErrs + "; EEXIST: RENAME_NOREPLACE and the new name is there; EXDEV: the two are on different mounts; ENOTEMPTY: newpath is a directory that is not empty; " +
		"EISDIR: newpath is a directory and oldpath is none; EBUSY: a mount point; EINVAL: into a directory below itself, or flags that the file system does not know; " +
		"EPERM: a sticky directory, an immutable file; EROFS: a read-only file system"
	symlinkErrs = pathErrs + "; EEXIST: linkpath is there; EPERM: an immutable directory, or a file system that has no links; EROFS: a read-only file system; ENOSPC: no room; " +
		"EOVERFLOW: the process's uid is not mapped in the file system's user namespace"
	readlinkErrs = pathErrs + "; EINVAL: no symbolic link"
)

var linkRows = []Row{
	{
		Name: "link", Sig: "(oldpath: path, newpath: path) -> 0", Man: "link(2)",
		Doc:     "Gives a file another name. A symbolic link is not followed.",
		Errs:    linkErrs,
		Example: "> top = mkdtemp() close(open(top .. \"/a\", O_CREAT))\n> link(top .. \"/a\", top .. \"/b\")\n0\n> stat(top .. \"/b\").nlink\n2\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, oldpath, newpath string) error {
			return link(L, here(oldpath), here(newpath), 0)
		},
	},
	{
		Name: "linkat", Sig: "(olddirfd: descriptor, oldpath: path, newdirfd: descriptor, newpath: path, flags?: at_flags) -> 0", Man: "link(2)",
		Doc: "As link, of paths that begin in directories: open ones, or AT_FDCWD. flags may be AT_SYMLINK_FOLLOW, and AT_EMPTY_PATH, with which the oldpath \"\" is the " +
			"open file olddirfd, as one opened with O_TMPFILE; that may who opened it (Linux 6.10), or has CAP_DAC_READ_SEARCH.",
		Errs:    linkErrs + "; EBADF: a descriptor is not open; EINVAL: another flag",
		Example: "> top = mkdtemp() dir = open(top) close(openat(dir, \"a\", O_CREAT))\n> linkat(dir, \"a\", dir, \"b\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, olddirfd int32, oldpath string, newdirfd int32, newpath string, flags uintptr) error {
			return link(L, at{olddirfd, oldpath}, at{newdirfd, newpath}, flags)
		},
	},
	{
		Name: "symlink", Sig: "(target: path, linkpath: path) -> 0", Man: "symlink(2)",
		Doc:     "Makes a symbolic link that holds the text target, whether there is such a file or not.",
		Errs:    symlinkErrs,
		Example: "> top = mkdtemp()\n> symlink(\"/dev/null\", top .. \"/null\")\n0\n> readlink(top .. \"/null\")\n/dev/null\n> rmtree(top)\n0",
		Impl:    func(L *glua.LState, target, linkpath string) error { return symlink(L, target, here(linkpath)) },
	},
	{
		Name: "symlinkat", Sig: "(target: path, newdirfd: descriptor, linkpath: path) -> 0", Man: "symlink(2)",
		Doc:     "As symlink, where linkpath begins in a directory: an open one, or AT_FDCWD.",
		Errs:    symlinkErrs + "; EBADF: newdirfd is not open",
		Example: "> top = mkdtemp()\n> symlinkat(\"/dev/null\", open(top), \"null\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, target string, newdirfd int32, linkpath string) error {
			return symlink(L, target, at{newdirfd, linkpath})
		},
	},
	{
		Name: "readlink", Sig: "(path: path) -> string", Man: "readlink(2)",
		Doc:     "Returns the text that a symbolic link holds.",
		Errs:    readlinkErrs,
		Example: "> readlink(\"/proc/self\") == tostring(getpid())\ntrue",
		Impl:    func(L *glua.LState, path string) (string, error) { return here(path).readlinkCall(L) },
	},
	{
		Name: "readlinkat", Sig: "(dirfd: descriptor, path?: path) -> string", Man: "readlink(2)",
		Doc:     "As readlink, of a path that begins in a directory: an open one, or AT_FDCWD. With no path dirfd is itself a link, opened with O_PATH + O_NOFOLLOW.",
		Errs:    readlinkErrs + "; EBADF: dirfd is not open",
		Example: "> readlinkat(open(\"/proc\"), \"self\") == tostring(getpid())\ntrue",
		Impl: func(L *glua.LState, dirfd int32, path string) (string, error) {
			return at{dirfd, path}.readlinkCall(L)
		},
	},
	{
		Name: "unlink", Sig: "(path: path) -> 0", Man: "unlink(2)",
		Doc:     "Removes a name of a file, and with the last one the file, once nobody has it open.",
		Errs:    removeErrs,
		Example: "> fd, name = mkstemp()\n> unlink(name)\n0\n> fstat(fd).nlink\n0",
		Impl:    func(L *glua.LState, path string) error { return here(path).unlink(L, 0) },
	},
	{
		Name: "unlinkat", Sig: "(dirfd: descriptor, path: path, flags?: unlink_flags) -> 0", Man: "unlink(2)",
		Doc:     "As unlink, of a path that begins in a directory: an open one, or AT_FDCWD. With AT_REMOVEDIR as rmdir.",
		Errs:    removeErrs + "; ENOTEMPTY: AT_REMOVEDIR and it is not empty; EBADF: dirfd is not open; EINVAL: another flag",
		Example: "> top = mkdtemp() mkdir(top .. \"/a\")\n> unlinkat(open(top), \"a\", AT_REMOVEDIR)\n0\n> rmdir(top)\n0",
		Impl: func(L *glua.LState, dirfd int32, path string, flags uintptr) error {
			return at{dirfd, path}.unlink(L, flags)
		},
	},
	{
		Name: "rename", Sig: "(oldpath: path, newpath: path) -> 0", Man: "rename(2)",
		Doc:     "Gives a file another name in place of this one. What had that name is replaced, at no moment of which there is nothing of the name.",
		Errs:    renameErrs,
		Example: "> top = mkdtemp() mkdir(top .. \"/a\")\n> rename(top .. \"/a\", top .. \"/b\")\n0\n> table.concat(listdir(top))\nb\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, oldpath, newpath string) error {
			return rename(L, here(oldpath), here(newpath), 0)
		},
	},
	{
		Name: "renameat", Sig: "(olddirfd: descriptor, oldpath: path, newdirfd: descriptor, newpath: path) -> 0", Man: "rename(2)",
		Doc:     "As rename, of paths that begin in directories: open ones, or AT_FDCWD.",
		Errs:    renameErrs + "; EBADF: a descriptor is not open",
		Example: "> top = mkdtemp() mkdir(top .. \"/a\") dir = open(top)\n> renameat(dir, \"a\", dir, \"b\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, olddirfd int32, oldpath string, newdirfd int32, newpath string) error {
			return rename(L, at{olddirfd, oldpath}, at{newdirfd, newpath}, 0)
		},
	},
	{
		Name: "renameat2", Sig: "(olddirfd: descriptor, oldpath: path, newdirfd: descriptor, newpath: path, flags?: rename_flags) -> 0", Man: "rename(2)",
		Doc: "As renameat, with flags: RENAME_NOREPLACE replaces nothing, RENAME_EXCHANGE changes the two with each other, RENAME_WHITEOUT leaves behind a character " +
			"device 0, 0, which is how overlay file systems mark what is removed.",
		Errs:    renameErrs + "; EBADF: a descriptor is not open",
		Example: "> top = mkdtemp() mkdir(top .. \"/a\") mkdir(top .. \"/b\") dir = open(top)\n> print((select(3, renameat2(dir, \"a\", dir, \"b\", RENAME_NOREPLACE)) == EEXIST))\ntrue\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, olddirfd int32, oldpath string, newdirfd int32, newpath string, flags uintptr) error {
			return rename(L, at{olddirfd, oldpath}, at{newdirfd, newpath}, flags)
		},
	},
}

func link(L *glua.LState, from, to at, flags uintptr) error {
	err := from.pair(L, unix.SYS_LINKAT, to, flags)
	return explain(err, hintLink(from, to, flags, err))
}

func rename(L *glua.LState, from, to at, flags uintptr) error {
	err := from.pair(L, unix.SYS_RENAMEAT2, to, flags)
	return explain(err, hintRename(from, to, err))
}

func symlink(L *glua.LState, target string, link at) error {
	err := symlinkCall(L, target, link)
	return link.explain(err, intent{nofollow: true, entry: true})
}

func (a at) unlink(L *glua.LState, flags uintptr) error {
	_, err := a.call(L, unix.SYS_UNLINKAT, flags, 0, 0)
	return a.explain(err, intent{nofollow: true, entry: true})
}
