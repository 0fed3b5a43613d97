package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var directoryRows = []Row{
	{
		Name: "chdir", Sig: "(path: path) -> 0", Man: "chdir(2)",
		Doc:     "Changes the working directory.",
		Errs:    "ENOENT: no such directory; ENOTDIR: not a directory; EACCES: not permitted",
		Example: "> chdir(\"/\")\n0\n> getcwd()\n/",
		Impl: func(L *glua.LState, path string) error {
			err := pathCall(L, unix.SYS_CHDIR, path, 0)
			return here(path).explain(err, intent{mode: unix.X_OK})
		},
	},
	{
		Name: "fchdir", Sig: "(fd: descriptor) -> 0", Man: "chdir(2)",
		Doc:     "Changes the working directory to an open one, which may lie outside the root directory.",
		Errs:    "EBADF: not open; ENOTDIR: not a directory; EACCES: it may not be searched",
		Example: "> fchdir(open(\"/dev\"))\n0\n> getcwd()\n/dev",
		Impl:    func(L *glua.LState, fd int32) error { return blockFile(L, unix.SYS_FCHDIR, fd) },
	},
	{
		Name: "getcwd", Sig: "() -> string", Man: "getcwd(2)",
		Doc:     "Returns the working directory.",
		Errs:    "ENOENT: it has been removed, or lies outside the root directory",
		Example: "> getcwd():sub(1, 1)\n/",
		Impl:    getcwd,
	},
	{
		Name: "chroot", Sig: "(path: path) -> 0", Man: "chroot(2)",
		Doc:     "Changes the root directory; the working directory stays, so chdir(\"/\") should follow.",
		Errs:    "EPERM: no CAP_SYS_CHROOT; ENOENT: no such directory; ENOTDIR: not a directory",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> chroot(\"/usr\")\n0\n> chdir(\"/\")\n0\n> getcwd()\n/",
		Impl:    chroot,
	},
	{
		Name: "realpath", Sig: "(path: path) -> string", Man: "realpath(3)",
		Doc:     "Returns a path to the same file that begins at the root directory and has no symbolic link, \".\" or \"..\" in it.",
		Errs:    pathErrs + "; ENAMETOOLONG: a name or the path is too long",
		Example: "> realpath(\"/usr/../dev/./null\")\n/dev/null",
		Impl:    realpath,
	},
	{
		Name: "mkdir", Sig: "(path: path, mode?: mode = 0777) -> 0", Man: "mkdir(2)",
		Doc:     "Makes a directory of that mode, less the umask.",
		Errs:    mkdirErrs,
		Example: "> top = mkdtemp()\n> mkdir(top .. \"/a\", \"0700\")\n0\n> stat(top .. \"/a\").perm\n0700\n> rmtree(top)\n0",
		Impl:    func(L *glua.LState, path string, mode uint32) error { return here(path).mkdir(L, mode) },
	},
	{
		Name: "mkdirat", Sig: "(dirfd: descriptor, path: path, mode?: mode = 0777) -> 0", Man: "mkdir(2)",
		Doc:     "As mkdir, of a path that begins in a directory: an open one, or AT_FDCWD.",
		Errs:    mkdirErrs + "; EBADF: dirfd is not open",
		Example: "> top = mkdtemp()\n> mkdirat(open(top), \"a\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, dirfd int32, path string, mode uint32) error {
			return at{dirfd, path}.mkdir(L, mode)
		},
	},
	{
		Name: "makedirs", Sig: "(path: path, mode?: mode = 0777) -> 0", Man: "mkdir(1)",
		Doc:     "Makes a directory and those above it that there are not, as mkdir -p: it is no error if all are there. mode is the last one's; the others have 0777; both less the umask.",
		Errs:    mkdirErrs,
		Example: "> top = mkdtemp()\n> makedirs(top .. \"/a/b/c\")\n0\n> makedirs(top .. \"/a/b/c\")\n0\n> rmtree(top)\n0",
		Impl:    makedirs,
	},
	{
		Name: "mkdtemp", Sig: "(template?: path = /tmp/nslua.XXXXXX) -> string", Man: "mkdtemp(3)",
		Doc:     "Makes a directory with a name that was not there, the Xs at the template's end replaced, of mode 0700; returns its name.",
		Errs:    mkdirErrs + "; EINVAL: the template does not end in XXXXXX",
		Example: "> top = mkdtemp()\n> stat(top).perm\n0700\n> rmdir(top)\n0",
		Impl: func(L *glua.LState, template string) (string, error) {
			return temporary(template, func(name string) error { return here(name).mkdir(L, 0o700) })
		},
	},
	{
		Name: "rmdir", Sig: "(path: path) -> 0", Man: "rmdir(2)",
		Doc:     "Removes a directory, which must be empty.",
		Errs:    pathErrs + "; ENOTEMPTY: it is not empty; EBUSY: a mount point; EPERM: a sticky or immutable directory; EROFS: a read-only file system; EINVAL: it ends in \".\"",
		Example: "> top = mkdtemp()\n> rmdir(top)\n0\n> print((select(3, rmdir(top)) == ENOENT))\ntrue",
		Impl: func(L *glua.LState, path string) error {
			return here(path).unlink(L, unix.AT_REMOVEDIR)
		},
	},
	{
		Name: "rmtree", Sig: "(path: path) -> 0", Man: "rm(1)",
		Doc: "Removes a file, or a directory with all that is below it, as rm -r does. It follows no symbolic link, and removes nothing of another mount: where it meets a mount " +
			"point it stops, as at any other refusal; what was removed before that is gone. It has a descriptor open for each level. The message names the file at which it stopped.",
		Errs:    pathErrs + "; EBUSY: a mount point; EPERM: a sticky or immutable directory; EROFS: a read-only file system; EMFILE: a deeper tree than there may be open descriptors",
		Example: "> top = mkdtemp()\n> makedirs(top .. \"/a/b/c\")\n0\n> symlink(\"/\", top .. \"/a/link\")\n0\n> rmtree(top)\n0\n> print((stat(top)))\nnil",
		Impl:    rmtree,
	},
	{
		Name: "listdir", Sig: "(dir: descriptor|path) -> table", Man: "readdir(3)",
		Doc:     "Returns the names in a directory as a sorted list, without \".\" and \"..\". dir is its path, or an open directory, which is read from its beginning.",
		Errs:    pathErrs + "; EBADF: not open",
		Example: "> top = mkdtemp()\n> mkdir(top .. \"/b\") mkdir(top .. \"/a\")\n> table.concat(listdir(top), \" \")\na b\n> rmtree(top)\n0",
		Impl:    listdir,
	},
	{
		Name: "getdents", Sig: "(dir: descriptor|path) -> table", Man: "getdents(2)",
		Doc: "Returns what is in a directory as a list of tables of name, ino and type (as stat's), in the file system's order and without \".\" and \"..\"; it prints as columns. " +
			"dir is its path, or an open directory, which is read from where it stands to its end. ino is that of what a mount covers.",
		Errs:    pathErrs + "; EBADF: not open",
		Example: "> for _, e in ipairs(getdents(\"/dev\")) do if e.name == \"null\" then print(e.type) end end\nchar",
		Impl:    getdents,
	},
}

const mkdirErrs = "EEXIST: it is there; " + pathErrs + "; EROFS: a read-only file system; EPERM: an immutable directory, or a file system that has no such; " +
	"ENOSPC: no room; EOVERFLOW: the process's uid is not mapped in the file system's user namespace"

func (a at) mkdir(L *glua.LState, mode uint32) error {
	_, err := a.call(L, unix.SYS_MKDIRAT, uintptr(mode), 0, 0)
	return a.explain(err, intent{nofollow: true, entry: true})
}

// makedirs tries the last directory first, and those above it as far as they are
// missing.
func makedirs(L *glua.LState, path string, mode uint32) error {
	err := here(path).mkdir(L, mode)
	if errnoOf(err) == unix.ENOENT {
		parent := above(strings.TrimRight(path, "/"))
		if parent == "" {
			return err
		}
		if err := makedirs(L, parent, 0o777); err != nil {
			return err
		}
		err = here(path).mkdir(L, mode)
	}
	if errnoOf(err) == unix.EEXIST { // which ".." does too
		if stat, failed := here(path).stat(L, 0); failed == nil && stat.Mode&unix.S_IFMT == unix.S_IFDIR {
			return nil
		}
	}
	return err
}

func realpath(L *glua.LState, path string) (string, error) {
	// The call that follows all of it is what tells the error.
	fd, err := here(path).open(L, unix.O_PATH, 0)
	if err != nil {
		return "", err
	}
	Close(fd)
	if !strings.HasPrefix(path, "/") {
		dir, err := getcwd()
		if err != nil {
			return "", err
		}
		path = dir + "/" + path
	}
	w := here(path).walk(intent{})
	return w.place, w.err
}

func chroot(L *glua.LState, path string) error {
	err := pathCall(L, unix.SYS_CHROOT, path, 0)
	return here(path).explain(explain(err, hintCapability(err, unix.CAP_SYS_CHROOT)), intent{mode: unix.X_OK})
}

// getcwd is refused with ENOENT where the kernel's answer begins with
// "(unreachable)", as in glibc.
func getcwd() (string, error) {
	b := make([]byte, unix.PathMax)
	n, err := bufferCall(unix.SYS_GETCWD, b)
	if err != nil {
		return "", err
	}
	if b[0] != '/' {
		return "", unix.ENOENT
	}
	return string(b[:n-1]), nil
}
