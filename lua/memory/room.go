// Package memory keeps what a script uses below a ceiling. Go cannot recover
// from being out of memory, and the kernel ends a process that takes more than
// its cgroup has: so a script is told "not enough memory" before either.
//
// There are two means. What is about to make something large asks Room. What
// grows by small steps is noticed after each of Go's collections: Due is set
// then, and the interpreter calls Attend between two instructions.
package memory

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Exhausted is the error's text, which has no position, as in C Lua.
const Exhausted = "not enough memory"

// large is from what size on Room looks: it costs a microsecond, which is little
// beside the filling of so much.
const large = 64 << 10

// ceiling is how many bytes the process may take; Limit sets it.
var ceiling int64 = 2 << 30

// Limit sets the ceiling. Go collects more often as it comes near.
func Limit(bytes int64) {
	ceiling = bytes
	debug.SetMemoryLimit(bytes)
}

// Room tells whether there is room for so many bytes more. It is to be asked
// before a string, a buffer or the array of a table is made or grown whose size
// a script has a say in; where the answer is no, raise Exhausted (in package
// lua: call.room does both). What is small is answered at once.
func Room(bytes int) bool { return bytes < large || fits(int64(bytes)) }

// Product tells whether there is room for n times size bytes, whatever they are.
func Product(n, size int) bool {
	return n <= 0 || size <= 0 || n <= math.MaxInt/size && Room(n*size)
}

func fits(bytes int64) bool {
	if bytes > ceiling {
		return false
	}
	if used()+bytes <= ceiling {
		return true
	}
	runtime.GC()
	return used()+bytes <= ceiling
}

var usage = []metrics.Sample{
	{Name: "/memory/classes/total:bytes"},
	{Name: "/memory/classes/heap/released:bytes"},
	{Name: "/memory/classes/heap/free:bytes"},
}

// used is how much the process takes, what Go has free for later apart.
func used() int64 {
	metrics.Read(usage)
	return int64(usage[0].Value.Uint64() - usage[1].Value.Uint64() - usage[2].Value.Uint64())
}
