package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

func clone(L *glua.LState, _ glua.LValue) ([]glua.LValue, error) {
	child := passed(L, "clone", 1).clone()
	before := currentIdentity()
	pid, pidfd, err := split(L, child)
	if err != nil {
		return nil, explain(err, hintClone(child, err))
	}
	if pid == 0 {
		entered(child.Flags, before)
		if child.Flags&unix.CLONE_CLEAR_SIGHAND != 0 {
			forgetHandlers()
		}
	}
	results := []glua.LValue{glua.LNumber(pid)}
	if pidfd >= 0 {
		results = append(results, glua.LNumber(pidfd))
	}
	return results, nil
}

// clone reads clone flags or a table with fields of struct clone_args
// (linux/sched.h).
func (a argument) clone() *fork.Clone {
	child, pidfd := &fork.Clone{Cgroup: -1}, true
	exitSignal := uintptr(0)
	switch value := a.value().(type) {
	case *glua.LTable:
		for name, field := range a.fields(value, "cgroup exit_signal flags pidfd set_tid") {
			switch name {
			case "exit_signal":
				exitSignal = field.exitSignal()
				child.Silent = exitSignal == 0
			case "pidfd":
				pidfd = field.boolean()
			default:
				field.cloneField(name, child)
			}
		}
	case glua.LNumber, glua.LString, *glua.LUserData:
		child.Flags = a.flags(familyOf("clone_flags"))
	default:
		a.expected("clone flags or table")
	}
	if pidfd {
		child.Flags |= unix.CLONE_PIDFD
	}
	if exitSignal != 0 {
		child.Flags = child.Flags&^exitSignals | exitSignal
	}
	return child
}

// cloneField reads what clone and spawn both take.
func (a argument) cloneField(name string, child *fork.Clone) {
	switch name {
	case "flags":
		child.Flags |= a.flags(familyOf("clone_flags"))
	case "set_tid":
		child.Tids = a.tids(a.table())
	case "cgroup":
		child.Cgroup = int(a.descriptor())
		child.Flags |= unix.CLONE_INTO_CGROUP
	}
}

// exitSignals are the bits of flags where clone(2) has an exit signal.
const exitSignals = unix.CSIGNAL &^ unix.CLONE_NEWTIME

func (a argument) exitSignal() uintptr {
	return uintptr(a.whole(float64(a.member(familyOf("signal"))), 0, signalRTMax))
}

// forgetHandlers takes away the script's handlers of signals that package fork
// has put back to their default.
func forgetHandlers() {
	for sig, handler := range handlers {
		if handler != nil && fork.Current(sig) == fork.Default {
			install(sig, nil)
		}
	}
}

func (a argument) tids(list *glua.LTable) []int32 {
	tids := make([]int32, list.Len())
	for i, tid := range a.items(list) {
		tids[i] = int32(tid.pid())
	}
	return tids
}
