package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// The calls on the file system that take pointers. Each begins with a descriptor
// of a directory, or AT_FDCWD, and a path, which is what arm64 has.

// An at is a path and the directory where one begins that has no slash in front.
type at struct {
	dir  int32
	path string
}

// here is a path that begins in the working directory.
func here(path string) at { return at{unix.AT_FDCWD, path} }

// call makes a call whose first arguments are a directory and a path.
func (a at) call(L *glua.LState, trap uintptr, a3, a4, a5 uintptr) (uintptr, error) {
	return block(L, trap, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), a3, a4, a5, 0)
}

// pair makes a call whose arguments are two directories with a path each.
func (a at) pair(L *glua.LState, trap uintptr, b at, flags uintptr) error {
	_, err := block(L, trap, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))),
		uintptr(b.dir), uintptr(unsafe.Pointer(cString(b.path))), flags, 0)
	return err
}

func (a at) openat2(L *glua.LState, how *unix.OpenHow) (int, error) {
	fd, err := block(L, unix.SYS_OPENAT2, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))),
		uintptr(unsafe.Pointer(how)), unix.SizeofOpenHow, 0, 0)
	return int(fd), err
}

// isMagic asks of a symbolic link, without handlers, where there is openat2.
func (a at) isMagic() bool {
	how := &unix.OpenHow{Flags: unix.O_PATH | unix.O_CLOEXEC, Resolve: unix.RESOLVE_NO_MAGICLINKS}
	fd, err := quick(unix.SYS_OPENAT2, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), uintptr(unsafe.Pointer(how)), unix.SizeofOpenHow, 0, 0)
	if err == nil {
		Close(int(fd))
	}
	return errnoOf(err) == unix.ELOOP
}

func (a at) stat(L *glua.LState, flags uintptr) (*unix.Stat_t, error) {
	stat := new(unix.Stat_t)
	_, err := block(L, sysFstatat, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), uintptr(unsafe.Pointer(stat)), flags, 0, 0)
	return stat, err
}

func fstatCall(L *glua.LState, fd int32) (*unix.Stat_t, error) {
	stat := new(unix.Stat_t)
	_, err := block(L, unix.SYS_FSTAT, uintptr(fd), uintptr(unsafe.Pointer(stat)), 0, 0, 0, 0)
	return stat, err
}

func (a at) statx(L *glua.LState, flags, mask uintptr) (*unix.Statx_t, error) {
	stat := new(unix.Statx_t)
	_, err := block(L, unix.SYS_STATX, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), flags, mask, uintptr(unsafe.Pointer(stat)), 0)
	return stat, err
}

// statQuick and statxQuick are for hints: they let no handler run.
func (a at) statQuick(flags uintptr) (*unix.Stat_t, error) {
	stat := new(unix.Stat_t)
	_, err := quick(sysFstatat, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), uintptr(unsafe.Pointer(stat)), flags, 0, 0)
	return stat, err
}

func (a at) statxQuick(flags, mask uintptr) (*unix.Statx_t, error) {
	stat := new(unix.Statx_t)
	_, err := quick(unix.SYS_STATX, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), flags, mask, uintptr(unsafe.Pointer(stat)), 0)
	return stat, err
}

// may asks, without handlers, what the real user may or, with AT_EACCESS, the
// effective one; faccessat2(2).
func (a at) may(mode, flags uintptr) bool {
	_, err := quick(unix.SYS_FACCESSAT2, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), mode, flags, 0, 0)
	return err == nil
}

// readlink lets no handler run: what a link holds is at hand.
func (a at) readlink() (string, error) {
	b := make([]byte, unix.PathMax)
	n, err := quick(unix.SYS_READLINKAT, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0, 0)
	return string(b[:max(int(n), 0)]), err
}

// readlinkCall is readlink for scripts. No link holds PATH_MAX bytes.
func (a at) readlinkCall(L *glua.LState) (string, error) {
	b := make([]byte, unix.PathMax)
	n, err := block(L, unix.SYS_READLINKAT, uintptr(a.dir), uintptr(unsafe.Pointer(cString(a.path))), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0, 0)
	if err != nil {
		return "", a.explain(err, intent{nofollow: true})
	}
	return string(b[:n]), nil
}

// utimens makes utimensat(2) of a path, and futimens(3) of a descriptor where
// path is nil; so are times for the present time.
func utimens(L *glua.LState, dir int32, path *byte, times *[2]unix.Timespec, flags uintptr) error {
	_, err := block(L, unix.SYS_UTIMENSAT, uintptr(dir), uintptr(unsafe.Pointer(path)), uintptr(unsafe.Pointer(times)), flags, 0, 0)
	return err
}

func symlinkCall(L *glua.LState, target string, link at) error {
	_, err := block(L, unix.SYS_SYMLINKAT, uintptr(unsafe.Pointer(cString(target))), uintptr(link.dir), uintptr(unsafe.Pointer(cString(link.path))), 0, 0, 0)
	return err
}

func statfsPath(L *glua.LState, path string) (*unix.Statfs_t, error) {
	stat := new(unix.Statfs_t)
	_, err := block(L, unix.SYS_STATFS, uintptr(unsafe.Pointer(cString(path))), uintptr(unsafe.Pointer(stat)), 0, 0, 0, 0)
	return stat, err
}

func statfsDescriptor(L *glua.LState, fd int32) (*unix.Statfs_t, error) {
	stat := new(unix.Statfs_t)
	_, err := block(L, unix.SYS_FSTATFS, uintptr(fd), uintptr(unsafe.Pointer(stat)), 0, 0, 0, 0)
	return stat, err
}

func getdents64(L *glua.LState, fd int32, b []byte) (int, error) {
	n, err := block(L, unix.SYS_GETDENTS64, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

// xattrPath makes a call on an extended attribute of what a path names, and
// xattrDescriptor on that of an open file. What a call does not take is nil or 0.
func xattrPath(L *glua.LState, trap uintptr, path, name string, value []byte, flags uintptr) (int, error) {
	n, err := block(L, trap, uintptr(unsafe.Pointer(cString(path))), uintptr(unsafe.Pointer(cString(name))),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(len(value)), flags, 0)
	return int(n), err
}

func xattrDescriptor(L *glua.LState, trap uintptr, fd int32, name string, value []byte, flags uintptr) (int, error) {
	n, err := block(L, trap, uintptr(fd), uintptr(unsafe.Pointer(cString(name))),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(len(value)), flags, 0)
	return int(n), err
}

func listxattrPath(L *glua.LState, trap uintptr, path string, b []byte) (int, error) {
	n, err := block(L, trap, uintptr(unsafe.Pointer(cString(path))), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

func listxattrDescriptor(L *glua.LState, fd int32, b []byte) (int, error) {
	n, err := block(L, unix.SYS_FLISTXATTR, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), 0, 0, 0)
	return int(n), err
}

func inotifyAddWatch(L *glua.LState, fd int32, path string, mask uintptr) (int32, error) {
	wd, err := block(L, unix.SYS_INOTIFY_ADD_WATCH, uintptr(fd), uintptr(unsafe.Pointer(cString(path))), mask, 0, 0, 0)
	return int32(wd), err
}

// inotifyAddNothing is refused, with ENOENT where all but the path is right.
func inotifyAddNothing(fd int32) error {
	_, err := quick(unix.SYS_INOTIFY_ADD_WATCH, uintptr(fd), uintptr(unsafe.Pointer(cString(""))), unix.IN_ACCESS, 0, 0, 0)
	return err
}
