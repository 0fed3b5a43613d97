package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var statxRow = Row{
	Name: "statx", Sig: "(dirfd: descriptor, path: path, flags?: at_flags, mask?: statx_mask) -> table", Man: "statx(2)", Since: "4.11",
	Doc: "Tells about a file more than stat does, of a path that begins in a directory: an open one, or AT_FDCWD. The table has what stat's has, dev and rdev " +
		"as its one number; btime, when the file was made; mnt_id, the mount that it was found on, which is the id in /proc/self/mountinfo " +
		"(with STATX_MNT_ID_UNIQUE the one that is never used again); attributes and attributes_mask, flags such as STATX_ATTR_MOUNT_ROOT, and which " +
		"of them the file system knows; with STATX_DIOALIGN dio_mem_align and dio_offset_align; and mask, what of all that is there: the rest is nil. " +
		"mask as an argument is what is wanted; when left out, what stat tells, btime and mnt_id. flags may be AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH, AT_NO_AUTOMOUNT, " +
		"AT_STATX_FORCE_SYNC and AT_STATX_DONT_SYNC.",
	Errs:    pathErrs + "; EBADF: dirfd is not open; EINVAL: another flag",
	Example: "> s = statx(AT_FDCWD, \"/proc\")\n> s.attributes:has(STATX_ATTR_MOUNT_ROOT)\ntrue\n> s.mask:has(STATX_BTIME) == (s.btime ~= nil)\ntrue",
	Impl:    statx,
}

func statx(L *glua.LState, dirfd int32, path string, flags, mask uintptr) (*glua.LTable, error) {
	if mask == 0 {
		mask = unix.STATX_BASIC_STATS | unix.STATX_BTIME | unix.STATX_MNT_ID
	}
	a := at{dirfd, path}
	s, err := a.statx(L, flags, mask)
	if err != nil {
		return nil, a.explain(err, intent{nofollow: flags&unix.AT_SYMLINK_NOFOLLOW != 0})
	}
	attributes := familyOf("statx_attributes")
	table := record(L, member{"mask", familyOf("statx_mask").flags(uintptr(s.Mask))}, count("blksize", s.Blksize),
		count("dev", unix.Mkdev(s.Dev_major, s.Dev_minor)), count("rdev", unix.Mkdev(s.Rdev_major, s.Rdev_minor)),
		member{"attributes", attributes.flags(uintptr(s.Attributes))}, member{"attributes_mask", attributes.flags(uintptr(s.Attributes_mask))})
	mode := uint32(s.Mode)
	for _, part := range []struct {
		bits uint32
		member
	}{
		{unix.STATX_TYPE, text("type", fileType(mode))},
		{unix.STATX_MODE, text("perm", permissions(mode))},
		{unix.STATX_TYPE | unix.STATX_MODE, count("mode", mode)},
		{unix.STATX_NLINK, count("nlink", s.Nlink)},
		{unix.STATX_UID, count("uid", s.Uid)},
		{unix.STATX_GID, count("gid", s.Gid)},
		{unix.STATX_INO, count("ino", s.Ino)},
		{unix.STATX_SIZE, count("size", s.Size)},
		{unix.STATX_BLOCKS, count("blocks", s.Blocks)},
		{unix.STATX_ATIME, when("atime", timespecOfStatx(s.Atime))},
		{unix.STATX_BTIME, when("btime", timespecOfStatx(s.Btime))},
		{unix.STATX_CTIME, when("ctime", timespecOfStatx(s.Ctime))},
		{unix.STATX_MTIME, when("mtime", timespecOfStatx(s.Mtime))},
		{unix.STATX_MNT_ID, count("mnt_id", s.Mnt_id)},
		{unix.STATX_MNT_ID_UNIQUE, count("mnt_id", s.Mnt_id)},
		{unix.STATX_DIOALIGN, count("dio_mem_align", s.Dio_mem_align)},
		{unix.STATX_DIOALIGN, count("dio_offset_align", s.Dio_offset_align)},
	} {
		if s.Mask&part.bits == part.bits {
			table.RawSetString(part.name, part.value)
		}
	}
	return table, nil
}

func timespecOfStatx(t unix.StatxTimestamp) unix.Timespec {
	return unix.Timespec{Sec: t.Sec, Nsec: int64(t.Nsec)}
}
