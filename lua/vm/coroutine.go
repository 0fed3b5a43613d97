package vm

import glua "github.com/yuin/gopher-lua"

// A coroutine is a thread whose loop begins at its first frame. Its calls are
// frames, so it can yield in all of them (pcall, metamethods and iterators
// included) but in those that a function in Go has made: their loops run one
// inside another on Go's stack.

// Create makes a coroutine of a function.
func Create(L *glua.LState, fn *glua.LFunction) *glua.LState {
	t := of(L).another()
	t.values.array[0] = fn
	t.values.top = 1
	return t.lua()
}

// Status is what coroutine.status says, L being the running thread.
func Status(L, thread *glua.LState) string {
	switch t := of(thread); {
	case thread == L:
		return "running"
	case t.resumed:
		return "normal"
	case t.Dead:
		return "dead"
	}
	return "suspended"
}

// Running tells whether L is a coroutine that has been resumed.
func Running(L *glua.LState) bool { return of(L).resumed }

// Resume runs a coroutine, which is given the nargs topmost values of L. They
// are replaced by what it yields or returns, or by the one error.
func Resume(L, coroutine *glua.LState, nargs int) (n int, ok bool) {
	from, t := of(L), of(coroutine)
	refused := ""
	if status := Status(L, coroutine); status != "suspended" {
		refused = "cannot resume " + status + " coroutine"
	} else if t.depth >= maxDepth {
		refused = "C stack overflow"
	}
	if refused != "" {
		from.values.top -= nargs
		L.Push(glua.LString(refused))
		return 1, false
	}
	t.move(from, from.values.top-nargs, nargs)
	from.values.top -= nargs
	next, failure := t.resume(L)
	if next == failed {
		t.Dead = true
		L.Push(errorValue(failure))
		return 1, false
	}
	if next == yielded {
		return from.take(t, t.currentFrame.LocalBase), true
	}
	n = from.take(t, 0)
	t.Dead = true
	t.values.array, t.calls.array = nil, nil // nothing refers to them any more
	return n, true
}

// take pushes all values of another thread from a place on. What stands above it
// there, left behind by calls, would not be collected while the thread waits.
func (t *thread) take(from *thread, first int) int {
	n := from.values.top - first
	t.move(from, first, n)
	from.values.top = first
	left := from.values.array[first:]
	clear(left[:min(len(left), 256)])
	return n
}

// move pushes n values of another thread.
func (t *thread) move(from *thread, first, n int) {
	t.ensure(t.values.top + n + spare)
	copy(t.values.array[t.values.top:], from.values.array[first:first+n])
	t.values.top += n
}

func (t *thread) resume(L *glua.LState) (next action, failure any) {
	next = failed
	t.resumed, t.Parent, t.G.CurrentThread = true, L, t.lua()
	defer func() {
		t.resumed, t.Parent, t.G.CurrentThread = false, nil, L
		if next == failed {
			failure = recover()
		}
	}()
	return t.run(0), nil
}

// Yield is coroutine.yield: what it returns has the loop leave the coroutine,
// and what that is resumed with are the results.
func Yield(L *glua.LState) int {
	if t := of(L); !t.resumed || t.loops != 1 {
		t.raise("attempt to yield across metamethod/C-call boundary")
	}
	return yielding
}
