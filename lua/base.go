package lua

import (
	glua "github.com/yuin/gopher-lua"
)

func (s *State) openBase() {
	s.set(s.G.Global, map[string]glua.LGFunction{
		"assert": assert,
		"error":  raise,
		"xpcall": xpcall,
	})
	s.install(s.G.Global, functions{
		"tonumber": tonumber,
		"tostring": tostring,
	})
	s.G.Global.RawSetString("_printregs", glua.LNil) // gopher-lua's own debugging
}

// assert raises the message as it is: gopher-lua's takes only strings and puts
// a position before them.
func assert(L *glua.LState) int {
	if L.ToBool(1) {
		return L.GetTop()
	}
	L.CheckAny(1)
	message := L.Get(2)
	if message == glua.LNil {
		message = glua.LString("assertion failed!")
	}
	L.Error(message, 0)
	return 0
}

// raise is error, which may be called without a message.
func raise(L *glua.LState) int {
	level := L.OptInt(2, 1)
	L.Error(L.Get(1), level)
	return 0
}

// xpcall calls the handler where the error is raised, with the failed frames
// still there for debug.traceback. It does so through L.Panic, because PCall
// with a handler of gopher-lua's keeps upvalues from being closed, and
// functions that outlive the error would then see other variables' values.
func xpcall(L *glua.LState) int {
	fn, handler := L.CheckAny(1), L.CheckFunction(2)
	L.SetTop(0)
	L.Push(L.NewFunction(func(L *glua.LState) int {
		plain := L.Panic // what PCall has set
		L.Panic = func(L *glua.LState) {
			L.Panic = plain // an error in the handler is not handled again
			message := L.Get(-1)
			L.Push(handler)
			L.Push(message)
			L.Call(1, 1)
			L.Panic(L)
		}
		L.Push(fn)
		L.Call(0, glua.MultRet)
		return L.GetTop()
	}))
	if err := L.PCall(0, glua.MultRet, nil); err != nil {
		L.Push(glua.LFalse)
		L.Push(errorObject(err))
		return 2
	}
	L.Insert(glua.LTrue, 1)
	return L.GetTop()
}
