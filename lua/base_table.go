package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// openIterators installs next, pairs and ipairs. vm has to know the functions
// that they hand out.
func (s *State) openIterators() {
	step := s.function("ipairs", ipairsStep)
	iterator := s.function("next", next) // as in C Lua it is not the global next
	global := s.function("next", next)
	vm.Iterators(s.LState, iterator, global, step)
	vm.SetString(s.G.Global, "next", global)
	s.install(s.G.Global, functions{
		"pairs":  func(c call) int { return c.give(iterator, c.table(1), glua.LNil) },
		"ipairs": func(c call) int { return c.give(step, c.table(1), glua.LNumber(0)) },
	})
}

func next(c call) int {
	key, value, ok := vm.Next(c.table(1), c.Get(2))
	if !ok {
		vm.Throw(c.LState, glua.LString("invalid key to 'next'")) // at no place: next is C's
	}
	if key == glua.LNil {
		return c.give(glua.LNil)
	}
	return c.give(key, value)
}

func ipairsStep(c call) int {
	i := c.int(2) + 1
	value := vm.GetInt(c.table(1), i)
	if value == glua.LNil {
		return 0
	}
	return c.give(glua.LNumber(i), value)
}

func rawget(c call) int {
	return c.give(vm.Get(c.table(1), c.any(2)))
}

func rawset(c call) int {
	table := c.table(1)
	vm.RawSet(c.LState, table, c.any(2), c.any(3))
	return c.give(table)
}

func rawequal(c call) int {
	return c.give(glua.LBool(vm.RawEqual(c.any(1), c.any(2))))
}

// mostResults is how many values a function in C can return (LUAI_MAXCSTACK).
const mostResults = 8000

func unpack(c call) int {
	table := c.table(1)
	first, last := c.intOr(2, 1), 0
	if c.absent(3) {
		last = vm.Len(table)
	} else {
		last = c.int(3)
	}
	if first > last {
		return 0
	}
	n := last - first + 1
	if n > mostResults-c.GetTop() {
		vm.Raise(c.LState, "too many results to unpack")
	}
	for i := first; i <= last; i++ {
		c.Push(vm.GetInt(table, i))
	}
	return n
}
