package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const openErrs = pathErrs + "; EEXIST: O_EXCL and it is there; EISDIR: a directory, to be written; EROFS: a read-only file system; ETXTBSY: it is being run; " +
	"EPERM: an immutable file, or O_NOATIME and another's; ENXIO: O_NONBLOCK and nobody reads the fifo, or no such device; EMFILE: too many open descriptors"

var openatRows = []Row{
	{
		Name: "openat", Sig: "(dirfd: descriptor, path: path, flags?: open_flags = O_RDONLY, mode?: mode = 0666) -> descriptor", Man: "open(2)",
		Doc:     "As open, of a path that begins in a directory: an open one, or AT_FDCWD for the working directory. A path with a slash in front begins at the root directory.",
		Errs:    openErrs + "; EBADF: dirfd is not open",
		Example: "> dev = open(\"/dev\", O_PATH + O_DIRECTORY)\n> write(openat(dev, \"null\", O_WRONLY), \"x\")\n1",
		Impl: func(L *glua.LState, dirfd int32, path string, flags uintptr, mode uint32) (int, error) {
			return at{dirfd, path}.open(L, flags, mode)
		},
	},
	{
		Name: "openat2", Sig: "(dirfd: descriptor, path: path, how?: table) -> descriptor", Man: "openat2(2)", Since: "5.6",
		Doc: "As openat, with bounds to where the path may lead. how is a table of what is listed below.",
		Items: "flags: those of open, O_RDONLY when left out; " +
			"mode: 0666 with O_CREAT and O_TMPFILE, else it must be left out; " +
			"resolve: RESOLVE_BENEATH lets neither \"..\" nor a symbolic link nor a slash in front lead out of the directory, RESOLVE_IN_ROOT makes the directory the root of " +
			"all these, as chroot would, RESOLVE_NO_SYMLINKS follows no link, RESOLVE_NO_MAGICLINKS none such as /proc/self/fd has, RESOLVE_NO_XDEV crosses into no other mount, and " +
			"RESOLVE_CACHED waits for no disk (Linux 5.12)",
		Errs:    pathErrs + "; EXDEV: it leads out of the directory, or into another mount; EAGAIN: \"..\" while something was moved, or not in the cache; EINVAL: a flag that there is not, or mode without O_CREAT; EBADF: dirfd is not open",
		Example: "> print((select(3, openat2(open \"/usr\", \"../etc/passwd\", {resolve = RESOLVE_BENEATH})) == EXDEV))\ntrue",
		Impl:    openat2,
	},
	{
		Name: "truncate", Sig: "(path: path, length: integer) -> 0", Man: "truncate(2)",
		Doc:     "Makes a file so many bytes long: what is beyond is lost, what is new reads as zeros.",
		Errs:    pathErrs + "; EISDIR: a directory; EPERM: an immutable file; EROFS: a read-only file system; ETXTBSY: it is being run; EINVAL: a negative length, or no regular file; EFBIG: longer than files may be",
		Example: "> fd, name = mkstemp()\n> truncate(name, 1000)\n0\n> fstat(fd).size\n1000\n> unlink(name)\n0",
		Impl: func(L *glua.LState, path string, length int) error {
			err := pathCall(L, unix.SYS_TRUNCATE, path, uintptr(length))
			return here(path).explain(err, intent{mode: unix.W_OK})
		},
	},
	{
		Name: "flock", Sig: "(fd: descriptor, operation: flock_operation) -> 0", Man: "flock(2)",
		Doc: "Locks an open file: LOCK_SH shared, LOCK_EX alone, LOCK_UN no more. It waits until it can, with LOCK_NB it does not. " +
			"The lock is the open file's: children and duplicates have it too, and it goes when the last of them is closed. Only those who ask are kept out.",
		Errs:    "EAGAIN: LOCK_NB and another has it; EBADF: not open; EINVAL: no such operation; ENOLCK: no memory for it",
		Example: "> flock(open \"/\", LOCK_SH + LOCK_NB)\n0",
		Impl: func(L *glua.LState, fd int32, operation uintptr) error {
			_, err := block(L, unix.SYS_FLOCK, uintptr(fd), operation, 0, 0, 0, 0)
			return explain(err, hintFlock(fd, err))
		},
	},
	{
		Name: "sync", Sig: "() -> 0", Man: "sync(2)",
		Doc:     "Writes all that is changed in any file system to its disk, and waits for that.",
		Example: "> if fork() == 0 then sync() exit(3) end\n> print(select(3, wait()))\n3\ttable: ...",
		Impl: func(L *glua.LState) error {
			_, err := block(L, unix.SYS_SYNC, 0, 0, 0, 0, 0, 0)
			return err
		},
	},
	{
		Name: "syncfs", Sig: "(fd: descriptor) -> 0", Man: "sync(2)",
		Doc:     "As sync, of the file system alone that an open file is on.",
		Errs:    "EBADF: not open; EIO: the disk failed; ENOSPC: no room on it",
		Example: "> syncfs(open \"/proc\")\n0",
		Impl:    func(L *glua.LState, fd int32) error { return blockFile(L, unix.SYS_SYNCFS, fd) },
	},
	{
		Name: "mkstemp", Sig: "(template?: path = /tmp/nslua.XXXXXX) -> fd: descriptor, path: string", Man: "mkstemp(3)",
		Doc:     "Makes a file with a name that was not there, the Xs at the template's end replaced, of mode 0600; returns it opened for reading and writing, and its name.",
		Errs:    "EINVAL: the template does not end in XXXXXX; EEXIST: no free name was found; " + pathErrs,
		Example: "> fd, name = mkstemp(\"/tmp/example.XXXXXX\")\n> print(#name, write(fd, \"x\"), unlink(name))\n19\t1\t0",
		Impl:    mkstemp,
	},
}

// openat is openat(2) with O_CLOEXEC, and open has its hints too.
func (a at) openat(L *glua.LState, flags uintptr, mode uint32) (int, error) {
	fd, err := a.call(L, unix.SYS_OPENAT, flags|unix.O_CLOEXEC, uintptr(mode), 0)
	return int(fd), err
}

func (a at) open(L *glua.LState, flags uintptr, mode uint32) (int, error) {
	fd, err := a.openat(L, flags, mode)
	return fd, explain(err, a.hintOpen(flags, err))
}

// creates are the flags with which a mode is looked at; O_TMPFILE holds O_DIRECTORY.
const creates = unix.O_CREAT | unix.O_TMPFILE&^unix.O_DIRECTORY

func openat2(L *glua.LState, dirfd int32, path string, how *glua.LTable) (int, error) {
	var h unix.OpenHow
	mode := false
	if how != nil {
		for name, field := range passed(L, "openat2", 3).fields(how, "flags mode resolve") {
			switch name {
			case "flags":
				h.Flags = uint64(field.flags(familyOf("open_flags")))
			case "mode":
				h.Mode, mode = uint64(field.mode()), true
			case "resolve":
				h.Resolve = uint64(field.flags(familyOf("resolve_flags")))
			}
		}
	}
	if !mode && h.Flags&creates != 0 {
		h.Mode = 0o666
	}
	h.Flags |= unix.O_CLOEXEC
	a := at{dirfd, path}
	fd, err := a.openat2(L, &h)
	return fd, explain(err, a.hintResolve(&h, err))
}

func mkstemp(L *glua.LState, template string) (int, string, error) {
	fd := -1
	path, err := temporary(template, func(name string) (err error) {
		fd, err = here(name).open(L, unix.O_RDWR|unix.O_CREAT|unix.O_EXCL, 0o600)
		return err
	})
	return fd, path, err
}

const (
	placeholder = "XXXXXX"
	letters     = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_" // 64, so that bytes spread evenly
	attempts    = 100
)

// temporary makes what has no name yet: it tries random ones in place of the
// template's placeholder.
func temporary(template string, make func(name string) error) (string, error) {
	stem, ok := strings.CutSuffix(template, placeholder)
	if !ok {
		return "", explain(unix.EINVAL, "the template must end in "+placeholder)
	}
	var err error
	for range attempts {
		var random [len(placeholder)]byte
		if _, err = bufferCall(unix.SYS_GETRANDOM, random[:]); err != nil {
			return "", err
		}
		for i := range random {
			random[i] = letters[random[i]%byte(len(letters))]
		}
		name := stem + string(random[:])
		if err = make(name); errnoOf(err) != unix.EEXIST {
			return name, err
		}
	}
	return "", err
}
