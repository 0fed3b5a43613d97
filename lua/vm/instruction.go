package vm

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// The parts of an instruction (opcode.go of gopher-lua).

// opcode takes the instructions of syntax for those whose place they take.
func opcode(i uint32) int {
	switch op := int(i >> 26); op {
	case syntax.OpCountPrepare:
		return glua.OP_FORPREP
	case syntax.OpCountLoop:
		return glua.OP_FORLOOP
	default:
		return op
	}
}

func argA(i uint32) int   { return int(i>>18) & 0xff }
func argB(i uint32) int   { return int(i & 0x1ff) }
func argC(i uint32) int   { return int(i>>9) & 0x1ff }
func argBx(i uint32) int  { return int(i & 0x3ffff) }
func argSbx(i uint32) int { return argBx(i) - 0x1ffff }

// constant is set in an operand that is a constant's number and not a register's.
const constant = 0x100

func isConstant(operand int) bool { return operand&constant != 0 }
