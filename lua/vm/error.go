package vm

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// An error is a Go panic with an *ApiError, as in gopher-lua, that the innermost
// loop with a protected call recovers (see protect.go).

// throw raises a value.
func throw(v glua.LValue) {
	panic(&glua.ApiError{Type: glua.ApiErrorRun, Object: v})
}

// throwTop raises what has been pushed: an LState's Panic, which RaiseError and
// Error end in.
func throwTop(L *glua.LState) { throw(L.Get(-1)) }

// Throw raises a value as it is, as lua_error does.
func Throw(L *glua.LState, v glua.LValue) { of(L).throw(v) }

func (t *thread) throw(v glua.LValue) { throw(v) }

// Raise raises a message with the position of the function that has called the
// running one, if that is in Lua, as luaL_error does.
func Raise(L *glua.LState, format string, values ...any) {
	throw(glua.LString(Where(L, 1) + fmt.Sprintf(format, values...)))
}

// where is "file:line: " of a function in Lua, nothing for others.
func (f *Frame) where() string {
	if f == nil || f.Fn.IsG {
		return ""
	}
	return fmt.Sprintf("%s:%d: ", f.Fn.Proto.SourceName, f.line())
}

func (f *Frame) line() int {
	lines := f.Fn.Proto.DbgSourcePositions
	if pc := max(f.Pc-1, 0); pc < len(lines) {
		return lines[pc]
	}
	return 0
}

// raise raises a message with the position of the running function.
func (t *thread) raise(format string, values ...any) {
	throw(glua.LString(t.currentFrame.where() + fmt.Sprintf(format, values...)))
}

// typeError raises that something cannot be done with a value, which stands in a
// register of the running function, or in none (-1).
func (t *thread) typeError(what string, v glua.LValue, register int) {
	if v == nil {
		v = glua.LNil
	}
	f := t.currentFrame
	if f == nil || f.Fn.IsG {
		throw(glua.LString(TypeError(nil, 0, -1, what, v)))
	}
	t.raise("%s", TypeError(f.Fn.Proto, f.Pc-1, register, what, v))
}

func typeName(v glua.LValue) string {
	if v == nil {
		return "nil"
	}
	return v.Type().String()
}

// orderError: C Lua compares the third letters of the types.
func (t *thread) orderError(a, b glua.LValue) {
	first, second := typeName(a), typeName(b)
	if first[2] == second[2] {
		t.raise("attempt to compare two %s values", first)
	}
	t.raise("attempt to compare %s with %s", first, second)
}

// registryOverflow is what gopher-lua calls a full stack of values.
const registryOverflow = "registry overflow"

// errorValue is what a recovered panic says. One that is no error of Lua's is a
// fault in a binding, which must not end the program.
func errorValue(failure any) glua.LValue {
	api, ok := failure.(*glua.ApiError)
	if !ok {
		return glua.LString(fmt.Sprint(failure))
	}
	if text, ok := api.Object.(glua.LString); ok && strings.HasSuffix(string(text), registryOverflow) {
		return glua.LString(strings.TrimSuffix(string(text), registryOverflow)) + "stack overflow"
	}
	return api.Object
}
