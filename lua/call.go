package lua

import (
	"fmt"
	"math"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/memory"
	"nslua/lua/number"
	"nslua/lua/vm"
)

// A call is one call of a library's function: the state that it runs in, with
// the arguments, and the function's name for messages. Its methods check
// arguments as lauxlib does; what they raise names the function always.
type call struct {
	*glua.LState
	name string
}

// A function is one of a library. It returns how many results it has pushed.
type function func(c call) int

// functions are a library's, by name.
type functions map[string]function

// install puts functions into a table, over those of the same names.
func (s *State) install(table *glua.LTable, functions functions) {
	for name, fn := range functions {
		vm.SetString(table, name, s.function(name, fn))
	}
}

// function makes one that Lua can call.
func (s *State) function(name string, fn function) *glua.LFunction {
	return s.NewFunction(func(L *glua.LState) int { return fn(call{L, name}) })
}

// RaiseError raises an error with the place of the call before it, as luaL_error
// does; gopher-lua's looks further for a place.
func (c call) RaiseError(format string, values ...any) { vm.Raise(c.LState, format, values...) }

// Call calls what has been pushed with its arguments, as lua_call does.
func (c call) Call(nargs, nret int) { vm.Call(c.LState, nargs, nret) }

// bad raises that argument n is wrong, and why. The function goes by the name that
// it was called by, where that was in Lua, and else by its own. A method's
// arguments are counted without the object.
func (c call) bad(n int, format string, values ...any) {
	why := fmt.Sprintf(format, values...)
	frame, _ := vm.Level(c.LState, 0)
	kind, name := vm.Called(frame)
	if name == "" {
		name = c.name
	}
	if kind == "method" {
		if n--; n == 0 {
			c.RaiseError("calling '%s' on bad self (%s)", name, why)
		}
	}
	c.RaiseError("bad argument #%d to '%s' (%s)", n, name, why)
}

// wrong raises that argument n is of the wrong type.
func (c call) wrong(n int, expected string) {
	got := "no value"
	if c.given(n) {
		got = c.Get(n).Type().String()
	}
	c.bad(n, "%s expected, got %s", expected, got)
}

// given tells whether there is an argument n, be it nil.
func (c call) given(n int) bool { return n <= c.GetTop() }

// absent tells whether argument n is nil or not there.
func (c call) absent(n int) bool { return c.Get(n) == glua.LNil }

// any is argument n, which must be there.
func (c call) any(n int) glua.LValue {
	if !c.given(n) {
		c.bad(n, "value expected")
	}
	return c.Get(n)
}

// text is argument n, a string or a number.
func (c call) text(n int) string {
	switch value := c.Get(n).(type) {
	case glua.LString:
		return string(value)
	case glua.LNumber:
		return number.Text(float64(value))
	}
	c.wrong(n, "string")
	return ""
}

// number is argument n, a number or a string that reads as one.
func (c call) number(n int) float64 {
	f, ok := asNumber(c.Get(n))
	if !ok {
		c.wrong(n, "number")
	}
	return f
}

// asNumber is what a value is as a number, if it is one or a string that reads as
// one.
func asNumber(value glua.LValue) (f float64, ok bool) {
	switch value := value.(type) {
	case glua.LNumber:
		return float64(value), true
	case glua.LString:
		return number.Parse(string(value))
	}
	return 0, false
}

// integer is argument n without its fraction, as C converts a double.
func (c call) integer(n int) int { return integer(c.number(n)) }

// integer converts as amd64 does in C; Go leaves open what becomes of a number
// that does not fit.
func integer(f float64) int {
	if f >= -1<<63 && f < 1<<63 {
		return int(f)
	}
	return math.MinInt64
}

// int is argument n as a C int, which keeps the lowest 32 bits.
func (c call) int(n int) int { return int(int32(c.integer(n))) }

func (c call) table(n int) *glua.LTable {
	table, ok := c.Get(n).(*glua.LTable)
	if !ok {
		c.wrong(n, "table")
	}
	return table
}

// function is argument n, a function.
func (c call) function(n int) *glua.LFunction {
	fn, ok := c.Get(n).(*glua.LFunction)
	if !ok {
		c.wrong(n, "function")
	}
	return fn
}

func (c call) textOr(n int, otherwise string) string {
	if c.absent(n) {
		return otherwise
	}
	return c.text(n)
}

func (c call) integerOr(n int, otherwise int) int {
	if c.absent(n) {
		return otherwise
	}
	return c.integer(n)
}

func (c call) intOr(n int, otherwise int) int {
	if c.absent(n) {
		return otherwise
	}
	return c.int(n)
}

// room raises if there is no room for so many bytes more. Whatever makes a string
// or a table whose size the script has a say in calls it first.
func (c call) room(bytes int) {
	if !memory.Room(bytes) {
		c.Error(glua.LString(memory.Exhausted), 0)
	}
}

// give pushes results and returns how many.
func (c call) give(values ...glua.LValue) int {
	for _, value := range values {
		c.Push(value)
	}
	return len(values)
}
