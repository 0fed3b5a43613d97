package syntax

import glua "github.com/yuin/gopher-lua"

// list reads expressions into the next registers but for the last, which it
// gives.
func (p *parser) list() (count int, last operand) {
	count, last = 1, p.expression()
	for p.accept(',') {
		p.toNext(&last)
		last = p.expression()
		count++
	}
	return count, last
}

// adjust makes count values, of which the last is not in its register yet, as
// many as are wanted.
func (p *parser) adjust(wanted, count int, last *operand) {
	extra := wanted - count
	if last.isOpen() {
		extra = max(extra+1, 0)
		p.setReturns(last, extra)
		if extra > 1 {
			p.reserve(extra - 1)
		}
		return
	}
	if last.kind != isVoid {
		p.toNext(last)
	}
	if extra > 0 {
		first := p.fn.free
		p.reserve(extra)
		p.loadNil(first, extra)
	}
}

func (p *parser) expression() operand {
	e, _ := p.operation(0)
	return e
}

// operation reads an expression of operators that bind stronger than a limit,
// and gives the operator after it.
func (p *parser) operation(limit int) (operand, operator) {
	p.enter()
	var e operand
	if unary := unaryOperator(p.token.kind); unary != noOperator {
		p.next()
		e, _ = p.operation(unaryPriority)
		p.prefix(unary, &e)
	} else {
		e = p.simple()
	}
	op := binaryOperator(p.token.kind)
	for op != noOperator && priorities[op].left > limit {
		p.next()
		p.infix(op, &e)
		right, next := p.operation(priorities[op].right)
		p.postfix(op, &e, &right)
		op = next
	}
	p.leave()
	return e, op
}

func (p *parser) simple() operand {
	e := newOperand(isVoid, 0)
	switch p.token.kind {
	case tokenNumber:
		e.kind, e.number = isNumber, p.token.number
	case tokenString:
		e.kind, e.info = isConstant, p.text(p.token.text)
	case tokenNil:
		e.kind = isNil
	case tokenTrue:
		e.kind = isTrue
	case tokenFalse:
		e.kind = isFalse
	case tokenDots:
		vararg := &p.fn.proto.IsVarArg
		if *vararg == 0 {
			p.fail("cannot use '...' outside a vararg function")
		}
		*vararg &^= glua.VarArgNeedsArg // who uses ... does without arg
		e.kind, e.info = isVararg, p.emit(abc(glua.OP_VARARG, 0, 1, 0))
	case '{':
		return p.constructor()
	case tokenFunction:
		p.next()
		return p.body(false, p.line)
	default:
		return p.suffixed()
	}
	p.next()
	return e
}

// primary reads what may stand before a dot, a bracket or arguments.
func (p *parser) primary() operand {
	switch p.token.kind {
	case tokenName:
		return p.variable(p.identifier())
	case '(':
		line := p.line
		p.next()
		e := p.expression()
		p.match(')', '(', line)
		p.discharge(&e) // a single value, and no variable
		return e
	}
	p.fail("unexpected symbol")
	return operand{}
}

// suffixed reads a variable or a call.
func (p *parser) suffixed() operand {
	e := p.primary()
	for {
		switch p.token.kind {
		case '.':
			p.field(&e)
		case '[':
			p.toAny(&e)
			key := p.bracketed()
			p.indexBy(&e, &key)
		case ':':
			p.next()
			p.self(&e, p.identifier())
			p.call(&e)
		case '(', tokenString, '{':
			p.toNext(&e)
			p.call(&e)
		default:
			return e
		}
	}
}

// field reads .name or :name behind a variable.
func (p *parser) field(v *operand) {
	p.toAny(v)
	p.next()
	key := newOperand(isConstant, p.text(p.identifier()))
	p.indexBy(v, &key)
}

// bracketed reads [expression].
func (p *parser) bracketed() operand {
	p.next()
	key := p.expression()
	p.toValue(&key)
	p.expect(']')
	return key
}

// call reads the arguments of a function, which is in a register of its own,
// perhaps with the object behind it.
func (p *parser) call(fn *operand) {
	line := p.line
	arguments := newOperand(isVoid, 0)
	switch p.token.kind {
	case '(':
		if line != p.lastLine {
			p.fail("ambiguous syntax (function call x new statement)")
		}
		p.next()
		if p.token.kind == ')' {
			arguments.kind = isVoid
		} else {
			_, arguments = p.list()
			p.setReturns(&arguments, -1)
		}
		p.match(')', '(', line)
	case '{':
		arguments = p.constructor()
	case tokenString:
		arguments.kind, arguments.info = isConstant, p.text(p.token.text)
		p.next()
	default:
		p.fail("function arguments expected")
	}
	base, count := fn.info, -1
	if !arguments.isOpen() {
		if arguments.kind != isVoid {
			p.toNext(&arguments)
		}
		count = p.fn.free - (base + 1)
	}
	*fn = newOperand(isCall, p.emit(abc(glua.OP_CALL, base, count+1, 2)))
	p.fixLine(line)
	p.fn.free = base + 1 // the function and its arguments are gone, one result is there
}
