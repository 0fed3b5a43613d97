package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// childInfo is what waitid(2) fills in of siginfo_t; asm-generic/siginfo.h.
type childInfo struct {
	Signo, Errno, Code, _ int32
	Pid                   int32
	Uid                   uint32
	Status                int32
	_                     [25]int32
}

// waitidCall waits with the usage that glibc's waitid lacks; nil: not asked for.
func waitidCall(L *glua.LState, idtype int, id int32, info *childInfo, options uintptr, usage *unix.Rusage) error {
	_, err := block(L, unix.SYS_WAITID, uintptr(idtype), uintptr(id), uintptr(unsafe.Pointer(info)), options, uintptr(unsafe.Pointer(usage)), 0)
	return err
}

// waitidQuick does not wait.
func waitidQuick(idtype int, id int32, info *childInfo, options uintptr) error {
	_, err := quick(unix.SYS_WAITID, uintptr(idtype), uintptr(id), uintptr(unsafe.Pointer(info)), options, 0, 0)
	return err
}

// queuedInfo is siginfo_t of a signal that a process has queued.
type queuedInfo struct {
	Signo, Errno, Code, _ int32
	Pid                   int32
	Uid                   uint32
	Value                 int64
	_                     [12]int64
}

// newQueuedInfo is that of a signal from this process, without a value.
func newQueuedInfo(sig int) *queuedInfo {
	return &queuedInfo{Signo: int32(sig), Code: siQueue, Pid: int32(getpid()), Uid: uint32(identifier(unix.SYS_GETUID))}
}

// pidfdSendSignal takes no info, nil, for one as kill's.
func pidfdSendSignal(pidfd, sig int32, info *queuedInfo, flags uintptr) error {
	_, err := quick(unix.SYS_PIDFD_SEND_SIGNAL, uintptr(pidfd), uintptr(sig), uintptr(unsafe.Pointer(info)), flags, 0, 0)
	return err
}

func prlimitCall(pid int32, resource int, set, old *unix.Rlimit) error {
	_, err := quick(unix.SYS_PRLIMIT64, uintptr(pid), uintptr(resource), uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(old)), 0, 0)
	return err
}

// Of the calling thread (pid 0) the scheduler's calls go through alone.

func setAffinity(pid int32, mask []uint64) error {
	return aloneIf(pid == 0, unix.SYS_SCHED_SETAFFINITY, uintptr(pid), uintptr(len(mask)*8), uintptr(unsafe.Pointer(unsafe.SliceData(mask))))
}

// getAffinity answers how many bytes of mask the kernel has filled in.
func getAffinity(pid int32, mask []uint64) (int, error) {
	n, err := quick(unix.SYS_SCHED_GETAFFINITY, uintptr(pid), uintptr(len(mask)*8), uintptr(unsafe.Pointer(unsafe.SliceData(mask))), 0, 0, 0)
	return int(n), err
}

func setScheduler(pid int32, policy int, priority int32) error {
	param := new(int32) // struct sched_param
	*param = priority
	return aloneIf(pid == 0, unix.SYS_SCHED_SETSCHEDULER, uintptr(pid), uintptr(policy), uintptr(unsafe.Pointer(param)))
}

func setSchedParam(pid, priority int32) error {
	param := new(int32)
	*param = priority
	return aloneIf(pid == 0, unix.SYS_SCHED_SETPARAM, uintptr(pid), uintptr(unsafe.Pointer(param)), 0)
}

func getSchedParam(pid int32) (int32, error) {
	param := new(int32)
	_, err := quick(unix.SYS_SCHED_GETPARAM, uintptr(pid), uintptr(unsafe.Pointer(param)), 0, 0, 0, 0)
	return *param, err
}

func getcpu() (cpu, node uint32, err error) {
	at := new([2]uint32)
	_, err = quick(unix.SYS_GETCPU, uintptr(unsafe.Pointer(&at[0])), uintptr(unsafe.Pointer(&at[1])), 0, 0, 0, 0)
	return at[0], at[1], err
}
