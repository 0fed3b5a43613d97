// Package memory keeps what a script uses below a ceiling, and tells it what has
// become of what it has dropped: weak tables and finalizers.
//
// Go cannot recover from being out of memory, and the kernel ends a process that
// takes more than its cgroup has: so a script is told "not enough memory" before
// either. What is about to make something large asks Room. What grows by small
// steps is noticed after one of Go's collections: Due answers true then, and
// the interpreter calls Attend between two instructions.
package memory

import (
	"math"
	"runtime"
	"runtime/debug"

	glua "github.com/yuin/gopher-lua"
)

// Exhausted is the error's text, which has no position, as in C Lua.
const Exhausted = "not enough memory"

// large is from what size on Room looks: it costs a microsecond, which is little
// beside the filling of so much.
const large = 64 << 10

var (
	ceiling int64 // how many bytes the process may take, 0 before it is known
	fixed   bool  // by Limit
	growth  int64 // from how many bytes in use on Default is asked again
)

// Default finds the ceiling where Limit has not been called. It is first asked
// when it matters, since most scripts end before, and again as more is used: the
// process may have entered another cgroup.
var Default func() int64

// Limit sets the ceiling.
func Limit(bytes int64) {
	fixed = true
	set(bytes)
}

// set has Go collect more often as the ceiling comes near.
func set(bytes int64) {
	if bytes != ceiling {
		ceiling = bytes
		debug.SetMemoryLimit(bytes)
	}
}

// limit is the ceiling when so much is used.
func limit(used int64) int64 {
	if !fixed && used >= growth {
		set(Default())
		growth = used + used/4
	}
	return ceiling
}

// Room tells whether there is room for so many bytes more. It is to be asked
// before a string, a buffer or the array of a table is made or grown whose size
// a script has a say in; where the answer is no, Raise (in package lua call.room
// does both). What is small is answered at once.
func Room(bytes int) bool { return bytes < large || fits(int64(bytes)) }

// Product tells whether there is room for n things of so many bytes.
func Product(n, size int) bool {
	return n <= 0 || size <= 0 || n <= math.MaxInt/size && Room(n*size)
}

// Raise raises that there is no room.
func Raise(L *glua.LState) { L.Error(glua.LString(Exhausted), 0) }

func fits(bytes int64) bool {
	used := usage().used
	most := limit(used) - bytes
	if used <= most {
		return true
	}
	if most < 0 {
		return false
	}
	runtime.GC()
	return usage().used <= most
}
