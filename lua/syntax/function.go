package syntax

import (
	"slices"

	glua "github.com/yuin/gopher-lua"
)

// A function is one that is being compiled.
type function struct {
	outer   *function
	proto   *glua.FunctionProto
	scope   *scope
	code    []instruction
	lines   []int
	locals  []glua.DbgLocalInfo // all, in order of declaration
	active  []int               // the visible ones; the index is the register
	waiting []int               // declared, but not visible yet
	upvals  []upvalue
	protos  []*glua.FunctionProto
	index   index
	free    int         // the first free register
	target  int         // the last instruction that is jumped to
	here    int         // the jumps to the next instruction
	tails   map[int]int // of each list of jumps one far along it, to append to it at once
	stack   int         // how many registers are used
}

// A scope is a block in a function.
type scope struct {
	outer    *scope
	actives  int // how many variables are visible outside it
	breaks   int // the jumps to its end
	captured bool
	loop     bool
}

// An upvalue is taken from the enclosing function: from a register, or from an
// upvalue of its own.
type upvalue struct {
	name  string
	local bool
	index int
}

func (p *parser) open(line int) {
	var fn *function
	if last := len(p.unused) - 1; last >= 0 {
		fn, p.unused = p.unused[last], p.unused[:last]
		fn.reset()
	} else {
		fn = &function{index: newIndex(), tails: map[int]int{}, code: make([]instruction, 0, 128), lines: make([]int, 0, 128)}
	}
	fn.outer, fn.target, fn.here, fn.stack = p.fn, -1, noJump, 2
	fn.proto = &glua.FunctionProto{SourceName: p.name, LineDefined: line}
	p.fn = fn
}

// reset empties a function and keeps its memory.
func (fn *function) reset() {
	clear(fn.protos)
	fn.index.clear()
	clear(fn.tails)
	*fn = function{
		code: fn.code[:0], lines: fn.lines[:0], locals: fn.locals[:0],
		active: fn.active[:0], waiting: fn.waiting[:0], upvals: fn.upvals[:0],
		protos: fn.protos[:0], index: fn.index, tails: fn.tails,
	}
}

// close gives what was compiled.
func (p *parser) close() *glua.FunctionProto {
	p.hide(0)
	p.emit(abc(glua.OP_RETURN, 0, 1, 0))
	fn, proto := p.fn, p.fn.proto
	proto.NumUpvalues = uint8(len(fn.upvals))
	proto.NumUsedRegisters = uint8(fn.stack)
	proto.Code = slices.Clone(fn.code)
	proto.DbgSourcePositions = slices.Clone(fn.lines)
	proto.FunctionPrototypes = slices.Clone(fn.protos)
	proto.DbgLocals = pointers(slices.Clone(fn.locals))
	proto.DbgUpvalues = make([]string, len(fn.upvals))
	for i, u := range fn.upvals {
		proto.DbgUpvalues[i] = u.name
	}
	setConstants(proto, slices.Clone(fn.index.constants))
	p.fn = fn.outer
	p.unused = append(p.unused, fn)
	return proto
}

func pointers(locals []glua.DbgLocalInfo) []*glua.DbgLocalInfo {
	all := make([]*glua.DbgLocalInfo, len(locals))
	for i := range locals {
		all[i] = &locals[i]
	}
	return all
}

func (p *parser) openScope(loop bool) {
	p.fn.scope = &scope{outer: p.fn.scope, actives: len(p.fn.active), breaks: noJump, loop: loop}
}

func (p *parser) closeScope() {
	s := p.fn.scope
	p.fn.scope = s.outer
	p.hide(s.actives)
	if s.captured {
		p.emit(abc(glua.OP_CLOSE, s.actives, 0, 0))
	}
	p.fn.free = len(p.fn.active)
	p.patchHere(s.breaks)
}

// declare makes a local variable that activate will make visible, the nth that
// waits for it.
func (p *parser) declare(name string, n int) {
	if len(p.fn.active)+n+1 > mostLocals {
		p.limit(mostLocals, "local variables")
	}
	if len(p.fn.locals) == mostNames {
		overflow("too many local variables")
	}
	p.fn.waiting = append(p.fn.waiting[:n], len(p.fn.locals))
	p.fn.locals = append(p.fn.locals, glua.DbgLocalInfo{Name: p.values.name(name)})
}

// activate makes the first n variables visible that wait.
func (p *parser) activate(n int) {
	for _, local := range p.fn.waiting[:n] {
		p.fn.locals[local].StartPc = p.pc()
		p.fn.active = append(p.fn.active, local)
	}
	p.fn.waiting = append(p.fn.waiting[:0], p.fn.waiting[n:]...)
}

// hide ends the life of all variables but the first n.
func (p *parser) hide(n int) {
	for _, local := range p.fn.active[n:] {
		p.fn.locals[local].EndPc = p.pc()
	}
	p.fn.active = p.fn.active[:n]
}

// local is what is known of the variable in a register.
func (fn *function) local(register int) *glua.DbgLocalInfo { return &fn.locals[fn.active[register]] }

// variable is what a name means here.
func (p *parser) variable(name string) operand {
	v := newOperand(isVoid, 0)
	v.kind, v.info = p.resolve(p.fn, name, true)
	if v.kind == isGlobal {
		v.info = p.text(name)
	}
	return v
}

// resolve finds a variable in a function or those around it, or in the session. A
// local variable that is used farther in is captured.
func (p *parser) resolve(fn *function, name string, here bool) (operandKind, int) {
	if fn == nil {
		return p.session.resolve(name)
	}
	for register := len(fn.active) - 1; register >= 0; register-- {
		if fn.local(register).Name == name {
			if !here {
				fn.capture(register)
			}
			return isLocal, register
		}
	}
	kind, at := p.resolve(fn.outer, name, false)
	if kind == isGlobal {
		return isGlobal, 0
	}
	return isUpvalue, p.upvalue(fn, upvalue{name, kind == isLocal, at})
}

// capture notes that the variable in a register outlives its scope.
func (fn *function) capture(register int) {
	s := fn.scope
	for s != nil && s.actives > register {
		s = s.outer
	}
	if s != nil {
		s.captured = true
	}
}

func (p *parser) upvalue(fn *function, u upvalue) int {
	for i, have := range fn.upvals {
		if have.local == u.local && have.index == u.index {
			return i
		}
	}
	most := mostUpvalues
	if fn.outer == nil { // those are a session's variables
		most = mostLocals
	}
	if len(fn.upvals)+1 > most {
		inner := p.fn
		p.fn = fn // that the message is about
		defer func() { p.fn = inner }()
		p.limit(most, "upvalues")
	}
	u.name = p.values.name(u.name)
	fn.upvals = append(fn.upvals, u)
	return len(fn.upvals) - 1
}
