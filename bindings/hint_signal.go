package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// hintSignal is for signals that signal refuses.
func hintSignal(sig int) string {
	name := familyOf("signal").format(uintptr(sig))
	switch {
	case sig < 1 || sig > signalRTMax:
		return ""
	case sig == int(unix.SIGKILL) || sig == int(unix.SIGSTOP):
		return name + " can be neither handled nor ignored"
	case fork.Reserved(sig):
		return "the Go runtime and nslua keep " + name + " for themselves"
	}
	return ""
}

// hintKill is for signals that may not be sent to one process.
func hintKill(pid int, err error) string {
	if errnoOf(err) != unix.EPERM || pid <= 0 {
		return ""
	}
	if hasCapability(unix.CAP_KILL) {
		return fmt.Sprintf("this process's CAP_KILL counts in its own user namespace and those below, and process %d is in none of them", pid)
	}
	uids := strings.Fields(field(statusOf(pid), "Uid:"))
	if len(uids) != 4 {
		return ""
	}
	whose := uids[0]
	if uids[2] != uids[0] {
		whose += " (saved " + uids[2] + ")"
	}
	return fmt.Sprintf("process %d is uid %s's and this one is uid %d's; it lacks CAP_KILL, which would do for others' processes", pid, whose, unix.Geteuid())
}

// hintQueue is for signals that sigqueue cannot queue.
func hintQueue(pid int, err error) string {
	if errnoOf(err) != unix.EAGAIN {
		return hintKill(pid, err)
	}
	queued, limit, ok := strings.Cut(field(statusOf(pid), "SigQ:"), "/")
	if !ok {
		return ""
	}
	return fmt.Sprintf("%s signals are queued for the processes of its user, and RLIMIT_SIGPENDING of process %d is %s", queued, pid, limit)
}

// statusOf is /proc/PID/status of a process, whose number in the host's /proc may
// be another one; "" where that shows no such process.
func statusOf(pid int) string {
	dir, err := processDir(pid)
	if err != nil {
		return ""
	}
	return readProc(dir + "/status")
}
