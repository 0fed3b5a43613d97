package syntax

import glua "github.com/yuin/gopher-lua"

// An operandKind says where an operand's value is.
type operandKind int

const (
	isVoid        operandKind = iota // there is none
	isNil                            //
	isTrue                           //
	isFalse                          //
	isConstant                       // info: its index
	isNumber                         // number
	isLocal                          // info: the variable's register
	isUpvalue                        // info: its index
	isGlobal                         // info: the constant of its name
	isIndexed                        // info: the table's register; key: register or constant
	isJump                           // info: the jump of a comparison
	isRelocatable                    // info: the instruction that gives it to any register
	isFixed                          // info: its register
	isCall                           // info: the instruction
	isVararg                         // info: the instruction
)

// An operand is an expression that is read, but perhaps not in a register yet.
type operand struct {
	kind      operandKind
	info, key int
	number    float64
	ifTrue    int // the jumps that leave the expression when it is true
	ifFalse   int
}

func newOperand(kind operandKind, info int) operand {
	return operand{kind: kind, info: info, ifTrue: noJump, ifFalse: noJump}
}

func (e *operand) jumps() bool { return e.ifTrue != e.ifFalse }

// isOpen tells whether it may have any number of values.
func (e *operand) isOpen() bool { return e.kind == isCall || e.kind == isVararg }

func (e *operand) isVariable() bool { return e.kind >= isLocal && e.kind <= isIndexed }

// isNumeral tells whether it can be calculated with now.
func (e *operand) isNumeral() bool {
	return e.kind == isNumber && e.ifTrue == noJump && e.ifFalse == noJump
}

// setReturns asks a call or ... for so many values, -1 for all.
func (p *parser) setReturns(e *operand, count int) {
	switch e.kind {
	case isCall:
		setC(p.code(*e), count+1)
	case isVararg:
		setB(p.code(*e), count+1)
		setA(p.code(*e), p.fn.free)
		p.reserve(1)
	}
}

// setOne asks for one value.
func (p *parser) setOne(e *operand) {
	switch e.kind {
	case isCall: // as it was written
		e.kind, e.info = isFixed, argA(*p.code(*e))
	case isVararg:
		setB(p.code(*e), 2)
		e.kind = isRelocatable
	}
}

// discharge gets the value of a variable, or the one of an open expression.
func (p *parser) discharge(e *operand) {
	switch e.kind {
	case isLocal:
		e.kind = isFixed
	case isUpvalue:
		e.kind, e.info = isRelocatable, p.emit(abc(glua.OP_GETUPVAL, 0, e.info, 0))
	case isGlobal:
		e.kind, e.info = isRelocatable, p.emit(abx(glua.OP_GETGLOBAL, 0, e.info))
	case isIndexed:
		p.release(e.key)
		p.release(e.info)
		e.kind, e.info = isRelocatable, p.emit(abc(p.keyed(glua.OP_GETTABLE, e.key), 0, e.info, e.key))
	case isCall, isVararg:
		p.setOne(e)
	}
}

// keyed is the instruction to use where the key is a string.
func (p *parser) keyed(op, key int) int {
	if key&constant == 0 {
		return op
	}
	if _, ok := p.fn.index.constants[key&^constant].(glua.LString); !ok {
		return op
	}
	if op == glua.OP_GETTABLE {
		return glua.OP_GETTABLEKS
	}
	return glua.OP_SETTABLEKS
}

// load puts the value into a register. A comparison gives none yet.
func (p *parser) load(e *operand, register int) {
	p.discharge(e)
	switch e.kind {
	case isNil:
		p.loadNil(register, 1)
	case isFalse:
		p.emit(abc(glua.OP_LOADBOOL, register, 0, 0))
	case isTrue:
		p.emit(abc(glua.OP_LOADBOOL, register, 1, 0))
	case isConstant:
		p.emit(abx(glua.OP_LOADK, register, e.info))
	case isNumber:
		p.emit(abx(glua.OP_LOADK, register, p.number(e.number)))
	case isRelocatable:
		setA(p.code(*e), register)
	case isFixed:
		if register != e.info {
			p.emit(abc(glua.OP_MOVE, register, e.info, 0))
		}
	default:
		return
	}
	e.kind, e.info = isFixed, register
}

// loadAny puts the value into a register if it is in none.
func (p *parser) loadAny(e *operand) {
	if e.kind != isFixed {
		p.reserve(1)
		p.load(e, p.fn.free-1)
	}
}

// to puts what an expression gives into a register, wherever it was left.
func (p *parser) to(e *operand, register int) {
	p.load(e, register)
	if e.kind == isJump {
		p.join(&e.ifTrue, e.info)
	}
	if e.jumps() {
		no, yes := noJump, noJump
		if p.needsValue(e.ifTrue) || p.needsValue(e.ifFalse) {
			over := noJump
			if e.kind != isJump {
				over = p.jump()
			}
			no = p.loadBool(register, 0, 1)
			yes = p.loadBool(register, 1, 0)
			p.patchHere(over)
		}
		end := p.label()
		p.patchValues(e.ifFalse, end, register, no)
		p.patchValues(e.ifTrue, end, register, yes)
	}
	*e = newOperand(isFixed, register)
}

func (p *parser) loadBool(register, value, skip int) int {
	p.label()
	return p.emit(abc(glua.OP_LOADBOOL, register, value, skip))
}

// toNext puts the value into the next register.
func (p *parser) toNext(e *operand) {
	p.discharge(e)
	p.releaseOperand(*e)
	p.reserve(1)
	p.to(e, p.fn.free-1)
}

// toAny puts the value into some register, if only into its variable's.
func (p *parser) toAny(e *operand) int {
	p.discharge(e)
	if e.kind == isFixed {
		if !e.jumps() {
			return e.info
		}
		if e.info >= len(p.fn.active) {
			p.to(e, e.info)
			return e.info
		}
	}
	p.toNext(e)
	return e.info
}

// toValue leaves no jumps open.
func (p *parser) toValue(e *operand) {
	if e.jumps() {
		p.toAny(e)
	} else {
		p.discharge(e)
	}
}

// toOperand gives a constant or a register, as B and C take.
func (p *parser) toOperand(e *operand) int {
	p.toValue(e)
	if at, ok := p.constantOf(*e); ok && at <= maxIndex {
		e.kind, e.info = isConstant, at
		return at | constant
	}
	return p.toAny(e)
}

// constantOf gives the constant that an operand is or can become.
func (p *parser) constantOf(e operand) (at int, ok bool) {
	if e.kind == isConstant {
		return e.info, true
	}
	if len(p.fn.index.constants) > maxIndex {
		return 0, false
	}
	switch e.kind {
	case isNil:
		return p.other(glua.LNil), true
	case isFalse:
		return p.other(glua.LFalse), true
	case isTrue:
		return p.other(glua.LTrue), true
	case isNumber:
		return p.number(e.number), true
	}
	return 0, false
}

// indexBy makes an element of the table in a register.
func (p *parser) indexBy(table, key *operand) {
	table.key = p.toOperand(key)
	table.kind = isIndexed
}

// store assigns a value to a variable.
func (p *parser) store(v operand, value *operand) {
	switch v.kind {
	case isLocal:
		p.releaseOperand(*value)
		p.to(value, v.info)
		return
	case isUpvalue:
		p.emit(abc(glua.OP_SETUPVAL, p.toAny(value), v.info, 0))
	case isGlobal:
		p.emit(abx(glua.OP_SETGLOBAL, p.toAny(value), v.info))
	case isIndexed:
		at := p.toOperand(value)
		p.emit(abc(p.keyed(glua.OP_SETTABLE, v.key), v.info, v.key, at))
	}
	p.releaseOperand(*value)
}

// self gets a method, and puts the object behind it.
func (p *parser) self(e *operand, name string) {
	p.toAny(e)
	p.releaseOperand(*e)
	function, object := p.fn.free, e.info
	p.reserve(2)
	key := newOperand(isConstant, p.text(name))
	p.emit(abc(glua.OP_SELF, function, object, p.toOperand(&key)))
	p.releaseOperand(key)
	*e = newOperand(isFixed, function)
}
