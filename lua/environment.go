package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// environs is the function whose environment is meant: argument 1, or the one
// that runs at that level.
func (c call) environs(level int) *glua.LFunction {
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
	if frame == nil {
		c.raise("no function environment for tail call at level %d", level)
	}
	return frame.Fn
}

func getfenv(c call) int {
	level := 1
	if c.Get(1).Type() != glua.LTFunction {
		level = c.integerOr(1, 1)
	}
	if fn := c.environs(level); !fn.IsG {
		return c.give(fn.Env)
	}
	return c.give(c.Env) // the thread's
}

func setfenv(c call) int {
	environment, level := c.table(2), 0
	if c.Get(1).Type() != glua.LTFunction {
		level = c.integer(1)
	}
	fn := c.environs(level)
	if c.isNumber(1) && c.number(1) == 0 {
		c.Env = environment // of this thread, for what it loads from here on
		return 0
	}
	if fn.IsG {
		c.raise("'setfenv' cannot change environment of given object")
	}
	fn.Env = environment
	return c.give(fn)
}

// environment is where an object keeps its environment; nil for what has none.
func environment(object glua.LValue) **glua.LTable {
	switch object := object.(type) {
	case *glua.LFunction:
		return &object.Env
	case *glua.LUserData:
		return &object.Env
	case *glua.LState:
		return &object.Env
	}
	return nil
}

func debugGetfenv(c call) int {
	if at := environment(c.any(1)); at != nil {
		return c.give(*at)
	}
	return c.give(glua.LNil)
}

func debugSetfenv(c call) int {
	table := c.table(2)
	at := environment(c.Get(1))
	if at == nil {
		c.raise("'setfenv' cannot change environment of given object")
	}
	*at = table
	return c.give(c.Get(1))
}
