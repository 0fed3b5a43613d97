package bindings

import (
	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var sessionRows = []Row{
	{
		Name: "setsid", Sig: "() -> integer", Man: "setsid(2)",
		Doc:     "Makes the process the leader of a new session. It leads a new process group too, and has no terminal. Returns the session's id.",
		Errs:    "EPERM: it leads a process group already",
		Example: "> if fork() == 0 then exit(setsid() == getpid() and 5 or 6) end\n> print(wait())\n...\texited\t5\ttable: ...",
		Impl:    func() (int, error) { return sessionCall(unix.SYS_SETSID, 0, 0) },
	},
	{
		Name: "getsid", Sig: "(pid?: integer) -> integer", Man: "getsid(2)",
		Doc:     "Returns the session id of a process, of this one when left out.",
		Errs:    "ESRCH: no such process",
		Example: "> getsid() == getsid(getpid())\ntrue",
		Impl:    func(pid int32) (int, error) { return sessionCall(unix.SYS_GETSID, pid, 0) },
	},
	{
		Name: "setpgid", Sig: "(pid?: integer, pgid?: integer) -> 0", Man: "setpgid(2)",
		Doc:     "Moves a process into a process group. pid 0 is this process and pgid 0 the group that it leads; so are both when left out.",
		Errs:    "ESRCH: neither this process nor its child; EPERM: another session; EACCES: the child has called exec",
		Example: "> if fork() == 0 then setpgid() exit(getpgid() == getpid() and 5 or 6) end\n> print(wait())\n...\texited\t5\ttable: ...",
		Impl: func(pid, pgid int32) error {
			_, err := sessionCall(unix.SYS_SETPGID, pid, pgid)
			return err
		},
	},
	{
		Name: "getpgid", Sig: "(pid?: integer) -> integer", Man: "getpgid(2)",
		Doc:     "Returns the process group of a process, of this one when left out.",
		Errs:    "ESRCH: no such process",
		Example: "> getpgid() == getpgid(getpid())\ntrue",
		Impl:    func(pid int32) (int, error) { return sessionCall(unix.SYS_GETPGID, pid, 0) },
	},
	{
		Name: "isatty", Sig: "(fd: descriptor) -> boolean", Man: "isatty(3)",
		Doc:     "Tells whether a descriptor is a terminal.",
		Example: "> isatty(open \"/dev/null\")\nfalse",
		Impl:    func(fd int32) bool { return IsTerminal(int(fd)) },
	},
	{
		Name: "tcgetpgrp", Sig: "(fd: descriptor) -> integer", Man: "tcgetpgrp(3)",
		Doc:     "Returns the terminal's foreground process group: who reads from it, and gets Ctrl-C. It is 0 for one of an outer pid namespace.",
		Errs:    "ENOTTY: not a terminal, or not this session's; EBADF: not open",
		Example: "> print((select(3, tcgetpgrp(open \"/dev/null\"))) == ENOTTY)\ntrue",
		Impl:    tcgetpgrp,
	},
	{
		Name: "tcsetpgrp", Sig: "(fd: descriptor, pgrp: integer) -> 0", Man: "tcsetpgrp(3)",
		Doc: "Makes a process group of this session the terminal's foreground one. A process that is itself in the background " +
			"gets SIGTTOU, unless it ignores or blocks that.",
		Errs:    "ENOTTY: not a terminal, or not this session's; EPERM: not a process group of this session; EBADF: not open",
		Example: "> print((select(3, tcsetpgrp(open \"/dev/null\", getpgid()))) == ENOTTY)\ntrue",
		Impl:    tcsetpgrp,
	},
}

func sessionCall(trap uintptr, a, b int32) (int, error) {
	r, err := quick(trap, uintptr(a), uintptr(b), 0, 0, 0, 0)
	return int(r), err
}

func tcgetpgrp(fd int32) (int, error) {
	return unix.IoctlGetInt(int(fd), unix.TIOCGPGRP)
}

func tcsetpgrp(L *glua.LState, fd, pgrp int32) error {
	return ioctlInt(L, int(fd), unix.TIOCSPGRP, pgrp)
}
