package vm

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// slow does an instruction that the loop has not done, or not wholly.
func (t *thread) slow(f *Frame, in uint32) action {
	p := proto(f.Fn.Proto)
	a, b, c := argA(in), argB(in), argC(in)
	w := t.window(f.LocalBase)
	switch op := int(in >> 26); op {
	case glua.OP_GETGLOBAL:
		return t.getTable(f, f.Fn.Env, p.Constants[argBx(in)], a, -1)
	case glua.OP_SETGLOBAL:
		return t.setTable(f, f.Fn.Env, p.Constants[argBx(in)], *w.r(a), -1)
	case glua.OP_GETTABLE, glua.OP_GETTABLEKS:
		return t.getTable(f, *w.r(b), *p.operand(w, c), a, b)
	case glua.OP_SETTABLE, glua.OP_SETTABLEKS:
		return t.setTable(f, *w.r(a), *p.operand(w, b), *p.operand(w, c), a)
	case glua.OP_SELF:
		object, key := *w.r(b), *p.operand(w, c)
		*w.r(a + 1) = object
		return t.getTable(f, object, key, a, b)
	case glua.OP_ADD, glua.OP_SUB, glua.OP_MUL, glua.OP_DIV, glua.OP_MOD, glua.OP_POW:
		return t.doArithmetic(f, op, *p.operand(w, b), *p.operand(w, c), a, register(b), register(c))
	case glua.OP_UNM:
		return t.doArithmetic(f, op, *w.r(b), *w.r(b), a, b, b)
	case glua.OP_LEN:
		return t.doLength(f, *w.r(b), a, b)
	case glua.OP_CONCAT:
		return t.concat(f, f.LocalBase+c)
	case glua.OP_EQ:
		return t.doEquality(f, *p.operand(w, b), *p.operand(w, c))
	case glua.OP_LT, glua.OP_LE:
		return t.doOrder(f, *p.operand(w, b), *p.operand(w, c), op == glua.OP_LE)
	case glua.OP_JMP: // back to the beginning of a loop
		t.drop(f, f.Fn.Proto.Code[f.Pc-1])
		t.interrupt(f, false)
		f.Pc += argSbx(in)
	case glua.OP_FORPREP, syntax.OpCountPrepare:
		t.forPrepare(f, w, a)
		f.Pc += argSbx(in)
	case glua.OP_FORLOOP, syntax.OpCountLoop:
		t.interrupt(f, false)
		t.forLoop(f, in, op == syntax.OpCountLoop)
	case syntax.OpNextTest:
		t.interrupt(f, false)
		w = t.window(f.LocalBase)
		*w.r(a + 2) = *w.r(a + 3)
		f.Pc += argSbx(in)
	case glua.OP_TFORLOOP:
		at := f.LocalBase + a
		copy(t.values.array[at+3:at+6], t.values.array[at:at+3])
		t.values.top = at + 6
		return t.call(at+3, 2, c, at+3)
	case glua.OP_CALL:
		t.interrupt(f, b == 0)
		slot := f.LocalBase + a
		return t.call(slot, t.count(slot+1, b), c-1, slot)
	case glua.OP_TAILCALL:
		t.interrupt(f, b == 0)
		slot := f.LocalBase + a
		return t.tailCall(f, slot, t.count(slot+1, b))
	case glua.OP_RETURN:
		first := f.LocalBase + a
		return t.finish(f, first, t.count(first, b))
	case glua.OP_SETLIST:
		t.setList(f, a, b, c)
	case glua.OP_VARARG:
		t.varargs(f, a, b)
	}
	return proceed
}

// drop clears the registers above the local variables. Between two iterations of
// a while or repeat nothing in them is needed, but it would not be collected.
func (t *thread) drop(f *Frame, in uint32) {
	active, to := 0, f.Pc+argSbx(in)
	for _, local := range f.Fn.Proto.DbgLocals {
		if local.StartPc <= to && to < local.EndPc {
			active++
		}
	}
	registers := t.values.array[f.LocalBase:f.end()]
	for i := active; i < len(registers); i++ {
		registers[i] = glua.LNil
	}
}

// register is an operand for a message: -1 if it is a constant.
func register(operand int) int {
	if operand&constant != 0 {
		return -1
	}
	return operand
}

// count is how many values there are from first, as an instruction says: one
// more than there are, or 0 for all up to the top.
func (t *thread) count(first int, operand int) int {
	if operand == 0 {
		return t.values.top - first
	}
	return operand - 1
}

// tailCall calls what stands at slot in place of the function that f is of. One
// in Go has a frame of its own, as in C Lua: OP_RETURN follows.
func (t *thread) tailCall(f *Frame, slot, nargs int) action {
	fn, ok := t.values.array[slot].(*glua.LFunction)
	if !ok {
		fn, nargs = t.callable(slot, nargs)
	}
	if fn.IsG {
		return t.callGo(fn, slot, nargs, wantAll, slot)
	}
	t.closeUpvalues(f.LocalBase)
	copy(t.values.array[f.Base:f.Base+1+nargs], t.values.array[slot:slot+1+nargs])
	f.Fn, f.Pc, f.LocalBase, f.NArgs = fn, 0, f.Base+1, nargs
	f.TailCall++
	t.ensure(f.Base + 2 + 2*nargs + int(fn.Proto.NumUsedRegisters) + spare)
	t.arrange(f)
	return proceed
}

// forPrepare begins a numeric for whose values need looking at.
func (t *thread) forPrepare(f *Frame, w window, a int) {
	var values [3]glua.LNumber
	for i, what := range [...]string{"initial value", "limit", "step"} {
		n, ok := toNumber(*w.r(a + i))
		if !ok {
			t.raise("'for' %s must be a number", what)
		}
		values[i] = n
		*w.r(a + i) = n
	}
	*w.r(a) = t.own(values[0] - values[2])
}

// forLoop is an OP_FORLOOP at which signals have come.
func (t *thread) forLoop(f *Frame, in uint32, shared bool) {
	w, a := t.window(f.LocalBase), argA(in)
	step := (*w.r(a + 2)).(glua.LNumber)
	limit := (*w.r(a + 1)).(glua.LNumber)
	index := (*w.r(a)).(glua.LNumber) + step
	*w.r(a) = t.own(index)
	if step > 0 && index <= limit || step <= 0 && index >= limit {
		*w.r(a + 3) = *w.r(a)
		if !shared {
			*w.r(a + 3) = t.box(index)
		}
		f.Pc += argSbx(in)
	}
}

// setList stores a constructor's elements, nil too: #t is where the last is.
func (t *thread) setList(f *Frame, a, b, c int) {
	if c == 0 {
		c = int(f.Fn.Proto.Code[f.Pc])
		f.Pc++
	}
	first := f.LocalBase + a + 1
	n := b
	if b == 0 {
		n = t.values.top - first
	}
	elements := t.values.array[first : first+n]
	in := inside(t.values.array[first-1].(*glua.LTable))
	before := (c - 1) * glua.FieldsPerFlush
	if len(in.array) == before && len(in.dict) == 0 {
		in.array = append(in.array, elements...)
		return
	}
	for i, v := range elements {
		in.setInt(before+i+1, v)
	}
}

// varargs loads what the function was given beyond its parameters.
func (t *thread) varargs(f *Frame, a, b int) {
	parameters := int(f.Fn.Proto.NumParameters)
	given := max(f.NArgs-parameters, 0)
	want := b - 1
	to := f.LocalBase + a
	if b == 0 {
		want = given
		t.ensure(to + want + spare)
		t.values.top = to + want
	}
	from := f.Base + 1 + parameters
	n := min(given, want)
	values := t.values.array
	copy(values[to:to+n], values[from:from+n])
	for i := n; i < want; i++ {
		values[to+i] = glua.LNil
	}
}
