package lua

import (
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// maxNesting is how many coroutines may have resumed one another, as in C Lua
// (LUAI_MAXCCALLS). Each takes a piece of Go's stack, and Go cannot recover from
// being out of that.
const maxNesting = 200

// coroutines are gopher-lua's, kept from what crashes it.
type coroutines struct {
	create, resume glua.LGFunction // gopher-lua's
	body           *glua.LFunction // bodySource, once used
	running        []*glua.LState  // from the outermost inwards
}

// bodySource makes the function at the bottom of a coroutine. It must be one in
// Lua, and must not end by calling another: gopher-lua loses a coroutine that
// yields there.
const bodySource = `
local function pass(...) return ... end
local f = ...
return function(...) return pass(f(...)) end`

func (s *State) openCoroutine() {
	library := s.library("coroutine")
	function := func(name string) glua.LGFunction {
		return library.RawGetString(name).(*glua.LFunction).GFunction
	}
	c := &coroutines{create: function("create"), resume: function("resume")}
	s.set(library, map[string]glua.LGFunction{
		"create": c.coCreate,
		"resume": c.coResume,
		"status": c.status,
		"wrap":   c.wrap,
		"yield":  yield,
	})
}

func (c *coroutines) coCreate(L *glua.LState) int {
	f := L.CheckFunction(1)
	if c.body == nil {
		body, err := load(L, bodySource, "=coroutine")
		if err != nil {
			panic(err)
		}
		c.body = body
	}
	L.SetTop(0)
	L.Push(c.body)
	L.Push(f)
	L.Call(1, 1)
	return c.create(L)
}

// coResume refuses what is not suspended, and makes up for values that the
// waiting yield is to give and the caller has not.
func (c *coroutines) coResume(L *glua.LState) int {
	thread := L.CheckThread(1)
	refused := ""
	if state := c.stateOf(L, thread); state != "suspended" {
		refused = "cannot resume " + state + " coroutine"
	} else if len(c.running) == maxNesting {
		refused = "C stack overflow"
	}
	if refused != "" {
		L.Push(glua.LFalse)
		L.Push(glua.LString(refused))
		return 2
	}
	for given := L.GetTop() - 1; given < bindings.Innermost(thread).Results(); given++ {
		L.Push(glua.LNil)
	}
	defer func(n int) { c.running = c.running[:n] }(len(c.running))
	c.running = append(c.running, thread)
	return c.resume(L)
}

// stateOf is what coroutine.status says.
func (c *coroutines) stateOf(L, thread *glua.LState) string {
	switch {
	case thread.Dead:
		return "dead"
	case thread == L:
		return "running"
	case slices.Contains(c.running, thread):
		return "normal"
	}
	return "suspended"
}

func (c *coroutines) status(L *glua.LState) int {
	L.Push(glua.LString(c.stateOf(L, L.CheckThread(1))))
	return 1
}

// wrap is made of create and resume, because after an error gopher-lua's own
// leaves the failed coroutine as the current one.
func (c *coroutines) wrap(L *glua.LState) int {
	c.coCreate(L)
	thread := L.Get(-1)
	L.Push(L.NewFunction(func(L *glua.LState) int {
		L.Insert(thread, 1)
		n := c.coResume(L)
		if L.ToBool(-n) {
			return n - 1
		}
		L.Error(L.Get(-1), 0)
		return 0
	}))
	return 1
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
