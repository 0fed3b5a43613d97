package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// environed is the function that argument 1 tells, itself or by its level.
func (c call) environed(level int) *glua.LFunction {
	if fn, ok := c.Get(1).(*glua.LFunction); ok {
		return fn
	}
	if level < 0 {
		c.bad(1, "level must be non-negative")
	}
	frame, ok := vm.Level(c.LState, level)
	if !ok {
		c.bad(1, "invalid level")
	}
	if frame == nil { // a tail call's, of which nothing is left
		vm.Raise(c.LState, "no function environment for tail call at level %d", level)
	}
	return frame.Fn
}

func getfenv(c call) int {
	level := 1
	if c.Get(1).Type() != glua.LTFunction {
		level = c.intOr(1, 1)
	}
	if fn := c.environed(level); !fn.IsG {
		return c.give(fn.Env)
	}
	return c.give(c.Env)
}

func setfenv(c call) int {
	environment := c.table(2)
	level := 1
	if c.Get(1).Type() != glua.LTFunction {
		level = c.int(1)
	}
	if _, isNumber := c.Get(1).(glua.LNumber); isNumber && level == 0 {
		c.Env = environment
		return 0
	}
	fn := c.environed(level)
	if fn.IsG {
		vm.Raise(c.LState, "'setfenv' cannot change environment of given object")
	}
	fn.Env = environment
	return c.give(fn)
}
