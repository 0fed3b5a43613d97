package bindings

import (
	glua "github.com/yuin/gopher-lua"
)

// direct calls an impl of one of the common types as it is; done is false for
// others. Reflection costs a call more than the system call does, and a child of
// fork pays again for each page that it writes to.
func (b *binding) direct(L *glua.LState) (n int, err error, done bool) {
	var result int
	switch impl := b.Impl.(type) {
	case func() int:
		result = impl()
	case func() (int, error):
		result, err = impl()
	case func(*glua.LState) (int, error):
		result, err = impl(L)
	case func(int32) (int, error):
		result, err = impl(b.int32(L, 1))
	case func(*glua.LState, int32, string) (int, error):
		result, err = impl(L, b.int32(L, 1), b.string(L, 2))
	case func(*glua.LState, string, uintptr, uint32) (int, error):
		result, err = impl(L, b.string(L, 1), b.flags(L, 2), b.uint32(L, 3))
	case func(int32, int32) (int32, error):
		var r int32
		r, err = impl(b.int32(L, 1), b.int32(L, 2))
		result = int(r)

	case func(int32):
		impl(b.int32(L, 1))
		return 0, nil, true

	// What gives an error alone gives 0 to Lua.
	case func(int32) error:
		err = impl(b.int32(L, 1))
	case func(int32, int32) error:
		err = impl(b.int32(L, 1), b.int32(L, 2))
	case func(*glua.LState, int) error:
		err = impl(L, b.int(L, 1))
	case func(*glua.LState, int32, int) error:
		err = impl(L, b.int32(L, 1), b.int(L, 2))
	case func(*glua.LState, string) error:
		err = impl(L, b.string(L, 1))
	case func(*glua.LState, float64) error:
		err = impl(L, b.float64(L, 1))

	case func(int) (float64, error):
		seconds, err := impl(b.int(L, 1))
		L.Push(glua.LNumber(seconds))
		return 1, err, true
	case func(*glua.LState, int32, int) (string, error):
		text, err := impl(L, b.int32(L, 1), b.int(L, 2))
		L.Push(glua.LString(text))
		return 1, err, true
	case func(*glua.LState) ([]glua.LValue, error):
		results, err := impl(L)
		return pushAll(L, results), err, true
	case func(*glua.LState, *glua.LTable, int) ([]glua.LValue, error):
		results, err := impl(L, b.table(L, 1), b.int(L, 2))
		return pushAll(L, results), err, true
	case func(*glua.LState, int32, uintptr) ([]glua.LValue, error):
		results, err := impl(L, b.int32(L, 1), b.flags(L, 2))
		return pushAll(L, results), err, true
	default:
		return 0, nil, false
	}
	if err == nil {
		L.Push(glua.LNumber(result))
	}
	return 1, err, true
}

func pushAll(L *glua.LState, values []glua.LValue) int {
	for _, value := range values {
		L.Push(value)
	}
	return len(values)
}
