package bindings

import (
	"slices"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// What a prompt needs of signals. It has the terminal in modes of its own, which
// must be put back before a signal ends or stops the process.

// watched are the signals that are noted in place of SIG_DFL while watching.
var (
	watched  []int
	watching bool
)

// Watch has all signals noted that the script leaves at SIG_DFL, so that they
// interrupt ReadByte and do nothing. CHLD is among them only while there is a job
// whose end the user is to be told of: otherwise it happens often and asks for
// nothing. Until Unwatch no Lua may run.
func Watch() {
	waits := slices.ContainsFunc(jobs, func(j *Job) bool { return j.known })
	for sig := 1; sig <= signalRTMax; sig++ {
		if fork.Reserved(sig) || sig == int(unix.SIGCHLD) && !waits || fork.Current(sig) != fork.Default {
			continue
		}
		fork.Signal(sig, fork.Note)
		watched = append(watched, sig)
	}
	fork.WatchFaults(true)
	watching = true
}

// Unwatch puts SIG_DFL back. What has been noted meanwhile waits for Deliver,
// which runs handlers and does SIG_DFL for the rest.
func Unwatch() {
	for _, sig := range watched {
		fork.Signal(sig, fork.Default)
	}
	watched = watched[:0]
	fork.WatchFaults(false)
	watching = false
}

// Unwatched does as Unwatch where Watch is in force, and returns what puts it in
// force again: an editor of lines watches, and one that only reads them does not.
func Unwatched() (again func()) {
	if !watching {
		return func() {}
	}
	Unwatch()
	return Watch
}

// Pending tells whether Deliver has something to do.
func Pending() bool { return fork.Noted() }

// catch has a function called on a signal where the script leaves that at SIG_DFL.
// What was caught so in the parent is SIG_DFL again in a child.
func catch(sig int, handler *glua.LFunction) {
	if fork.Current(sig) == fork.Default {
		fork.Signal(sig, fork.Note)
		install(sig, handler)
	}
	caught[sig] = handler
}

// CatchInterrupt catches SIGINT, and CatchStop SIGTSTP.
func CatchInterrupt(handler *glua.LFunction) { catch(int(unix.SIGINT), handler) }
func CatchStop(handler *glua.LFunction)      { catch(int(unix.SIGTSTP), handler) }

// CatchHangup catches SIGHUP in the first process of a pid namespace, where it would do
// nothing: an evaluation would go on for ever.
func CatchHangup(handler *glua.LFunction) {
	if getpid() == 1 {
		catch(int(unix.SIGHUP), handler)
	}
}

// IsHungUp tells whether the terminal is gone.
func IsHungUp() bool {
	fds := []unix.PollFd{{Fd: terminalIn}}
	n, err := unix.Poll(fds, 0)
	return err == nil && n == 1 && fds[0].Revents&unix.POLLHUP != 0
}

var caught = map[int]*glua.LFunction{}

// release puts SIG_DFL back for what is caught, and what StandAside keeps.
func release() {
	for sig, handler := range caught {
		if handlers[sig] == handler {
			install(sig, nil)
			fork.Signal(sig, fork.Default)
		}
		for _, all := range asides {
			for i := range all {
				if k := &all[i]; k.sig == sig && k.handler == handler {
					k.handler, k.disposition = nil, fork.Disposition{}
				}
			}
		}
	}
	clear(caught)
}

// A keptAction is what is done on a signal that is for another process meanwhile.
type keptAction struct {
	sig         int
	disposition fork.Disposition
	handler     *glua.LFunction
}

// asides are those of StandAside, which may be called within itself.
var asides [][]keptAction

// StandAside has the terminal's signals ignored while they are for another process,
// and returns what puts back what was done on them. A child that is forked meanwhile
// is to call that, too.
func StandAside() (restore func()) { return standAside(nil) }

// standAside has the signals from the keyboard passed to a function, if there is one.
func standAside(pass *glua.LFunction) (restore func()) {
	var all []keptAction
	for _, s := range [...]unix.Signal{unix.SIGINT, unix.SIGQUIT, unix.SIGTSTP, unix.SIGTTIN, unix.SIGTTOU} {
		sig := int(s)
		all = append(all, keptAction{sig, fork.Disposed(sig), handlers[sig]})
		if pass != nil && s != unix.SIGTTIN && s != unix.SIGTTOU {
			install(sig, pass)
			fork.Signal(sig, fork.Note)
		} else {
			fork.Signal(sig, fork.Ignore)
		}
	}
	asides = append(asides, all)
	return func() {
		asides = asides[:len(asides)-1]
		for _, k := range all {
			fork.Signal(k.sig, fork.Ignore)
			fork.Discard(k.sig)
			install(k.sig, k.handler)
			fork.Sigaction(k.sig, k.disposition)
		}
	}
}

// Suspend stops the process group, as Ctrl-Z does in any program, and returns when
// it goes on. The kernel stops none that nobody would have go on: suspended is
// false then, and for the first process of a pid namespace.
func Suspend() (suspended bool) {
	if getpid() == 1 {
		return false
	}
	const resumed = int(unix.SIGCONT)
	if fork.Current(int(unix.SIGTSTP)) != fork.Default { // the script's handler says what happens
		quick(unix.SYS_KILL, 0, uintptr(unix.SIGTSTP), 0, 0, 0, 0)
		return true
	}
	before := fork.Disposed(resumed)
	if before.Action != fork.Note {
		fork.Signal(resumed, fork.Note)
		defer fork.Sigaction(resumed, before)
	}
	fork.Gather()
	quick(unix.SYS_KILL, 0, uintptr(unix.SIGTSTP), 0, 0, 0, 0)
	return fork.Noted()
}

// Continue has all of the process group go on that Ctrl-Z has stopped with this
// process.
func Continue() { quick(unix.SYS_KILL, 0, uintptr(unix.SIGCONT), 0, 0, 0, 0) }

// Refresh has the prompt of the process group that is at the terminal shown anew, as
// after a change of the terminal's size: others do nothing on that signal.
func Refresh() { quick(unix.SYS_KILL, 0, uintptr(unix.SIGWINCH), 0, 0, 0, 0) }

// Nap waits a tenth of a second, or until a signal comes.
func Nap() { nap(&unix.Timespec{Nsec: 1e8}) }
