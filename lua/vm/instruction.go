package vm

import glua "github.com/yuin/gopher-lua"

// The parts of an instruction (opcode.go of gopher-lua).

// opcode takes the instructions that prepare has put in place of others for those.
func opcode(i uint32) int {
	switch op := int(i >> 26); op {
	case opCountPrepare:
		return glua.OP_FORPREP
	case opCountLoop:
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
