package bindings

import (
	"strconv"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const (
	ptyOptions = "winsize: the size of its window, as tcsetwinsize takes it; termios: its modes, as tcsetattr takes them"
	ptyErrs    = "ENOENT: no /dev/ptmx; EACCES: not permitted; ENODEV: no devpts beside ptmx; ENOSPC: a limit on pseudoterminals is reached; EMFILE: too many open descriptors"
	notMaster  = "ENOTTY: not a pseudoterminal's master; EBADF: not open"
)

var ptyRows = []Row{
	{
		Name: "openpty", Sig: "(options?: table) -> master: descriptor, slave: descriptor, name: path", Man: "openpty(3)",
		Doc: "Makes a pseudoterminal: what is written to the master is typed at the terminal, the slave, and what is written there is read from the master. " +
			"Returns both, close-on-exec, and the slave's path in the devpts that it is of. The slave needs no path to be opened, so the two go on in " +
			"another mount namespace, where there may be another devpts. options is a table of what is listed below.",
		Items: ptyOptions,
		Since: "4.13",
		Errs:  ptyErrs,
		Example: "> m, s, name = openpty {winsize = {row = 24, col = 80}}\n> print(isatty(s), name)\ntrue\t/dev/pts/...\n" +
			"> write(m, \"typed\\n\")\n6\n> read(s, 100)\ntyped\n",
		Impl: openpty,
	},
	{
		Name: "forkpty", Sig: "(options?: table) -> pid: integer, master?: descriptor, name?: path", Man: "forkpty(3)",
		Doc: "Makes a child as fork does, that leads a session of its own on a new pseudoterminal, which is its descriptors 0, 1 and 2. " +
			"Returns the child's pid, the master and the slave's path, and 0 in the child. When the child and its children have ended, " +
			"read of the master is refused with EIO; when the master is closed, the child gets SIGHUP. options is a table of what is listed below.",
		Items:   ptyOptions,
		Since:   "4.13",
		Errs:    ptyErrs + "; EAGAIN: a limit on the number of processes is reached; ENOMEM: the pid namespace for children has lost its first process",
		Example: "> p, m = forkpty()\n> if p == 0 then execvp(\"tty\", {}) end\n> read(m, 100):match(\"%S+\")\n/dev/pts/...\n> print(select(2, waitpid(p)))\nexited\t0\ttable: ...",
		Impl:    forkpty,
	},
	{
		Name: "login_tty", Sig: "(fd: descriptor) -> 0", Man: "login_tty(3)",
		Doc: "Makes a terminal this process's own: it leads a new session, whose controlling terminal fd is, and fd becomes its descriptors 0, 1 and 2, " +
			"which stay open across exec; fd itself is closed. It is for a child, after fork.",
		Errs: "EPERM: this process leads a process group and cannot lead a new session, or the terminal is another session's; " + notTerminal,
		Example: "> m, s = openpty()\n> p = fork() if p == 0 then login_tty(s) execvp(\"tty\", {}) end\n> close(s)\n0\n" +
			"> read(m, 100):match(\"%S+\")\n/dev/pts/...\n> print(select(2, waitpid(p)))\nexited\t0\ttable: ...",
		Impl: loginTTY,
	},
	{
		Name: "posix_openpt", Sig: "(flags?: open_flags = O_RDWR) -> descriptor", Man: "posix_openpt(3)",
		Doc: "Opens the master of a new pseudoterminal, close-on-exec, from /dev/ptmx or, where there is none, /dev/pts/ptmx. " +
			"Its slave can be opened after unlockpt. That of a devpts elsewhere: open(\"DIR/ptmx\", O_RDWR).",
		Errs:    ptyErrs,
		Example: "> m = posix_openpt()\n> unlockpt(m)\n0\n> isatty(open(ptsname(m), O_RDWR + O_NOCTTY))\ntrue",
		Impl:    posixOpenpt,
	},
	{
		Name: "grantpt", Sig: "(fd: descriptor) -> 0", Man: "grantpt(3)",
		Doc:     "Makes the slave of a master belong to this process's user. It does already: devpts has made it so.",
		Errs:    notMaster,
		Example: "> grantpt(posix_openpt())\n0",
		Impl: func(fd int32) error {
			_, err := ptsname(fd)
			return err
		},
	},
	{
		Name: "unlockpt", Sig: "(fd: descriptor) -> 0", Man: "unlockpt(3)",
		Doc:     "Lets the slave of a master be opened.",
		Errs:    notMaster,
		Example: "> m = posix_openpt()\n> print((select(3, tiocgptpeer(m))) == EIO)\ntrue\n> unlockpt(m)\n0\n> isatty(tiocgptpeer(m))\ntrue",
		Impl:    unlockpt,
	},
	{
		Name: "ptsname", Sig: "(fd: descriptor) -> path", Man: "ptsname(3)",
		Doc:     "Returns the path of a master's slave, in the devpts that it is of. In another mount namespace the path may be another's; tiocgptpeer needs none.",
		Errs:    notMaster,
		Example: "> ptsname(posix_openpt())\n/dev/pts/...",
		Impl:    ptsname,
	},
	{
		Name: "tiocgptpeer", Sig: "(fd: descriptor, flags?: open_flags = O_RDWR) -> descriptor", Man: "TIOCGPTPEER(2const)",
		Doc:   "Opens the slave of a master, close-on-exec, in whatever devpts it is. It does not become the controlling terminal; tiocsctty makes it that.",
		Since: "4.13", Errs: notMaster + "; EIO: still locked, see unlockpt; EMFILE: too many open descriptors",
		Example: "> m = posix_openpt() unlockpt(m)\n> s = tiocgptpeer(m)\n> ttyname(s) == ptsname(m)\ntrue",
		Impl:    tiocgptpeer,
	},
}

func posixOpenpt(L *glua.LState, flags uintptr) (int, error) {
	fd, err := here("/dev/ptmx").openat(L, flags|unix.O_NOCTTY, 0)
	if err == unix.ENOENT {
		fd, err = here("/dev/pts/ptmx").openat(L, flags|unix.O_NOCTTY, 0)
	}
	return fd, explain(err, hintPtmx(err))
}

func unlockpt(fd int32) error {
	err := unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0)
	return explain(err, hintMaster(fd, err))
}

func ptsname(fd int32) (string, error) {
	n, err := unix.IoctlGetInt(int(fd), unix.TIOCGPTN)
	return "/dev/pts/" + strconv.Itoa(n), explain(err, hintMaster(fd, err))
}

func tiocgptpeer(fd int32, flags uintptr) (int, error) {
	slave, err := quick(unix.SYS_IOCTL, uintptr(fd), unix.TIOCGPTPEER, flags|unix.O_NOCTTY|unix.O_CLOEXEC, 0, 0, 0)
	return int(slave), explain(err, hintMaster(fd, err))
}

// A ptyPair is a pseudoterminal with both ends open.
type ptyPair struct {
	master, slave int32
	name          string
}

func openpty(L *glua.LState, options *glua.LTable) (master, slave int32, name string, err error) {
	pair, err := passed(L, "openpty", 1).pty(options)
	return pair.master, pair.slave, pair.name, err
}

// pty makes one as the options want it, which are read first.
func (a argument) pty(options *glua.LTable) (pair ptyPair, err error) {
	var size unix.Winsize
	var modes *glua.LTable
	if options != nil {
		for name, option := range a.fields(options, "winsize termios") {
			switch name {
			case "winsize":
				option.winsize(option.table(), &size)
			case "termios":
				modes = option.table()
				option.termios(modes, new(unix.Termios))
			}
		}
	}
	master, err := posixOpenpt(a.L, unix.O_RDWR)
	if err != nil {
		return pair, err
	}
	pair.master = int32(master)
	if err = pair.open(); err == nil {
		err = pair.prepare(a.L, size, modes)
	}
	if err != nil {
		Close(master)
	}
	return pair, err
}

// open opens the slave, after the master.
func (pair *ptyPair) open() error {
	if err := unlockpt(pair.master); err != nil {
		return err
	}
	name, err := ptsname(pair.master)
	if err != nil {
		return err
	}
	slave, err := tiocgptpeer(pair.master, unix.O_RDWR)
	pair.slave, pair.name = int32(slave), name
	return err
}

func (pair *ptyPair) prepare(L *glua.LState, size unix.Winsize, modes *glua.LTable) error {
	err := unix.IoctlSetWinsize(int(pair.slave), unix.TIOCSWINSZ, &size)
	if err == nil && modes != nil {
		err = tcsetattr(L, pair.slave, 0, modes)
	}
	if err != nil {
		Close(int(pair.slave))
	}
	return err
}

func forkpty(L *glua.LState, options *glua.LTable) ([]glua.LValue, error) {
	pair, err := passed(L, "forkpty", 1).pty(options)
	if err != nil {
		return nil, err
	}
	pid, err := forkProcess(L)
	switch {
	case err != nil:
		Close(int(pair.master))
		Close(int(pair.slave))
		return nil, err
	case pid == 0:
		Close(int(pair.master))
		if err := loginTTY(L, pair.slave); err != nil {
			exitGroup(1) // as in C: nobody here could tell it from fork's
		}
		return []glua.LValue{glua.LNumber(0)}, nil
	}
	Close(int(pair.slave))
	return []glua.LValue{glua.LNumber(pid), glua.LNumber(pair.master), glua.LString(pair.name)}, nil
}

// loginTTY leads a session already where setsid is refused and tiocsctty is not.
func loginTTY(L *glua.LState, fd int32) error {
	Flush()
	sessionCall(unix.SYS_SETSID, 0, 0)
	if err := tiocsctty(fd, false); err != nil {
		return err
	}
	for standard := int32(0); standard <= 2; standard++ {
		if standard == fd { // close-on-exec from its opening
			if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, 0); err != nil {
				return err
			}
		} else if _, err := dup2(fd, standard); err != nil {
			return err
		}
	}
	if fd > 2 {
		return Close(int(fd))
	}
	return nil
}
