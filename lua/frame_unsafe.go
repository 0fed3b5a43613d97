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

// innermost is the frame of the running function, nil before a coroutine's first instruction.
func innermost(L *glua.LState) *frame {
	debug, _ := L.GetStack(0)
	return *(**frame)(unsafe.Pointer(debug)) // Debug's first field
}

// instruction is the one that the frame is at.
func (f *frame) instruction() uint32 { return f.Fn.Proto.Code[f.Pc-1] }

// nested tells whether a call between the running function and the bottom of
// its coroutine was not made by a call instruction: by a function in Go (pcall,
// table.sort), a metamethod or a for loop's iterator.
func nested(L *glua.LState) bool {
	for f := innermost(L).Parent; f != nil; f = f.Parent {
		if f.Fn.IsG {
			return true
		}
		switch f.instruction() >> 26 { // opGetOpCode
		case uint32(glua.OP_CALL), uint32(glua.OP_TAILCALL):
		default:
			return true
		}
	}
	return false
}

// wanted is how many values the yield that a coroutine waits in is to give, -1
// for as many as there are.
func wanted(thread *glua.LState) int {
	f := innermost(thread)
	if f == nil {
		return -1
	}
	return int(f.instruction()>>9&0x1ff) - 1 // opGetArgC
}
