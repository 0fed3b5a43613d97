package lua

import glua "github.com/yuin/gopher-lua"

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
	switch at := environment(c.any(1)); {
	case at == nil:
		return c.give(glua.LNil)
	case *at == nil: // an object of a library's that has never been given one
		return c.give(c.Env)
	default:
		return c.give(*at)
	}
}

func debugSetfenv(c call) int {
	table := c.table(2)
	at := environment(c.Get(1))
	if at == nil {
		c.RaiseError("'setfenv' cannot change environment of given object")
	}
	*at = table
	return c.give(c.Get(1))
}
