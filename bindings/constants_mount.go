package bindings

import "golang.org/x/sys/unix"

var mountConstants = []*family{
	{kind: "mount_flags", prefixes: []string{"MS_"}, names: []constant{ // linux/mount.h
		{"MS_RDONLY", unix.MS_RDONLY},
		{"MS_NOSUID", unix.MS_NOSUID},
		{"MS_NODEV", unix.MS_NODEV},
		{"MS_NOEXEC", unix.MS_NOEXEC},
		{"MS_SYNCHRONOUS", unix.MS_SYNCHRONOUS},
		{"MS_REMOUNT", unix.MS_REMOUNT},
		{"MS_MANDLOCK", unix.MS_MANDLOCK},
		{"MS_DIRSYNC", unix.MS_DIRSYNC},
		{"MS_NOSYMFOLLOW", unix.MS_NOSYMFOLLOW},
		{"MS_NOATIME", unix.MS_NOATIME},
		{"MS_NODIRATIME", unix.MS_NODIRATIME},
		{"MS_BIND", unix.MS_BIND},
		{"MS_MOVE", unix.MS_MOVE},
		{"MS_REC", unix.MS_REC},
		{"MS_SILENT", unix.MS_SILENT},
		{"MS_UNBINDABLE", unix.MS_UNBINDABLE},
		{"MS_PRIVATE", unix.MS_PRIVATE},
		{"MS_SLAVE", unix.MS_SLAVE},
		{"MS_SHARED", unix.MS_SHARED},
		{"MS_RELATIME", unix.MS_RELATIME},
		{"MS_STRICTATIME", unix.MS_STRICTATIME},
		{"MS_LAZYTIME", unix.MS_LAZYTIME},
	}},
	{kind: "umount_flags", prefixes: []string{"MNT_", "UMOUNT_"}, names: []constant{ // linux/fs.h
		{"MNT_FORCE", unix.MNT_FORCE},
		{"MNT_DETACH", unix.MNT_DETACH},
		{"MNT_EXPIRE", unix.MNT_EXPIRE},
		{"UMOUNT_NOFOLLOW", unix.UMOUNT_NOFOLLOW},
	}},
}
