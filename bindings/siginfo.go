package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// What siginfo_t says of a signal depends on how it was sent (siginfo_layout of
// the kernel's signal.c); asm-generic/siginfo.h.
type siginfoLayout int

const (
	layoutKill  siginfoLayout = iota // pid and uid of the sender
	layoutQueue                      // and a value
	layoutChild                      // pid, uid and status of the child
	layoutTimer                      // timerid, overrun and value
	layoutPoll                       // band and fd
	layoutCall                       // syscall and arch
	layoutNone
)

const (
	siUser   = 0
	siKernel = 0x80
	siQueue  = -1
	siTimer  = -2
	siMesgq  = -3
	siAsync  = -4
	siSigio  = -5
	siTkill  = -6
)

func layoutOf(signo, code int32) siginfoLayout {
	switch sig := unix.Signal(signo); {
	case code == siTimer:
		return layoutTimer
	case code == siSigio || sig == unix.SIGPOLL && code > siUser && code < siKernel:
		return layoutPoll
	case code == siUser || code == siTkill:
		return layoutKill
	case code < siUser:
		return layoutQueue
	case sig == unix.SIGCHLD && code >= childExited && code <= childContinued:
		return layoutChild
	case sig == unix.SIGSYS && code < siKernel:
		return layoutCall
	}
	return layoutNone
}

// siginfoFields is for the documentation of what returns the table.
const siginfoFields = "signo; code, which tells how it was sent (SI_USER by kill, SI_TKILL by raise, SI_QUEUE by sigqueue, SI_KERNEL by the kernel, " +
	"SI_TIMER, CLD_EXITED and the other CLD_ of SIGCHLD); errno; pid and uid, the sender's or the child's (pid is 0 for a sender in an outer pid namespace); " +
	"status, a child's exit status or signal; value, sigqueue's integer (and ptr in hexadecimal, if a C program has sent a pointer)"

// siginfoTable is siginfo_t with the members that there are.
func siginfoTable(L *glua.LState, info fork.Siginfo) *glua.LTable {
	table := L.CreateTable(0, 8)
	set := func(name string, value int64) { table.RawSetString(name, glua.LNumber(value)) }
	set("signo", int64(info.Signo))
	set("code", int64(info.Code))
	set("errno", int64(info.Errno))
	low, high := int64(int32(info.Raw[3])), int64(int32(info.Raw[3]>>32))
	switch layout := layoutOf(info.Signo, info.Code); layout {
	case layoutKill, layoutQueue, layoutChild:
		set("pid", int64(info.Pid))
		set("uid", int64(info.Uid))
		switch layout {
		case layoutQueue:
			setSigval(table, info.Value)
		case layoutChild:
			set("status", low)
		}
	case layoutTimer:
		set("timerid", int64(int32(info.Raw[2])))
		set("overrun", int64(int32(info.Raw[2]>>32)))
		setSigval(table, info.Value)
	case layoutPoll:
		set("band", int64(info.Raw[2]))
		set("fd", low)
	case layoutCall:
		set("syscall", low)
		set("arch", int64(uint32(high)))
	}
	return table
}

// setSigval sets value, as C's sival_int, and where that is not all of it ptr.
func setSigval(table *glua.LTable, value uint64) {
	table.RawSetString("value", glua.LNumber(int32(value)))
	if high := value >> 32; high != 0 && int64(value) != int64(int32(value)) {
		table.RawSetString("ptr", glua.LString(fmt.Sprintf("%#x", value)))
	}
}

// signalCodeName is the name of si_code, or "". The small ones mean something else
// for each signal.
func signalCodeName(signo int, code glua.LValue) string {
	number, ok := code.(glua.LNumber)
	if !ok {
		return ""
	}
	prefix := "SI_"
	if number > siUser && number < siKernel {
		prefix = map[unix.Signal]string{unix.SIGCHLD: "CLD_", unix.SIGPOLL: "POLL_", unix.SIGSYS: "SYS_"}[unix.Signal(signo)]
	}
	for _, c := range signalCodes {
		if prefix != "" && strings.HasPrefix(c.name, prefix) && glua.LNumber(int64(c.value)) == number {
			return c.name
		}
	}
	return ""
}
