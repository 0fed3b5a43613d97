package vm

import glua "github.com/yuin/gopher-lua"

// Holder gives the object that a function looked into for the field or method of
// that name, which the instruction that it is at failed on; nil if that cannot be
// told. No metamethod is called.
func Holder(L *glua.LState, f *Frame, kind, name string) glua.LValue {
	p, pc := f.Fn.Proto, f.Pc-1
	for _, register := range operands(instruction(p.Code[pc])) {
		if k, n := Name(p, pc, register); k == kind && n == name {
			_, at := origin(p, pc, register)
			return value(L, f, at, instruction(p.Code[at]).b())
		}
	}
	return glua.LNil
}

// operands are the registers that an instruction may fail on.
func operands(i instruction) []int {
	switch i.op() {
	case glua.OP_CALL, glua.OP_TAILCALL, glua.OP_SETTABLE, glua.OP_SETTABLEKS:
		return []int{i.a()}
	case glua.OP_GETTABLE, glua.OP_GETTABLEKS, glua.OP_SELF, glua.OP_UNM, glua.OP_LEN:
		return []int{i.b()}
	case glua.OP_CONCAT:
		var all []int
		for register := i.b(); register <= i.c(); register++ {
			all = append(all, register)
		}
		return all
	case glua.OP_ADD, glua.OP_SUB, glua.OP_MUL, glua.OP_DIV, glua.OP_MOD, glua.OP_POW:
		var all []int
		for _, operand := range []int{i.b(), i.c()} {
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
		return *value
	}
	kind, name := Name(p, pc, register)
	switch kind {
	case "global":
		return f.Fn.Env.RawGetString(name)
	case "upvalue":
		return f.Fn.Upvalues[instruction(p.Code[at]).b()].Value()
	case "field":
		if table, ok := value(L, f, at, instruction(p.Code[at]).b()).(*glua.LTable); ok {
			return table.RawGetString(name)
		}
	}
	return glua.LNil
}
