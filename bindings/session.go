package bindings

import "golang.org/x/sys/unix"

var sessionRows = []Row{
	{
		Name: "setsid", Sig: "() -> integer", Man: "setsid(2)",
		Doc:     "Makes the process the leader of a new session. It leads a new process group too, and has no terminal. Returns the session's id.",
		Errs:    "EPERM: it leads a process group already",
		Example: "> if fork() == 0 then exit(setsid() == getpid() and 5 or 6) end\n> print(wait())\n...\texited\t5\ttable: ...",
		Impl:    setsid,
	},
	{
		Name: "getsid", Sig: "(pid?: integer) -> integer", Man: "getsid(2)",
		Doc:     "Returns the session id of a process, of this one when left out. It is 0 for a session of an outer pid namespace.",
		Errs:    "ESRCH: no such process",
		Example: "> getsid() == getsid(getpid())\ntrue",
		Impl:    func(pid int32) (int, error) { return sessionCall(unix.SYS_GETSID, pid, 0) },
	},
	{
		Name: "setpgid", Sig: "(pid?: integer, pgid?: integer) -> 0", Man: "setpgid(2)",
		Doc:     "Moves a process into a process group. pid 0 is this process and pgid 0 the group that it leads; so are both when left out.",
		Errs:    "ESRCH: neither this process nor its child; EPERM: another session, or the leader of one; EACCES: the child has called exec; EINVAL: a negative pgid",
		Example: "> if fork() == 0 then setpgid() exit(getpgid() == getpid() and 5 or 6) end\n> print(wait())\n...\texited\t5\ttable: ...",
		Impl:    setpgid,
	},
	{
		Name: "getpgid", Sig: "(pid?: integer) -> integer", Man: "getpgid(2)",
		Doc:     "Returns the process group of a process, of this one when left out. It is 0 for a group of an outer pid namespace.",
		Errs:    "ESRCH: no such process",
		Example: "> getpgid() == getpgid(getpid())\ntrue",
		Impl:    func(pid int32) (int, error) { return sessionCall(unix.SYS_GETPGID, pid, 0) },
	},
	{
		Name: "setpgrp", Sig: "() -> 0", Man: "setpgrp(2)",
		Doc:     "Makes the process lead a process group of its own, as setpgid() does.",
		Errs:    "EPERM: it leads a session",
		Example: "> if fork() == 0 then setpgrp() exit(getpgrp() == getpid() and 5 or 6) end\n> print(wait())\n...\texited\t5\ttable: ...",
		Impl:    func() error { return setpgid(0, 0) },
	},
	{
		Name: "getpgrp", Sig: "() -> integer", Man: "getpgrp(2)",
		Doc:     "Returns the process group of this process.",
		Example: "> getpgrp() == getpgid()\ntrue",
		Impl:    unix.Getpgrp,
	},
}

func sessionCall(trap uintptr, a, b int32) (int, error) {
	r, err := quick(trap, uintptr(a), uintptr(b), 0, 0, 0, 0)
	return int(r), err
}

func setsid() (int, error) {
	sid, err := sessionCall(unix.SYS_SETSID, 0, 0)
	return sid, explain(err, hintSetsid(err))
}

func setpgid(pid, pgid int32) error {
	_, err := sessionCall(unix.SYS_SETPGID, pid, pgid)
	return explain(err, hintSetpgid(pid, pgid, err))
}
