package vm

import glua "github.com/yuin/gopher-lua"

// How a call works. The function stands at a slot of the thread's values, its
// arguments after it. Its results go to another place, as many as the caller
// wants (NRet), filled up with nil; if it wants all, values.top tells how many
// there are. A caller may also want something done with the one result: then
// NRet is one of these.
const (
	wantAll     = glua.MultRet
	wantTest    = -2 // jump or not by the result, of __eq, __lt or __le
	wantNotTest = -3 // by its opposite
	wantConcat  = -4 // go on with an OP_CONCAT, the result being its last operand
)

// What a function in Go may return in place of the number of its results.
const (
	yielding = -1 // gopher-lua's own: the arguments go to the resumer
	Pcall    = -2 // call the first argument with the others, protected
	Xpcall   = -3 // call the first, the second being for an error
)

// What stands in Pc of a function's frame that is in Go: it waits for a call.
const (
	inYield  = 1
	inPcall  = 2
	inXpcall = 3
)

// An action is what a loop has to do next.
type action int

const (
	proceed action = iota // run the topmost frame, a function's in Lua
	leave                 // the loop's own call is done
	yielded               // leave the thread as it is
	failed                // an error was raised
)

// call calls what stands at slot. A function in Lua is only entered.
func (t *thread) call(slot, nargs, nret, ret int) action {
	fn, ok := t.values.array[slot].(*glua.LFunction)
	if !ok {
		fn, nargs = t.callable(slot, nargs)
	}
	if fn.IsG {
		return t.callGo(fn, slot, nargs, nret, ret)
	}
	t.enter(fn, slot, nargs, nret, ret)
	return proceed
}

// callable finds the function to call in place of a value that is none, and puts
// it before the value.
func (t *thread) callable(slot, nargs int) (*glua.LFunction, int) {
	v := t.values.array[slot]
	fn, ok := t.metamethod(v, "__call").(*glua.LFunction)
	if !ok {
		register := -1
		if f := t.currentFrame; f != nil && !f.Fn.IsG && slot < f.end() {
			register = slot - f.LocalBase
		}
		t.typeError("call", v, register)
	}
	t.ensure(slot + nargs + 2 + spare)
	copy(t.values.array[slot+1:slot+2+nargs], t.values.array[slot:slot+1+nargs])
	t.values.array[slot] = fn
	t.values.top = slot + 2 + nargs
	return fn, nargs + 1
}

// push makes the frame of a function.
func (t *thread) push(fn *glua.LFunction, slot, nargs, nret, ret int) *Frame {
	i := t.calls.sp
	if i+2 >= len(t.calls.array) {
		if i >= t.limit {
			t.raise("stack overflow")
		}
		t.growFrames(min(2*len(t.calls.array), t.limit+2))
	}
	f := &t.calls.array[i]
	f.Fn, f.Pc, f.TailCall = fn, 0, 0
	f.Base, f.LocalBase, f.ReturnBase = slot, slot+1, ret
	f.NArgs, f.NRet = nargs, nret
	t.calls.sp = i + 1
	t.currentFrame = f
	return f
}

// ensure makes room for n values.
func (t *thread) ensure(n int) {
	if n <= len(t.values.array) {
		return
	}
	if n > t.values.maxSize {
		t.raise("stack overflow")
	}
	larger := make([]glua.LValue, max(n, min(2*len(t.values.array), t.values.maxSize)))
	copy(larger, t.values.array)
	t.values.array = larger
}

// enter begins the call of a function in Lua.
func (t *thread) enter(fn *glua.LFunction, slot, nargs, nret, ret int) {
	// Room first: an error here is the caller's.
	t.ensure(slot + 2 + 2*nargs + int(fn.Proto.NumUsedRegisters) + spare)
	t.arrange(t.push(fn, slot, nargs, nret, ret))
}

// arrange puts a function's arguments where its parameters are. Those of a
// function with more arguments than parameters stay below its registers.
func (t *thread) arrange(f *Frame) {
	p, values := f.Fn.Proto, t.values.array
	parameters := int(p.NumParameters)
	for i := f.NArgs; i < parameters; i++ {
		values[f.LocalBase+i] = glua.LNil
	}
	if p.IsVarArg&glua.VarArgIsVarArg != 0 {
		given := max(f.NArgs, parameters)
		first := f.LocalBase
		f.LocalBase += given
		for i := range parameters {
			values[f.LocalBase+i], values[first+i] = values[first+i], glua.LNil
		}
		if p.IsVarArg&glua.VarArgHasArg != 0 {
			values[f.LocalBase+parameters] = glua.LNil
		}
		if p.IsVarArg&glua.VarArgNeedsArg != 0 {
			values[f.LocalBase+parameters] = argTable(values[first+parameters : first+given])
		}
	}
	t.values.top = f.LocalBase + int(p.NumUsedRegisters)
}

// argTable is the variable arg of a vararg function that does not use "...".
func argTable(values []glua.LValue) *glua.LTable {
	table := NewTable(len(values), 1)
	in := inside(table)
	in.array = append(in.array, values...)
	in.setString("n", glua.LNumber(len(values)))
	return table
}

func (t *thread) callGo(fn *glua.LFunction, slot, nargs, nret, ret int) action {
	i := t.calls.sp
	t.push(fn, slot, nargs, nret, ret)
	t.values.top = slot + 1 + nargs
	return t.runGo(i)
}

// runGo runs the function in Go whose frame is the i-th.
func (t *thread) runGo(i int) action {
	n := t.currentFrame.Fn.GFunction(t.lua())
	f := &t.calls.array[i]
	if n < 0 {
		return t.special(f, n)
	}
	return t.finish(f, t.values.top-n, n)
}

// special does what a function in Go has asked for.
func (t *thread) special(f *Frame, what int) action {
	switch what {
	case Pcall:
		f.Pc = inPcall
	case Xpcall:
		// The handler stands where xpcall did.
		f.Pc = inXpcall
		t.values.array[f.Base] = t.values.array[f.LocalBase+1]
		t.values.top = f.LocalBase + 1
	default:
		f.Pc = inYield
		return yielded
	}
	return t.call(f.LocalBase, t.values.top-f.LocalBase-1, wantAll, f.LocalBase)
}

// finish ends the topmost call, f, whose n results begin at first.
func (t *thread) finish(f *Frame, first, n int) action {
	for {
		want, ret := f.NRet, f.ReturnBase
		t.give(ret, first, n, want)
		i := f.Idx
		t.calls.sp = i
		if i == 0 {
			t.currentFrame = nil
			return leave
		}
		f = &t.calls.array[i-1]
		t.currentFrame = f
		switch {
		case i <= t.entry:
			return leave
		case want < wantAll:
			return t.afterwards(f, want, ret)
		case !f.Fn.IsG:
			return proceed
		}
		// pcall or xpcall
		f.Pc = 0
		t.values.array[f.Base] = glua.LTrue
		first, n = f.Base, t.values.top-f.Base
	}
}

// give moves n results to where they are wanted.
func (t *thread) give(ret, first, n, want int) {
	switch {
	case want == wantAll:
		want = n
	case want < wantAll:
		want = 1
	}
	t.ensure(ret + want + spare)
	values := t.values.array
	n = min(n, want)
	copy(values[ret:ret+n], values[first:first+n])
	for i := ret + n; i < ret+want; i++ {
		values[i] = glua.LNil
	}
	t.values.top = ret + want
}

// afterwards goes on with the instruction of f that has called a metamethod.
func (t *thread) afterwards(f *Frame, want, at int) action {
	if want == wantConcat {
		return t.concat(f, at)
	}
	f.branch(isFalse(t.values.array[at]) == (want == wantNotTest))
	return proceed
}

// branch skips the jump after the comparison that f is at, or not.
func (f *Frame) branch(result bool) {
	if result != (argA(f.Fn.Proto.Code[f.Pc-1]) != 0) {
		f.Pc++
	}
}

// end is the first place after the registers of the running function in Lua.
func (f *Frame) end() int { return f.LocalBase + int(f.Fn.Proto.NumUsedRegisters) }

// callMeta calls a metamethod for the function in Lua that is running.
func (t *thread) callMeta(f *Frame, nret, ret int, handler glua.LValue, operands ...glua.LValue) action {
	slot := f.end()
	t.values.array[slot] = handler
	for i, v := range operands {
		if n, ok := v.(glua.LNumber); ok {
			v = t.own(n) // it may be a loop's index
		}
		t.values.array[slot+1+i] = v
	}
	t.values.top = slot + 1 + len(operands)
	return t.call(slot, len(operands), nret, ret)
}

// Call calls what has been pushed before its nargs arguments, which its results
// replace: nret of them, or all (MultRet).
func Call(L *glua.LState, nargs, nret int) {
	t := of(L)
	t.invoke(t.values.top-nargs-1, nargs, nret)
}

// invoke calls from Go what stands at slot.
func (t *thread) invoke(slot, nargs, nret int) {
	fn, ok := t.values.array[slot].(*glua.LFunction)
	if !ok {
		fn, nargs = t.callable(slot, nargs)
	}
	i := t.calls.sp
	if fn.IsG {
		t.push(fn, slot, nargs, nret, slot)
		t.values.top = slot + 1 + nargs
	} else {
		t.enter(fn, slot, nargs, nret, slot)
	}
	t.run(i)
}

// one calls a function from Go and gives its one result.
func (t *thread) one(fn glua.LValue, arguments ...glua.LValue) glua.LValue {
	slot := t.values.top
	t.ensure(slot + 1 + len(arguments) + spare)
	t.values.array[slot] = fn
	copy(t.values.array[slot+1:], arguments)
	t.values.top = slot + 1 + len(arguments)
	t.invoke(slot, len(arguments), 1)
	t.values.top = slot
	return t.values.array[slot]
}
