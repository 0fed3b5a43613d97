package bindings

import (
	"slices"
	"time"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A terminal has one reader at a time, and which of the processes at a prompt that
// is, is their own agreement: a pair of sockets ties each to those that it has
// forked, and the turn passes over it. Nobody is stopped for that: the first
// process of a pid namespace cannot be, and what the kernel does to a reader in
// the background (SIGTTIN) does nothing to it either.
//
// The sockets are the host's own, which no script closes, and close-on-exec: the
// end of file says that the other side has ended or become another program.

// What is said over a tie, one byte each.
const (
	theTurn  = 't' // to a child: the terminal is yours
	atPrompt = 'a' // to the parent: I am at my prompt, and wait for the turn
	back     = 'b' // to the parent: the turn is yours, and I wait at my prompt
	paused   = 'p' // likewise, and I wait in the middle of an evaluation
	heard    = 'h' // to a child: I know that you wait
	revoked  = 'r' // to a child that was stopped: I have the terminal, and not you
	parted   = 'x' // to the parent: I have a terminal of my own
)

var (
	parentTie tie          = -1     // the tie to the prompt that forked this process, or -1
	newTie                 = untied // the parent's and the child's side of the fork under way
	turnLost  bool                  // was given, and has been revoked
	tiedAt    uint64                // the terminal to which the turn is
	jobs      []*Job                // the children of this prompt
	pruneAt   = pruneLeast          // how many of them there are when those that are gone are looked for
)

var untied = [2]tie{-1, -1}

// A tie is this process's side of one, -1 where there is none.
type tie int

// drop closes it.
func (t tie) drop() { fork.Drop(int(t)) }

const pruneLeast = 64

// Tie ties this process, in which there is to be a prompt, to the children that it
// forks from now on. line gives the line that is evaluated.
func Tie(line func() string) {
	tiedAt = terminalAt()
	AtFork(ForkHook{
		Before: beforeTied,
		Parent: func(pid int) {
			newTie[1].drop()
			jobs = append(jobs, &Job{Pid: pid, Line: line(), tie: newTie[0]})
			newTie = untied
		},
		Child: func() {
			for _, j := range jobs { // the parent's: a second copy would hide its end
				j.tie.drop()
			}
			parentTie.drop()
			newTie[0].drop()
			release()
			parentTie, newTie, turnLost = newTie[1], untied, false
			jobs, pruneAt = nil, pruneLeast
		},
	})
}

// beforeTied makes the pair. Where there are no descriptors for one, the child is
// not tied and gets no prompt.
func beforeTied() (undo func()) {
	if len(jobs) >= pruneAt {
		Jobs()
		pruneAt = 2*len(jobs) + pruneLeast
	}
	if own, other, err := keepBoth(socketPair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)); err == nil {
		newTie = [2]tie{tie(own), tie(other)}
	}
	return func() {
		newTie[0].drop()
		newTie[1].drop()
		newTie = untied
	}
}

// say says something. Who has ended does not hear it.
func (t tie) say(message byte) {
	if t >= 0 {
		unix.Send(int(t), []byte{message}, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
	}
}

// hear gives the next thing that was said: 0 where there is nothing
// yet. It is over where the other side is gone.
func (t tie) hear() (message byte, over bool) {
	b := make([]byte, 1)
	for {
		n, _, err := unix.Recvfrom(int(t), b, unix.MSG_DONTWAIT)
		switch {
		case err == unix.EINTR:
		case err == unix.EAGAIN:
			return 0, false
		case err != nil || n == 0: // ECONNRESET: it has not heard all
			return 0, true
		default:
			return b[0], false
		}
	}
}

// GiveBack passes the turn to the parent's prompt, and Pause does so in the middle of
// an evaluation.
func GiveBack() { parentTie.say(back) }
func Pause()    { parentTie.say(paused) }

// Arrive tells the parent's prompt that this process is at its own.
func Arrive() { parentTie.say(atPrompt) }

// Part tells the parent's prompt that this process has a terminal of its own, if so:
// then it is tied no more.
func Part() bool {
	if at := terminalAt(); at == 0 || at == tiedAt {
		return false
	}
	tiedAt = terminalAt()
	parentTie.say(parted)
	parentTie.drop()
	parentTie = -1
	return true
}

// terminalAt is which terminal is standard input, 0 for what is none.
func terminalAt() uint64 {
	var stat unix.Stat_t
	if !IsTerminal(terminalIn) || unix.Fstat(terminalIn, &stat) != nil {
		return 0
	}
	return uint64(stat.Rdev)
}

// HasParent tells whether there is a prompt that has forked this process.
func HasParent() bool { return parentTie >= 0 }

// AwaitTurn waits until the parent's prompt gives the turn; false: it is gone. It is
// called after StandAside. An error of a handler is raised in L. moved tells whether
// a handler has forked and this is the child, whose parent is another. late is called
// where the parent does not hear of this process for a while: it is busy.
func AwaitTurn(L *glua.LState, moved func() bool, late func()) bool {
	patience := time.Second / 2
	for parentTie >= 0 && !moved() {
		switch message, over := parentTie.hear(); {
		case over:
			parentTie.drop()
			parentTie = -1
		case message == theTurn:
			turnLost = false
			return true
		case message == heard:
			patience = -1
		case message == 0:
			switch n, errno := ppollOnce([]unix.PollFd{{Fd: int32(parentTie), Events: unix.POLLIN}}, patience); {
			case errno == unix.EINTR:
				Deliver(L)
			case n == 0:
				patience = -1
				late()
			}
		}
	}
	return false
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
		case message == revoked:
			turnLost = true
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

// AwaitInput waits until there is something to read. EINTR: a signal has come, or a
// child has come to its prompt.
func AwaitInput() error {
	if parentTie < 0 && !slices.ContainsFunc(jobs, (*Job).isTied) {
		return nil // the read waits
	}
	for {
		entries := make([]unix.PollFd, 0, 2+len(jobs))
		entries = append(entries, unix.PollFd{Fd: terminalIn, Events: unix.POLLIN}, unix.PollFd{Fd: int32(parentTie), Events: unix.POLLIN})
		for _, j := range jobs {
			entries = append(entries, unix.PollFd{Fd: int32(j.tie), Events: unix.POLLIN})
		}
		_, errno := ppollOnce(entries, -1)
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
