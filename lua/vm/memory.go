package vm

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/bindings/fork"
	"nslua/lua/memory"
)

// waits tells whether attend may have something to do. It is three loads.
func waits() bool { return !fork.Quiet() || memory.Due() }

// attend does what waits to be done between two instructions: the handlers of
// signals, and what is due after a collection.
func (t *thread) attend() {
	if fork.Noted() {
		bindings.Deliver(t.lua())
	}
	if memory.Due() {
		t.forget()
		memory.Attend(t.lua())
	}
}

// Interrupt does what waits to be done between two instructions, for functions in
// Go that work for long.
func Interrupt(L *glua.LState) {
	if waits() {
		of(L).attend()
	}
}

// interrupt does so between two instructions of f. What is open after it, the
// arguments of the call to come, is left alone.
func (t *thread) interrupt(f *Frame, open bool) {
	if !open {
		t.values.top = f.end()
	}
	t.attend()
}

// Collect collects all garbage, clears weak tables of it, and calls finalizers.
func Collect(L *glua.LState) {
	of(L).forget()
	memory.Collect(L)
}

// forget removes what earlier calls have left behind, in the thread and in those
// that have resumed it, which Go would take for values in use.
func (t *thread) forget() {
	bindings.Forget()
	clear(t.values.array[t.values.top:])
	abandoned := t.calls.array[t.calls.sp:]
	for i := range abandoned {
		abandoned[i].Fn = nil
	}
	if t.Parent != nil {
		of(t.Parent).forget()
	}
}

// large is from how many bytes on room is asked for.
const large = 64 << 10

// room raises an error if there is no room for so many bytes more.
func room(bytes int) {
	if !memory.Room(bytes) {
		throw(glua.LString(memory.Exhausted))
	}
}

// crowded tells whether the next element costs the table a large new array.
func (t *table) crowded() bool {
	return len(t.array) == cap(t.array) && len(t.array) >= large/size
}

const size = 16 // of an LValue
