package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// local_ is the n-th local variable of a level, by what the arguments say: its
// name, and where its value is.
func (c call) local(thread *glua.LState, before int) (name string, value *glua.LValue) {
	frame, ok := vm.Level(thread, c.integer(before+1))
	if !ok {
		c.bad(before+1, "level out of range")
	}
	return vm.Local(thread, frame, c.integer(before+2))
}

func getlocal(c call) int {
	thread, before := c.thread()
	name, value := c.local(thread, before)
	if name == "" {
		return c.give(glua.LNil)
	}
	return c.give(glua.LString(name), *value)
}

func setlocal(c call) int {
	thread, before := c.thread()
	name, value := c.local(thread, before)
	c.any(before + 3)
	if name == "" {
		return c.give(glua.LNil)
	}
	*value = c.Get(before + 3)
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
