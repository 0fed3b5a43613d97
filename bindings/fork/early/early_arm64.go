package early

// asm-generic/unistd.h
const (
	sysClose      = 57
	sysFcntl      = 25
	sysCloseRange = 436
)
