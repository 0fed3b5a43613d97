package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
)

// results are the Lua values of integers that were results, by their lowest bits.
// A call gives the same ones again and again, a pid or a count of bytes, and making
// the value would cost as much as the rest of what is done around the call.
var results [256]glua.LValue

// integerValue is a result: a number, or a u64 where a number cannot hold it.
func integerValue[N ~int | ~int32 | ~int64 | ~uint | ~uint32 | ~uint64](n N) glua.LValue {
	if n > 0 && uint64(n) > exact {
		return U64(uint64(n))
	}
	slot := &results[uint8(n)]
	if made, ok := (*slot).(glua.LNumber); !ok || made != glua.LNumber(n) {
		*slot = glua.LNumber(n)
	}
	return *slot
}

// The arguments of a call as the Go types of Impl, one method for each type. n
// is the argument's position. A misuse is raised as a Lua error.

// argument is the one at position n with its parameter; given is false where
// the parameter's default stands for it.
func (b *binding) argument(L *glua.LState, n int) (a argument, p *param, given bool) {
	a, p = passed(L, b.Name, n), &b.params[n-1]
	return a, p, !p.optional || a.value() != glua.LNil
}

// int32 is an integer or a descriptor.
func (b *binding) int32(L *glua.LState, n int) int32 {
	a, p, given := b.argument(L, n)
	switch {
	case !given:
		return int32(p.number)
	case p.kind == "descriptor":
		return a.descriptor()
	}
	return int32(a.integer(math.MinInt32, math.MaxInt32))
}

// int is an integer, a descriptor or a member of an enumeration.
func (b *binding) int(L *glua.LState, n int) int {
	a, p, given := b.argument(L, n)
	switch {
	case !given:
		return int(p.number)
	case p.family != nil:
		return a.member(p.family)
	case p.kind == "descriptor":
		return int(a.descriptor())
	}
	return int(a.integer(-exact, exact))
}

// uint32 is an integer or a mode.
func (b *binding) uint32(L *glua.LState, n int) uint32 {
	a, p, given := b.argument(L, n)
	switch {
	case !given:
		return uint32(p.number)
	case p.kind == "mode":
		return a.mode()
	}
	return uint32(a.integer(0, math.MaxUint32))
}

func (b *binding) uint64(L *glua.LState, n int) uint64 {
	a, p, given := b.argument(L, n)
	if !given {
		return uint64(p.number)
	}
	return a.uint64()
}

func (b *binding) flags(L *glua.LState, n int) uintptr {
	a, p, given := b.argument(L, n)
	if !given {
		return uintptr(p.number)
	}
	return a.flags(p.family)
}

func (b *binding) float64(L *glua.LState, n int) float64 {
	a, p, given := b.argument(L, n)
	if !given {
		return float64(p.number)
	}
	return a.number()
}

// string is a string or a path.
func (b *binding) string(L *glua.LState, n int) string {
	a, p, given := b.argument(L, n)
	switch {
	case !given:
		return p.def
	case p.kind == "path":
		return a.path()
	}
	return a.string()
}

func (b *binding) bool(L *glua.LState, n int) bool {
	a, p, given := b.argument(L, n)
	if !given {
		return p.number != 0
	}
	return a.boolean()
}

// table is nil where it is left out.
func (b *binding) table(L *glua.LState, n int) *glua.LTable {
	a, _, given := b.argument(L, n)
	if !given {
		return nil
	}
	return a.table()
}

// function is nil where it is left out.
func (b *binding) function(L *glua.LState, n int) *glua.LFunction {
	a, _, given := b.argument(L, n)
	if !given {
		return nil
	}
	return a.lua()
}
