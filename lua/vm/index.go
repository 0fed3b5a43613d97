package vm

import (
	"iter"
	"math"

	glua "github.com/yuin/gopher-lua"
)

// maxChain is how many tables __index or __newindex may lead through.
const maxChain = 100

// metatable is a value's, nil if it has none.
func (t *thread) metatable(v glua.LValue) *glua.LTable {
	var of glua.LValue
	switch v := v.(type) {
	case *glua.LTable:
		of = v.Metatable
	case *glua.LUserData:
		of = v.Metatable
	case nil:
		return nil
	default:
		of = t.metatables()[int(v.Type())]
	}
	metatable, _ := of.(*glua.LTable)
	return metatable
}

// metamethod is a value's for an event, or nil.
func (t *thread) metamethod(v glua.LValue, event string) glua.LValue {
	if metatable := t.metatable(v); metatable != nil {
		return inside(metatable).getString(event)
	}
	return glua.LNil
}

// index finds a field. Where a function is to be called for it, that is the
// handler, and on what it is called with. The object stands in a register of the
// running function, or in none.
func (t *thread) index(object, key glua.LValue, register int) (value, handler, on glua.LValue) {
	for range maxChain {
		handler := glua.LValue(glua.LNil)
		if table, ok := object.(*glua.LTable); ok {
			if value := inside(table).get(key); !isNil(value) {
				return value, nil, nil
			}
			if handler = t.metamethod(object, "__index"); isNil(handler) {
				return glua.LNil, nil, nil
			}
		} else if handler = t.metamethod(object, "__index"); isNil(handler) {
			t.typeError("index", object, register)
		}
		if _, ok := handler.(*glua.LFunction); ok {
			return nil, handler, object
		}
		object, register = handler, -1
	}
	t.raise("loop in gettable")
	return nil, nil, nil
}

// setIndex sets a field, or gives the function to be called for it.
func (t *thread) setIndex(object, key, value glua.LValue, register int) (handler, on glua.LValue) {
	for range maxChain {
		handler := glua.LValue(glua.LNil)
		if table, ok := object.(*glua.LTable); ok {
			t.checkKey(key)
			in := inside(table)
			if table.Metatable != glua.LNil && isNil(in.get(key)) {
				handler = t.metamethod(object, "__newindex")
			}
			if isNil(handler) {
				in.set(key, value)
				return nil, nil
			}
		} else if handler = t.metamethod(object, "__newindex"); isNil(handler) {
			t.typeError("index", object, register)
		}
		if _, ok := handler.(*glua.LFunction); ok {
			return handler, object
		}
		object, register = handler, -1
	}
	t.raise("loop in settable")
	return nil, nil
}

// checkKey raises what can be no key of a new field.
func (t *thread) checkKey(key glua.LValue) {
	if number, ok := key.(glua.LNumber); ok && math.IsNaN(float64(number)) {
		t.raise("table index is NaN")
	} else if isNil(key) {
		t.raise("table index is nil")
	}
}

// RawSet is rawset.
func RawSet(L *glua.LState, table *glua.LTable, key, value glua.LValue) {
	of(L).checkKey(key)
	Set(table, key, value)
}

// Index is object[key], with metamethods.
func Index(L *glua.LState, object, key glua.LValue) glua.LValue {
	t := of(L)
	value, handler, on := t.index(object, key, -1)
	if handler != nil {
		return t.one(handler, on, key)
	}
	return value
}

// Metatable is a value's, nil if it has none.
func Metatable(L *glua.LState, v glua.LValue) *glua.LTable { return of(L).metatable(v) }

// Metamethod is a value's for an event, or nil.
func Metamethod(L *glua.LState, v glua.LValue, event string) glua.LValue {
	return of(L).metamethod(v, event)
}

// Tables goes through those in which a field of a value is looked for, one after the
// other, as far as no function is to be asked.
func Tables(L *glua.LState, v glua.LValue) iter.Seq[*glua.LTable] {
	return func(yield func(*glua.LTable) bool) {
		for range 10 { // the chain may be a circle
			if table, ok := v.(*glua.LTable); ok && !yield(table) {
				return
			}
			if v = Metamethod(L, v, "__index"); v == glua.LNil {
				return
			}
		}
	}
}

// getTable, and what follows, are instructions that could not be done at once.
// dest is the register for the result.

func (t *thread) getTable(f *Frame, object, key glua.LValue, dest int, register int) action {
	value, handler, on := t.index(object, key, register)
	at := f.LocalBase + dest
	if handler != nil {
		return t.callMeta(f, 1, at, handler, on, key)
	}
	t.values.array[at] = value
	return proceed
}

func (t *thread) setTable(f *Frame, object, key, value glua.LValue, register int) action {
	if handler, on := t.setIndex(object, key, value, register); handler != nil {
		return t.callMeta(f, 0, f.end(), handler, on, key, value)
	}
	return proceed
}
