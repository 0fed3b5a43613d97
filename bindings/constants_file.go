package bindings

import "golang.org/x/sys/unix"

var fileConstants = []*family{
	{kind: "unlink_flags", prefixes: []string{"AT_"}, names: []constant{ // linux/fcntl.h
		{"AT_REMOVEDIR", unix.AT_REMOVEDIR},
	}},
	{kind: "resolve_flags", prefixes: []string{"RESOLVE_"}, names: []constant{ // linux/openat2.h
		{"RESOLVE_NO_XDEV", unix.RESOLVE_NO_XDEV},
		{"RESOLVE_NO_MAGICLINKS", unix.RESOLVE_NO_MAGICLINKS},
		{"RESOLVE_NO_SYMLINKS", unix.RESOLVE_NO_SYMLINKS},
		{"RESOLVE_BENEATH", unix.RESOLVE_BENEATH},
		{"RESOLVE_IN_ROOT", unix.RESOLVE_IN_ROOT},
		{"RESOLVE_CACHED", resolveCached},
	}},
	{kind: "rename_flags", prefixes: []string{"RENAME_"}, names: []constant{ // linux/fs.h
		{"RENAME_NOREPLACE", unix.RENAME_NOREPLACE},
		{"RENAME_EXCHANGE", unix.RENAME_EXCHANGE},
		{"RENAME_WHITEOUT", unix.RENAME_WHITEOUT},
	}},
	{kind: "access_mode", base: "F_OK", baseMask: 7, names: []constant{ // unistd.h
		{"F_OK", 0},
		{"R_OK", unix.R_OK},
		{"W_OK", unix.W_OK},
		{"X_OK", unix.X_OK},
	}},
	{kind: "file_mode", prefixes: []string{"S_IF", "S_I"}, octal: true, names: []constant{ // linux/stat.h
		{"S_IFSOCK", unix.S_IFSOCK}, // holds S_IFREG and S_IFDIR
		{"S_IFLNK", unix.S_IFLNK},   // holds S_IFREG and S_IFCHR
		{"S_IFREG", unix.S_IFREG},
		{"S_IFBLK", unix.S_IFBLK}, // holds S_IFDIR and S_IFCHR
		{"S_IFDIR", unix.S_IFDIR},
		{"S_IFCHR", unix.S_IFCHR},
		{"S_IFIFO", unix.S_IFIFO},
		{"S_ISUID", unix.S_ISUID},
		{"S_ISGID", unix.S_ISGID},
		{"S_ISVTX", unix.S_ISVTX},
	}},
	{kind: "statx_mask", prefixes: []string{"STATX_"}, names: []constant{ // linux/stat.h
		{"STATX_BASIC_STATS", unix.STATX_BASIC_STATS}, // the following, up to STATX_BLOCKS
		{"STATX_TYPE", unix.STATX_TYPE},
		{"STATX_MODE", unix.STATX_MODE},
		{"STATX_NLINK", unix.STATX_NLINK},
		{"STATX_UID", unix.STATX_UID},
		{"STATX_GID", unix.STATX_GID},
		{"STATX_ATIME", unix.STATX_ATIME},
		{"STATX_MTIME", unix.STATX_MTIME},
		{"STATX_CTIME", unix.STATX_CTIME},
		{"STATX_INO", unix.STATX_INO},
		{"STATX_SIZE", unix.STATX_SIZE},
		{"STATX_BLOCKS", unix.STATX_BLOCKS},
		{"STATX_BTIME", unix.STATX_BTIME},
		{"STATX_MNT_ID", unix.STATX_MNT_ID},
		{"STATX_DIOALIGN", unix.STATX_DIOALIGN},
		{"STATX_MNT_ID_UNIQUE", unix.STATX_MNT_ID_UNIQUE},
	}},
	{kind: "statx_attributes", prefixes: []string{"STATX_ATTR_"}, names: []constant{ // linux/stat.h
		{"STATX_ATTR_COMPRESSED", unix.STATX_ATTR_COMPRESSED},
		{"STATX_ATTR_IMMUTABLE", unix.STATX_ATTR_IMMUTABLE},
		{"STATX_ATTR_APPEND", unix.STATX_ATTR_APPEND},
		{"STATX_ATTR_NODUMP", unix.STATX_ATTR_NODUMP},
		{"STATX_ATTR_ENCRYPTED", unix.STATX_ATTR_ENCRYPTED},
		{"STATX_ATTR_AUTOMOUNT", unix.STATX_ATTR_AUTOMOUNT},
		{"STATX_ATTR_MOUNT_ROOT", unix.STATX_ATTR_MOUNT_ROOT},
		{"STATX_ATTR_VERITY", unix.STATX_ATTR_VERITY},
		{"STATX_ATTR_DAX", unix.STATX_ATTR_DAX},
		{"STATX_ATTR_WRITE_ATOMIC", unix.STATX_ATTR_WRITE_ATOMIC},
	}},
	{kind: "statfs_flags", prefixes: []string{"ST_"}, names: []constant{ // linux/statfs.h
		{"ST_RDONLY", 0x1},
		{"ST_NOSUID", 0x2},
		{"ST_NODEV", 0x4},
		{"ST_NOEXEC", 0x8},
		{"ST_SYNCHRONOUS", 0x10},
		{"ST_MANDLOCK", 0x40},
		{"ST_NOATIME", 0x400},
		{"ST_NODIRATIME", 0x800},
		{"ST_RELATIME", 0x1000},
		{"ST_NOSYMFOLLOW", 0x2000},
	}},
	{kind: "flock_operation", prefixes: []string{"LOCK_"}, names: []constant{ // asm-generic/fcntl.h
		{"LOCK_SH", unix.LOCK_SH},
		{"LOCK_EX", unix.LOCK_EX},
		{"LOCK_NB", unix.LOCK_NB},
		{"LOCK_UN", unix.LOCK_UN},
	}},
	{kind: "xattr_flags", prefixes: []string{"XATTR_"}, names: []constant{ // linux/xattr.h
		{"XATTR_CREATE", unix.XATTR_CREATE},
		{"XATTR_REPLACE", unix.XATTR_REPLACE},
	}},
	{kind: "inotify_flags", prefixes: []string{"IN_"}, names: []constant{ // linux/inotify.h
		{"IN_NONBLOCK", unix.IN_NONBLOCK},
		{"IN_CLOEXEC", unix.IN_CLOEXEC},
	}},
	{kind: "inotify_mask", prefixes: []string{"IN_"}, names: []constant{ // linux/inotify.h
		{"IN_ALL_EVENTS", unix.IN_ALL_EVENTS}, // the following, up to IN_MOVE_SELF
		{"IN_CLOSE", unix.IN_CLOSE},
		{"IN_MOVE", unix.IN_MOVE},
		{"IN_ACCESS", unix.IN_ACCESS},
		{"IN_MODIFY", unix.IN_MODIFY},
		{"IN_ATTRIB", unix.IN_ATTRIB},
		{"IN_CLOSE_WRITE", unix.IN_CLOSE_WRITE},
		{"IN_CLOSE_NOWRITE", unix.IN_CLOSE_NOWRITE},
		{"IN_OPEN", unix.IN_OPEN},
		{"IN_MOVED_FROM", unix.IN_MOVED_FROM},
		{"IN_MOVED_TO", unix.IN_MOVED_TO},
		{"IN_CREATE", unix.IN_CREATE},
		{"IN_DELETE", unix.IN_DELETE},
		{"IN_DELETE_SELF", unix.IN_DELETE_SELF},
		{"IN_MOVE_SELF", unix.IN_MOVE_SELF},
		{"IN_UNMOUNT", unix.IN_UNMOUNT},
		{"IN_Q_OVERFLOW", unix.IN_Q_OVERFLOW},
		{"IN_IGNORED", unix.IN_IGNORED},
		{"IN_ONLYDIR", unix.IN_ONLYDIR},
		{"IN_DONT_FOLLOW", unix.IN_DONT_FOLLOW},
		{"IN_EXCL_UNLINK", unix.IN_EXCL_UNLINK},
		{"IN_MASK_CREATE", unix.IN_MASK_CREATE},
		{"IN_MASK_ADD", unix.IN_MASK_ADD},
		{"IN_ISDIR", unix.IN_ISDIR},
		{"IN_ONESHOT", unix.IN_ONESHOT},
	}},
}

const resolveCached = 0x20 // linux/openat2.h

// filesystems are the numbers that statfs(2) gives for a type (linux/magic.h),
// with the type's name as mount takes it. The ext family shares one.
var filesystems = []struct {
	constant
	fstype string
}{
	{constant{"ANON_INODE_FS_MAGIC", unix.ANON_INODE_FS_MAGIC}, "anon_inodefs"},
	{constant{"AUTOFS_SUPER_MAGIC", unix.AUTOFS_SUPER_MAGIC}, "autofs"},
	{constant{"BINFMTFS_MAGIC", unix.BINFMTFS_MAGIC}, "binfmt_misc"},
	{constant{"BPF_FS_MAGIC", unix.BPF_FS_MAGIC}, "bpf"},
	{constant{"BTRFS_SUPER_MAGIC", unix.BTRFS_SUPER_MAGIC}, "btrfs"},
	{constant{"CGROUP_SUPER_MAGIC", unix.CGROUP_SUPER_MAGIC}, "cgroup"},
	{constant{"CGROUP2_SUPER_MAGIC", unix.CGROUP2_SUPER_MAGIC}, "cgroup2"},
	{constant{"DEBUGFS_MAGIC", unix.DEBUGFS_MAGIC}, "debugfs"},
	{constant{"DEVPTS_SUPER_MAGIC", unix.DEVPTS_SUPER_MAGIC}, "devpts"},
	{constant{"EROFS_SUPER_MAGIC_V1", unix.EROFS_SUPER_MAGIC_V1}, "erofs"},
	{constant{"EXT4_SUPER_MAGIC", unix.EXT4_SUPER_MAGIC}, "ext4"},
	{constant{"F2FS_SUPER_MAGIC", unix.F2FS_SUPER_MAGIC}, "f2fs"},
	{constant{"FUSE_SUPER_MAGIC", unix.FUSE_SUPER_MAGIC}, "fuse"},
	{constant{"HUGETLBFS_MAGIC", unix.HUGETLBFS_MAGIC}, "hugetlbfs"},
	{constant{"ISOFS_SUPER_MAGIC", unix.ISOFS_SUPER_MAGIC}, "iso9660"},
	{constant{"MQUEUE_MAGIC", 0x19800202}, "mqueue"}, // ipc/mqueue.c
	{constant{"MSDOS_SUPER_MAGIC", unix.MSDOS_SUPER_MAGIC}, "vfat"},
	{constant{"NFS_SUPER_MAGIC", unix.NFS_SUPER_MAGIC}, "nfs"},
	{constant{"NSFS_MAGIC", unix.NSFS_MAGIC}, "nsfs"},
	{constant{"OVERLAYFS_SUPER_MAGIC", unix.OVERLAYFS_SUPER_MAGIC}, "overlay"},
	{constant{"PID_FS_MAGIC", unix.PID_FS_MAGIC}, "pidfs"},
	{constant{"PIPEFS_MAGIC", unix.PIPEFS_MAGIC}, "pipefs"},
	{constant{"PROC_SUPER_MAGIC", unix.PROC_SUPER_MAGIC}, "proc"},
	{constant{"RAMFS_MAGIC", unix.RAMFS_MAGIC}, "ramfs"},
	{constant{"SECURITYFS_MAGIC", unix.SECURITYFS_MAGIC}, "securityfs"},
	{constant{"SOCKFS_MAGIC", unix.SOCKFS_MAGIC}, "sockfs"},
	{constant{"SQUASHFS_MAGIC", unix.SQUASHFS_MAGIC}, "squashfs"},
	{constant{"SYSFS_MAGIC", unix.SYSFS_MAGIC}, "sysfs"},
	{constant{"TMPFS_MAGIC", unix.TMPFS_MAGIC}, "tmpfs"},
	{constant{"TRACEFS_MAGIC", unix.TRACEFS_MAGIC}, "tracefs"},
	{constant{"V9FS_MAGIC", unix.V9FS_MAGIC}, "9p"},
	{constant{"XFS_SUPER_MAGIC", unix.XFS_SUPER_MAGIC}, "xfs"},
}

func filesystemConstants() (list []constant) {
	for _, f := range filesystems {
		list = append(list, f.constant)
	}
	return list
}
