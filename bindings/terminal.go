package bindings

import (
	"io"
	"slices"
	"time"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// A Terminal is where a prompt stands: standard input and output. Its methods
// are for the prompt alone, which calls them on the main thread while no Lua
// runs.
type Terminal struct {
	cooked unix.Termios
	raw    unix.Termios
	known  bool // both are
}

// What a prompt reads from and writes to.
const (
	terminalIn  = 0
	terminalOut = 1
)

// IsTerminal is isatty(3).
func IsTerminal(fd int) bool {
	_, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	return err == nil
}

// IsRaw tells whether somebody reads each key from a terminal, as a line editor does.
func IsRaw(fd int) bool {
	modes, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	return err == nil && modes.Lflag&unix.ICANON == 0
}

// Raw keeps the modes that it finds for Cooked, and has every key come in at
// once and none make a signal or an echo. Newlines are kept in both directions,
// so that what was typed ahead, and what others print, looks the same. EINTR: a
// signal came, which is SIGTTOU where the terminal is not ours, or TurnLost.
func (t *Terminal) Raw() error {
	if TurnLost() {
		return unix.EINTR
	}
	modes, err := unix.IoctlGetTermios(terminalIn, unix.TCGETS)
	if err != nil {
		return err
	}
	raw := *modes
	rawModes(&raw)
	raw.Iflag |= modes.Iflag & unix.ICRNL
	raw.Oflag, raw.Cflag = modes.Oflag, modes.Cflag
	if err := unix.IoctlSetTermios(terminalIn, unix.TCSETSW, &raw); err != nil {
		return t.refused(err)
	}
	if !t.known || *modes != raw { // else another prompt has left them, and they are nobody's own
		t.cooked = *modes
	}
	t.raw, t.known = raw, true
	return nil
}

// refused is EINTR where a process in the background is not served: one that nobody
// would have go on the kernel does not stop, and tells EIO, as if the terminal were
// gone.
func (t *Terminal) refused(err error) error {
	if err == unix.EIO && !t.Ours() {
		return unix.EINTR
	}
	return err
}

// Cooked puts the modes back that Raw has found last. A terminal that is in the
// hands of another process group, or another prompt, is left to that.
func (t *Terminal) Cooked() {
	for t.known && t.Ours() && !TurnLost() {
		if unix.IoctlSetTermios(terminalIn, unix.TCSETSW, &t.cooked) != unix.EINTR {
			return
		}
	}
}

// Abandon does as Cooked if the modes are still those that Raw has set, and not what
// somebody else has made of them.
func (t *Terminal) Abandon() {
	if modes, err := unix.IoctlGetTermios(terminalIn, unix.TCGETS); err == nil && *modes == t.raw {
		t.Cooked()
	}
}

// Reclaim does as Cooked after a child has had the terminal, and takes it back
// from a process group that the child has left behind in the foreground. A group
// of an outer pid namespace has no number here by which it could have the
// terminal: then this process leads a new one.
func (t *Terminal) Reclaim() {
	if !t.Ours() {
		if unix.Getpgrp() == 0 {
			unix.Setpgid(0, 0)
		}
		t.setForeground(unix.Getpgrp())
	}
	t.Cooked()
}

// setForeground is tcsetpgrp(3) of a process that may be in the background.
func (t *Terminal) setForeground(group int) {
	old, _ := fork.Signal(int(unix.SIGTTOU), fork.Ignore)
	unix.IoctlSetPointerInt(terminalIn, unix.TIOCSPGRP, group)
	fork.Signal(int(unix.SIGTTOU), old)
}

// heldBy tells whether the terminal's foreground is a process's group, or one of
// which nobody is left.
func (t *Terminal) heldBy(pid int) bool {
	group, err := tcgetpgrp(terminalIn)
	if err != nil || group <= 1 {
		return false
	}
	theirs, err := unix.Getpgid(pid)
	return err == nil && group == theirs || unix.Kill(-group, 0) == unix.ESRCH
}

// Recover takes the terminal back from a process group of which nobody is left, as
// a shell does that has lent it, and takes it from the parent's, for a child that has
// the turn and has left that. (Group 1 asked in this way is everybody.)
func (t *Terminal) Recover() {
	group, err := tcgetpgrp(terminalIn)
	if err == nil && (group > 1 && unix.Kill(-group, 0) == unix.ESRCH || group != unix.Getpgrp() && ofParent(group)) {
		t.Reclaim()
	}
}

// RecoverFromJob takes it back from a process group whose leader is a job that has
// ended and was not waited for.
func (t *Terminal) RecoverFromJob() {
	group, err := tcgetpgrp(terminalIn)
	if err == nil && slices.ContainsFunc(jobs, func(j *Job) bool { return j.Pid == group && j.State() == "ended" }) {
		t.Reclaim()
	}
}

// ofParent tells whether a process group is that of the prompt which has given this
// process the turn: 0 if it is out of this pid namespace.
func ofParent(group int) bool {
	if parentTie < 0 {
		return false
	}
	theirs, parent := 0, getppid()
	if parent != 0 {
		theirs, _ = unix.Getpgid(parent)
	}
	return group == theirs
}

// Ours tells whether this process group is the terminal's foreground.
func (t *Terminal) Ours() bool {
	group, err := tcgetpgrp(terminalIn)
	return err != nil || group == unix.Getpgrp()
}

// Size is in characters, 0 where the terminal does not tell.
func (t *Terminal) Size() (columns, rows int) {
	size, err := unix.IoctlGetWinsize(terminalOut, unix.TIOCGWINSZ)
	if err != nil {
		return 0, 0
	}
	return int(size.Col), int(size.Row)
}

// Width is in columns, 0 where the terminal does not tell.
func (t *Terminal) Width() int {
	columns, _ := t.Size()
	return columns
}

// Ready tells whether ReadByte need not wait, or not for longer than a terminal
// takes between the bytes of one key.
func (t *Terminal) Ready(within time.Duration) bool {
	fds := []unix.PollFd{{Fd: terminalIn, Events: unix.POLLIN}}
	n, err := unix.Poll(fds, int(within/time.Millisecond))
	return err == nil && n == 1
}

// ReadByte waits for one byte, because what follows it may be for a child or for
// a program that is run. EINTR: signals have come, for Deliver, or a child has come
// to its prompt, for News; io.EOF: the terminal is gone.
func (t *Terminal) ReadByte() (byte, error) {
	if err := AwaitInput(); err != nil {
		return 0, err
	}
	b := make([]byte, 1)
	n, err := readOnce(terminalIn, b)
	if err != nil {
		err = t.refused(err)
	}
	switch {
	case err == unix.EAGAIN: // another program has left it non-blocking
		unix.SetNonblock(terminalIn, false)
		return t.ReadByte()
	case err == unix.EIO || err == nil && n == 0:
		return 0, io.EOF
	}
	return b[0], err
}

// Write writes all of it, unless the terminal comes into the hands of another process
// group: then a signal, SIGTTOU, could interrupt it again and again.
func (t *Terminal) Write(b []byte) (int, error) {
	written := 0
	for written < len(b) {
		n, err := unix.Write(terminalOut, b[written:])
		switch {
		case err == nil, err == unix.EINTR && t.Ours():
		case err == unix.EAGAIN: // another program has left it non-blocking
			unix.SetNonblock(terminalOut, false)
		default:
			return written, err
		}
		written += max(n, 0)
	}
	return written, nil
}

// Interrupted tells whether err is EINTR.
func Interrupted(err error) bool { return errnoOf(err) == unix.EINTR }
