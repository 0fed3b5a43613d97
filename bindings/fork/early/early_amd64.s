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

// func prlimit(set, old *[2]uint64) int64
TEXT ·prlimit(SB),NOSPLIT,$0-24
	XORL DI, DI               // this process
	MOVL $7, SI               // RLIMIT_NOFILE
	MOVQ set+0(FP), DX
	MOVQ old+8(FP), R10
	MOVL $302, AX             // prlimit64
	SYSCALL
	MOVQ AX, ret+16(FP)
	RET
