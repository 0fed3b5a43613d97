package syntax

import glua "github.com/yuin/gopher-lua"

// A constructor is one of a table, half read.
type constructor struct {
	table   int     // its register
	last    operand // the last item, not stored yet
	waiting int     // items in registers
	items   int
	pairs   int
}

func (p *parser) constructor() operand {
	line := p.line
	pc := p.emit(abc(glua.OP_NEWTABLE, 0, 0, 0))
	table := newOperand(isRelocatable, pc)
	p.toNext(&table)
	c := constructor{table: table.info, last: operand{kind: isVoid}}
	p.expect('{')
	for p.token.kind != '}' {
		p.flush(&c)
		if p.token.kind == '[' || p.token.kind == tokenName && p.peek() == '=' {
			p.pair(&c)
		} else {
			c.last = p.expression()
			c.items++
			c.waiting++
		}
		if !p.accept(',') && !p.accept(';') {
			break
		}
	}
	p.match('}', '{', line)
	p.finish(&c)
	setB(&p.fn.code[pc], floatingByte(c.items))
	setC(&p.fn.code[pc], floatingByte(c.pairs))
	return table
}

// pair reads name = value or [key] = value.
func (p *parser) pair(c *constructor) {
	free := p.fn.free
	key := newOperand(isVoid, 0)
	if p.token.kind == tokenName {
		key.kind, key.info = isConstant, p.text(p.identifier())
	} else {
		key = p.bracketed()
	}
	c.pairs++
	p.expect('=')
	k := p.toOperand(&key)
	value := p.expression()
	p.emit(abc(p.keyed(glua.OP_SETTABLE, k), c.table, k, p.toOperand(&value)))
	p.fn.free = free
}

// flush puts the last item into its register, and stores them when they are
// many.
func (p *parser) flush(c *constructor) {
	if c.last.kind == isVoid {
		return
	}
	p.toNext(&c.last)
	c.last.kind = isVoid
	if c.waiting == glua.FieldsPerFlush {
		p.setList(c, c.waiting)
	}
}

// finish stores what remains.
func (p *parser) finish(c *constructor) {
	switch {
	case c.waiting == 0:
	case c.last.isOpen():
		p.setReturns(&c.last, -1)
		p.setList(c, -1)
		c.items--
	default:
		if c.last.kind != isVoid {
			p.toNext(&c.last)
		}
		p.setList(c, c.waiting)
	}
}

// setList stores the items in registers: so many, or all that there are.
func (p *parser) setList(c *constructor, count int) {
	batch := (c.items-1)/glua.FieldsPerFlush + 1
	if batch <= maxC {
		p.emit(abc(glua.OP_SETLIST, c.table, max(count, 0), batch))
	} else {
		p.emit(abc(glua.OP_SETLIST, c.table, max(count, 0), 0))
		p.emit(instruction(batch))
	}
	p.fn.free = c.table + 1
	c.waiting = 0
}
