#include "textflag.h"
#include "go_asm.h"

// System calls; asm-generic/unistd.h.
#define SYS_exit               93
#define SYS_futex              98
#define SYS_kill               129
#define SYS_tgkill             131
#define SYS_rt_sigaction       134
#define SYS_rt_sigreturn       139
#define SYS_getpid             172
#define SYS_gettid             178
#define SYS_clone              220
#define SYS_rt_sigqueueinfo    138
#define SYS_rt_tgsigqueueinfo  240
#define SYS_clone3             435

#define FUTEX_WAIT_PRIVATE     128
#define FUTEX_WAKE_PRIVATE     129

// struct ucontext, asm/ucontext.h of arm64 with asm/sigcontext.h
#define UC_STACK_SP            16
#define UC_SIGMASK             40
#define UC_PC                  440
// siginfo_t, asm-generic/siginfo.h
#define SI_ERRNO               4
#define SI_CODE                8
#define SI_TKILL               -6
#define SIGRTMIN               32

// func sys(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)
TEXT ·sys(SB),NOSPLIT,$0-64
	MOVD trap+0(FP), R8
	MOVD a1+8(FP), R0
	MOVD a2+16(FP), R1
	MOVD a3+24(FP), R2
	MOVD a4+32(FP), R3
	MOVD a5+40(FP), R4
	MOVD a6+48(FP), R5
	SVC  $0
	MOVD R0, r+56(FP)
	RET

// func stub(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)
//
// See machine_amd64.s. The SVC is the only one here, which is how findStub
// finds it.
TEXT ·stub(SB),NOSPLIT|NOFRAME,$0-64
	MOVD trap+0(FP), R8
	MOVD a1+8(FP), R0
	MOVD a2+16(FP), R1
	MOVD a3+24(FP), R2
	MOVD a4+32(FP), R3
	MOVD a5+40(FP), R4
	MOVD a6+48(FP), R5
	MOVWU ·pending(SB), R9
	CBNZ R9, interrupted
	SVC  $0
	MOVD R0, r+56(FP)
	RET
interrupted:
	JMP  ·stubInterrupted(SB)

TEXT ·stubInterrupted(SB),NOSPLIT|NOFRAME,$0-64
	MOVD $-4, R0
	MOVD R0, r+56(FP)
	RET

// func cloneThread(flags, sp, ptid, tls, gate uintptr) (r uintptr)
//
// See machine_amd64.s.
TEXT ·cloneThread(SB),NOSPLIT,$0-48
	MOVD flags+0(FP), R0
	MOVD sp+8(FP), R1
	MOVD ptid+16(FP), R2
	MOVD tls+24(FP), R3
	MOVD $0, R4
	MOVD gate+32(FP), R19
	MOVD $SYS_clone, R8
	SVC  $0
	CBZ  R0, held
	MOVD R0, r+40(FP)
	RET
held:
	JMP  ·threadHeld(SB)

// func cloneThread3(args, size, gate uintptr) (r uintptr)
TEXT ·cloneThread3(SB),NOSPLIT,$0-32
	MOVD args+0(FP), R0
	MOVD size+8(FP), R1
	MOVD gate+16(FP), R19
	MOVD $SYS_clone3, R8
	SVC  $0
	CBZ  R0, held
	MOVD R0, r+24(FP)
	RET
held:
	JMP  ·threadHeld(SB)

// A new thread: the gate's number in R19, the frame at SP.
TEXT ·threadHeld(SB),NOSPLIT|NOFRAME,$0
	MOVD $·station(SB), R20
	ADD  $4, R20
wait:
	LDARW (R20), R21
	CMPW R19, R21
	BNE  resume
	MOVD R20, R0
	MOVD $FUTEX_WAIT_PRIVATE, R1
	MOVD R19, R2
	MOVD $0, R3
	MOVD $SYS_futex, R8
	SVC  $0
	B    wait
resume:
	MOVD $SYS_rt_sigreturn, R8
	SVC  $0
	BRK

// Not needed on arm64: the vDSO has the kernel's own.
TEXT ·restorer(SB),NOSPLIT|NOFRAME,$0
	MOVD $SYS_rt_sigreturn, R8
	SVC  $0
	BRK

// freezeHandler(R0 signo, R1 *siginfo, R2 *ucontext), the handler of signal 33.
//
// See machine_amd64.s for what it must not do. At entry SP is the frame.
TEXT ·freezeHandler(SB),NOSPLIT|NOFRAME,$0
	MOVD R2, R19
	MOVD $·station(SB), R20
again:
	LDAXR (R20), R21
	ADD  $1, R21, R22
	STLXR R22, (R20), R23
	CBNZ R23, again
	LSR  $32, R21, R22           // the gate's number
	TBZ  $0, R22, out            // open: a surplus signal of an earlier freeze
	MOVWU R21, R21               // our slot
	MOVD $const_maxThreads, R23
	CMP  R23, R21
	BHS  wait
	MOVD $frame__size, R23
	MUL  R23, R21, R23
	MOVD $·frames(SB), R24
	ADD  R23, R24
	MOVD R1, frame_sp(R24)       // siginfo is the frame's start
	MRS  TPIDR_EL0, R23
	MOVD R23, frame_tls(R24)
	// g is in its register in all Go code. The vDSO may use that register;
	// the runtime puts g at the bottom of the signal stack before it calls
	// there (runtime.sigFetchG).
	MOVD g, R23
	MOVD UC_PC(R19), R25
	MOVD $runtime·text(SB), R26
	CMP  R26, R25
	BLO  vdso
	MOVD $runtime·etext(SB), R26
	CMP  R26, R25
	BLO  known
vdso:
	MOVD UC_STACK_SP(R19), R26
	MOVD (R26), R23
known:
	MOVD R23, frame_g(R24)
	MOVD $SYS_gettid, R8
	SVC  $0
	MOVD R0, frame_tid(R24)
	// From here on signals for the script are the main thread's alone.
	MOVD ·noteMask(SB), R23
	MOVD UC_SIGMASK(R19), R25
	ORR  R23, R25
	MOVD R25, UC_SIGMASK(R19)
	MOVD $frame_gate(R24), R23
	STLR R22, (R23)              // written last: the entry is whole
	ADD  $1, R21
	MOVWU ·wanted(SB), R23
	CMPW R23, R21
	BLO  wait
	MOVD R20, R0
	MOVD $FUTEX_WAKE_PRIVATE, R1
	MOVD $1, R2
	MOVD $SYS_futex, R8
	SVC  $0
wait:
	ADD  $4, R20, R25
	LDARW (R25), R23
	CMPW R22, R23
	BNE  opened
	MOVD R25, R0
	MOVD $FUTEX_WAIT_PRIVATE, R1
	MOVD R22, R2
	MOVD $0, R3
	MOVD $SYS_futex, R8
	SVC  $0
	B    wait
opened:
	MOVWU ·lastGate(SB), R23     // Alone: this gate leads out of the process
	CMPW R22, R23
	BEQ  leave
out:
	RET
leave:
	MOVD $0, R0
	MOVD $SYS_exit, R8
	SVC  $0
	BRK

// noteHandler(R0 signo, R1 *siginfo, R2 *ucontext), the handler of every signal
// that the script handles or blocks. See machine_amd64.s.
TEXT ·noteHandler(SB),NOSPLIT|NOFRAME,$0
	MOVD R0, R19
	MOVD R1, R20
	MOVD R2, R21
	MOVD $SYS_getpid, R8
	SVC  $0
	MOVD R0, R22
	MOVD $SYS_gettid, R8
	SVC  $0
	CMPW R22, R0
	BNE  forward

	SUB  $1, R19, R1
	MOVD $1, R26
	LSL  R1, R26
	MOVD ·holdMask(SB), R1
	AND  R1, R26                 // 0: not held
	MOVWU ·ringHead(SB), R23
	MOVWU ·ringTail(SB), R24
	SUBW R24, R23, R24
	CMPW $const_ringHalf, R24    // by those that are not held, which merge
	BLO  room
	CBZ  R26, done
room:
	AND  $(const_ringSize-1), R23, R24
	MOVD $48, R25
	MUL  R25, R24
	MOVD $·ring(SB), R25
	ADD  R24, R25
	LDP  0(R20), (R0, R1)
	STP  (R0, R1), 0(R25)
	LDP  16(R20), (R0, R1)
	STP  (R0, R1), 16(R25)
	LDP  32(R20), (R0, R1)
	STP  (R0, R1), 32(R25)
	ADD  $1, R23
	MOVW R23, ·ringHead(SB)
	MOVD $1, R0
	MOVW R0, ·pending(SB)
	MOVD UC_SIGMASK(R21), R1
	ORR  R26, R1
	MOVD R1, UC_SIGMASK(R21)
	MOVD UC_PC(R21), R0
	MOVD ·stubStart(SB), R1
	CMP  R1, R0
	BLO  done
	MOVD ·stubEnd(SB), R1
	CMP  R1, R0
	BHI  done
	MOVD $·stubInterrupted(SB), R0
	MOVD R0, UC_PC(R21)
done:
	RET

forward:
	SUB  $1, R19, R0
	MOVD $1, R1
	LSL  R0, R1
	MOVD UC_SIGMASK(R21), R0
	ORR  R1, R0
	MOVD R0, UC_SIGMASK(R21)
	// The kernel lets nobody pass on a code >= 0 or SI_TKILL
	// (do_rt_tgsigqueueinfo): it travels in si_errno under a code of ours.
	MOVW SI_CODE(R20), R0
	CMPW $0, R0
	BGE  disguise
	MOVW $SI_TKILL, R1
	CMPW R1, R0
	BNE  send
disguise:
	MOVW R0, SI_ERRNO(R20)
	MOVW $const_forwarded, R1
	MOVW R1, SI_CODE(R20)
send:
	CMP  $SIGRTMIN, R19
	BLO  merge
	MOVD R22, R0
	MOVD R22, R1
	MOVD R19, R2
	MOVD R20, R3
	MOVD $SYS_rt_tgsigqueueinfo, R8
	B    sent
merge:
	MOVD R22, R0
	MOVD R19, R1
	MOVD R20, R2
	MOVD $SYS_rt_sigqueueinfo, R8
sent:
	SVC  $0
	CBZ  R0, done
	// EAGAIN: the user's signal queue is used up. kill(2) works without.
	MOVD R22, R0
	MOVD R19, R1
	MOVD $SYS_kill, R8
	SVC  $0
	RET

// faultHandler(R0 signo, R1 *siginfo, R2 *ucontext), the handler of SEGV, BUS
// and FPE. See machine_amd64.s.
TEXT ·faultHandler(SB),NOSPLIT|NOFRAME,$0
	MOVW SI_CODE(R1), R9
	CMPW $0, R9
	BLE  sent
	MOVD $·runtimeHandlers(SB), R9
	LSL  $3, R0, R10
	ADD  R10, R9
	MOVD (R9), R9
	B    (R9)
sent:
	MOVD $·watchFaults(SB), R9
	MOVW (R9), R9
	CBNZW R9, watched
	MOVD R0, R19
	MOVD $SYS_getpid, R8
	SVC  $0
	CMPW $1, R0
	BEQ  immune
	MOVD R0, R20
	MOVD R19, R0
	MOVD $·defaultAction(SB), R1
	MOVD $0, R2
	MOVD $8, R3
	MOVD $SYS_rt_sigaction, R8
	SVC  $0
	MOVD $SYS_gettid, R8
	SVC  $0
	MOVD R0, R1
	MOVD R20, R0
	MOVD R19, R2
	MOVD $SYS_tgkill, R8
	SVC  $0
immune:
	RET
watched:
	B    ·noteHandler(SB)

// func getg() uintptr
TEXT ·getg(SB),NOSPLIT,$0-8
	MOVD g, ret+0(FP)
	RET

// func addresses() (stub, freeze, note, fault, restorer uintptr)
TEXT ·addresses(SB),NOSPLIT,$0-40
	MOVD $·stub(SB), R0
	MOVD R0, stub+0(FP)
	MOVD $·freezeHandler(SB), R0
	MOVD R0, freeze+8(FP)
	MOVD $·noteHandler(SB), R0
	MOVD R0, note+16(FP)
	MOVD $·faultHandler(SB), R0
	MOVD R0, fault+24(FP)
	MOVD $·restorer(SB), R0
	MOVD R0, restorer+32(FP)
	RET
