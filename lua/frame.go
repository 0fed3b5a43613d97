package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// nested tells whether a call between the running function and the bottom of
// its coroutine was not made by a call instruction: by a function in Go (pcall,
// table.sort), a metamethod or a for loop's iterator.
func nested(L *glua.LState) bool {
	for f := bindings.Innermost(L).Parent; f != nil; f = f.Parent {
		if f.Fn.IsG {
			return true
		}
		switch f.Instruction() >> 26 { // opGetOpCode
		case uint32(glua.OP_CALL), uint32(glua.OP_TAILCALL):
		default:
			return true
		}
	}
	return false
}
