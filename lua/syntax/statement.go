package syntax

import glua "github.com/yuin/gopher-lua"

// follows tells whether a token ends a block.
func (k kind) follows() bool {
	switch k {
	case tokenElse, tokenElseif, tokenEnd, tokenEOS, tokenUntil:
		return true
	}
	return false
}

// block reads statements, to one that must be the last or to what ends them.
func (p *parser) block() {
	p.enter()
	for last := false; !last && !p.token.kind.follows(); {
		last = p.statement()
		p.accept(';')
		p.fn.free = len(p.fn.active)
	}
	p.leave()
}

// scoped reads a block with variables of its own.
func (p *parser) scoped() {
	p.openScope(false)
	p.block()
	p.closeScope()
}

// statement tells whether the one it has read must be the last of its block.
func (p *parser) statement() bool {
	line := p.line
	switch p.token.kind {
	case tokenIf:
		p.ifStatement(line)
	case tokenWhile:
		p.whileLoop(line)
	case tokenDo:
		p.next()
		p.scoped()
		p.match(tokenEnd, tokenDo, line)
	case tokenFor:
		p.forLoop(line)
	case tokenRepeat:
		p.repeatLoop(line)
	case tokenFunction:
		p.functionStatement(line)
	case tokenLocal:
		p.next()
		function := p.accept(tokenFunction)
		switch {
		case p.outermost() && function:
			p.sessionFunction()
		case p.outermost():
			p.sessionStatement()
		case function:
			p.localFunction()
		default:
			p.localStatement()
		}
	case tokenReturn:
		p.returnStatement()
		return true
	case tokenBreak:
		p.next()
		p.breakLoop()
		return true
	default:
		p.expressionStatement()
	}
	return false
}

func (p *parser) ifStatement(line int) {
	past := noJump // the jumps to the end
	otherwise := p.branch()
	for p.token.kind == tokenElseif {
		p.join(&past, p.jump())
		p.patchHere(otherwise)
		otherwise = p.branch()
	}
	if p.token.kind == tokenElse {
		p.join(&past, p.jump())
		p.patchHere(otherwise)
		p.next()
		p.scoped()
	} else {
		p.join(&past, otherwise)
	}
	p.patchHere(past)
	p.match(tokenEnd, tokenIf, line)
}

// branch reads a condition with its block, and gives the jumps to where it does
// not hold.
func (p *parser) branch() int {
	p.next()
	otherwise := p.condition()
	p.expect(tokenThen)
	p.scoped()
	return otherwise
}

// condition gives the jumps that are taken if it does not hold.
func (p *parser) condition() int {
	e := p.expression()
	if e.kind == isNil {
		e.kind = isFalse // all that is false is equal here
	}
	p.goIfTrue(&e)
	return e.ifFalse
}

func (p *parser) functionStatement(line int) {
	p.next()
	v := p.variable(p.identifier())
	method := false
	for p.token.kind == '.' {
		p.field(&v)
	}
	if p.token.kind == ':' {
		method = true
		p.field(&v)
	}
	body := p.body(method, line)
	p.store(v, &body)
	p.fixLine(line) // the definition happens in its first line
}

func (p *parser) localFunction() {
	p.declare(p.identifier(), 0)
	v := newOperand(isLocal, p.fn.free)
	p.reserve(1)
	p.activate(1)
	body := p.body(false, p.line)
	p.store(v, &body)
	p.fn.local(len(p.fn.active) - 1).StartPc = p.pc() // where it has its value
}

func (p *parser) localStatement() {
	names := 0
	for {
		p.declare(p.identifier(), names)
		names++
		if !p.accept(',') {
			break
		}
	}
	values, last := 0, operand{kind: isVoid}
	if p.accept('=') {
		values, last = p.list()
	}
	p.adjust(names, values, &last)
	p.activate(names)
}

func (p *parser) returnStatement() {
	p.next()
	p.returned()
}

// returned reads what stands after return.
func (p *parser) returned() {
	if p.token.kind.follows() || p.token.kind == ';' {
		p.emit(abc(glua.OP_RETURN, 0, 1, 0))
		return
	}
	first := len(p.fn.active)
	count, last := p.list()
	switch {
	case last.isOpen():
		if last.kind == isCall && count == 1 {
			setOpcode(p.code(last), glua.OP_TAILCALL)
		}
		p.setReturns(&last, -1)
		count = -1
	case count == 1:
		first = p.toAny(&last)
	default:
		p.toNext(&last)
	}
	p.emit(abc(glua.OP_RETURN, first, count+1, 0))
}
