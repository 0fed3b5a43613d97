package syntax

import glua "github.com/yuin/gopher-lua"

// Comparisons, and, or and not give jumps; only where their value is wanted do
// they become one.

// compare makes a jump that is taken if a comparison is as it should be. The
// operands change places where the operator is one of greater.
func (p *parser) compare(op, should int, left, right *operand, greater bool) {
	b := p.toOperand(left)
	c := p.toOperand(right)
	if greater {
		b, c = c, b
	}
	p.releaseOperand(*right)
	p.releaseOperand(*left)
	left.kind, left.info = isJump, p.jumpIf(op, should, b, c)
}

// invert makes the comparison that decides about a jump its opposite.
func (p *parser) invert(e *operand) {
	i := p.control(e.info)
	setA(i, 1-argA(*i))
}

// jumpWhen writes a jump that is taken if the value is true, or false.
func (p *parser) jumpWhen(e *operand, value int) int {
	if e.kind == isRelocatable && opcode(*p.code(*e)) == glua.OP_NOT {
		tested := argB(*p.code(*e))
		p.fn.code = p.fn.code[:p.pc()-1]
		p.fn.lines = p.fn.lines[:p.pc()]
		return p.jumpIf(glua.OP_TEST, tested, 0, 1-value)
	}
	p.loadAny(e)
	p.releaseOperand(*e)
	return p.jumpIf(glua.OP_TESTSET, anyReg, e.info, value)
}

// goIfTrue goes on if the value is true, and jumps if not.
func (p *parser) goIfTrue(e *operand) {
	p.discharge(e)
	out := noJump
	switch e.kind {
	case isConstant, isNumber, isTrue:
	case isJump:
		p.invert(e)
		out = e.info
	default:
		out = p.jumpWhen(e, 0)
	}
	p.join(&e.ifFalse, out)
	p.patchHere(e.ifTrue)
	e.ifTrue = noJump
}

// goIfFalse goes on if the value is false, and jumps if not.
func (p *parser) goIfFalse(e *operand) {
	p.discharge(e)
	out := noJump
	switch e.kind {
	case isNil, isFalse:
	case isJump:
		out = e.info
	default:
		out = p.jumpWhen(e, 1)
	}
	p.join(&e.ifTrue, out)
	p.patchHere(e.ifFalse)
	e.ifFalse = noJump
}

func (p *parser) not(e *operand) {
	p.discharge(e)
	switch e.kind {
	case isNil, isFalse:
		e.kind = isTrue
	case isConstant, isNumber, isTrue:
		e.kind = isFalse
	case isJump:
		p.invert(e)
	default:
		p.loadAny(e)
		p.releaseOperand(*e)
		e.kind, e.info = isRelocatable, p.emit(abc(glua.OP_NOT, 0, e.info, 0))
	}
	e.ifTrue, e.ifFalse = e.ifFalse, e.ifTrue
	p.onlyTest(e.ifTrue)
	p.onlyTest(e.ifFalse)
}
