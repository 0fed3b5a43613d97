package vm

import (
	"fmt"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// Messages name a value by the way it came into its register: this file reads
// the code of the function for that, as ldebug.c does.

// TypeError is what is raised where a value's type does not allow an operation:
// attempt to index field 'x' (a nil value). The operand is as the instruction at
// pc has it, a register or a constant; -1 stands for a value that is in neither.
func TypeError(p *glua.FunctionProto, pc, operand int, operation string, value glua.LValue) string {
	if p != nil && operand >= 0 && !isConstant(operand) {
		if kind, name := Name(p, pc, operand); kind != "" {
			return fmt.Sprintf("attempt to %s %s '%s' (a %s value)", operation, kind, name, value.Type())
		}
	}
	return fmt.Sprintf("attempt to %s a %s value", operation, value.Type())
}

// Name tells what the value in a register is called at the instruction pc, which
// is not yet over: "local", "global", "field", "upvalue" or "method", and a name.
// Both are empty for a value without one, such as the result of a call.
func Name(p *glua.FunctionProto, pc, register int) (kind, name string) {
	register, at := origin(p, pc, register)
	if at < 0 {
		return "local", LocalName(p, register+1, pc)
	}
	switch i := p.Code[at]; opcode(i) {
	case glua.OP_GETGLOBAL:
		return "global", string(p.Constants[argBx(i)].(glua.LString))
	case glua.OP_GETTABLE, glua.OP_GETTABLEKS:
		return "field", key(p, argC(i))
	case glua.OP_GETUPVAL:
		return "upvalue", p.DbgUpvalues[argB(i)]
	case glua.OP_SELF:
		return "method", key(p, argC(i))
	}
	return "", ""
}

// origin tells where a register's value is from: from a local variable, which is
// in the register that is returned and at is -1, or from the instruction at.
func origin(p *glua.FunctionProto, pc, register int) (from, at int) {
	for {
		if LocalName(p, register+1, pc) != "" {
			return register, -1
		}
		at := setter(p, pc, register)
		i := p.Code[at]
		if op := opcode(i); op != glua.OP_MOVE || argB(i) >= argA(i) {
			return register, at
		}
		register = argB(i)
	}
}

// CallName tells what the function is called that the instruction at pc calls.
// Both are empty where it is not a call: metamethods are called by others.
func CallName(p *glua.FunctionProto, pc int) (kind, name string) {
	switch i := p.Code[pc]; opcode(i) {
	case glua.OP_CALL, glua.OP_TAILCALL, glua.OP_TFORLOOP:
		return Name(p, pc, argA(i))
	}
	return "", ""
}

// LocalName is the name of the n-th local variable that is active at pc, which is
// in register n-1; empty if there are not as many.
func LocalName(p *glua.FunctionProto, n, pc int) string {
	for _, local := range p.DbgLocals {
		if local.StartPc > pc {
			break
		}
		if pc < local.EndPc {
			if n--; n == 0 {
				return local.Name
			}
		}
	}
	return ""
}

// key is the field that an operand names.
func key(p *glua.FunctionProto, operand int) string {
	if isConstant(operand) {
		if name, ok := p.Constants[operand&^constant].(glua.LString); ok {
			return string(name)
		}
	}
	return "?"
}

// setter is the instruction that last changed a register before pc, going
// through the code from its beginning and taking the jumps forward that do not
// pass over pc. Where there is none it is the last of the code, a return.
func setter(p *glua.FunctionProto, pc, register int) int {
	last := len(p.Code) - 1
	for at := 0; at < pc; at++ {
		i := p.Code[at]
		if changes(i, register) {
			last = at
		}
		switch opcode(i) {
		case glua.OP_JMP, glua.OP_FORLOOP, glua.OP_FORPREP:
			if to := at + 1 + argSbx(i); to > at && to <= pc {
				at = to - 1
			}
		case glua.OP_SETLIST:
			if argC(i) == 0 {
				at++ // the word after it is a number
			}
		case glua.OP_CLOSURE:
			at += int(p.FunctionPrototypes[argBx(i)].NumUpvalues) // its upvalues' words
		}
	}
	return last
}

// changes tells whether an instruction gives a register a value.
func changes(i uint32, register int) bool {
	a := argA(i)
	switch opcode(i) {
	case glua.OP_CALL, glua.OP_TAILCALL:
		return register >= a
	case glua.OP_TFORLOOP:
		return register >= a+2
	case glua.OP_LOADNIL:
		return a <= register && register <= argB(i)
	case glua.OP_SELF:
		return register == a || register == a+1
	case glua.OP_SETGLOBAL, glua.OP_SETUPVAL, glua.OP_SETTABLE, glua.OP_SETTABLEKS,
		glua.OP_JMP, glua.OP_EQ, glua.OP_LT, glua.OP_LE, glua.OP_RETURN,
		glua.OP_SETLIST, glua.OP_CLOSE, syntax.OpNextTest:
		return false
	}
	return register == a
}
