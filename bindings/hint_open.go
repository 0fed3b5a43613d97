package bindings

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Hints for open, openat and openat2.

func (a at) hintOpen(flags uintptr, err error) string {
	return a.hintOpenWithin(flags, 0, err)
}

func (a at) hintOpenWithin(flags uintptr, bounds uint64, err error) string {
	if err == nil {
		return ""
	}
	do := intent{
		nofollow: flags&unix.O_NOFOLLOW != 0 || flags&(unix.O_CREAT|unix.O_EXCL) == unix.O_CREAT|unix.O_EXCL,
		owner:    flags&unix.O_NOATIME != 0,
		bounds:   bounds,
	}
	switch {
	case flags&unix.O_PATH != 0:
	case flags&unix.O_ACCMODE == unix.O_RDONLY:
		do.mode = unix.R_OK
	case flags&unix.O_ACCMODE == unix.O_WRONLY, flags&creates&^unix.O_CREAT != 0: // O_TMPFILE's directory is written to
		do.mode = unix.W_OK
	default:
		do.mode = unix.R_OK | unix.W_OK
	}
	switch errnoOf(err) {
	case unix.EACCES:
		return a.hintOpenDenied(flags, do)
	case unix.ENXIO:
		return a.walk(do).hintNobody()
	case unix.EROFS, unix.EPERM, unix.ENOSPC:
		do.entry = flags&unix.O_CREAT != 0 && a.walk(do).stat == nil
	}
	return a.hint(err, do)
}

func (a at) hintOpenDenied(flags uintptr, do intent) string {
	w := a.walk(do)
	do.entry = flags&unix.O_CREAT != 0 && w.stat == nil
	if hint := w.hintDenied(do); hint != "" || w.stat == nil {
		return hint
	}
	if flags&unix.O_CREAT != 0 {
		return w.hintStrangersFile()
	}
	if kind := w.stat.Mode & unix.S_IFMT; kind == unix.S_IFCHR || kind == unix.S_IFBLK {
		if m := w.of(w.place).mount(); hasOption(m.options, "nodev") {
			return "no device can be opened on the mount at " + m.target + ", which is nodev"
		}
	}
	return ""
}

// hintStrangersFile is for what may_create_in_sticky (fs/namei.c) refuses.
func (w walk) hintStrangersFile() string {
	name := map[string]string{"file": "protected_regular", "fifo": "protected_fifos"}[fileType(w.stat.Mode)]
	level := sysctl("fs/" + name)
	dir, err := w.of(w.parent).statQuick(0)
	switch {
	case name == "" || level == "" || level == "0" || err != nil || dir.Mode&unix.S_ISVTX == 0:
		return ""
	case w.stat.Uid == dir.Uid || int(w.stat.Uid) == identifier(unix.SYS_GETEUID):
		return ""
	}
	return fmt.Sprintf("%s is another user's in a sticky directory, and O_CREAT opens no such: /proc/sys/fs/%s is %s", w.place, name, level)
}

// hintNobody tells the ENXIOs of open apart.
func (w walk) hintNobody() string {
	if w.stat == nil {
		return ""
	}
	switch fileType(w.stat.Mode) {
	case "fifo":
		return "nobody has the fifo open for reading"
	case "socket":
		return w.place + " is a socket, which is connected to and not opened"
	case "char", "block":
		return fmt.Sprintf("no driver here has the device %d, %d", unix.Major(w.stat.Rdev), unix.Minor(w.stat.Rdev))
	}
	return ""
}

// hintResolve is for openat2.
func (a at) hintResolve(how *unix.OpenHow, err error) string {
	switch errnoOf(err) {
	case unix.EXDEV, unix.ELOOP:
		if w := a.walk(intent{bounds: how.Resolve, nofollow: how.Flags&unix.O_NOFOLLOW != 0}); w.out != "" {
			return w.out
		}
	case unix.EAGAIN:
		if how.Resolve&resolveCached != 0 {
			return "not all names of the path are in memory, and RESOLVE_CACHED waits for no disk"
		}
		return "something was renamed or mounted meanwhile, so that the kernel could not tell where \"..\" leads: try again"
	case unix.EINVAL:
		if how.Mode != 0 && how.Flags&creates == 0 {
			return "there is a mode, and neither O_CREAT nor O_TMPFILE"
		}
		if both := uint64(unix.RESOLVE_BENEATH | unix.RESOLVE_IN_ROOT); how.Resolve&both == both {
			return "RESOLVE_BENEATH and RESOLVE_IN_ROOT exclude each other"
		}
	}
	return a.hintOpenWithin(uintptr(how.Flags), how.Resolve, err)
}
