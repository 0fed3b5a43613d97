package bindings

import "golang.org/x/sys/unix"

// atConstants are what calls that take a directory and a path below it have in common.
var atConstants = []*family{
	{kind: "at_flags", prefixes: []string{"AT_"}, names: []constant{ // linux/fcntl.h
		{"AT_SYMLINK_NOFOLLOW", unix.AT_SYMLINK_NOFOLLOW},
		{"AT_NO_AUTOMOUNT", unix.AT_NO_AUTOMOUNT},
		{"AT_EMPTY_PATH", unix.AT_EMPTY_PATH},
		{"AT_RECURSIVE", unix.AT_RECURSIVE},
		{"OPEN_TREE_CLONE", unix.OPEN_TREE_CLONE}, // linux/mount.h
		{"OPEN_TREE_CLOEXEC", unix.OPEN_TREE_CLOEXEC},
	}},
}
