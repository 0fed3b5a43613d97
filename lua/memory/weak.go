package memory

import (
	"runtime"
	"slices"
	"strings"
	"weak"

	glua "github.com/yuin/gopher-lua"
)

// Weak tables rest on Go's own collector, since it alone knows all that is in
// use: Lua values in variables and structures of Go's too. For one collection
// the weak references are taken out of their tables and kept as Go's weak
// pointers; then what is still there is put back.

// weakTables are the tables whose metatable has, or may come to have, a __mode.
var weakTables = map[weak.Pointer[glua.LTable]]bool{}

// Weak is to be told of each table that is given a metatable with a __mode, or one
// that may well get it later.
func Weak(t *glua.LTable) { weakTables[weak.Make(t)] = true }

// Collect collects all garbage, clears weak tables of it, and calls finalizers.
func Collect(L *glua.LState) {
	sweep()
	finalize(L)
}

// sweep collects with all weak references taken out of their tables.
func sweep() {
	var absent []*stripped
	for p := range weakTables {
		if t := p.Value(); t == nil {
			delete(weakTables, p)
		} else if s := strip(t); s != nil {
			absent = append(absent, s)
		}
	}
	runtime.GC()
	await()
	for _, s := range absent {
		s.restore()
	}
	clear(revived)
	swept = usage()
}

// mode tells which references of a table are weak.
func mode(t *glua.LTable) (keys, values bool) {
	meta, ok := t.Metatable.(*glua.LTable)
	if !ok {
		return false, false
	}
	text, _ := meta.RawGetString("__mode").(glua.LString)
	return strings.Contains(string(text), "k"), strings.Contains(string(text), "v")
}

// stripped is what has been taken out of a table. Whatever is not weak is kept
// alive by the table itself, which may be garbage too: its keys, and after each
// the value, stand in the place of its keys meanwhile.
type stripped struct {
	table   weak.Pointer[glua.LTable]
	array   []place
	named   []field // of strdict
	hashed  []place // keys of dict, and their values
	indexed bool    // k2i was in use
}

// A place is where in a slice a value was.
type place struct {
	at    int
	value reference
}

type field struct {
	key   string
	value reference
}

// strip takes the weak references out of a table; nil if it has none.
func strip(t *glua.LTable) *stripped {
	keys, values := mode(t)
	if !keys && !values {
		return nil
	}
	s, raw := &stripped{table: weak.Make(t)}, of(t)
	if values {
		s.stripValues(raw)
	}
	if keys && slices.ContainsFunc(raw.keys, collectable) || values && anyCollectable(raw.dict) {
		s.stripHashed(raw, keys, values)
	}
	return s
}

func anyCollectable(values map[glua.LValue]glua.LValue) bool {
	for _, value := range values {
		if collectable(value) {
			return true
		}
	}
	return false
}

func (s *stripped) stripValues(raw *table) {
	for i, value := range raw.array {
		if collectable(value) {
			s.array = append(s.array, place{i, refer(value)})
			raw.array[i] = glua.LNil
		}
	}
	for key, value := range raw.strdict {
		if collectable(value) {
			s.named = append(s.named, field{key, refer(value)})
			raw.strdict[key] = glua.LNil
		}
	}
}

func (s *stripped) stripHashed(raw *table, keys, values bool) {
	held := make([]glua.LValue, 0, 2*len(raw.keys))
	hold := func(value glua.LValue, weakly bool) {
		if weakly && collectable(value) {
			s.hashed = append(s.hashed, place{len(held), refer(value)})
			value = nil
		}
		held = append(held, value)
	}
	for _, key := range raw.keys {
		hold(key, keys)
		hold(raw.dict[key], values)
	}
	s.indexed = len(raw.k2i) == len(raw.keys)
	clear(raw.dict)
	clear(raw.k2i)
	raw.keys = held
}

// restore puts back what is still alive. Keys that are not go from the order of
// next: no loop can stand at one.
func (s *stripped) restore() {
	t := s.table.Value()
	if t == nil {
		return
	}
	raw := of(t)
	for _, p := range s.array {
		if value := p.value.get(); value != nil {
			raw.array[p.at] = value
		}
	}
	for _, f := range s.named {
		if value := f.value.get(); value != nil {
			raw.strdict[f.key] = value
		} else {
			delete(raw.strdict, f.key)
		}
	}
	if s.hashed != nil {
		s.restoreHashed(raw)
	}
}

func (s *stripped) restoreHashed(raw *table) {
	held := raw.keys
	for _, p := range s.hashed {
		if p.at%2 == 0 {
			held[p.at] = key(p.value)
		} else {
			held[p.at] = p.value.get()
		}
	}
	before := len(held) / 2
	if alive := aliveIn(held); alive < before/4 { // a map gives back nothing
		raw.dict, raw.k2i = make(map[glua.LValue]glua.LValue, alive), map[glua.LValue]int{}
		raw.keys = make([]glua.LValue, 0, alive)
	} else {
		raw.keys = held[:0] // each key comes to stand before where it is read
	}
	for i := 0; i < len(held); i += 2 {
		key, value := held[i], held[i+1]
		if key == nil {
			continue
		}
		if s.indexed {
			raw.k2i[key] = len(raw.keys)
		}
		raw.keys = append(raw.keys, key)
		if value != nil {
			raw.dict[key] = value
		}
	}
	clear(raw.keys[len(raw.keys):cap(raw.keys)])
}

// aliveIn is how many keys there are among keys and values.
func aliveIn(held []glua.LValue) (n int) {
	for i := 0; i < len(held); i += 2 {
		if held[i] != nil {
			n++
		}
	}
	return n
}
