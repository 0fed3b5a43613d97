package bindings

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// Hints for limits and scheduling.

// hintLimitOf is for reading a limit of a process.
func hintLimitOf(pid int32, own bool, err error) string {
	if errnoOf(err) != unix.EPERM || own {
		return ""
	}
	dir, _ := processDir(int(pid))
	return hintOtherUser(dir, "CAP_SYS_RESOURCE")
}

func hintSetLimit(pid int32, own bool, resource int, old, limit unix.Rlimit, err error) string {
	name := familyOf("resource").format(uintptr(resource))
	switch errnoOf(err) {
	case unix.EINVAL:
		if limit.Cur > limit.Max {
			return fmt.Sprintf("the soft limit cur (%s) cannot be above the hard limit max (%s)", limitText(limit.Cur), limitText(limit.Max))
		}
	case unix.EPERM:
		most := sysctl("fs/nr_open")
		switch {
		case resource == unix.RLIMIT_NOFILE && most != "" && limit.Max > uint64(number(most)):
			return "/proc/sys/fs/nr_open allows a process no more than " + most + " descriptors"
		case limit.Max > old.Max:
			return fmt.Sprintf("the hard limit %s is %s, and to raise it needs CAP_SYS_RESOURCE in the initial user namespace", name, limitText(old.Max))
		}
		return hintLimitOf(pid, own, err)
	}
	return ""
}

func limitText(limit uint64) string {
	if limit == unix.RLIM_INFINITY {
		return "RLIM_INFINITY"
	}
	return fmt.Sprint(limit)
}

func hintPriority(which int, who int32, err error) string {
	var limit unix.Rlimit
	switch errno := errnoOf(err); {
	case errno == unix.EPERM && which == unix.PRIO_PROCESS:
		return hintSched(who, err)
	case errno != unix.EACCES || hasCapability(unix.CAP_SYS_NICE) || unix.Getrlimit(unix.RLIMIT_NICE, &limit) != nil:
		return ""
	case limit.Cur == 0:
		return "a nice value can be lowered with CAP_SYS_NICE in the initial user namespace only: RLIMIT_NICE is 0"
	}
	return fmt.Sprintf("without CAP_SYS_NICE in the initial user namespace a nice value can be lowered to %d only: RLIMIT_NICE is %d", 20-int(min(limit.Cur, 40)), limit.Cur)
}

func hintIoprio(which int, who int32, class int, err error) string {
	const process, realTime = 1, 1 // IOPRIO_WHO_PROCESS, IOPRIO_CLASS_RT
	if errnoOf(err) == unix.EPERM && class == realTime && !hasCapability(unix.CAP_SYS_NICE) && !hasCapability(unix.CAP_SYS_ADMIN) {
		return "IOPRIO_CLASS_RT needs CAP_SYS_NICE or CAP_SYS_ADMIN in the initial user namespace"
	}
	if which != process {
		return ""
	}
	return hintSched(who, err)
}

func hintScheduler(pid int32, policy int, priority int32, err error) string {
	reset := policy & unix.SCHED_RESET_ON_FORK
	policy &^= unix.SCHED_RESET_ON_FORK
	name := familyOf("sched_policy").format(uintptr(policy))
	switch errnoOf(err) {
	case unix.EINVAL:
		low, lowErr := schedCall(unix.SYS_SCHED_GET_PRIORITY_MIN, policy)
		high, highErr := schedCall(unix.SYS_SCHED_GET_PRIORITY_MAX, policy)
		if lowErr != nil || highErr != nil || pid < 0 {
			return ""
		}
		if int(priority) < low || int(priority) > high {
			return fmt.Sprintf("%s has priorities from %d to %d", name, low, high)
		}
		if policy == unix.SCHED_DEADLINE {
			return "SCHED_DEADLINE wants more than a priority (sched_setattr(2))"
		}
	case unix.EPERM:
		var limit unix.Rlimit
		if hint := hintSched(pid, err); hint != "" || hasCapability(unix.CAP_SYS_NICE) || unix.Getrlimit(unix.RLIMIT_RTPRIO, &limit) != nil {
			return hint
		}
		if now, _ := schedGetscheduler(pid); now&unix.SCHED_RESET_ON_FORK > reset {
			return "SCHED_RESET_ON_FORK can be taken away with CAP_SYS_NICE only"
		}
		if policy == unix.SCHED_FIFO || policy == unix.SCHED_RR {
			return fmt.Sprintf("without CAP_SYS_NICE in the initial user namespace priorities of real time go up to RLIMIT_RTPRIO, which is %d", limit.Cur)
		}
	}
	return ""
}

// hintSched is for scheduling another process.
func hintSched(pid int32, err error) string {
	if errnoOf(err) != unix.EPERM || pid <= 0 {
		return ""
	}
	dir, _ := processDir(int(pid))
	return hintOtherUser(dir, "CAP_SYS_NICE")
}
