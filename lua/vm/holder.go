package vm

import glua "github.com/yuin/gopher-lua"

// Holder gives the object that a function looked into for the field or method of
// that name, which the instruction that it is at failed on; nil if that cannot be
// told. No metamethod is called.
func Holder(L *glua.LState, f *Frame, kind, name string) glua.LValue {
	p, pc := f.Fn.Proto, f.Pc-1
	for _, register := range operands(p.Code[pc]) {
		if k, n := Name(p, pc, register); k == kind && n == name {
			_, at := origin(p, pc, register)
			return value(L, f, at, argB(p.Code[at]))
		}
	}
	return glua.LNil
}

// ArgumentName tells what the n-th argument of the call is called that a function
// is at, or the n-th operand of an operation, as Name does. A method's arguments
// are counted without the object.
func ArgumentName(f *Frame, n int) (kind, name string) {
	p, pc := f.Fn.Proto, f.Pc-1
	in := p.Code[pc]
	register := -1
	switch opcode(in) {
	case glua.OP_CALL, glua.OP_TAILCALL:
		if kind, _ := CallName(p, pc); kind == "method" {
			n++
		}
		if n < argB(in) { // as far as their number is fixed
			register = argA(in) + n
		}
	case glua.OP_ADD, glua.OP_SUB, glua.OP_MUL, glua.OP_DIV, glua.OP_MOD, glua.OP_POW:
		register = argB(in)
		if n == 2 {
			register = argC(in)
		}
	}
	if register < 0 || isConstant(register) {
		return "", ""
	}
	return Name(p, pc, register)
}

// operands are the registers that an instruction may fail on: of a call the
// function's, and those of the arguments as far as their number is fixed.
func operands(i uint32) []int {
	switch opcode(i) {
	case glua.OP_CALL, glua.OP_TAILCALL:
		all := []int{argA(i)}
		for n := 1; n < argB(i); n++ {
			all = append(all, argA(i)+n)
		}
		return all
	case glua.OP_SETTABLE, glua.OP_SETTABLEKS:
		return []int{argA(i)}
	case glua.OP_GETTABLE, glua.OP_GETTABLEKS, glua.OP_SELF, glua.OP_UNM, glua.OP_LEN:
		return []int{argB(i)}
	case glua.OP_CONCAT:
		var all []int
		for register := argB(i); register <= argC(i); register++ {
			all = append(all, register)
		}
		return all
	case glua.OP_ADD, glua.OP_SUB, glua.OP_MUL, glua.OP_DIV, glua.OP_MOD, glua.OP_POW:
		var all []int
		for _, operand := range []int{argB(i), argC(i)} {
			if !isConstant(operand) {
				all = append(all, operand)
			}
		}
		return all
	}
	return nil
}

// value is what a register held at the instruction pc, found by its name: the
// register may have been used for something else since.
func value(L *glua.LState, f *Frame, pc, register int) glua.LValue {
	p := f.Fn.Proto
	register, at := origin(p, pc, register)
	if at < 0 {
		_, value := Local(L, f, register+1)
		return value
	}
	if i := p.Code[at]; opcode(i) == glua.OP_LOADK {
		return p.Constants[argBx(i)]
	}
	kind, name := Name(p, pc, register)
	switch kind {
	case "global":
		return f.Fn.Env.RawGetString(name)
	case "upvalue":
		return f.Fn.Upvalues[argB(p.Code[at])].Value()
	case "field":
		if table, ok := value(L, f, at, argB(p.Code[at])).(*glua.LTable); ok {
			return table.RawGetString(name)
		}
	}
	return glua.LNil
}
