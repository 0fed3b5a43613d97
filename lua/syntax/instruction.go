package syntax

import glua "github.com/yuin/gopher-lua"

// An instruction is opcode(6) A(8) C(9) B(9), or opcode(6) A(8) Bx(18), where Bx
// may be a signed number, sBx.
type instruction = uint32

// Opcodes that gopher-lua has not.
const (
	// OpNextTest stands behind OP_TFORLOOP, which calls the iterator and does no
	// more, in place of a jump: if R(A+3) is not nil, R(A+2) := R(A+3) and pc += sBx.
	OpNextTest = glua.OP_NOP + 1 + iota

	// OpCountPrepare and OpCountLoop stand in place of OP_FORPREP and OP_FORLOOP where
	// nothing keeps the loop's variable: it is the index itself then, that counts on
	// in the same memory.
	OpCountPrepare
	OpCountLoop
)

const (
	maxC     = 1<<9 - 1
	maxBx    = 1<<18 - 1
	maxJump  = maxBx >> 1 // how far an sBx reaches, and what is added to it
	noJump   = -1         // the end of a list of jumps; as a distance it would be a jump to itself
	anyReg   = 1<<8 - 1   // in A: the register is not chosen yet
	constant = 1 << 8     // set in a B or C that is a constant's index, not a register
	maxIndex = constant - 1
)

func abc(op, a, b, c int) instruction {
	return uint32(op)<<26 | uint32(a&0xff)<<18 | uint32(c&0x1ff)<<9 | uint32(b&0x1ff)
}

func abx(op, a, bx int) instruction {
	return uint32(op)<<26 | uint32(a&0xff)<<18 | uint32(bx&maxBx)
}

func opcode(i instruction) int { return int(i >> 26) }
func argA(i instruction) int   { return int(i >> 18 & 0xff) }
func argB(i instruction) int   { return int(i & 0x1ff) }
func argC(i instruction) int   { return int(i >> 9 & 0x1ff) }
func argSbx(i instruction) int { return int(i&maxBx) - maxJump }

func setOpcode(i *instruction, op int) { *i = *i&^(0x3f<<26) | uint32(op)<<26 }
func setA(i *instruction, a int)       { *i = *i&^(0xff<<18) | uint32(a&0xff)<<18 }
func setB(i *instruction, b int)       { *i = *i&^0x1ff | uint32(b&0x1ff) }
func setC(i *instruction, c int)       { *i = *i&^(0x1ff<<9) | uint32(c&0x1ff)<<9 }
func setSbx(i *instruction, sbx int)   { *i = *i&^maxBx | uint32(sbx+maxJump) }

// isTest tells whether an instruction may pass over the next, which is a jump.
func isTest(i instruction) bool {
	switch opcode(i) {
	case glua.OP_EQ, glua.OP_LT, glua.OP_LE, glua.OP_TEST, glua.OP_TESTSET, glua.OP_TFORLOOP:
		return true
	}
	return false
}

// floatingByte writes a size as mantissa(3) and exponent(5), rounded up.
func floatingByte(size int) int {
	exponent := 0
	for size >= 16 {
		size = (size + 1) >> 1
		exponent++
	}
	if size < 8 {
		return size
	}
	return (exponent+1)<<3 | (size - 8)
}
