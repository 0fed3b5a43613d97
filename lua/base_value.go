package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

func typeOf(c call) int { return c.give(glua.LString(c.any(1).Type().String())) }

// selectArguments is select.
func selectArguments(c call) int {
	given := c.GetTop()
	if c.Get(1) == glua.LString("#") {
		return c.give(glua.LNumber(given - 1))
	}
	n := c.int(1)
	switch {
	case n < 0:
		n += given
	case n > given:
		n = given
	}
	if n < 1 {
		c.bad(1, "index out of range")
	}
	return given - n
}

// getmetatable gives the metatable's field __metatable if there is one.
func getmetatable(c call) int {
	metatable := vm.Metatable(c.LState, c.any(1))
	if metatable == nil {
		return c.give(glua.LNil)
	}
	if shown := metatable.RawGetString("__metatable"); shown != glua.LNil {
		return c.give(shown)
	}
	return c.give(metatable)
}
