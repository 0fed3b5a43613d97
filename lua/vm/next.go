package vm

import (
	"iter"

	glua "github.com/yuin/gopher-lua"
)

// A cursor remembers where in keys a traversal is, which spares looking it up.
// It may be wrong.
type cursor int

// Next is the key after a key, nil for the first, with its value; the key is nil
// at the end. It is not ok where the table does not know the key.
func Next(t *glua.LTable, key glua.LValue) (next, value glua.LValue, ok bool) {
	var from cursor
	return inside(t).next(key, &from)
}

func (t *table) next(key glua.LValue, at *cursor) (next, value glua.LValue, ok bool) {
	i, ok := t.position(key, at)
	if !ok {
		return glua.LNil, glua.LNil, false
	}
	for ; i < len(t.array); i++ {
		if !isNil(t.array[i]) {
			return glua.LNumber(i + 1), t.array[i], true
		}
	}
	if i -= len(t.array); i == 0 && len(t.keys) != t.live() {
		t.index(false)
	}
	for ; i < len(t.keys); i++ {
		if value := t.hashed(t.keys[i]); !isNil(value) {
			*at = cursor(i)
			return t.keys[i], value, true
		}
	}
	return glua.LNil, glua.LNil, true
}

// position is where to go on after a key: in array, and after its end in keys.
func (t *table) position(key glua.LValue, at *cursor) (int, bool) {
	switch key := key.(type) {
	case *glua.LNilType:
		return 0, true
	case glua.LNumber:
		if i, ok := wholeNumber(key); ok && i > 0 && i <= len(t.array) {
			return i, true
		}
	}
	if i := int(*at); uint(i) < uint(len(t.keys)) && t.keys[i] == key {
		return len(t.array) + i + 1, true
	}
	t.index(false)
	i, ok := t.k2i[key]
	return len(t.array) + i + 1, ok
}

// iterate is one step of a generic for over next or ipairs, unless that raises
// an error.
func (t *thread) iterate(table *glua.LTable, w window, a int, next bool) bool {
	key, value := w.r(a+3), w.r(a+4)
	in := inside(table)
	if !next {
		last, ok := (*w.r(a + 2)).(glua.LNumber)
		if !ok {
			return false
		}
		*value = in.getInt(int(last) + 1)
		if *key = glua.LNil; !isNil(*value) {
			*key = t.box(glua.LNumber(int(last) + 1))
		}
		return true
	}
	k, v, ok := in.next(*w.r(a + 2), &t.iterator)
	*key, *value = k, v
	return ok
}

// Pairs goes through a table as next does. It ends where the table has lost the key
// that it is at.
func Pairs(t *glua.LTable) iter.Seq2[glua.LValue, glua.LValue] {
	return func(yield func(key, value glua.LValue) bool) {
		var from cursor
		key, value, ok := inside(t).next(glua.LNil, &from)
		for ok && key != glua.LNil && yield(key, value) {
			key, value, ok = inside(t).next(key, &from)
		}
	}
}
