package bindings

import (
	"slices"
	"time"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// AwaitTurn waits until the parent's prompt gives the turn; false: it is gone. It is
// called after StandAside. An error of a handler is raised in L. moved tells whether
// a handler has forked and this is the child, whose parent is another. late is called
// where the parent does not hear of this process for a while: it is busy. known tells
// whether it has heard, and told its user.
func AwaitTurn(L *glua.LState, moved func() bool, late func()) (turn, known bool) {
	patience := time.Second / 2
	for parentTie >= 0 && !moved() {
		switch message, over := parentTie.hear(); {
		case over:
			parentTie.drop()
			parentTie = -1
		case message == theTurn:
			turnLost = false
			return true, known
		case message == heard:
			patience, known = -1, true
		case message == 0:
			switch n, errno := pollIn([]unix.PollFd{{Fd: int32(parentTie), Events: unix.POLLIN}}, patience); {
			case errno == unix.EINTR:
				Deliver(L)
			case n == 0:
				patience = -1
				late()
			}
		}
	}
	return false, known
}

// Orphaned is called where this process has the turn and the prompt that gave it
// is gone: it does not return. Whoever is at the terminal now has put it in order.
var Orphaned = func() { exitGroup(1) }

// Dispossessed is called where this process has waited for a key and lost the turn,
// and returns when it has it again.
var Dispossessed = func() {}

// TurnLost tells whether the turn was revoked: this process was stopped while it had
// that, and something other than fg has made it go on.
func TurnLost() bool {
	lost, _ := news()
	return lost
}

// news hears all that the parent's prompt has said, and whether it is gone.
func news() (lost, gone bool) {
	for parentTie >= 0 {
		message, over := parentTie.hear()
		switch {
		case over:
			return turnLost, true
		case message == 0:
			return turnLost, false
		case message == revoked, message == theTurn:
			turnLost = message == revoked
		}
	}
	return false, false
}

// orphan looks whether that is gone.
func orphan() {
	if _, gone := news(); gone {
		Orphaned()
	}
}

// AwaitInput waits until there is something to read. EINTR: a signal has come, or
// there is News of a job.
func AwaitInput() error {
	for _, j := range jobs {
		if _, ended := j.endUntold(); ended {
			return unix.EINTR
		}
	}
	if parentTie < 0 && !slices.ContainsFunc(jobs, (*Job).isTied) {
		return nil // the read waits
	}
	for {
		entries := make([]unix.PollFd, 0, 2+len(jobs))
		entries = append(entries, unix.PollFd{Fd: terminalIn, Events: unix.POLLIN}, unix.PollFd{Fd: int32(parentTie), Events: unix.POLLIN})
		for _, j := range jobs {
			entries = append(entries, unix.PollFd{Fd: int32(j.tie), Events: unix.POLLIN})
		}
		_, errno := pollIn(entries, -1)
		switch lost, gone := news(); {
		case gone:
			Orphaned()
		case lost:
			Dispossessed()
			return unix.EINTR
		case errno != 0:
			return errno
		}
		for i, j := range jobs {
			if entries[2+i].Revents != 0 && j.listen() {
				return unix.EINTR
			}
		}
		if entries[0].Revents != 0 {
			return nil
		}
	}
}

// HasTurn tells whether Lua may read from the terminal, and Yield is called before it
// does so while somebody types at the prompt of another process: it returns with the
// turn.
var (
	HasTurn = func() bool { return true }
	Yield   = func() {}
)

// awaitKeys is called before a read. In a child without the turn it waits until there
// is something to read, and if that was typed at a prompt, which has the terminal raw,
// until there is the turn. A parent that waits for its child at no prompt leaves it the
// terminal, as in C. It tells whether a signal has come.
func awaitKeys(fd int) (interrupted bool) {
	if fd != terminalIn || parentTie < 0 || HasTurn() || !IsTerminal(fd) {
		return false
	}
	entries := []unix.PollFd{{Fd: terminalIn, Events: unix.POLLIN}}
	for {
		if _, errno := ppollOnce(entries, -1); errno != 0 {
			return errno == unix.EINTR
		}
		if IsRaw(fd) {
			Yield()
			return false
		}
		if n, errno := ppollOnce(entries, 0); n > 0 || errno != 0 { // else it was the prompt's, which has it
			return errno == unix.EINTR
		}
	}
}
