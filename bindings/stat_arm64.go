package bindings

import "golang.org/x/sys/unix"

const (
	sysFstatat = unix.SYS_FSTATAT
	largeFile  = 0o400000 // O_LARGEFILE (asm/fcntl.h)
)
