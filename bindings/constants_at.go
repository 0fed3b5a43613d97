package bindings

import "golang.org/x/sys/unix"

// atConstants are what calls that take a directory and a path below it have in common.
// AT_REMOVEDIR, which has the value of AT_EACCESS, is unlinkat's alone.
var atConstants = []*family{
	{kind: "at_flags", prefixes: []string{"AT_"}, names: []constant{ // linux/fcntl.h
		{"AT_SYMLINK_NOFOLLOW", unix.AT_SYMLINK_NOFOLLOW},
		{"AT_SYMLINK_FOLLOW", unix.AT_SYMLINK_FOLLOW},
		{"AT_EACCESS", unix.AT_EACCESS},
		{"AT_NO_AUTOMOUNT", unix.AT_NO_AUTOMOUNT},
		{"AT_EMPTY_PATH", unix.AT_EMPTY_PATH},
		{"AT_RECURSIVE", unix.AT_RECURSIVE},
		{"AT_STATX_FORCE_SYNC", unix.AT_STATX_FORCE_SYNC},
		{"AT_STATX_DONT_SYNC", unix.AT_STATX_DONT_SYNC},
		{"OPEN_TREE_CLONE", unix.OPEN_TREE_CLONE}, // linux/mount.h
		{"OPEN_TREE_CLOEXEC", unix.OPEN_TREE_CLOEXEC},
	}},
}
