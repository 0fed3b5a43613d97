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

// Weak is to be told of each table that is given a metatable with a __mode, or
// itself as its metatable, which may get one later.
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
// alive by the table itself, which may be garbage too: in held, which stands in
// the place of its keys meanwhile.
type stripped struct {
	table   weak.Pointer[glua.LTable]
	held    []glua.LValue
	items   []item      // of the array
	named   []field     // of strdict
	pairs   []pair      // of dict
	keys    []reference // in the order of next
	ordered bool        // dict and keys have been taken out
}

type item struct {
	at    int
	value reference
}

type field struct {
	key   string
	value reference
}

type pair struct{ key, value reference }

// strip takes the weak references out of a table; nil if it has none.
func strip(t *glua.LTable) *stripped {
	keys, values := mode(t)
	if !keys && !values {
		return nil
	}
	s, raw := &stripped{table: weak.Make(t)}, of(t)
	if values {
		for i, value := range raw.array {
			if collectable(value) {
				s.items = append(s.items, item{i, refer(value)})
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
	if len(raw.dict) > 0 || slices.ContainsFunc(raw.keys, collectable) {
		s.ordered = true
		for key, value := range raw.dict {
			s.pairs = append(s.pairs, pair{s.hold(key, keys), s.hold(value, values)})
		}
		for _, key := range raw.keys {
			s.keys = append(s.keys, s.hold(key, keys))
		}
		raw.dict, raw.k2i, raw.keys = nil, nil, s.held
	}
	return s
}

// hold refers to a value of the table, which keeps it alive unless it is weak.
func (s *stripped) hold(value glua.LValue, weakly bool) reference {
	if weakly && collectable(value) {
		return refer(value)
	}
	s.held = append(s.held, value)
	return at(len(s.held) - 1)
}

// restore puts back what is still alive. Keys that are not go from the order of
// next: no loop can stand at one.
func (s *stripped) restore() {
	t := s.table.Value()
	if t == nil {
		return
	}
	raw := of(t)
	held := raw.keys
	for _, item := range s.items {
		if value := item.value.get(held); value != nil {
			raw.array[item.at] = value
		}
	}
	for _, field := range s.named {
		if value := field.value.get(held); value != nil {
			raw.strdict[field.key] = value
		} else {
			delete(raw.strdict, field.key)
		}
	}
	if !s.ordered {
		return
	}
	raw.dict = make(map[glua.LValue]glua.LValue, len(s.pairs))
	for _, pair := range s.pairs {
		if key, value := key(pair.key, held), pair.value.get(held); key != nil && value != nil {
			raw.dict[key] = value
		}
	}
	raw.keys = make([]glua.LValue, 0, len(s.keys))
	raw.k2i = make(map[glua.LValue]int, len(s.keys))
	for _, reference := range s.keys {
		if key := key(reference, held); key != nil {
			raw.k2i[key] = len(raw.keys)
			raw.keys = append(raw.keys, key)
		}
	}
}
