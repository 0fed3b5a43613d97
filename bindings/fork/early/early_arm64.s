#include "textflag.h"

// func syscall4(trap, a1, a2, a3, a4 uintptr) int64
TEXT ·syscall4(SB),NOSPLIT,$0-48
	MOVD trap+0(FP), R8
	MOVD a1+8(FP), R0
	MOVD a2+16(FP), R1
	MOVD a3+24(FP), R2
	MOVD a4+32(FP), R3
	SVC  $0
	MOVD R0, ret+40(FP)
	RET

// func prlimit(set, old *[2]uint64) int64
TEXT ·prlimit(SB),NOSPLIT,$0-24
	MOVD $0, R0               // this process
	MOVD $7, R1               // RLIMIT_NOFILE
	MOVD set+0(FP), R2
	MOVD old+8(FP), R3
	MOVD $261, R8             // prlimit64
	SVC  $0
	MOVD R0, ret+16(FP)
	RET
