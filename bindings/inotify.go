package bindings

import (
	"bytes"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var inotifyRows = []Row{
	{
		Name: "inotify_init1", Sig: "(flags?: inotify_flags) -> descriptor", Man: "inotify_init(2)",
		Doc:     "Opens a descriptor, close-on-exec, from which one learns what happens to files: inotify_add_watch tells which, inotify_read what. flags may be IN_NONBLOCK.",
		Errs:    "EMFILE: the user has as many as it may, or too many open descriptors; EINVAL: another flag",
		Example: "> inotify_init1(IN_NONBLOCK) > 2\ntrue",
		Impl: func(flags uintptr) (int, error) {
			fd, err := quick(unix.SYS_INOTIFY_INIT1, flags|unix.IN_CLOEXEC, 0, 0, 0, 0, 0)
			return int(fd), explain(err, hintInotify(err))
		},
	},
	{
		Name: "inotify_add_watch", Sig: "(fd: descriptor, path: path, mask: inotify_mask) -> integer", Man: "inotify_add_watch(2)",
		Doc: "Watches a file, or a directory with what is right in it, for the events of mask. Returns the number that its events have as wd; " +
			"for a file that is watched already, the same, and mask replaces what was (with IN_MASK_ADD it is added).",
		Errs:    "ENOSPC: the user watches as many as it may; EACCES: it may not be read; ENOENT: no such file; ENOTDIR: IN_ONLYDIR and no directory; EEXIST: IN_MASK_CREATE and it is watched; EBADF: not open; EINVAL: no inotify descriptor, or no event in mask; ELOOP: too many symbolic links",
		Example: "> fd = inotify_init1()\n> inotify_add_watch(fd, \"/tmp\", IN_CREATE + IN_DELETE)\n1",
		Impl: func(L *glua.LState, fd int32, path string, mask uintptr) (int, error) {
			wd, err := inotifyAddWatch(L, fd, path, mask)
			err = explain(err, hintInotify(err))
			return int(wd), here(path).explain(err, intent{nofollow: mask&unix.IN_DONT_FOLLOW != 0, mode: unix.R_OK})
		},
	},
	{
		Name: "inotify_rm_watch", Sig: "(fd: descriptor, wd: integer) -> 0", Man: "inotify_rm_watch(2)",
		Doc:     "Watches a file no longer; the last event of it is IN_IGNORED.",
		Errs:    "EBADF: not open; EINVAL: no such watch, or no inotify descriptor",
		Example: "> fd = inotify_init1() wd = inotify_add_watch(fd, \"/tmp\", IN_CREATE)\n> inotify_rm_watch(fd, wd)\n0\n> tostring(inotify_read(fd)[1].mask)\nIN_IGNORED",
		Impl: func(fd, wd int32) error {
			_, err := quick(unix.SYS_INOTIFY_RM_WATCH, uintptr(fd), uintptr(wd), 0, 0, 0, 0)
			return err
		},
	},
	{
		Name: "inotify_read", Sig: "(fd: descriptor) -> table", Man: "inotify(7)",
		Doc: "Waits for events and returns those that there are, as a list of tables of wd, mask (flags, IN_CREATE + IN_ISDIR for a new directory), cookie, which is equal in an " +
			"IN_MOVED_FROM and its IN_MOVED_TO, and name, that in a watched directory; the list prints as columns. IN_Q_OVERFLOW, with wd -1, tells that events are lost.",
		Errs: "EAGAIN: IN_NONBLOCK and nothing there; EBADF: not open; EINVAL: no inotify descriptor",
		Example: "> top = mkdtemp() fd = inotify_init1() inotify_add_watch(fd, top, IN_CREATE)\n> mkdir(top .. \"/new\")\n0\n" +
			"> e = inotify_read(fd)[1]\n> print(e.mask, e.name)\nIN_CREATE|IN_ISDIR\tnew\n> rmtree(top)\n0",
		Impl: inotifyRead,
	},
}

var eventColumns = newRecordList("wd mask cookie name")

// inotifyBuffer holds many events, each of which has at most NAME_MAX bytes of name.
const inotifyBuffer = 16 << 10

func inotifyRead(L *glua.LState, fd int32) (*glua.LTable, error) {
	if err := isInotify(fd); err != nil {
		return nil, err
	}
	b := make([]byte, inotifyBuffer)
	n, err := Read(L, int(fd), b)
	switch {
	case errnoOf(err) == unix.EAGAIN:
		return nil, explain(err, hintAgain(int(fd), "nothing has happened: poll waits until something has"))
	case err != nil:
		return nil, err
	}
	var records []*glua.LTable
	masks := familyOf("inotify_mask")
	for b = b[:n]; len(b) >= unix.SizeofInotifyEvent; {
		end := unix.SizeofInotifyEvent + int(native.Uint32(b[12:]))
		event := record(L, count("wd", int32(native.Uint32(b))), member{"mask", masks.flags(uintptr(native.Uint32(b[4:])))}, count("cookie", native.Uint32(b[8:])))
		if name, _, _ := bytes.Cut(b[unix.SizeofInotifyEvent:end], []byte{0}); len(name) > 0 {
			event.RawSetString("name", glua.LString(name))
		}
		records = append(records, event)
		b = b[end:]
	}
	return eventColumns.list(L, records), nil
}

// isInotify keeps what other descriptors give from being taken for events. The
// kernel looks at the descriptor first, and then finds no path.
func isInotify(fd int32) error {
	err := inotifyAddNothing(fd)
	switch errnoOf(err) {
	case unix.ENOENT:
		return nil
	case unix.EINVAL:
		return explain(err, hintOther(int(fd), "inotify"))
	}
	return err
}
