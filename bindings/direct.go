package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
)

// direct calls an impl of one of the common types as it is; done is false for
// others, and where an argument has a default. Reflection costs a call more than the system call does, and a child
// of fork pays again for each page that it writes to.
func (b *binding) direct(L *glua.LState) (n int, err error, done bool) {
	if b.defaults {
		return 0, nil, false
	}
	switch impl := b.Impl.(type) {
	case func() int:
		L.Push(glua.LNumber(impl()))
		return 1, nil, true
	case func(int32):
		impl(b.int32(L, 1))
		return 0, nil, true
	case func(int32) error:
		err = impl(b.int32(L, 1))
	case func(*glua.LState, int) error:
		err = impl(L, b.int(L, 1))
	case func(*glua.LState, int32, int) error:
		err = impl(L, b.int32(L, 1), b.int(L, 2))
	case func(*glua.LState) (int, error):
		var result int
		if result, err = impl(L); err == nil {
			L.Push(glua.LNumber(result))
		}
		return 1, err, true
	case func(*glua.LState) ([]glua.LValue, error):
		results, err := impl(L)
		return pushAll(L, results), err, true
	case func(*glua.LState, int32, uintptr) ([]glua.LValue, error):
		results, err := impl(L, b.int32(L, 1), b.flags(L, 2))
		return pushAll(L, results), err, true
	default:
		return 0, nil, false
	}
	if err == nil {
		L.Push(glua.LNumber(0))
	}
	return 1, err, true
}

// argument is the one at position n and its parameter, nil if it is left out.
func (b *binding) argument(L *glua.LState, n int) (argument, *param) {
	a, p := argument{L, b.Name, n}, &b.params[n-1]
	if p.optional && a.value() == glua.LNil {
		return a, nil
	}
	return a, p
}

func (b *binding) int32(L *glua.LState, n int) int32 {
	a, p := b.argument(L, n)
	if p == nil {
		return 0
	}
	return int32(a.integer(math.MinInt32, math.MaxInt32))
}

func (b *binding) int(L *glua.LState, n int) int {
	a, p := b.argument(L, n)
	switch {
	case p == nil:
		return 0
	case p.kind == "integer":
		return int(a.integer(-1<<53, 1<<53))
	}
	return a.member(familyOf(p.kind))
}

func (b *binding) flags(L *glua.LState, n int) uintptr {
	a, p := b.argument(L, n)
	if p == nil {
		return 0
	}
	return a.flags(familyOf(p.kind))
}

func pushAll(L *glua.LState, values []glua.LValue) int {
	for _, value := range values {
		L.Push(value)
	}
	return len(values)
}
