package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/number"
	"nslua/lua/vm"
)

// textOf is what Lua shows of a value that has no say in it.
func textOf(value glua.LValue) string {
	if n, ok := value.(glua.LNumber); ok {
		return number.Text(float64(n))
	}
	return value.String()
}

// tostring leaves it to the value's __tostring if there is one, which may give
// what is no string.
func tostring(c call) int {
	value := c.any(1)
	show := vm.Metamethod(c.LState, value, "__tostring")
	if show == glua.LNil {
		return c.give(glua.LString(textOf(value)))
	}
	c.Push(show)
	c.Push(value)
	c.Call(1, 1)
	return 1
}

// tonumber reads other bases than 10 as unsigned integers.
func tonumber(c call) int {
	var f float64
	var ok bool
	if base := c.intOr(2, 10); base == 10 {
		switch value := c.any(1).(type) {
		case glua.LNumber:
			return c.give(value)
		case glua.LString:
			f, ok = number.Parse(string(value))
		}
	} else {
		text := c.text(1)
		if base < 2 || base > 36 {
			c.bad(2, "base out of range")
		}
		f, ok = number.ParseBase(text, base)
	}
	if !ok {
		return c.give(glua.LNil)
	}
	return c.give(glua.LNumber(f))
}
