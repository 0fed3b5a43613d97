package syntax

import (
	"math"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/libm"
)

type operator int

const (
	opAdd operator = iota
	opSub
	opMul
	opDiv
	opMod
	opPow
	opConcat
	opNotEqual
	opEqual
	opLess
	opLessEqual
	opGreater
	opGreaterEqual
	opAnd
	opOr
	opMinus
	opNot
	opLen
	noOperator
)

// priorities say how strong an operator binds to what is left and right of it.
var priorities = [...]struct{ left, right int }{
	opAdd: {6, 6}, opSub: {6, 6}, opMul: {7, 7}, opDiv: {7, 7}, opMod: {7, 7},
	opPow: {10, 9}, opConcat: {5, 4}, // to the right
	opNotEqual: {3, 3}, opEqual: {3, 3}, opLess: {3, 3}, opLessEqual: {3, 3},
	opGreater: {3, 3}, opGreaterEqual: {3, 3},
	opAnd: {2, 2}, opOr: {1, 1},
}

const unaryPriority = 8

// instructions are what arithmetic becomes.
var instructions = [...]int{
	opAdd: glua.OP_ADD, opSub: glua.OP_SUB, opMul: glua.OP_MUL, opDiv: glua.OP_DIV,
	opMod: glua.OP_MOD, opPow: glua.OP_POW, opConcat: glua.OP_CONCAT,
	opMinus: glua.OP_UNM, opNot: glua.OP_NOT, opLen: glua.OP_LEN,
}

func unaryOperator(k kind) operator {
	switch k {
	case tokenNot:
		return opNot
	case '-':
		return opMinus
	case '#':
		return opLen
	}
	return noOperator
}

func binaryOperator(k kind) operator {
	switch k {
	case '+':
		return opAdd
	case '-':
		return opSub
	case '*':
		return opMul
	case '/':
		return opDiv
	case '%':
		return opMod
	case '^':
		return opPow
	case tokenConcat:
		return opConcat
	case tokenNotEqual:
		return opNotEqual
	case tokenEqual:
		return opEqual
	case '<':
		return opLess
	case tokenLessEqual:
		return opLessEqual
	case '>':
		return opGreater
	case tokenGreaterEqual:
		return opGreaterEqual
	case tokenAnd:
		return opAnd
	case tokenOr:
		return opOr
	}
	return noOperator
}

// prefix applies an operator before its operand.
func (p *parser) prefix(op operator, e *operand) {
	zero := newOperand(isNumber, 0)
	switch op {
	case opNot:
		p.not(e)
	case opMinus:
		if !e.isNumeral() {
			p.toAny(e)
		}
		p.arithmetic(op, e, &zero)
	case opLen:
		p.toAny(e)
		p.arithmetic(op, e, &zero)
	}
}

// infix makes the left operand ready, before the right one is read.
func (p *parser) infix(op operator, e *operand) {
	switch op {
	case opAnd:
		p.goIfTrue(e)
	case opOr:
		p.goIfFalse(e)
	case opConcat:
		p.toNext(e) // what is joined must be in registers in a row
	case opAdd, opSub, opMul, opDiv, opMod, opPow:
		if !e.isNumeral() {
			p.toOperand(e)
		}
	default:
		p.toOperand(e)
	}
}

// postfix applies an operator between its operands.
func (p *parser) postfix(op operator, left, right *operand) {
	switch op {
	case opAnd: // the left one is not true, if it is the value
		p.discharge(right)
		p.join(&right.ifFalse, left.ifFalse)
		*left = *right
	case opOr:
		p.discharge(right)
		p.join(&right.ifTrue, left.ifTrue)
		*left = *right
	case opConcat:
		p.concat(left, right)
	case opEqual:
		p.compare(glua.OP_EQ, 1, left, right, false)
	case opNotEqual:
		p.compare(glua.OP_EQ, 0, left, right, false)
	case opLess:
		p.compare(glua.OP_LT, 1, left, right, false)
	case opLessEqual:
		p.compare(glua.OP_LE, 1, left, right, false)
	case opGreater:
		p.compare(glua.OP_LT, 1, left, right, true)
	case opGreaterEqual:
		p.compare(glua.OP_LE, 1, left, right, true)
	default:
		p.arithmetic(op, left, right)
	}
}

// concat makes one instruction of operators in a row.
func (p *parser) concat(left, right *operand) {
	p.toValue(right)
	if right.kind == isRelocatable && opcode(*p.code(*right)) == glua.OP_CONCAT {
		p.releaseOperand(*left)
		setB(p.code(*right), left.info)
		left.kind, left.info = isRelocatable, right.info
		return
	}
	p.toNext(right)
	p.arithmetic(opConcat, left, right)
}

// arithmetic calculates now if it can, or else when the program runs.
func (p *parser) arithmetic(op operator, left, right *operand) {
	if left.isNumeral() && right.isNumeral() {
		if result, ok := fold(op, left.number, right.number); ok {
			left.number = result
			return
		}
	}
	c := 0
	if op != opMinus && op != opLen {
		c = p.toOperand(right)
	}
	b := p.toOperand(left)
	p.releaseOperand(*right)
	p.releaseOperand(*left)
	left.kind, left.info = isRelocatable, p.emit(abc(instructions[op], 0, b, c))
}

// fold calculates with constants. What is no number is left to the program.
func fold(op operator, a, b float64) (result float64, ok bool) {
	switch op {
	case opAdd:
		result = a + b
	case opSub:
		result = a - b
	case opMul:
		result = a * b
	case opDiv:
		if b == 0 {
			return 0, false
		}
		result = a / b
	case opMod:
		if b == 0 {
			return 0, false
		}
		result = a - float64(math.Floor(a/b)*b) // rounded twice, as on amd64
	case opPow:
		result = libm.Pow(a, b)
	case opMinus:
		result = -a
	default:
		return 0, false
	}
	return result, result == result
}
