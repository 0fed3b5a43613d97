package vm

import (
	"math"
	"math/bits"

	glua "github.com/yuin/gopher-lua"
)

// Tables are gopher-lua's, because library functions and bindings read and
// write them by its methods, RawGetInt and RawSetString above all. What must
// hold of one:
//
//   - array has the keys 1 to len(array), nil where there is no value;
//   - dict has the other keys that are no strings, integers too: a key beyond the
//     array's end comes into the array if joins says so;
//   - strdict has the strings;
//   - keys has the keys of both maps in the order of their coming, which next
//     goes by. A key that has been given nil stays until many have gone.
//   - k2i says where a key is in keys. It is complete (as many as keys) or not
//     in use: most tables are never traversed, and a traversal needs it only
//     when keys may be there twice.
//
// gopher-lua's RawSet family keeps all this, except that it fills the array up
// to any index, and that it adds a key to keys again where k2i is not in use.
// Its Next wants k2i complete: Next of this package is to be used.

// gap is how many nils may come into the array before a new key.
const gap = 64

// joins tells whether a key beyond an array of n values comes into it and leaves a
// hole. It does as in C Lua's rehash, on which #t depends where there are holes:
// if more than half of an array as large as the next power of two is in use.
func joins(key, n int) bool {
	return key-n <= gap+1 && n+1 > 1<<bits.Len(uint(key-1))/2
}

// nilness: comparing with glua.LNil would call the runtime.

func isNil(v glua.LValue) bool {
	_, is := v.(*glua.LNilType)
	return is || v == nil
}

func isFalse(v glua.LValue) bool {
	if b, ok := v.(glua.LBool); ok {
		return !bool(b)
	}
	return isNil(v)
}

// NewTable makes one with room for a list and for named fields.
func NewTable(list, fields int) *glua.LTable {
	t := &glua.LTable{Metatable: glua.LNil}
	inside := inside(t)
	if list > 0 {
		inside.array = make([]glua.LValue, 0, list)
	}
	if fields > 0 {
		inside.strdict = make(map[string]glua.LValue, fields)
	}
	if fields > 16 { // growing by steps would cost more
		inside.keys = make([]glua.LValue, 0, fields)
		inside.k2i = make(map[glua.LValue]int)
	}
	return t
}

// Get is a field's value, without metamethods, as all that follow.
func Get(t *glua.LTable, key glua.LValue) glua.LValue { return inside(t).get(key) }

func GetInt(t *glua.LTable, key int) glua.LValue { return inside(t).getInt(key) }

// Set gives a field a value; the key is neither nil nor NaN.
func Set(t *glua.LTable, key, value glua.LValue) { inside(t).set(key, value) }

func SetInt(t *glua.LTable, key int, value glua.LValue) { inside(t).setInt(key, value) }

func SetString(t *glua.LTable, key string, value glua.LValue) { inside(t).setString(key, value) }

// Len is #t: a border of the table.
func Len(t *glua.LTable) int { return inside(t).length() }

// Empty tells whether nothing has ever been in a table.
func Empty(t *glua.LTable) bool { return len(inside(t).array) == 0 && len(inside(t).keys) == 0 }

// wholeNumber tells whether a number is an integer that an array may have.
func wholeNumber(n glua.LNumber) (int, bool) {
	i := int(n)
	return i, glua.LNumber(i) == n
}

func (t *table) get(key glua.LValue) glua.LValue {
	switch key := key.(type) {
	case glua.LString:
		return t.getString(string(key))
	case glua.LNumber:
		if i, ok := wholeNumber(key); ok {
			return t.getInt(i)
		}
	}
	return t.getHashed(key)
}

func (t *table) getInt(key int) glua.LValue {
	if i := uint(key) - 1; i < uint(len(t.array)) {
		return t.array[i]
	}
	if len(t.dict) == 0 {
		return glua.LNil
	}
	return t.getHashed(glua.LNumber(key))
}

func (t *table) getString(key string) glua.LValue {
	if value, ok := t.strdict[key]; ok {
		return value
	}
	return glua.LNil
}

func (t *table) getHashed(key glua.LValue) glua.LValue {
	if value, ok := t.dict[key]; ok {
		return value
	}
	return glua.LNil
}

func (t *table) set(key, value glua.LValue) {
	switch key := key.(type) {
	case glua.LString:
		t.setString(string(key), value)
		return
	case glua.LNumber:
		if i, ok := wholeNumber(key); ok {
			t.setInt(i, value)
		} else {
			t.setHashed(key, value) // with memory of its own: a loop may count in key
		}
		return
	}
	t.setHashed(key, value)
}

func (t *table) setInt(key int, value glua.LValue) {
	n := len(t.array)
	if i := uint(key) - 1; i < uint(n) {
		t.array[i] = value
		return
	}
	if len(t.dict) > 0 {
		hashed := glua.LValue(glua.LNumber(key))
		if _, there := t.dict[hashed]; there {
			t.setHashed(hashed, value)
			return
		}
	}
	switch {
	case isNil(value):
	case key > n && (key == n+1 || joins(key, n)) && !(t.crowded() && t.disperse()):
		t.prolong(key, value)
	default:
		t.setHashed(glua.LNumber(key), value)
	}
}

// prolong puts a value at an index beyond the array, which may be neither in it
// nor in dict, and takes over from dict what stands before and after it.
func (t *table) prolong(key int, value glua.LValue) {
	if t.crowded() {
		room(len(t.array) / 4 * 5 * size) // what append asks for
	}
	for len(t.array) < key-1 {
		t.array = append(t.array, t.take(len(t.array)+1))
	}
	t.array = append(t.array, value)
	for len(t.dict) > 0 {
		next := t.take(len(t.array) + 1)
		if isNil(next) {
			return
		}
		t.array = append(t.array, next)
	}
}

// disperse moves what is left of an array to dict, if that is little: a queue
// would grow for ever otherwise.
func (t *table) disperse() bool {
	left := 0
	for _, value := range t.array {
		if !isNil(value) {
			left++
		}
	}
	if left > len(t.array)/4 {
		return false
	}
	array := t.array
	t.array = nil
	for i, value := range array {
		if !isNil(value) {
			t.setHashed(glua.LNumber(i+1), value)
		}
	}
	return true
}

// take removes an integer from dict.
func (t *table) take(key int) glua.LValue {
	if len(t.dict) == 0 {
		return glua.LNil
	}
	hashed := glua.LValue(glua.LNumber(key))
	value, ok := t.dict[hashed]
	if !ok {
		return glua.LNil
	}
	delete(t.dict, hashed)
	return value
}

func (t *table) setString(key string, value glua.LValue) {
	if isNil(value) {
		delete(t.strdict, key)
		return
	}
	if t.strdict == nil {
		t.strdict = make(map[string]glua.LValue)
	}
	before := len(t.strdict)
	t.strdict[key] = value
	if len(t.strdict) != before {
		t.record(glua.LString(key))
	}
}

func (t *table) setHashed(key, value glua.LValue) {
	if isNil(value) {
		delete(t.dict, key)
		return
	}
	if t.dict == nil {
		t.dict = make(map[glua.LValue]glua.LValue)
	}
	before := len(t.dict)
	t.dict[key] = value
	if len(t.dict) != before {
		t.record(key)
	}
}

// live is how many keys the two maps have.
func (t *table) live() int { return len(t.strdict) + len(t.dict) }

// indexed tells whether k2i is complete.
func (t *table) indexed() bool { return len(t.keys) > 0 && len(t.k2i) == len(t.keys) }

// record takes down a key that has come into one of the maps.
func (t *table) record(key glua.LValue) {
	if t.keys == nil {
		t.keys = make([]glua.LValue, 0, 4)
		t.k2i = make(map[glua.LValue]int)
	}
	live := t.live()
	if len(t.keys) == live-1 && !t.indexed() { // no key has gone
		t.keys = append(t.keys, key)
		return
	}
	t.index(len(t.keys) > 2*live+16)
	if _, known := t.k2i[key]; !known {
		t.k2i[key] = len(t.keys)
		t.keys = append(t.keys, key)
	}
}

// index makes k2i complete. Keys that are there twice go, and if compact those
// that have no value: a table through which keys come and go would grow
// otherwise.
func (t *table) index(compact bool) {
	if t.indexed() && !compact {
		return
	}
	t.k2i = make(map[glua.LValue]int, t.live())
	kept := t.keys[:0]
	for _, key := range t.keys {
		if _, twice := t.k2i[key]; twice || compact && isNil(t.hashed(key)) {
			continue
		}
		t.k2i[key] = len(kept)
		kept = append(kept, key)
	}
	clear(t.keys[len(kept):])
	t.keys = kept
}

// hashed is the value of a key that is in keys.
func (t *table) hashed(key glua.LValue) glua.LValue {
	if name, ok := key.(glua.LString); ok {
		return t.getString(string(name))
	}
	return t.getHashed(key)
}

// length is a border, found as C Lua finds it.
func (t *table) length() int {
	n := len(t.array)
	if n > 0 && isNil(t.array[n-1]) {
		before := 0
		for n-before > 1 {
			if middle := (before + n) / 2; isNil(t.array[middle-1]) {
				n = middle
			} else {
				before = middle
			}
		}
		return before
	}
	for len(t.dict) > 0 && n < math.MaxInt && !isNil(t.getHashed(glua.LNumber(n+1))) {
		n++
	}
	return n
}
