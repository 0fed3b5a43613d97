package vm

import glua "github.com/yuin/gopher-lua"

// Iterators tells which functions next and the iterator of ipairs are: a generic
// for does their work itself.
func Iterators(L *glua.LState, next, ipairs *glua.LFunction) {
	t := of(L)
	t.next, t.ipairs = next, ipairs
}

// Function is the one that runs at a level, 0 being the running one, 1 its
// caller. There may be no such level, or only a tail call, of which nothing is
// left: then fn is nil.
func Function(L *glua.LState, level int) (fn *glua.LFunction, ok bool) {
	t := of(L)
	for f := t.currentFrame; f != nil; f = f.Parent {
		if level == 0 {
			return f.Fn, true
		}
		level--
		if !f.Fn.IsG {
			level -= f.TailCall
		}
		if level < 0 {
			return nil, true
		}
	}
	return nil, false
}
