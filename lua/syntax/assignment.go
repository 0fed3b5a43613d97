package syntax

import glua "github.com/yuin/gopher-lua"

// An assigned is a variable on the left of an assignment.
type assigned struct {
	variable operand
	before   *assigned
}

func (p *parser) expressionStatement() {
	first := assigned{variable: p.suffixed()}
	if first.variable.kind == isCall {
		setC(p.code(first.variable), 1) // no results
		return
	}
	p.assignment(&first, 1)
}

func (p *parser) assignment(left *assigned, count int) {
	if !left.variable.isVariable() {
		p.fail("syntax error")
	}
	last := operand{}
	if p.accept(',') {
		next := assigned{p.suffixed(), left}
		if next.variable.kind == isLocal {
			p.keep(left, next.variable.info)
		}
		if most := mostLevels - p.levels; count > most {
			p.limit(most, "variables in assignment")
		}
		p.assignment(&next, count+1)
	} else {
		p.expect('=')
		values := 0
		values, last = p.list()
		if values == count {
			p.setOne(&last)
			p.store(left.variable, &last)
			return
		}
		p.adjust(count, values, &last)
		if values > count {
			p.fn.free -= values - count
		}
	}
	last = newOperand(isFixed, p.fn.free-1)
	p.store(left.variable, &last)
}

// keep sees to it that variables to the left, which are indexed by or in a local
// variable that is assigned too, go by its old value.
func (p *parser) keep(left *assigned, local int) {
	copied := p.fn.free
	conflict := false
	for ; left != nil; left = left.before {
		v := &left.variable
		if v.kind != isIndexed {
			continue
		}
		if v.info == local {
			v.info, conflict = copied, true
		}
		if v.key == local {
			v.key, conflict = copied, true
		}
	}
	if conflict {
		p.emit(abc(glua.OP_MOVE, copied, local, 0))
		p.reserve(1)
	}
}
