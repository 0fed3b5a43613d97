package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// module makes the function that calls it a module: a table, which is that
// function's environment from here on. The options are called with the table.
func (s *State) module(c call) int {
	name, options := c.text(1), c.GetTop()
	table, ok := c.GetField(s.loaded, name).(*glua.LTable)
	if !ok {
		table = s.global(c, name)
		c.SetField(s.loaded, name, table)
	}
	if c.GetField(table, "_NAME") == glua.LNil {
		c.SetField(table, "_M", table)
		c.SetField(table, "_NAME", glua.LString(name))
		c.SetField(table, "_PACKAGE", glua.LString(name[:strings.LastIndexByte(name, '.')+1]))
	}
	caller, _ := vm.Level(c.LState, 1)
	if caller == nil || caller.Fn.IsG {
		c.RaiseError("'module' not called from a Lua function")
	}
	caller.Fn.Env = table
	for i := 2; i <= options; i++ {
		c.Push(c.Get(i))
		c.Push(table)
		c.Call(1, 0)
	}
	return 0
}

// global is the table that a name with dots leads to from the globals. What is
// missing on the way is made.
func (s *State) global(c call, name string) *glua.LTable {
	at := c.Env
	for field := range strings.SplitSeq(name, ".") {
		switch next := at.RawGetString(field).(type) {
		case *glua.LTable:
			at = next
		case *glua.LNilType:
			made := s.NewTable()
			c.SetField(at, field, made)
			at = made
		default:
			c.RaiseError("name conflict for module '%s'", name)
		}
	}
	return at
}

// seeall is an option of module by which it sees the globals.
func seeall(c call) int {
	table := c.table(1)
	metatable, ok := table.Metatable.(*glua.LTable)
	if !ok {
		metatable = c.NewTable()
		table.Metatable = metatable
	}
	metatable.RawSetString("__index", c.Env)
	return 0
}
