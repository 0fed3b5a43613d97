#include "textflag.h"

// func cloneChild(trap, a1, a2, a3 uintptr) (r uintptr)
//
// See spawn_amd64.s.
TEXT ·cloneChild(SB),NOSPLIT|NOFRAME,$0-40
	MOVD trap+0(FP), R8
	MOVD a1+8(FP), R0
	MOVD a2+16(FP), R1
	MOVD a3+24(FP), R2
	MOVD $0, R3
	MOVD $0, R4
	SVC  $0
	CBZ  R0, child
	MOVD R0, r+32(FP)
	RET
child:
	BL   ·spawnChild(SB)
	BRK
