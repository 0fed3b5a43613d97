package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// pcall and xpcall have the interpreter call the function: it does so without
// them, so that a coroutine can yield in it.
func pcall(c call) int {
	c.any(1)
	return vm.Pcall
}

func xpcall(c call) int {
	c.any(2)
	return vm.Xpcall
}

// raise is error.
func raise(c call) int {
	level := c.intOr(2, 1)
	value := c.Get(1)
	if text, ok := asText(value); ok && level > 0 {
		value = glua.LString(vm.Where(c.LState, level) + text)
	}
	vm.Throw(c.LState, value)
	return 0
}

// asText is what a value is as a string, if it is one or a number.
func asText(value glua.LValue) (text string, ok bool) {
	switch value.(type) {
	case glua.LString, glua.LNumber:
		return textOf(value), true
	}
	return "", false
}

func assert(c call) int {
	if glua.LVIsFalse(c.any(1)) {
		vm.Raise(c.LState, "%s", c.textOr(2, "assertion failed!"))
	}
	return c.GetTop()
}
