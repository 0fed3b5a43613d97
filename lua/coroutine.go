package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

func (s *State) openCoroutine() {
	s.install(s.library("coroutine"), functions{
		"create":  createCoroutine,
		"resume":  s.resume,
		"running": running,
		"status":  status,
		"wrap":    s.wrap,
		"yield":   func(c call) int { return vm.Yield(c.LState) },
	})
}

// body is argument 1 of create and wrap: C Lua wants a function in Lua.
func (c call) body() *glua.LFunction {
	fn, ok := c.Get(1).(*glua.LFunction)
	if !ok || fn.IsG {
		c.bad(1, "Lua function expected")
	}
	return fn
}

// coroutine is argument n.
func (c call) coroutine(n int) *glua.LState {
	thread, ok := c.Get(n).(*glua.LState)
	if !ok {
		c.bad(n, "coroutine expected")
	}
	return thread
}

func createCoroutine(c call) int { return c.give(vm.Create(c.LState, c.body())) }

func (s *State) resume(c call) int {
	coroutine := c.coroutine(1)
	n, ok := vm.Resume(c.LState, coroutine, c.GetTop()-1)
	if !ok {
		s.failures.note(failure{c.Get(-1), c.Get(-1), coroutine, c.LState})
	}
	c.Insert(glua.LBool(ok), c.GetTop()-n+1)
	return n + 1
}

func running(c call) int {
	if !vm.Running(c.LState) {
		return c.give(glua.LNil)
	}
	return c.give(c.LState)
}

func status(c call) int {
	return c.give(glua.LString(vm.Status(c.LState, c.coroutine(1))))
}

// wrap raises what resume would return; a message is given the position of the
// call.
func (s *State) wrap(c call) int {
	coroutine := vm.Create(c.LState, c.body())
	return c.give(s.function("wrap", func(c call) int {
		n, ok := vm.Resume(c.LState, coroutine, c.GetTop())
		if ok {
			return n
		}
		within := c.Get(-1)
		value := within
		if text, ok := asText(value); ok {
			value = glua.LString(vm.Where(c.LState, 1) + text)
		}
		s.failures.note(failure{within, value, coroutine, c.LState})
		vm.Throw(c.LState, value)
		return 0
	}))
}
