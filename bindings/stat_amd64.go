package bindings

import "golang.org/x/sys/unix"

const (
	sysFstatat = unix.SYS_NEWFSTATAT
	largeFile  = 0o100000 // O_LARGEFILE (asm-generic/fcntl.h)
)
