package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// level is the running function that argument n tells by its level; nil for a
// lost tail call.
func (c call) level(thread *glua.LState, n int) *vm.Frame {
	frame, ok := vm.Level(thread, c.integer(n))
	if !ok {
		c.bad(n, "level out of range")
	}
	return frame
}

func getlocal(c call) int {
	thread, before := c.thread()
	frame := c.level(thread, before+1)
	name, value := vm.Local(thread, frame, c.integer(before+2))
	if name == "" {
		return c.give(glua.LNil)
	}
	return c.give(glua.LString(name), value)
}

func setlocal(c call) int {
	thread, before := c.thread()
	frame := c.level(thread, before+1)
	value := c.any(before + 3)
	name := vm.SetLocal(thread, frame, c.integer(before+2), value)
	if name == "" {
		return c.give(glua.LNil)
	}
	return c.give(glua.LString(name))
}

// upvalue is the n-th of a function in Lua, by what the arguments say.
func (c call) upvalue() (name string, upvalue *glua.Upvalue) {
	n, fn := c.integer(2), c.function(1)
	if fn.IsG || n < 1 || n > len(fn.Upvalues) {
		return "", nil
	}
	return fn.Proto.DbgUpvalues[n-1], fn.Upvalues[n-1]
}

func getupvalue(c call) int {
	name, upvalue := c.upvalue()
	if upvalue == nil {
		return 0
	}
	return c.give(glua.LString(name), upvalue.Value())
}

func setupvalue(c call) int {
	value := c.any(3)
	name, upvalue := c.upvalue()
	if upvalue == nil {
		return 0
	}
	upvalue.SetValue(value)
	return c.give(glua.LString(name))
}
