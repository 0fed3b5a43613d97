package vm

import glua "github.com/yuin/gopher-lua"

// Iterators tells which functions next and the iterator of ipairs are: a generic
// for does their work itself.
func Iterators(L *glua.LState, next, ipairs *glua.LFunction) {
	t := of(L)
	t.next, t.ipairs = next, ipairs
}
