package bindings

import "golang.org/x/sys/unix"

var fdConstants = []*family{
	{kind: "open_flags", prefixes: []string{"O_"}, base: "O_RDONLY", baseMask: unix.O_ACCMODE, names: []constant{ // asm/fcntl.h
		{"O_RDONLY", unix.O_RDONLY},
		{"O_WRONLY", unix.O_WRONLY},
		{"O_RDWR", unix.O_RDWR},
		{"O_CREAT", unix.O_CREAT},
		{"O_EXCL", unix.O_EXCL},
		{"O_NOCTTY", unix.O_NOCTTY},
		{"O_TRUNC", unix.O_TRUNC},
		{"O_APPEND", unix.O_APPEND},
		{"O_NONBLOCK", unix.O_NONBLOCK},
		{"O_SYNC", unix.O_SYNC}, // holds O_DSYNC
		{"O_DSYNC", unix.O_DSYNC},
		{"O_ASYNC", unix.O_ASYNC},
		{"O_DIRECT", unix.O_DIRECT},
		{"O_LARGEFILE", unix.O_LARGEFILE},
		{"O_TMPFILE", unix.O_TMPFILE}, // holds O_DIRECTORY
		{"O_DIRECTORY", unix.O_DIRECTORY},
		{"O_NOFOLLOW", unix.O_NOFOLLOW},
		{"O_NOATIME", unix.O_NOATIME},
		{"O_CLOEXEC", unix.O_CLOEXEC},
		{"O_PATH", unix.O_PATH},
	}},
}
