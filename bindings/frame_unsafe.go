package bindings

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// Frame is gopher-lua's callFrame, as far as it is read here (state.go of
// gopher-lua 1.1.2; TestFrame of package lua fails when it changes).
type Frame struct {
	Idx    int
	Fn     *glua.LFunction
	Parent *Frame
	Pc     int
}

// Innermost is the frame of the running function, nil before a coroutine's
// first instruction.
func Innermost(L *glua.LState) *Frame {
	debug, _ := L.GetStack(0)
	return *(**Frame)(unsafe.Pointer(debug)) // Debug's first field
}

// Instruction is the one that the frame, a Lua function's, is at.
func (f *Frame) Instruction() uint32 { return f.Fn.Proto.Code[f.Pc-1] }

// Results is how many results the call that the frame is at takes, -1 for as
// many as there are.
func (f *Frame) Results() int {
	if f == nil || f.Fn.IsG {
		return -1
	}
	return int(f.Instruction()>>9&0x1ff) - 1 // opGetArgC
}
