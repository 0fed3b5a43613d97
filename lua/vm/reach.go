package vm

import glua "github.com/yuin/gopher-lua"

// Iterators tells which functions the iterator of pairs, next and the iterator of
// ipairs are: a generic for does their work itself.
func Iterators(L *glua.LState, pairs, next, ipairs *glua.LFunction) {
	t := of(L)
	t.pairs, t.next, t.ipairs = pairs, next, ipairs
}
