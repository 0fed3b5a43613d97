package early

// asm/unistd_64.h
const (
	sysClose      = 3
	sysFcntl      = 72
	sysCloseRange = 436
)
