package memory

import (
	"reflect"
	"runtime"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// TestTable holds our mirror of a table against gopher-lua's.
func TestTable(t *testing.T) {
	theirs, ours := reflect.TypeFor[glua.LTable](), reflect.TypeFor[table]()
	if theirs.NumField() != ours.NumField() || theirs.Size() != ours.Size() {
		t.Fatalf("%v has %d fields in %d bytes", theirs, theirs.NumField(), theirs.Size())
	}
	for i := range ours.NumField() {
		want, got := ours.Field(i), theirs.Field(i)
		sameName := want.Name == got.Name || want.Name == "metatable" && got.Name == "Metatable"
		if !sameName || want.Type != got.Type || want.Offset != got.Offset {
			t.Errorf("field %d is %s %v at %d", i, got.Name, got.Type, got.Offset)
		}
	}
}

func TestRoom(t *testing.T) {
	defer func(before int64) { ceiling, fixed = before, false }(ceiling)
	Limit(64 << 20)
	for _, c := range []struct {
		bytes int
		room  bool
	}{
		{0, true}, {-1, true}, {large, true}, {1 << 20, true}, {32 << 20, true},
		{64 << 20, false}, {1 << 40, false}, {1<<63 - 1, false},
	} {
		if got := Room(c.bytes); got != c.room {
			t.Errorf("Room(%d) is %v", c.bytes, got)
		}
	}
	// Garbage is no obstacle.
	for range 10 {
		if !Room(40 << 20) {
			t.Fatal("no room beside garbage")
		}
		runtime.KeepAlive(make([]byte, 40<<20))
	}
}

// A ceiling that nobody has set is asked for again as more is used.
func TestDefault(t *testing.T) {
	defer func(before func() int64) { Default = before }(Default)
	asked := 0
	Default = func() int64 { asked++; return 1 << 30 }
	for used := int64(1 << 20); used < 1<<30; used += 1 << 20 {
		if limit(used) != 1<<30 {
			t.Fatal("another ceiling")
		}
	}
	if asked < 10 || asked > 100 {
		t.Errorf("asked %d times", asked)
	}
	growth = 0
}

// weakTable makes one that is cleared by a sweep.
func weakTable(mode string) *glua.LTable {
	t, meta := &glua.LTable{Metatable: glua.LNil}, &glua.LTable{Metatable: glua.LNil}
	meta.RawSetString("__mode", glua.LString(mode))
	t.Metatable = meta
	Weak(t)
	return t
}

func object() *glua.LTable { return &glua.LTable{Metatable: glua.LNil} }

// count is how many entries a table has.
func count(t *glua.LTable) (n int) {
	t.ForEach(func(glua.LValue, glua.LValue) { n++ })
	return n
}

func TestSweep(t *testing.T) {
	kept := object()
	for _, c := range []struct {
		mode string
		left int
	}{
		{"", 12}, {"k", 10}, {"v", 8}, {"kv", 7},
	} {
		weak := weakTable(c.mode)
		for i, value := range []glua.LValue{kept, object(), glua.LTrue} {
			weak.RawSetInt(i+1, value)
			weak.RawSetString(string(rune('a'+i)), value)
			weak.RawSetH(glua.LNumber(i)+0.5, value)
		}
		weak.RawSetH(kept, kept)
		weak.RawSetH(object(), kept)
		weak.RawSetH(object(), object())
		sweep()
		if got := count(weak); got != c.left {
			t.Errorf("mode %q: %d entries are left of 12, not %d", c.mode, got, c.left)
		}
		if weak.RawGetInt(1) != kept || weak.RawGetString("a") != kept || weak.RawGetH(glua.LNumber(0.5)) != kept || weak.RawGetH(kept) != kept {
			t.Errorf("mode %q: what is in use is gone", c.mode)
		}
	}
	runtime.KeepAlive(kept)
}

// Next goes over what a sweep has left, in the order of before.
func TestSweepKeepsOrder(t *testing.T) {
	weak := weakTable("k")
	var kept []*glua.LTable
	for i := range 100 {
		key := object()
		weak.RawSetH(key, glua.LNumber(i))
		if i%3 == 0 {
			kept = append(kept, key)
		}
	}
	sweep()
	i := 0
	for key, value := weak.Next(glua.LNil); key != glua.LNil; key, value = weak.Next(key) {
		if key != kept[i] || value != glua.LNumber(3*i) {
			t.Fatalf("entry %d is %v", i, value)
		}
		i++
	}
	if i != len(kept) {
		t.Errorf("%d keys of %d", i, len(kept))
	}
}

// A weak table that nothing leads to is forgotten, though its values lead to it.
func TestSweepForgets(t *testing.T) {
	sweep()
	before := len(weakTables)
	for range 10 {
		weak := weakTable("k")
		key := object()
		weak.RawSetH(key, weak)
		key.RawSetInt(1, weak)
	}
	sweep()
	sweep()
	if got := len(weakTables); got > before {
		t.Errorf("%d weak tables more than before", got-before)
	}
}
