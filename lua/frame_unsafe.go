package lua

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// frame is gopher-lua's callFrame, as far as it is read here (state.go of
// gopher-lua 1.1.2; TestFrame fails when it changes).
type frame struct {
	Idx    int
	Fn     *glua.LFunction
	Parent *frame
	Pc     int
}

// nested tells whether a call between the running function and the bottom of
// its coroutine was not made by a call instruction: by a function in Go (pcall,
// table.sort), a metamethod or a for loop's iterator.
func nested(L *glua.LState) bool {
	debug, _ := L.GetStack(0)
	// Debug's first field is its frame.
	for f := *(**frame)(unsafe.Pointer(debug)); f.Parent != nil; f = f.Parent {
		caller := f.Parent
		if caller.Fn.IsG {
			return true
		}
		switch caller.Fn.Proto.Code[caller.Pc-1] >> 26 { // opGetOpCode
		case uint32(glua.OP_CALL), uint32(glua.OP_TAILCALL):
		default:
			return true
		}
	}
	return false
}
