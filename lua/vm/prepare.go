package vm

import glua "github.com/yuin/gopher-lua"

// prepared is a flag of ours in IsVarArg.
const prepared uint8 = 0x80

// opNextTest stands in place of the OP_JMP behind an OP_TFORLOOP, and takes its
// A: if R(A+3) is not nil, R(A+2) := R(A+3) and pc += sBx. OP_TFORLOOP itself
// only calls, so that its call is like any other.
const opNextTest = glua.OP_NOP + 1

// opCountPrepare and opCountLoop stand in place of OP_FORPREP and OP_FORLOOP where
// nothing keeps the loop's variable: it is the index itself then, that counts on
// in the same memory.
const (
	opCountPrepare = glua.OP_NOP + 2
	opCountLoop    = glua.OP_NOP + 3
)

// prepare makes a function's code safe for the loop, before it is first run: how
// many registers it uses (gopher-lua's compiler forgets some), which elements
// each OP_SETLIST stores (it miscounts), and opNextTest.
func prepare(fn *glua.FunctionProto) {
	p := proto(fn)
	p.IsVarArg |= prepared
	top := max(int(p.NumUsedRegisters), int(p.NumParameters)+1)
	use := func(register int) {
		if !isConstant(register) {
			top = max(top, register+1)
		}
	}
	lists := map[int]int{} // how often a constructor has stored elements
	for pc := 0; pc < len(p.Code); pc++ {
		in := p.Code[pc]
		a, b, c := argA(in), argB(in), argC(in)
		op := opcode(in)
		if op != glua.OP_JMP && op != glua.OP_NOP && op != glua.OP_CLOSE {
			use(a)
		}
		switch op {
		case glua.OP_MOVE, glua.OP_MOVEN, glua.OP_UNM, glua.OP_NOT, glua.OP_LEN, glua.OP_TESTSET, glua.OP_LOADNIL:
			use(b)
		case glua.OP_GETTABLE, glua.OP_GETTABLEKS, glua.OP_SETTABLE, glua.OP_SETTABLEKS, glua.OP_CONCAT,
			glua.OP_ADD, glua.OP_SUB, glua.OP_MUL, glua.OP_DIV, glua.OP_MOD, glua.OP_POW,
			glua.OP_EQ, glua.OP_LT, glua.OP_LE:
			use(b)
			use(c)
		case glua.OP_SELF:
			use(a + 1)
			use(b)
			use(c)
		case glua.OP_CALL, glua.OP_TAILCALL:
			use(a + max(b, 1) - 1)
			use(a + max(c, 2) - 2)
		case glua.OP_RETURN, glua.OP_VARARG:
			use(a + max(b, 2) - 2)
		case glua.OP_FORLOOP, glua.OP_FORPREP:
			use(a + 3)
			if op == glua.OP_FORPREP {
				p.count(pc)
			}
		case glua.OP_TFORLOOP:
			use(a + 2 + max(c, 3))
			if next := p.Code[pc+1]; opcode(next) == glua.OP_JMP {
				p.Code[pc+1] = uint32(opNextTest)<<26 | uint32(a)<<18 | next&0x3ffff
			}
		case glua.OP_NEWTABLE:
			lists[a] = 0
		case glua.OP_SETLIST:
			use(a + b)
			pc += p.fixList(pc, lists)
		case glua.OP_CLOSURE:
			pc += int(p.FunctionPrototypes[argBx(in)].NumUpvalues)
		}
	}
	p.NumUsedRegisters = uint8(min(top, 255)) // spare covers what is beyond
}

// fixList puts right which elements the OP_SETLIST at pc stores, and tells how
// many words it has after it. The compiler emits one again that it has emitted
// before a field with a name.
func (p *prototype) fixList(pc int, lists map[int]int) (words int) {
	in := p.Code[pc]
	a, b, c := argA(in), argB(in), argC(in)
	if c == 0 {
		words = 1
	}
	if b != 0 && c != 0 && c <= lists[a] {
		p.Code[pc] = uint32(glua.OP_NOP) << 26
		return words
	}
	lists[a]++
	switch number := lists[a]; {
	case c == 0:
		p.Code[pc+1] = uint32(number)
	case b == 0 && number < 512:
		p.Code[pc] = in&^(0x1ff<<9) | uint32(number)<<9
	}
	return words
}

// count has the loop that begins at pc count in its variable, if nothing keeps that.
func (p *prototype) count(pc int) {
	in := p.Code[pc]
	end := pc + 1 + argSbx(in)
	variable := argA(in) + 3
	for _, in := range p.Code[pc+1 : end] {
		if keeps(in, variable) {
			return
		}
	}
	change := func(at, op int) { p.Code[at] = p.Code[at]&(1<<26-1) | uint32(op)<<26 }
	change(pc, opCountPrepare)
	change(end, opCountLoop)
}

// keeps tells whether an instruction puts a register's value elsewhere. Operands of
// metamethods and keys of tables are copied; what is returned ends the loop.
func keeps(in uint32, register int) bool {
	switch int(in >> 26) {
	case glua.OP_MOVE, glua.OP_MOVEN, glua.OP_TESTSET, glua.OP_SELF:
		return argB(in) == register
	case glua.OP_SETTABLE, glua.OP_SETTABLEKS:
		return argC(in) == register
	case glua.OP_SETGLOBAL, glua.OP_SETUPVAL:
		return argA(in) == register
	case glua.OP_CALL, glua.OP_TAILCALL, glua.OP_TFORLOOP, glua.OP_SETLIST:
		return argA(in) <= register
	}
	return false
}
