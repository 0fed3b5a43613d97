package lua

import (
	"math"
	"runtime"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

func (s *State) openBase() {
	s.set(s.G.Global, map[string]glua.LGFunction{
		"assert":         assert,
		"collectgarbage": collectgarbage,
		"error":          raise,
		"xpcall":         xpcall,
	})
	s.G.Global.RawSetString("_printregs", glua.LNil) // gopher-lua's own debugging
	text := s.library("string")
	s.set(text, map[string]glua.LGFunction{
		"format": format(text.RawGetString("format").(*glua.LFunction).GFunction),
		"rep":    rep,
	})
	s.library("math").RawSetString("huge", glua.LNumber(math.Inf(1))) // gopher-lua's is finite
	debug := s.library("debug")
	s.set(debug, map[string]glua.LGFunction{
		"traceback": traceback(debug.RawGetString("traceback").(*glua.LFunction).GFunction),
	})
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

// collectgarbage collects, and counts in KiB. The other options tune a
// collector that is not Go's: they are accepted and change nothing.
func collectgarbage(L *glua.LState) int {
	switch option := L.OptString(1, "collect"); option {
	case "collect":
		runtime.GC()
		L.Push(glua.LNumber(0))
	case "step":
		runtime.GC()
		L.Push(glua.LTrue)
	case "count":
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		L.Push(glua.LNumber(float64(m.HeapAlloc) / 1024))
	case "stop", "restart", "setpause", "setstepmul":
		L.Push(glua.LNumber(0))
	default:
		L.RaiseError("bad argument #1 to 'collectgarbage' (invalid option '%s')", option)
	}
	return 1
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

// format is string.format, from gopher-lua's, which shows Go's insides of what
// has a __tostring: flags print by %s as they do by print.
func format(plain glua.LGFunction) glua.LGFunction {
	return func(L *glua.LState) int {
		for i := 2; i <= L.GetTop(); i++ {
			if value, ok := L.Get(i).(*glua.LUserData); ok {
				L.Replace(i, L.ToStringMeta(value))
			}
		}
		return plain(L)
	}
}

// maxString is the longest string that string.rep makes. Go cannot recover from
// being out of memory.
const maxString = 1 << 30

func rep(L *glua.LState) int {
	text, n := L.CheckString(1), max(L.CheckInt(2), 0)
	if len(text) > 0 && n > maxString/len(text) {
		L.RaiseError("resulting string too large")
	}
	L.Push(glua.LString(strings.Repeat(text, n)))
	return 1
}
