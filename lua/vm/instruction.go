package vm

// An instruction is a word of a function's code, with its parts as numbers
// (opcode.go of gopher-lua).
type instruction uint32

func (i instruction) op() int  { return int(i >> 26) }
func (i instruction) a() int   { return int(i>>18) & 0xff }
func (i instruction) b() int   { return int(i & 0x1ff) }
func (i instruction) c() int   { return int(i>>9) & 0x1ff }
func (i instruction) bx() int  { return int(i & 0x3ffff) }
func (i instruction) sbx() int { return i.bx() - 0x1ffff }

// isConstant tells whether an operand is a constant's number and not a register's.
func isConstant(operand int) bool { return operand >= 0x100 }
