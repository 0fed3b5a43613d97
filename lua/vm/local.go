package vm

import glua "github.com/yuin/gopher-lua"

// current is the frame of the running function.
func current(L *glua.LState) *Frame { return of(L).currentFrame }

// Local is the n-th local variable of a running function, its name and its value.
// Values that are in use beside the variables, and all of a function that is not
// in Lua, are called (*temporary).
func Local(L *glua.LState, f *Frame, n int) (name string, value glua.LValue) {
	name, at := local(L, f, n)
	if at == nil || *at == nil {
		return name, glua.LNil
	}
	return name, apart(L, *at)
}

// SetLocal changes what Local gives. The hidden variables of a numeric loop take
// numbers only: the loop has looked at them when it began.
func SetLocal(L *glua.LState, f *Frame, n int, value glua.LValue) (name string) {
	name, at := local(L, f, n)
	switch name {
	case "(for index)", "(for limit)", "(for step)":
		if value.Type() != glua.LTNumber {
			return name
		}
	}
	if at != nil {
		*at = apart(L, value)
	}
	return name
}

// apart is a value that shares no memory with another: a loop counts in the
// memory of its index.
func apart(L *glua.LState, value glua.LValue) glua.LValue {
	if n, ok := value.(glua.LNumber); ok {
		return of(L).own(n)
	}
	return value
}

func local(L *glua.LState, f *Frame, n int) (name string, at *glua.LValue) {
	if f == nil || n < 1 {
		return "", nil
	}
	values := of(L).values
	if !f.Fn.IsG {
		name = LocalName(f.Fn.Proto, n, f.Pc-1)
	}
	if name == "" && f.LocalBase+n <= end(L, f, values.top) {
		name = "(*temporary)"
	}
	if name == "" {
		return "", nil
	}
	return name, &values.array[f.LocalBase+n-1]
}

// end is where a function's values end: where those of the function begin that it
// has called.
func end(L *glua.LState, f *Frame, top int) int {
	for inner := range Levels(L) {
		if inner == f {
			break
		}
		if inner != nil {
			top = inner.Base
		}
	}
	return top
}
