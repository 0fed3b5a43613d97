package bindings

import (
	"nslua/bindings/fork"

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
	passedOn = 'o' // to the parent: I stand behind a child of mine
	again    = 'i' // to the parent: and do so no more
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

// PassOn tells the parent's prompt that this process stands behind a child of its
// own, or does so no more.
func PassOn(on bool) {
	if on {
		parentTie.say(passedOn)
	} else {
		parentTie.say(again)
	}
}

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
