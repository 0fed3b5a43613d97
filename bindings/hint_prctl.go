package bindings

import (
	"golang.org/x/sys/unix"
)

// Hints for the options of prctl, each with the values that it was called with.

func hintNoNewPrivs(err error, _ [3]uintptr) string {
	if errnoOf(err) == unix.EINVAL {
		return "it cannot be taken back, so the value must be 1"
	}
	return ""
}

func securebits() uintptr {
	bits, _ := quick(unix.SYS_PRCTL, unix.PR_GET_SECUREBITS, 0, 0, 0, 0, 0)
	return bits
}

// The locks of linux/securebits.h stand one bit above what they lock.
const (
	secbitKeepCapsLocked = 1 << 5
	secbitNoAmbientRaise = 1 << 6
	secureLocks          = 0xaaa
)

func hintKeepCaps(err error, _ [3]uintptr) string {
	if errnoOf(err) == unix.EPERM && securebits()&secbitKeepCapsLocked != 0 {
		return "SECBIT_KEEP_CAPS_LOCKED is set"
	}
	return ""
}

// hintSecurebits tells cap_task_prctl's EPERMs apart (security/commoncap.c).
func hintSecurebits(err error, args [3]uintptr) string {
	now, next := securebits(), args[0]
	locked := now & secureLocks >> 1 & (now ^ next)
	format := familyOf("securebits").format
	switch {
	case errnoOf(err) != unix.EPERM:
		return ""
	case now&secureLocks&^next != 0:
		return format(now&secureLocks&^next) + " cannot be taken back"
	case locked != 0:
		return format(locked) + " is locked as it is"
	case next&^(secureLocks|secureLocks>>1) != 0:
		return "there is no such bit"
	}
	return hintCapability(err, unix.CAP_SETPCAP)
}

func hintBounding(err error, _ [3]uintptr) string { return hintCapability(err, unix.CAP_SETPCAP) }

func hintAmbientOperation(err error, args [3]uintptr) string { return hintAmbient(err, int(args[1])) }

func hintPtracer(err error, args [3]uintptr) string {
	switch {
	case errnoOf(err) != unix.EINVAL:
		return ""
	case sysctl("kernel/yama/ptrace_scope") == "":
		return "this kernel has no Yama, whose rule it makes an exception to: who may trace goes by the uid alone here"
	}
	return "there is no such process"
}

func hintMDWE(err error, _ [3]uintptr) string {
	switch errnoOf(err) {
	case unix.EPERM:
		return "what is set can neither be taken back nor changed"
	case unix.EINVAL:
		return "PR_MDWE_NO_INHERIT goes with PR_MDWE_REFUSE_EXEC_GAIN only"
	}
	return ""
}

func hintFlusher(err error, _ [3]uintptr) string { return hintInitial(err, unix.CAP_SYS_RESOURCE) }

func hintSpeculation(err error, args [3]uintptr) string {
	is, _ := quick(unix.SYS_PRCTL, unix.PR_GET_SPECULATION_CTRL, args[0], 0, 0, 0, 0)
	switch errno := errnoOf(err); {
	case errno == unix.EPERM && is&unix.PR_SPEC_FORCE_DISABLE != 0:
		return "PR_SPEC_FORCE_DISABLE is in force, for good"
	case errno == unix.EPERM && args[0] == unix.PR_SPEC_L1D_FLUSH:
		return "the kernel does this only where it was started with l1d_flush=on"
	case errno == unix.ENXIO:
		return "it is the same for every process here, " + familyOf("speculation_control").format(is) +
			", by the kernel's command line or because of the processor"
	case errno == unix.ENODEV:
		return "the processor or this kernel has no such control"
	}
	return ""
}

// hintSchedCore tells what sched_core_share_pid (kernel/sched/core_sched.c) refuses
// from a kernel that does not have it.
func hintSchedCore(err error, args [3]uintptr) string {
	operation, scope := args[0], args[2]
	ofOne := operation == unix.PR_SCHED_CORE_GET || operation == unix.PR_SCHED_CORE_SHARE_FROM
	switch {
	case errnoOf(err) == unix.ENODEV:
		return "the processor has no two threads to a core, or they are switched off: core scheduling has nothing to do"
	case errnoOf(err) != unix.EINVAL || operation > unix.PR_SCHED_CORE_SHARE_FROM || scope > unix.PR_SCHED_CORE_SCOPE_PROCESS_GROUP:
		return ""
	case ofOne && scope != unix.PR_SCHED_CORE_SCOPE_THREAD:
		return "that is for PR_SCHED_CORE_SCOPE_THREAD only"
	}
	return "this kernel was built without core scheduling (CONFIG_SCHED_CORE)"
}
