package lua

import (
	"iter"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/number"
	"nslua/lua/vm"
)

// openTable opens the library of tables. Its functions go by the border and the
// fields that a table has by itself, without metamethods.
func (s *State) openTable() {
	s.install(s.library("table"), functions{
		"concat":   tableConcat,
		"foreach":  tableForeach,
		"foreachi": tableForeachi,
		"getn":     tableGetn,
		"insert":   tableInsert,
		"maxn":     tableMaxn,
		"remove":   tableRemove,
		"setn":     tableSetn,
		"sort":     tableSort,
	})
}

// often is how many steps a function that makes many goes between two looks for
// signals.
const often = 1 << 12

// look runs the handlers of signals that have arrived, at one of many steps.
func (c call) look(step int) {
	if step&(often-1) == 0 {
		bindings.Deliver(c.LState)
	}
}

func tableConcat(c call) int {
	separator := c.textOr(2, "")
	t := c.table(1)
	first, last := c.intOr(3, 1), 0
	if c.absent(4) {
		last = vm.Len(t)
	} else {
		last = c.int(4)
	}
	var text []byte
	for i := first; i <= last; i++ {
		switch value := vm.GetInt(t, i).(type) {
		case glua.LString:
			if longer := len(text) + len(value) + len(separator); longer > cap(text) {
				c.room(2 * longer)
			}
			text = append(text, value...)
		case glua.LNumber:
			text = number.Append(text, float64(value))
		default:
			c.RaiseError("invalid value (%s) at index %d in table for 'concat'", value.Type(), i)
		}
		if i < last {
			text = append(text, separator...)
		}
		c.look(i)
	}
	return c.give(glua.LString(text))
}

func tableInsert(c call) int {
	t := c.table(1)
	at := vm.Len(t) + 1
	value := c.Get(2)
	switch c.GetTop() {
	case 2:
	case 3:
		end := at
		at, value = c.int(2), c.Get(3)
		for i := end; i > at; i-- {
			vm.SetInt(t, i, vm.GetInt(t, i-1))
			c.look(i)
		}
	default:
		c.RaiseError("wrong number of arguments to 'insert'")
	}
	vm.SetInt(t, at, value)
	return 0
}

func tableRemove(c call) int {
	t := c.table(1)
	end := vm.Len(t)
	at := c.intOr(2, end)
	if at < 1 || at > end {
		return 0
	}
	removed := vm.GetInt(t, at)
	for ; at < end; at++ {
		vm.SetInt(t, at, vm.GetInt(t, at+1))
		c.look(at)
	}
	vm.SetInt(t, end, glua.LNil)
	return c.give(removed)
}

// tableMaxn looks at all keys: the largest need be no whole number.
func tableMaxn(c call) int {
	t := c.table(1)
	largest := glua.LNumber(0)
	for key := range c.fields(t) {
		if n, ok := key.(glua.LNumber); ok {
			largest = max(largest, n)
		}
	}
	return c.give(largest)
}

func tableGetn(c call) int { return c.give(glua.LNumber(vm.Len(c.table(1)))) }

func tableSetn(c call) int {
	c.table(1)
	c.RaiseError("'setn' is obsolete")
	return 0
}

func tableForeach(c call) int {
	t, fn := c.table(1), c.function(2)
	for key, value := range c.fields(t) {
		if c.stops(fn, key, value) {
			return 1
		}
	}
	return 0
}

func tableForeachi(c call) int {
	t, n, fn := c.table(1), vm.Len(c.table(1)), c.function(2)
	for i := 1; i <= n; i++ {
		if c.stops(fn, glua.LNumber(i), vm.GetInt(t, i)) {
			return 1
		}
	}
	return 0
}

// fields goes through a table as next does.
func (c call) fields(t *glua.LTable) iter.Seq2[glua.LValue, glua.LValue] {
	return func(yield func(key, value glua.LValue) bool) {
		key, value, ok := vm.Next(t, glua.LNil)
		for ok && key != glua.LNil && yield(key, value) {
			key, value, ok = vm.Next(t, key)
		}
		if !ok {
			c.RaiseError("invalid key to 'next'")
		}
	}
}

// stops calls a function for a field of a table. It tells whether it has returned
// something, and leaves that on the stack.
func (c call) stops(fn *glua.LFunction, key, value glua.LValue) bool {
	c.Push(fn)
	c.Push(key)
	c.Push(value)
	vm.Call(c.LState, 2, 1)
	if c.Get(-1) == glua.LNil {
		c.Pop(1)
		return false
	}
	return true
}
