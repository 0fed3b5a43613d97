package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/number"
	"nslua/lua/vm"
)

func (s *State) openDebug() {
	s.install(s.library("debug"), functions{
		"debug":        s.talk,
		"getfenv":      debugGetfenv,
		"gethook":      gethook,
		"getinfo":      getinfo,
		"getlocal":     getlocal,
		"getmetatable": debugGetmetatable,
		"getregistry":  getregistry,
		"getupvalue":   getupvalue,
		"setfenv":      debugSetfenv,
		"sethook":      sethook,
		"setlocal":     setlocal,
		"setmetatable": debugSetmetatable,
		"setupvalue":   setupvalue,
		"traceback":    traceback,
	})
}

// thread is the coroutine that may come before the other arguments, or the
// running one, and how many arguments that takes.
func (c call) thread() (thread *glua.LState, before int) {
	if thread, ok := c.Get(1).(*glua.LState); ok {
		return thread, 1
	}
	return c.LState, 0
}

// isNumber tells whether argument n is a number, or a text that reads as one.
func (c call) isNumber(n int) bool {
	switch value := c.Get(n).(type) {
	case glua.LNumber:
		return true
	case glua.LString:
		_, ok := number.Parse(string(value))
		return ok
	}
	return false
}

// isText tells whether argument n is a string or a number.
func (c call) isText(n int) bool { return glua.LVCanConvToString(c.Get(n)) }

// traceback takes a level as the last argument, and puts all others before the
// traceback, as lua5.1's does.
func traceback(c call) int {
	thread, before := c.thread()
	level := 0
	if thread == c.LState {
		level = 1
	}
	if c.isNumber(before + 2) {
		level = c.integer(before + 2)
		c.Pop(1)
	}
	if c.GetTop() > before && !c.isText(before+1) {
		return c.give(c.Get(-1)) // the message is an object
	}
	var b strings.Builder
	for i := before + 1; i <= c.GetTop(); i++ {
		if !c.isText(i) {
			vm.Throw(c.LState, glua.LString("attempt to concatenate a "+c.Get(i).Type().String()+" value"))
		}
		b.WriteString(c.text(i))
	}
	if c.GetTop() > before {
		b.WriteByte('\n')
	}
	b.WriteString(vm.Traceback(thread, level))
	return c.give(glua.LString(b.String()))
}

func getregistry(c call) int { return c.give(c.G.Registry) }

func debugGetmetatable(c call) int {
	c.any(1)
	return c.give(metatable(c.LState, c.Get(1)))
}

// metatable is a value's, whatever its __metatable says.
func metatable(L *glua.LState, value glua.LValue) glua.LValue {
	switch value := value.(type) {
	case *glua.LTable:
		return value.Metatable
	case *glua.LUserData:
		return value.Metatable
	}
	return L.GetMetatable(value)
}

func debugSetmetatable(c call) int {
	meta := c.Get(2)
	if meta.Type() != glua.LTTable && (meta != glua.LNil || !c.given(2)) {
		c.bad(2, "nil or table expected")
	}
	c.SetMetatable(c.Get(1), meta)
	if table, ok := c.Get(1).(*glua.LTable); ok {
		noteWeak(table)
	}
	return c.give(glua.LTrue)
}
