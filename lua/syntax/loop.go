package syntax

import glua "github.com/yuin/gopher-lua"

func (p *parser) whileLoop(line int) {
	p.next()
	start := p.label()
	exit := p.condition()
	p.openScope(true)
	p.expect(tokenDo)
	p.scoped()
	p.patch(p.jump(), start)
	p.match(tokenEnd, tokenWhile, line)
	p.closeScope()
	p.patchHere(exit)
}

func (p *parser) repeatLoop(line int) {
	start := p.label()
	p.openScope(true)
	p.openScope(false)
	p.next()
	p.block()
	p.match(tokenUntil, tokenRepeat, line)
	again := p.condition() // sees the variables of the block
	if p.fn.scope.captured {
		p.breakLoop() // the condition holds
		p.patchHere(again)
		p.closeScope()
		p.patch(p.jump(), start)
	} else {
		p.closeScope()
		p.patch(again, start)
	}
	p.closeScope()
}

// breakLoop leaves the innermost loop.
func (p *parser) breakLoop() {
	s, captured := p.fn.scope, false
	for s != nil && !s.loop {
		captured = captured || s.captured
		s = s.outer
	}
	if s == nil {
		p.fail("no loop to break")
	}
	if captured {
		p.emit(abc(glua.OP_CLOSE, s.actives, 0, 0))
	}
	p.join(&s.breaks, p.jump())
}

func (p *parser) forLoop(line int) {
	p.openScope(true)
	p.next()
	name := p.identifier()
	switch p.token.kind {
	case '=':
		p.numericFor(name, line)
	case ',', tokenIn:
		p.genericFor(name)
	default:
		p.fail("'=' or 'in' expected")
	}
	p.match(tokenEnd, tokenFor, line)
	p.closeScope()
}

func (p *parser) numericFor(name string, line int) {
	base := p.fn.free
	p.declare("(for index)", 0)
	p.declare("(for limit)", 1)
	p.declare("(for step)", 2)
	p.declare(name, 3)
	p.expect('=')
	p.value()
	p.expect(',')
	p.value()
	if p.accept(',') {
		p.value()
	} else {
		p.emit(abx(glua.OP_LOADK, p.fn.free, p.number(1)))
		p.reserve(1)
	}
	p.activate(3)
	p.expect(tokenDo)
	prepare := p.emit(abx(glua.OP_FORPREP, base, maxJump+noJump))
	p.forBody(1)
	p.patchHere(prepare)
	loop := p.emit(abx(glua.OP_FORLOOP, base, maxJump+noJump))
	p.fixLine(line)
	p.patch(loop, prepare+1)
	if !keeps(p.fn.code[prepare+1:loop], base+3) {
		setOpcode(&p.fn.code[prepare], OpCountPrepare)
		setOpcode(&p.fn.code[loop], OpCountLoop)
	}
}

// keeps tells whether code puts a register's value elsewhere. Operands of
// metamethods and keys of tables are copied; what is returned ends the loop.
func keeps(code []instruction, register int) bool {
	for _, i := range code {
		kept := false
		switch opcode(i) {
		case glua.OP_MOVE, glua.OP_TESTSET, glua.OP_SELF:
			kept = argB(i) == register
		case glua.OP_SETTABLE, glua.OP_SETTABLEKS:
			kept = argC(i) == register
		case glua.OP_SETGLOBAL, glua.OP_SETUPVAL:
			kept = argA(i) == register
		case glua.OP_CALL, glua.OP_TAILCALL, glua.OP_TFORLOOP, glua.OP_SETLIST:
			kept = argA(i) <= register
		}
		if kept {
			return true
		}
	}
	return false
}

// value reads an expression into the next register.
func (p *parser) value() {
	e := p.expression()
	p.toNext(&e)
}

func (p *parser) genericFor(name string) {
	base := p.fn.free
	p.declare("(for generator)", 0)
	p.declare("(for state)", 1)
	p.declare("(for control)", 2)
	p.declare(name, 3)
	names := 1
	for p.accept(',') {
		p.declare(p.identifier(), 3+names)
		names++
	}
	p.expect(tokenIn)
	line := p.line
	count, last := p.list()
	p.adjust(3, count, &last)
	p.checkStack(3) // what calling the iterator takes
	p.activate(3)
	p.expect(tokenDo)
	prepare := p.jump()
	p.forBody(names)
	p.patchHere(prepare)
	p.emit(abc(glua.OP_TFORLOOP, base, 0, names))
	p.fixLine(line)
	again := p.jump()
	p.patch(again, prepare+1)
	setOpcode(&p.fn.code[again], OpNextTest)
	setA(&p.fn.code[again], base)
}

// forBody reads what a for loop repeats, with its variables.
func (p *parser) forBody(names int) {
	p.openScope(false)
	p.activate(names)
	p.reserve(names)
	p.scoped()
	p.closeScope()
}
