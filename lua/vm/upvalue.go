package vm

import glua "github.com/yuin/gopher-lua"

// place is where an upvalue's value is.
func (u *upvalue) place() *glua.LValue {
	if u.closed {
		return &u.value
	}
	return &u.reg.array[u.index]
}

// closeUpvalues gives the upvalues from a place on values of their own.
func (t *thread) closeUpvalues(from int) {
	for u := t.open; u != nil && u.index >= from; u = t.open {
		u.value, u.closed = t.values.array[u.index], true
		u.reg = nil // or the thread would be in use as long as the upvalue is
		t.open, u.next = u.next, nil
	}
}

// NewUpvalue makes one that has a value of its own.
func NewUpvalue(value glua.LValue) *glua.Upvalue { return (&upvalue{value: value, closed: true}).lua() }

// NewFunction makes a function whose upvalues are its own, and nil.
func NewFunction(L *glua.LState, p *glua.FunctionProto) *glua.LFunction {
	fn := L.NewFunctionFromProto(p)
	for i := range fn.Upvalues {
		fn.Upvalues[i] = NewUpvalue(glua.LNil)
	}
	return fn
}

// upvalue is the open upvalue of a place.
func (t *thread) upvalue(at int) *upvalue {
	link := &t.open
	for *link != nil && (*link).index > at {
		link = &(*link).next
	}
	if u := *link; u != nil && u.index == at {
		return u
	}
	u := &upvalue{next: *link, reg: &t.values, index: at}
	*link = u
	return u
}

// closure makes one; the instructions that follow tell its upvalues.
func (t *thread) closure(f *Frame, fn *glua.FunctionProto, captures []uint32) *glua.LFunction {
	closure := &glua.LFunction{Env: f.Fn.Env, Proto: fn, Upvalues: make([]*glua.Upvalue, fn.NumUpvalues)}
	for i := range closure.Upvalues {
		in := captures[i]
		if opcode(in) == glua.OP_MOVE {
			closure.Upvalues[i] = t.upvalue(f.LocalBase + argB(in)).lua()
		} else {
			closure.Upvalues[i] = f.Fn.Upvalues[argB(in)]
		}
	}
	return closure
}
