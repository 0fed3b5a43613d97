package syntax

import glua "github.com/yuin/gopher-lua"

// A Session is the local variables that chunks of a session share: what is typed
// at a prompt is a chunk a line, and a local variable of the outermost block is
// there for the lines that follow.
//
// Such a variable is an upvalue of the chunk, as if the chunk were a function in a
// block that never ends; its declaration is an assignment to an upvalue that
// nothing has used before. So all is as Lua has it: a variable declared anew is
// another one, and functions that have the old one keep it. (A table of the
// session's instead would take the place of globals, and a register for each
// could not outlive its chunk.)
type Session struct {
	// Values says that a chunk is what may stand after return, and not statements.
	Values bool
	// Names are the variables', in the order of their declaration: at first those
	// that there are, and after compiling those that the chunk declares too.
	Names []string
	// Upvalues tells of each upvalue of the chunk which variable it is.
	Upvalues []int
}

// resolve finds a variable of the session, as an upvalue for the chunk.
func (s *Session) resolve(name string) (operandKind, int) {
	if s != nil {
		for i := len(s.Names) - 1; i >= 0; i-- {
			if s.Names[i] == name {
				return isUpvalue, i
			}
		}
	}
	return isGlobal, 0
}

// captured notes the upvalues of the chunk.
func (s *Session) captured(chunk *function) {
	if s == nil {
		return
	}
	for _, u := range chunk.upvals {
		s.Upvalues = append(s.Upvalues, u.index)
	}
}

// outermost tells whether a local variable that is declared here is the session's.
func (p *parser) outermost() bool { return p.session != nil && p.fn.outer == nil && p.fn.scope == nil }

// declareIn makes a variable of the session.
func (p *parser) declareIn(name string) operand {
	p.session.Names = append(p.session.Names, name)
	return newOperand(isUpvalue, p.upvalue(p.fn, upvalue{name, false, len(p.session.Names) - 1}))
}

func (p *parser) sessionFunction() {
	v := p.declareIn(p.identifier())
	body := p.body(false, p.line)
	p.store(v, &body)
}

// sessionStatement computes the values first, as for any local statement: names
// in them are those of before.
func (p *parser) sessionStatement() {
	names := []string{p.identifier()}
	for p.accept(',') {
		names = append(names, p.identifier())
	}
	first := p.fn.free
	values, last := 0, operand{kind: isVoid}
	if p.accept('=') {
		values, last = p.list()
	}
	p.adjust(len(names), values, &last)
	for i, name := range names {
		p.emit(abc(glua.OP_SETUPVAL, first+i, p.declareIn(name).info, 0))
	}
}
