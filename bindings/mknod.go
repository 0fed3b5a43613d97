package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const mknodErrs = "EEXIST: it is there; EPERM: a device without CAP_MKNOD in the initial user namespace, or a file system that has no such; EINVAL: no type to be made; " + pathErrs +
	"; EROFS: a read-only file system; ENOSPC: no room; EOVERFLOW: the process's uid is not mapped in the file system's user namespace"

var mknodRows = []Row{
	{
		Name: "mknod", Sig: "(path: path, mode: file_mode, dev?: integer) -> 0", Man: "mknod(2)",
		Doc: "Makes a file that is no directory. mode is its type, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK or S_IFREG (also when there is none), and its permission bits, which are less " +
			"the umask: S_IFCHR + \"0666\" or \"S_IFCHR|0666\". dev is a device's, from makedev. The character device 0, 0 is an overlay's whiteout, and anybody may make it (since 5.8).",
		Errs:    mknodErrs,
		Example: "> top = mkdtemp()\n> mknod(top .. \"/fifo\", S_IFIFO + \"0600\")\n0\n> stat(top .. \"/fifo\").type\nfifo\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, path string, mode uintptr, dev int) error {
			return here(path).mknod(L, mode, passed(L, "mknod", 3).device(dev))
		},
	},
	{
		Name: "mknodat", Sig: "(dirfd: descriptor, path: path, mode: file_mode, dev?: integer) -> 0", Man: "mknod(2)",
		Doc:     "As mknod, of a path that begins in a directory: an open one, or AT_FDCWD.",
		Errs:    mknodErrs + "; EBADF: dirfd is not open",
		Example: "> top = mkdtemp()\n> mknodat(open(top), \"socket\", S_IFSOCK + \"0600\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, dirfd int32, path string, mode uintptr, dev int) error {
			return at{dirfd, path}.mknod(L, mode, passed(L, "mknodat", 4).device(dev))
		},
	},
	{
		Name: "mkfifo", Sig: "(path: path, mode?: mode = 0666) -> 0", Man: "mkfifo(3)",
		Doc:     "Makes a pipe with a name; mode is less the umask.",
		Errs:    mknodErrs,
		Example: "> top = mkdtemp()\n> mkfifo(top .. \"/fifo\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, path string, mode uint32) error {
			return here(path).mknod(L, unix.S_IFIFO|uintptr(mode), 0)
		},
	},
	{
		Name: "mkfifoat", Sig: "(dirfd: descriptor, path: path, mode?: mode = 0666) -> 0", Man: "mkfifo(3)",
		Doc:     "As mkfifo, of a path that begins in a directory: an open one, or AT_FDCWD.",
		Errs:    mknodErrs + "; EBADF: dirfd is not open",
		Example: "> top = mkdtemp()\n> mkfifoat(open(top), \"fifo\", \"0600\")\n0\n> rmtree(top)\n0",
		Impl: func(L *glua.LState, dirfd int32, path string, mode uint32) error {
			return at{dirfd, path}.mknod(L, unix.S_IFIFO|uintptr(mode), 0)
		},
	},
	{
		Name: "makedev", Sig: "(major: integer, minor: integer) -> integer", Man: "makedev(3)",
		Doc:     "Makes the number of a device, as stat's rdev is one; major is at most 4095, minor at most 1048575.",
		Example: "> makedev(1, 3) == stat(\"/dev/null\").rdev\ntrue",
		Impl: func(L *glua.LState, major, minor int) int {
			passed(L, "makedev", 1).whole(float64(major), 0, 1<<12-1) // MINORBITS is 20 (linux/kdev_t.h)
			passed(L, "makedev", 2).whole(float64(minor), 0, 1<<20-1)
			return int(unix.Mkdev(uint32(major), uint32(minor)))
		},
	},
	{
		Name: "major", Sig: "(dev: integer) -> integer", Man: "makedev(3)",
		Doc:     "Returns the first half of a device's number, which stands for its driver.",
		Example: "> major(stat(\"/dev/null\").rdev)\n1",
		Impl: func(L *glua.LState, dev int) int {
			return int(unix.Major(uint64(passed(L, "major", 1).device(dev))))
		},
	},
	{
		Name: "minor", Sig: "(dev: integer) -> integer", Man: "makedev(3)",
		Doc:     "Returns the second half of a device's number.",
		Example: "> minor(stat(\"/dev/null\").rdev)\n3",
		Impl: func(L *glua.LState, dev int) int {
			return int(unix.Minor(uint64(passed(L, "minor", 1).device(dev))))
		},
	},
}

// device is a device's number as the kernel takes it.
func (a argument) device(dev int) uintptr { return uintptr(a.whole(float64(dev), 0, math.MaxUint32)) }

func (a at) mknod(L *glua.LState, mode, dev uintptr) error {
	_, err := a.call(L, unix.SYS_MKNODAT, mode, dev, 0)
	return a.explain(explain(err, hintMknod(mode, dev, err)), intent{nofollow: true, entry: true})
}
