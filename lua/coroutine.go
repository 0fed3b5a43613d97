package lua

import (
	glua "github.com/yuin/gopher-lua"
)

// maxNesting is how many coroutines may have resumed one another, as in C Lua
// (LUAI_MAXCCALLS). Each takes a piece of Go's stack, and Go cannot recover from
// being out of that.
const maxNesting = 200

func (s *State) openCoroutine() {
	library := s.library("coroutine")
	create := library.RawGetString("create").(*glua.LFunction).GFunction
	plain := library.RawGetString("resume").(*glua.LFunction).GFunction
	nesting := 0
	resume := func(L *glua.LState) int {
		if nesting == maxNesting {
			L.Push(glua.LFalse)
			L.Push(glua.LString("C stack overflow"))
			return 2
		}
		nesting++
		defer func() { nesting-- }()
		return plain(L)
	}
	s.set(library, map[string]glua.LGFunction{
		"resume": resume,
		"wrap":   func(L *glua.LState) int { return wrap(L, create, resume) },
		"yield":  yield,
	})
}

// yield refuses where C Lua 5.1 refuses. gopher-lua would unwind only the
// innermost of the interpreter loops that run inside one another there, and
// crash.
func yield(L *glua.LState) int {
	if L.Parent == nil {
		L.RaiseError("attempt to yield from outside a coroutine")
	}
	if nested(L) {
		L.RaiseError("attempt to yield across metamethod/C-call boundary")
	}
	return -1 // what gopher-lua takes for a yield
}

// wrap is coroutine.wrap by create and resume: gopher-lua's own leaves a
// coroutine that failed as the current one.
func wrap(L *glua.LState, create, resume glua.LGFunction) int {
	create(L)
	thread := L.Get(-1)
	L.Push(L.NewFunction(func(L *glua.LState) int {
		L.Insert(thread, 1)
		n := resume(L)
		if L.ToBool(-n) {
			return n - 1
		}
		L.Error(L.Get(-1), 0)
		return 0
	}))
	return 1
}
