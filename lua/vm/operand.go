package vm

import glua "github.com/yuin/gopher-lua"

// What the loop reads and writes its operands by.

// operand is a register or a constant.
func (p *prototype) operand(w window, operand int) *glua.LValue {
	if operand&constant != 0 {
		return &p.Constants[operand&^constant]
	}
	return w.r(operand)
}

// name is an operand that is a string.
func (p *prototype) name(w window, operand int) string {
	if operand&constant != 0 {
		return p.stringConstants[operand&^constant]
	}
	return string((*w.r(operand)).(glua.LString))
}

// plain tells whether a table has no metatable.
func plain(t *glua.LTable) bool { return isNil(t.Metatable) }

// method finds what an object or its class (the table in its metatable's
// __index) has by a name; nil if it takes more to find it.
func method(object *glua.LTable, name string) glua.LValue {
	if value, ok := inside(object).strdict[name]; ok {
		return value
	}
	if metatable, ok := object.Metatable.(*glua.LTable); ok {
		if class, ok := inside(metatable).strdict["__index"].(*glua.LTable); ok {
			if value, ok := inside(class).strdict[name]; ok {
				return value
			}
		}
	}
	return nil
}

// fromFloatingByte is luaO_fb2int: how a table's size is written in OP_NEWTABLE.
func fromFloatingByte(x int) int {
	if e := x >> 3; e > 0 {
		return (x&7 + 8) << (e - 1)
	}
	return x
}
