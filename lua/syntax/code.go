package syntax

import glua "github.com/yuin/gopher-lua"

// pc is where the next instruction goes.
func (p *parser) pc() int { return len(p.fn.code) }

// emit writes an instruction, for the line of the last token that is read.
func (p *parser) emit(i instruction) int {
	if fn := p.fn; fn.here != noJump {
		jumps := fn.here
		fn.here = noJump
		p.patchValues(jumps, p.pc(), anyReg, p.pc())
	}
	p.fn.code = append(p.fn.code, i)
	p.fn.lines = append(p.fn.lines, p.lastLine)
	return p.pc() - 1
}

// code is the instruction that gives an operand's value.
func (p *parser) code(e operand) *instruction { return &p.fn.code[e.info] }

// fixLine says that the last instruction belongs to another line.
func (p *parser) fixLine(line int) { p.fn.lines[len(p.fn.lines)-1] = line }

// loadNil clears registers, with the instruction before if it clears those
// before and no jump comes between.
func (p *parser) loadNil(first, count int) {
	if fn := p.fn; p.pc() > fn.target && p.pc() > 0 {
		previous := &fn.code[p.pc()-1]
		if opcode(*previous) == glua.OP_LOADNIL && argA(*previous) <= first && first <= argB(*previous)+1 {
			setB(previous, max(argB(*previous), first+count-1))
			return
		}
	}
	p.emit(abc(glua.OP_LOADNIL, first, first+count-1, 0))
}

// checkStack sees to it that a function has so many registers more.
func (p *parser) checkStack(count int) {
	stack := p.fn.free + count
	if stack <= p.fn.stack {
		return
	}
	if stack >= mostStack {
		p.fail("function or expression too complex")
	}
	p.fn.stack = stack
}

func (p *parser) reserve(count int) {
	p.checkStack(count)
	p.fn.free += count
}

// release frees a register, if it is one and no variable's.
func (p *parser) release(register int) {
	if register&constant == 0 && register >= len(p.fn.active) {
		p.fn.free--
	}
}

func (p *parser) releaseOperand(e operand) {
	if e.kind == isFixed {
		p.release(e.info)
	}
}

// Jumps to a place that is not known yet are a list: each one's distance leads to
// the one before it. Lists end in noJump.

// jump writes a jump and gives the list of it and of those that come here.
func (p *parser) jump() int {
	coming := p.fn.here
	p.fn.here = noJump
	list := p.emit(abx(glua.OP_JMP, 0, maxJump+noJump))
	p.join(&list, coming)
	return list
}

// jumpIf writes a test and the jump that it decides about.
func (p *parser) jumpIf(op, a, b, c int) int {
	p.emit(abc(op, a, b, c))
	return p.jump()
}

// label marks the next instruction as one that is jumped to.
func (p *parser) label() int {
	p.fn.target = p.pc()
	return p.pc()
}

// after is the next in a list of jumps.
func (p *parser) after(jump int) int {
	distance := argSbx(p.fn.code[jump])
	if distance == noJump {
		return noJump
	}
	return jump + 1 + distance
}

func (p *parser) fixJump(jump, to int) {
	distance := to - (jump + 1)
	if distance > maxJump || distance < -maxJump {
		p.fail("control structure too long")
	}
	setSbx(&p.fn.code[jump], distance)
}

// join appends a list of jumps to another.
func (p *parser) join(list *int, more int) {
	if more == noJump {
		return
	}
	if *list == noJump {
		*list = more
		return
	}
	last := *list
	if tail, ok := p.fn.tails[last]; ok {
		last = tail
	}
	for next := p.after(last); next != noJump; next = p.after(last) {
		last = next
	}
	p.fixJump(last, more)
	p.fn.tails[*list] = more
}

// control is the test that decides about a jump, or the jump.
func (p *parser) control(jump int) *instruction {
	if jump >= 1 && isTest(p.fn.code[jump-1]) {
		return &p.fn.code[jump-1]
	}
	return &p.fn.code[jump]
}

// needsValue tells whether a jump of a list does not bring the value along.
func (p *parser) needsValue(list int) bool {
	for ; list != noJump; list = p.after(list) {
		if opcode(*p.control(list)) != glua.OP_TESTSET {
			return true
		}
	}
	return false
}

// bring makes a jump put the value that it tests into a register; if that is
// anyReg, or the value is there, it only tests. It tells whether the jump can.
func (p *parser) bring(jump, register int) bool {
	i := p.control(jump)
	if opcode(*i) != glua.OP_TESTSET {
		return false
	}
	if register != anyReg && register != argB(*i) {
		setA(i, register)
	} else {
		*i = abc(glua.OP_TEST, argB(*i), 0, argC(*i))
	}
	return true
}

// onlyTest makes jumps bring no value.
func (p *parser) onlyTest(list int) {
	for ; list != noJump; list = p.after(list) {
		p.bring(list, anyReg)
	}
}

// patchValues lets jumps of a list that bring the value into a register go to
// one place, the others to another.
func (p *parser) patchValues(list, withValue, register, without int) {
	for list != noJump {
		next := p.after(list)
		if p.bring(list, register) {
			p.fixJump(list, withValue)
		} else {
			p.fixJump(list, without)
		}
		list = next
	}
}

// patch lets jumps go to an instruction.
func (p *parser) patch(list, to int) {
	if to == p.pc() {
		p.patchHere(list)
		return
	}
	p.patchValues(list, to, anyReg, to)
}

// patchHere lets jumps go to the next instruction.
func (p *parser) patchHere(list int) {
	p.label()
	p.join(&p.fn.here, list)
}
