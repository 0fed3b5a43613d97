package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// Codes of SIGCHLD; asm-generic/siginfo.h.
const (
	childExited = 1 + iota // CLD_EXITED
	childKilled
	childDumped
	childTrapped
	childStopped
	childContinued
)

// childHow tells a code in the words of wait.
var childHow = map[int32]string{
	0:           "running",
	childExited: "exited", childKilled: "killed", childDumped: "killed",
	childTrapped: "stopped", childStopped: "stopped", childContinued: "continued",
}

func waitid(L *glua.LState, idtype int, id int32, options uintptr) (*glua.LTable, error) {
	info, usage := new(childInfo), new(unix.Rusage)
	err := waitidCall(L, idtype, id, info, options, usage)
	if err != nil {
		err = explain(err, hintWaitid(options, err))
		if idtype == unix.P_ALL || idtype == unix.P_PID {
			err = explain(err, hintWait(int(id), idtype == unix.P_ALL, options, err))
		}
		return nil, err
	}
	members := []member{count("pid", info.Pid), count("signo", info.Signo), text("how", childHow[info.Code])}
	if info.Signo != 0 {
		members = append(members, count("uid", info.Uid), count("code", info.Code), count("status", info.Status),
			member{"rusage", usageTable(L, usage)})
	}
	return record(L, members...), nil
}
