package memory

import (
	"weak"

	glua "github.com/yuin/gopher-lua"
)

// A reference leads to a value while weak references are out of their tables. It
// gives nil if that is garbage.
type reference interface{ get() glua.LValue }

// to is a reference to a value of the type that P points to.
type to[T any, P interface {
	*T
	glua.LValue
}] struct{ weak.Pointer[T] }

func (p to[T, P]) get() glua.LValue {
	if value := p.Value(); value != nil {
		return P(value)
	}
	return nil
}

type userdata = to[glua.LUserData, *glua.LUserData]

// collectable tells whether a weak reference to a value can be cleared. Strings
// are values and stay, as in C Lua.
func collectable(value glua.LValue) bool {
	switch value.(type) {
	case *glua.LTable, *glua.LFunction, *glua.LUserData, *glua.LState:
		return true
	}
	return false
}

// refer is a weak reference to a collectable value.
func refer(value glua.LValue) reference {
	switch value := value.(type) {
	case *glua.LTable:
		return to[glua.LTable, *glua.LTable]{weak.Make(value)}
	case *glua.LFunction:
		return to[glua.LFunction, *glua.LFunction]{weak.Make(value)}
	case *glua.LState:
		return to[glua.LState, *glua.LState]{weak.Make(value)}
	case *glua.LUserData:
		return userdata{weak.Make(value)}
	}
	panic("not collectable: " + value.Type().String())
}

// key gives the key of a table's entry. One that is about to be finalized stays
// until its finalizer has run, which finds there what belongs to it; as a value
// it is gone by then.
func key(r reference) glua.LValue {
	if value := r.get(); value != nil {
		return value
	}
	if p, ok := r.(userdata); ok && revived[p.Pointer] != nil {
		return revived[p.Pointer]
	}
	return nil
}
