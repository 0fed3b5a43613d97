#include "textflag.h"

// func cloneChild(trap, a1, a2, a3 uintptr) (r uintptr)
//
// clone(2) or clone3(2) with arguments that give the child a stack of its own.
// The child goes on in spawnChild, which does not return.
TEXT ·cloneChild(SB),NOSPLIT|NOFRAME,$0-40
	MOVQ trap+0(FP), AX
	MOVQ a1+8(FP), DI
	MOVQ a2+16(FP), SI
	MOVQ a3+24(FP), DX
	XORL R10, R10
	XORL R8, R8
	SYSCALL
	TESTQ AX, AX
	JZ   child
	MOVQ AX, r+32(FP)
	RET
child:
	CALL ·spawnChild(SB)
	INT  $3
