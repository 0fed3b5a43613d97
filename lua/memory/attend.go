package memory

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"

	glua "github.com/yuin/gopher-lua"
)

// due says that Go has collected since Attend was last called, or that Attend
// has not been able to do all that it should.
var due atomic.Bool

// Due tells whether Attend is to be called: one load.
func Due() bool { return due.Load() }

// A sentinel is garbage from the start: its finalizer runs after each collection.
type sentinel struct{ _ *sentinel }

// Watch begins to notice Go's collections.
func Watch() {
	runtime.SetFinalizer(new(sentinel), func(*sentinel) {
		due.Store(true)
		Watch()
	})
}

// stopped tells that a script has stopped the collector.
var stopped bool

// Pace sets by how many percent of what is in use the heap grows before Go
// collects; less than 0 stops it, but for where the ceiling is near.
func Pace(percent int) {
	stopped = percent < 0
	debug.SetGCPercent(percent)
}

// swept is how things stood when weak tables were last cleared. It takes a
// collection of its own, so there is one only where about as much has been
// allocated since as was left then: as often as Go collects by itself, unless
// memory is scarce.
var swept account

// Attend does what a collection of Go's makes possible: it raises an error where
// the ceiling is reached, clears weak tables, and calls finalizers.
func Attend(L *glua.LState) {
	due.Store(false)
	now := usage()
	guard(L, now)
	if stopped {
		return
	}
	if len(weakTables) > 0 && now.allocated-swept.allocated >= swept.live {
		sweep()
	}
	if !finalizing { // as in C Lua: one at a time
		finalize(L)
	}
}

// told is how much was live when the script was last told that memory is scarce.
var told int64

// guard raises an error when nearly all is in use: once, and then again for what
// comes to it, so that a script that catches the error can put things in order.
// One that does not is told at every check once all is in use.
func guard(L *glua.LState, now account) {
	ceiling := limit(now.used)
	nearly, step := ceiling-ceiling/8, ceiling/32
	if now.used > ceiling {
		sweep()
		if now = usage(); now.used > ceiling {
			due.Store(true)
			told = now.live
			Raise(L)
		}
	}
	inUse := func() int64 { return now.live + now.used - now.objects }
	if inUse() <= nearly {
		told = 0
		return
	}
	if now.live <= told+step {
		return
	}
	sweep() // what died while Go collected counts as live
	if now = usage(); inUse() > nearly {
		told = now.live
		Raise(L)
	}
}
