package syntax

import glua "github.com/yuin/gopher-lua"

// body reads the parameters and the block of a function.
func (p *parser) body(method bool, line int) operand {
	p.open(line)
	p.expect('(')
	if method {
		p.declare("self", 0)
		p.activate(1)
	}
	p.parameters()
	p.expect(')')
	p.block()
	p.fn.proto.LastLineDefined = p.line
	p.match(tokenEnd, tokenFunction, line)
	inner := p.fn
	proto := p.close()
	return p.closure(proto, inner.upvals)
}

func (p *parser) parameters() {
	proto, count := p.fn.proto, 0
	for more := p.token.kind != ')'; more; count++ {
		switch p.token.kind {
		case tokenName:
			p.declare(p.identifier(), count)
			more = p.accept(',')
		case tokenDots:
			p.next()
			p.declare("arg", count)
			proto.IsVarArg = glua.VarArgHasArg | glua.VarArgNeedsArg | glua.VarArgIsVarArg
			more = false
		default:
			p.fail("<name> or '...' expected")
		}
	}
	p.activate(count)
	count = len(p.fn.active)
	p.reserve(count)
	if proto.IsVarArg != 0 {
		count-- // arg is none
	}
	proto.NumParameters = uint8(count)
}

// closure makes a function of a prototype and of what it captures.
func (p *parser) closure(proto *glua.FunctionProto, upvals []upvalue) operand {
	if len(p.fn.protos) >= maxBx {
		overflow("constant table overflow")
	}
	p.fn.protos = append(p.fn.protos, proto)
	e := newOperand(isRelocatable, p.emit(abx(glua.OP_CLOSURE, 0, len(p.fn.protos)-1)))
	for _, u := range upvals {
		op := glua.OP_GETUPVAL
		if u.local {
			op = glua.OP_MOVE
		}
		p.emit(abc(op, 0, u.index, 0))
	}
	return e
}
