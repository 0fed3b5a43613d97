package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	notTerminal    = "ENOTTY: not a terminal; EBADF: not open"
	notControlling = "ENOTTY: not a terminal, or not this session's; EBADF: not open"
)

var ttyRows = []Row{
	{
		Name: "isatty", Sig: "(fd: descriptor) -> boolean", Man: "isatty(3)",
		Doc:     "Tells whether a descriptor is a terminal.",
		Example: "> isatty(open \"/dev/null\")\nfalse",
		Impl:    func(fd int32) bool { return IsTerminal(int(fd)) },
	},
	{
		Name: "ttyname", Sig: "(fd: descriptor) -> path", Man: "ttyname(3)",
		Doc:     "Returns the path of a terminal, \"/dev/pts/0\".",
		Errs:    notTerminal + "; ENODEV: it has no path here, as one of another devpts has none",
		Example: "> m, s, name = openpty()\n> ttyname(s) == name\ntrue",
		Impl:    ttyname,
	},
	{
		Name: "tcgetpgrp", Sig: "(fd: descriptor) -> integer", Man: "tcgetpgrp(3)",
		Doc:     "Returns the terminal's foreground process group: who reads from it, and gets Ctrl-C. It is 0 for one of an outer pid namespace.",
		Errs:    notControlling,
		Example: "> print((select(3, tcgetpgrp(open \"/dev/null\"))) == ENOTTY)\ntrue",
		Impl: func(fd int32) (int, error) {
			group, err := tcgetpgrp(fd)
			return group, explain(err, hintTerminal(fd, err))
		},
	},
	{
		Name: "tcsetpgrp", Sig: "(fd: descriptor, pgrp: integer) -> 0", Man: "tcsetpgrp(3)",
		Doc: "Makes a process group of this session the terminal's foreground one. A process that is itself in the background " +
			"gets SIGTTOU, unless it ignores or blocks that.",
		Errs: "ENOTTY: not a terminal, not this session's, or this process is in the background and in an orphaned process group; " +
			"EPERM: not a process group of this session; ESRCH: no such process group; EBADF: not open",
		Example: "> print((select(3, tcsetpgrp(open \"/dev/null\", getpgid()))) == ENOTTY)\ntrue",
		Impl:    tcsetpgrp,
	},
	{
		Name: "tcgetsid", Sig: "(fd: descriptor) -> integer", Man: "tcgetsid(3)",
		Doc:     "Returns the id of the session whose controlling terminal this is: this process's session.",
		Errs:    notControlling,
		Example: "> print((select(3, tcgetsid(open \"/dev/null\"))) == ENOTTY)\ntrue",
		Impl: func(fd int32) (int, error) {
			session, err := unix.IoctlGetInt(int(fd), unix.TIOCGSID)
			return session, explain(err, hintTerminal(fd, err))
		},
	},
	{
		Name: "tiocsctty", Sig: "(fd: descriptor, steal?: boolean) -> 0", Man: "TIOCSCTTY(2const)",
		Doc: "Makes a terminal the controlling terminal of this process, which must lead its session and have none yet. " +
			"With steal it is taken away from another session, which needs CAP_SYS_ADMIN in the initial user namespace.",
		Errs: notTerminal + "; EPERM: this process leads no session, has a controlling terminal already, or the terminal is another session's; EIO: hung up",
		Example: "> m, s = openpty()\n> if fork() == 0 then setsid() tiocsctty(s) exit(tcgetsid(s) == getpid() and 5 or 6) end\n" +
			"> print(wait())\n...\texited\t5\ttable: ...",
		Impl: tiocsctty,
	},
	{
		Name: "tiocnotty", Sig: "(fd: descriptor) -> 0", Man: "TIOCNOTTY(2const)",
		Doc: "Gives up the controlling terminal, which fd is. Where this process leads the session, all of the session lose it, " +
			"and the foreground process group gets SIGHUP and SIGCONT.",
		Errs: notControlling,
		Example: "> m, s = openpty()\n> if fork() == 0 then signal(SIGHUP, SIG_IGN) login_tty(s) exit(tiocnotty(0) == 0 and not open \"/dev/tty\" and 5 or 6) end\n" +
			"> print(wait())\n...\texited\t5\ttable: ...",
		Impl: func(L *glua.LState, fd int32) error {
			err := terminalCall(L, fd, unix.TIOCNOTTY, 0)
			Deliver(L)
			return err
		},
	},
	{
		Name: "tcgetwinsize", Sig: "(fd: descriptor) -> table", Man: "tcgetwinsize(3)",
		Doc:     "Returns the size of a terminal's window, a table of row and col, in characters, and of xpixel and ypixel; 0 is unknown.",
		Errs:    notTerminal,
		Example: "> m, s = openpty {winsize = {row = 24, col = 80}}\n> tcgetwinsize(s).col\n80",
		Impl:    tcgetwinsize,
	},
	{
		Name: "tcsetwinsize", Sig: "(fd: descriptor, winsize: table) -> 0", Man: "tcsetwinsize(3)",
		Doc: "Tells a terminal the size of its window, as tcgetwinsize returns it; fields left out stay as they are. " +
			"On a change its foreground process group gets SIGWINCH.",
		Errs:    notTerminal,
		Example: "> m, s = openpty()\n> tcsetwinsize(m, {row = 50, col = 132})\n0\n> tcgetwinsize(s).row\n50",
		Impl:    tcsetwinsize,
	},
	{
		Name: "tcflush", Sig: "(fd: descriptor, queue: tty_queue) -> 0", Man: "tcflush(3)",
		Doc:     "Throws away what has been typed and not read (TCIFLUSH), what has been written and not sent (TCOFLUSH), or both.",
		Errs:    notTerminal + "; EINVAL: no such queue; EIO: in the background, and an orphaned process group",
		Example: "> m, s = openpty()\n> tcflush(s, TCIOFLUSH)\n0",
		Impl: func(L *glua.LState, fd int32, queue int) error {
			return terminalCall(L, fd, unix.TCFLSH, uintptr(queue))
		},
	},
	{
		Name: "tcdrain", Sig: "(fd: descriptor) -> 0", Man: "tcdrain(3)",
		Doc:     "Waits until all that has been written is sent.",
		Errs:    notTerminal + "; EIO: in the background, and an orphaned process group",
		Example: "> m, s = openpty()\n> tcdrain(s)\n0",
		Impl:    func(L *glua.LState, fd int32) error { return terminalCall(L, fd, unix.TCSBRK, 1) },
	},
	{
		Name: "tcsendbreak", Sig: "(fd: descriptor) -> 0", Man: "tcsendbreak(3)",
		Doc:     "Sends a break, of a quarter of a second on a serial line. Pseudoterminals have none.",
		Errs:    notTerminal + "; EIO: in the background, and an orphaned process group",
		Example: "> m, s = openpty()\n> tcsendbreak(s)\n0",
		Impl:    func(L *glua.LState, fd int32) error { return terminalCall(L, fd, unix.TCSBRK, 0) },
	},
}

// terminalCall is an ioctl whose argument is a number. It blocks where SIGTTOU
// stops the process.
func terminalCall(L *glua.LState, fd int32, request, arg uintptr) error {
	_, err := block(L, unix.SYS_IOCTL, uintptr(fd), request, arg, 0, 0, 0)
	return explain(err, hintTerminal(fd, err))
}

// ttyname is the path that /proc has for the descriptor, if the terminal is there.
func ttyname(fd int32) (string, error) {
	if _, err := unix.IoctlGetTermios(int(fd), unix.TCGETS); err != nil {
		return "", explain(err, hintTerminal(fd, err))
	}
	path := descriptorLink(int(fd))
	var here, open unix.Stat_t
	if err := unix.Fstat(int(fd), &open); err != nil {
		return "", err
	}
	if unix.Stat(path, &here) == nil && here.Dev == open.Dev && here.Ino == open.Ino && here.Rdev == open.Rdev {
		return path, nil
	}
	return "", explain(unix.ENODEV, hintTTYName(path))
}

func tcgetpgrp(fd int32) (int, error) {
	return unix.IoctlGetInt(int(fd), unix.TIOCGPGRP)
}

func tcsetpgrp(L *glua.LState, fd, pgrp int32) error {
	err := ioctlInt(L, int(fd), unix.TIOCSPGRP, pgrp)
	return explain(err, hintForeground(fd, pgrp, err))
}

func tiocsctty(fd int32, steal bool) error {
	arg := 0
	if steal {
		arg = 1
	}
	err := unix.IoctlSetInt(int(fd), unix.TIOCSCTTY, arg)
	return explain(err, hintControlling(fd, steal, err))
}

func tcgetwinsize(L *glua.LState, fd int32) (*glua.LTable, error) {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err != nil {
		return nil, explain(err, hintTerminal(fd, err))
	}
	return record(L, count("row", int(size.Row)), count("col", int(size.Col)),
		count("xpixel", int(size.Xpixel)), count("ypixel", int(size.Ypixel))), nil
}

func tcsetwinsize(L *glua.LState, fd int32, t *glua.LTable) error {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err == nil {
		passed(L, "tcsetwinsize", 2).winsize(t, size)
		err = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, size)
		Deliver(L) // of SIGWINCH
	}
	return explain(err, hintTerminal(fd, err))
}

// winsize reads what the table has of a window's size.
func (a argument) winsize(t *glua.LTable, size *unix.Winsize) {
	for name, field := range a.fields(t, "row col xpixel ypixel") {
		value := uint16(field.integer(0, math.MaxUint16))
		switch name {
		case "row":
			size.Row = value
		case "col":
			size.Col = value
		case "xpixel":
			size.Xpixel = value
		case "ypixel":
			size.Ypixel = value
		}
	}
}
