#include "textflag.h"

// func syscall4(trap, a1, a2, a3, a4 uintptr) int64
TEXT ·syscall4(SB),NOSPLIT,$0-48
	MOVQ trap+0(FP), AX
	MOVQ a1+8(FP), DI
	MOVQ a2+16(FP), SI
	MOVQ a3+24(FP), DX
	MOVQ a4+32(FP), R10
	SYSCALL
	MOVQ AX, ret+40(FP)
	RET

// func prlimit() int64
TEXT ·prlimit(SB),NOSPLIT,$0-8
	XORL DI, DI               // this process
	MOVL $7, SI               // RLIMIT_NOFILE
	XORL DX, DX               // nothing new
	LEAQ ·nofile(SB), R10
	MOVL $302, AX             // prlimit64
	SYSCALL
	MOVQ AX, ret+0(FP)
	RET
