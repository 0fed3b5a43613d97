package vm

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// current is the frame of the running function.
func current(L *glua.LState) *Frame { return (*state)(unsafe.Pointer(L)).currentFrame }

// Local is the n-th local variable of a running function: its name and where its
// value is. Values that are in use beside the variables, and all of a function
// that is not in Lua, are called (*temporary).
func Local(L *glua.LState, f *Frame, n int) (name string, value *glua.LValue) {
	if f == nil || n < 1 {
		return "", nil
	}
	values := (*state)(unsafe.Pointer(L)).reg
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
