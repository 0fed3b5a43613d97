#include "textflag.h"
#include "go_asm.h"

// System calls; asm/unistd_64.h.
#define SYS_rt_sigaction       13
#define SYS_rt_sigreturn       15
#define SYS_getpid             39
#define SYS_clone              56
#define SYS_exit               60
#define SYS_kill               62
#define SYS_arch_prctl         158
#define SYS_gettid             186
#define SYS_futex              202
#define SYS_tgkill             234
#define SYS_rt_sigqueueinfo    129
#define SYS_rt_tgsigqueueinfo  297
#define SYS_clone3             435

#define ARCH_GET_FS            0x1003 // asm/prctl.h
#define FUTEX_WAIT_PRIVATE     128
#define FUTEX_WAKE_PRIVATE     129

// struct ucontext, asm-generic/ucontext.h with asm/sigcontext.h
#define UC_RIP                 168
#define UC_SIGMASK             296
// siginfo_t, asm-generic/siginfo.h
#define SI_ERRNO               4
#define SI_CODE                8
#define SI_TKILL               -6
#define SIGRTMIN               32

// func sys(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)
TEXT ·sys(SB),NOSPLIT,$0-64
	MOVQ trap+0(FP), AX
	MOVQ a1+8(FP), DI
	MOVQ a2+16(FP), SI
	MOVQ a3+24(FP), DX
	MOVQ a4+32(FP), R10
	MOVQ a5+40(FP), R8
	MOVQ a6+48(FP), R9
	SYSCALL
	MOVQ AX, r+56(FP)
	RET

// func stub(trap, a1, a2, a3, a4, a5, a6 uintptr) (r uintptr)
//
// The one place where the main thread blocks. From its first instruction up to
// and including the SYSCALL, the program counter lies in stubStart..stubEnd: a
// signal noted there makes noteHandler continue in stubInterrupted instead, so
// none is slept over. The instruction before SYSCALL is the mark by which
// findStub finds it; it does nothing.
TEXT ·stub(SB),NOSPLIT|NOFRAME,$0-64
	MOVQ a1+8(FP), DI
	MOVQ a2+16(FP), SI
	MOVQ a3+24(FP), DX
	MOVQ a4+32(FP), R10
	MOVQ a5+40(FP), R8
	MOVQ a6+48(FP), R9
	MOVQ trap+0(FP), AX
	CMPL ·pending(SB), $0
	JNE  interrupted
	BYTE $0x0f; BYTE $0x1f; BYTE $0x80; LONG $0x6e736c75 // NOPL 0x6e736c75(AX)
	SYSCALL
	MOVQ AX, r+56(FP)
	RET
interrupted:
	JMP  ·stubInterrupted(SB)

// Where a call of stub goes on that a signal forestalled: it answers -EINTR.
TEXT ·stubInterrupted(SB),NOSPLIT|NOFRAME,$0-64
	MOVQ $-4, r+56(FP)
	RET

// func cloneThread(flags, sp, ptid, tls, gate uintptr) (r uintptr)
//
// Makes one thread anew. The new thread has nothing but registers until it has
// its old state back: it waits until the gate has another number than gate and
// then returns from the signal frame that sp points to.
TEXT ·cloneThread(SB),NOSPLIT,$0-48
	MOVQ flags+0(FP), DI
	MOVQ sp+8(FP), SI
	MOVQ ptid+16(FP), DX
	XORL R10, R10
	MOVQ tls+24(FP), R8
	MOVQ gate+32(FP), R12
	MOVL $SYS_clone, AX
	SYSCALL
	TESTQ AX, AX
	JZ   held
	MOVQ AX, r+40(FP)
	RET
held:
	JMP  ·threadHeld(SB)

// func cloneThread3(args, size, gate uintptr) (r uintptr)
//
// The same by clone3(2), whose arguments lie in memory.
TEXT ·cloneThread3(SB),NOSPLIT,$0-32
	MOVQ args+0(FP), DI
	MOVQ size+8(FP), SI
	MOVQ gate+16(FP), R12
	MOVL $SYS_clone3, AX
	SYSCALL
	TESTQ AX, AX
	JZ   held
	MOVQ AX, r+24(FP)
	RET
held:
	JMP  ·threadHeld(SB)

// A new thread: the gate's number in R12, the frame at SP.
TEXT ·threadHeld(SB),NOSPLIT|NOFRAME,$0
wait:
	LEAQ ·station+4(SB), DI
	CMPL R12, (DI)
	JNE  resume
	MOVL $FUTEX_WAIT_PRIVATE, SI
	MOVL R12, DX
	XORL R10, R10
	MOVL $SYS_futex, AX
	SYSCALL
	JMP  wait
resume:
	MOVL $SYS_rt_sigreturn, AX
	SYSCALL
	INT  $3

// The restorer that the kernel wants of every handler here; asm/signal.h.
TEXT ·restorer(SB),NOSPLIT|NOFRAME,$0
	MOVL $SYS_rt_sigreturn, AX
	SYSCALL
	INT  $3

// freezeHandler(DI signo, SI *siginfo, DX *ucontext), the handler of signal 33.
//
// It may run at any instruction of any thread but the main one, which may hold
// any lock: no Go code, no stack beyond the frame, nothing but the tables of
// this package. rt_sigreturn restores every register.
TEXT ·freezeHandler(SB),NOSPLIT|NOFRAME,$0
	MOVQ DX, R12                 // the frame: rt_sigreturn wants SP here
	MOVQ $1, R13
	LOCK
	XADDQ R13, ·station(SB)      // R13: the gate's number above, our slot below
	MOVQ R13, R14
	SHRQ $32, R14
	TESTL $1, R14
	JZ   out                     // open: a surplus signal of an earlier freeze
	MOVL R13, R13
	CMPQ R13, $const_maxThreads
	JAE  wait
	MOVQ R13, R9
	IMULQ $frame__size, R13
	LEAQ ·frames(SB), R15
	ADDQ R13, R15
	MOVQ R12, frame_sp(R15)
	MOVL $ARCH_GET_FS, DI
	LEAQ frame_tls(R15), SI
	MOVL $SYS_arch_prctl, AX
	SYSCALL
	MOVQ frame_tls(R15), AX
	MOVQ -8(AX), AX              // runtime.tlsg: g lies 8 below the thread pointer
	MOVQ AX, frame_g(R15)
	MOVL $SYS_gettid, AX
	SYSCALL
	MOVQ AX, frame_tid(R15)
	// From here on signals for the script are the main thread's alone.
	MOVQ ·noteMask(SB), AX
	ORQ  AX, UC_SIGMASK(R12)
	MOVQ R14, frame_gate(R15)    // written last: the entry is whole
	INCL R9
	CMPL R9, ·wanted(SB)
	JCS  wait
	LEAQ ·station(SB), DI
	MOVL $FUTEX_WAKE_PRIVATE, SI
	MOVL $1, DX
	MOVL $SYS_futex, AX
	SYSCALL
wait:
	LEAQ ·station+4(SB), DI
	CMPL R14, (DI)
	JNE  opened
	MOVL $FUTEX_WAIT_PRIVATE, SI
	MOVL R14, DX
	XORL R10, R10
	MOVL $SYS_futex, AX
	SYSCALL
	JMP  wait
opened:
	CMPL R14, ·lastGate(SB)      // Alone: this gate leads out of the process
	JEQ  leave
out:
	RET
leave:
	XORL DI, DI
	MOVL $SYS_exit, AX
	SYSCALL
	INT  $3

// noteHandler(DI signo, SI *siginfo, DX *ucontext), the handler of every signal
// that the script handles or blocks.
//
// Main thread: into the ring with it, and out of stub if it is about to block.
// A signal of holdMask stays blocked until its handler in Lua has run, so that
// the kernel keeps what comes meanwhile, as it does for a handler in C.
// Any other: send it on to the main thread and never take this signal again.
// It may interrupt anything: no Go code, nothing but the tables of this package.
TEXT ·noteHandler(SB),NOSPLIT|NOFRAME,$0
	MOVQ DI, R12
	MOVQ SI, R13
	MOVQ DX, BX
	MOVL $SYS_getpid, AX
	SYSCALL
	MOVL AX, R15
	MOVL $SYS_gettid, AX
	SYSCALL
	CMPL AX, R15
	JNE  forward

	LEAL -1(R12), CX
	MOVQ $1, R8
	SHLQ CX, R8
	ANDQ ·holdMask(SB), R8       // 0: not held
	MOVL ·ringHead(SB), R9
	MOVL R9, CX
	SUBL ·ringTail(SB), CX
	CMPL CX, $const_ringHalf     // by those that are not held, which merge
	JCS  room
	TESTQ R8, R8
	JZ   done
room:
	MOVL R9, CX
	ANDL $(const_ringSize-1), CX
	IMULQ $48, CX
	LEAQ ·ring(SB), DI
	ADDQ CX, DI
	MOVQ 0(R13), AX
	MOVQ AX, 0(DI)
	MOVQ 8(R13), AX
	MOVQ AX, 8(DI)
	MOVQ 16(R13), AX
	MOVQ AX, 16(DI)
	MOVQ 24(R13), AX
	MOVQ AX, 24(DI)
	MOVQ 32(R13), AX
	MOVQ AX, 32(DI)
	MOVQ 40(R13), AX
	MOVQ AX, 40(DI)
	INCL R9
	MOVL R9, ·ringHead(SB)
	MOVL $1, ·pending(SB)
	ORQ  R8, UC_SIGMASK(BX)
	MOVQ UC_RIP(BX), AX
	CMPQ AX, ·stubStart(SB)
	JCS  done
	CMPQ AX, ·stubEnd(SB)
	JHI  done
	LEAQ ·stubInterrupted(SB), AX
	MOVQ AX, UC_RIP(BX)
done:
	RET

forward:
	LEAL -1(R12), CX
	MOVQ $1, AX
	SHLQ CX, AX
	ORQ  AX, UC_SIGMASK(BX)
	// The kernel lets nobody pass on a code >= 0 or SI_TKILL
	// (do_rt_tgsigqueueinfo): it travels in si_errno under a code of ours.
	MOVL SI_CODE(R13), AX
	CMPL AX, $0
	JGE  disguise
	CMPL AX, $SI_TKILL
	JNE  send
disguise:
	MOVL AX, SI_ERRNO(R13)
	MOVL $const_forwarded, SI_CODE(R13)
send:
	CMPL R12, $SIGRTMIN
	JCS  merge
	MOVL R15, DI                 // before those that are queued for the process
	MOVL R15, SI
	MOVL R12, DX
	MOVQ R13, R10
	MOVL $SYS_rt_tgsigqueueinfo, AX
	JMP  sent
merge:
	MOVL R15, DI                 // with one that is pending for the process
	MOVL R12, SI
	MOVQ R13, DX
	MOVL $SYS_rt_sigqueueinfo, AX
sent:
	SYSCALL
	TESTQ AX, AX
	JZ   done
	// EAGAIN: the user's signal queue is used up. kill(2) works without.
	MOVL R15, DI
	MOVL R12, SI
	MOVL $SYS_kill, AX
	SYSCALL
	RET

// faultHandler(DI signo, SI *siginfo, DX *ucontext), the handler of SEGV, BUS
// and FPE. Raised by a fault they belong to the Go runtime. Sent by a process
// they do what they do in C: nothing to pid 1, and else they end the process;
// but where they are watched they are noted first.
TEXT ·faultHandler(SB),NOSPLIT|NOFRAME,$0
	CMPL SI_CODE(SI), $0
	JLE  sent
	LEAQ ·runtimeHandlers(SB), AX
	MOVQ (AX)(DI*8), AX
	JMP  AX
sent:
	CMPL ·watchFaults(SB), $0
	JNE  watched
	MOVL DI, R12
	MOVL $SYS_getpid, AX
	SYSCALL
	CMPL AX, $1
	JEQ  immune
	MOVL AX, R13
	MOVL R12, DI
	LEAQ ·defaultAction(SB), SI
	XORL DX, DX
	MOVL $8, R10
	MOVL $SYS_rt_sigaction, AX
	SYSCALL
	MOVL $SYS_gettid, AX
	SYSCALL
	MOVL R13, DI
	MOVL AX, SI
	MOVL R12, DX
	MOVL $SYS_tgkill, AX
	SYSCALL
immune:
	RET
watched:
	JMP  ·noteHandler(SB)

// func getg() uintptr
TEXT ·getg(SB),NOSPLIT,$0-8
	MOVQ (TLS), AX
	MOVQ AX, ret+0(FP)
	RET

// func addresses() (stub, freeze, note, fault, restorer uintptr)
TEXT ·addresses(SB),NOSPLIT,$0-40
	LEAQ ·stub(SB), AX
	MOVQ AX, stub+0(FP)
	LEAQ ·freezeHandler(SB), AX
	MOVQ AX, freeze+8(FP)
	LEAQ ·noteHandler(SB), AX
	MOVQ AX, note+16(FP)
	LEAQ ·faultHandler(SB), AX
	MOVQ AX, fault+24(FP)
	LEAQ ·restorer(SB), AX
	MOVQ AX, restorer+32(FP)
	RET
