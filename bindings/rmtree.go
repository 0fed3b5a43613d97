package bindings

import (
	"fmt"
	"path"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// rmtree never looks up a path of two names: what others move, or put a symbolic
// link in the place of, cannot lead it elsewhere.
func rmtree(L *glua.LState, top string) error {
	top = strings.TrimRight(top, "/")
	name := path.Base(top)
	if top == "" || name == "." || name == ".." {
		return explain(unix.EINVAL, "a path to remove ends in a name")
	}
	dir, err := here(top[:len(top)-len(name)]+".").open(L, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer Close(dir)
	mount, err := mountID(L, int32(dir))
	if err != nil {
		return err
	}
	return removal{L, mount}.remove(at{int32(dir), name}, top)
}

type removal struct {
	L     *glua.LState
	mount uint64
}

// remove removes a name, which a message calls shown. It cannot know a directory
// from a file but by trying: EISDIR is Linux's, EPERM POSIX's.
func (r removal) remove(a at, shown string) error {
	_, err := a.call(r.L, unix.SYS_UNLINKAT, 0, 0, 0)
	if errnoOf(err) != unix.EISDIR && errnoOf(err) != unix.EPERM {
		return r.stopped(shown, err)
	}
	forbidden := err
	fd, err := a.openat(r.L, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
	switch errnoOf(err) {
	case 0:
		defer Close(fd)
	case unix.ENOTDIR, unix.ELOOP: // it is no directory
		return r.stopped(shown, forbidden)
	default:
		return r.stopped(shown, err)
	}
	if err := r.empty(int32(fd), shown); err != nil {
		return err
	}
	_, err = a.call(r.L, unix.SYS_UNLINKAT, unix.AT_REMOVEDIR, 0, 0)
	return r.stopped(shown, err)
}

func (r removal) empty(dir int32, shown string) error {
	mount, err := mountID(r.L, dir)
	switch {
	case err != nil:
		return err
	case mount != r.mount:
		return fmt.Errorf("at %s: %w", shown, explain(unix.EBUSY, shown+" is a mount point"))
	}
	entries, err := readDirectory(r.L, dir)
	if err != nil {
		return fmt.Errorf("at %s: %w", shown, err)
	}
	for _, e := range entries {
		if err := r.remove(at{dir, e.name}, join(shown, e.name)); err != nil {
			return err
		}
	}
	return nil
}

func (r removal) stopped(shown string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("at %s: %w", shown, here(shown).explain(err, intent{nofollow: true, entry: true, mode: unix.R_OK}))
}

// mountID tells mounts apart; before Linux 5.8, file systems.
func mountID(L *glua.LState, dir int32) (uint64, error) {
	stat, err := at{dir, ""}.statx(L, unix.AT_EMPTY_PATH, unix.STATX_MNT_ID)
	if err != nil {
		return 0, err
	}
	if stat.Mask&unix.STATX_MNT_ID != 0 {
		return stat.Mnt_id, nil
	}
	return unix.Mkdev(stat.Dev_major, stat.Dev_minor), nil
}
