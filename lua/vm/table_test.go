package vm

import (
	"fmt"
	"math/rand"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// TestTableAsMap does random things to a table, through this package and through
// gopher-lua's methods, and to a map, and compares.
func TestTableAsMap(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for round := range 300 {
		tab, model := NewTable(0, 0), map[glua.LValue]glua.LValue{}
		span := 1 + random.Intn(200)
		for range 400 {
			key, value := randomKey(random, span), glua.LValue(glua.LNumber(random.Int()))
			if random.Intn(3) == 0 {
				value = glua.LNil
			}
			if name, ok := key.(glua.LString); ok && random.Intn(4) == 0 {
				tab.RawSetString(string(name), value)
			} else {
				Set(tab, key, value)
			}
			delete(model, key)
			if value != glua.LNil {
				model[key] = value
			}
			if random.Intn(40) == 0 {
				same(t, round, tab, model)
			}
		}
		same(t, round, tab, model)
	}
}

func randomKey(random *rand.Rand, span int) glua.LValue {
	n := random.Intn(span)
	switch random.Intn(6) {
	case 0, 1:
		return glua.LString(fmt.Sprint("k", n))
	case 2:
		return glua.LNumber(-n)
	case 3:
		return glua.LNumber(n * n)
	case 4:
		return glua.LNumber(float64(n) + 0.5)
	}
	return glua.LNumber(n)
}

func same(t *testing.T, round int, tab *glua.LTable, model map[glua.LValue]glua.LValue) {
	t.Helper()
	seen := map[glua.LValue]bool{}
	key, value, ok := Next(tab, glua.LNil)
	for ; ok && key != glua.LNil; key, value, ok = Next(tab, key) {
		if seen[key] {
			t.Fatalf("round %d: %v twice", round, key)
		}
		seen[key] = true
		if model[key] != value || Get(tab, key) != value || tab.RawGet(key) != value && inside(tab).dict[key] == nil {
			t.Fatalf("round %d: [%v] is %v, expected %v", round, key, value, model[key])
		}
	}
	if !ok || len(seen) != len(model) {
		t.Fatalf("round %d: %d keys, expected %d (%v)", round, len(seen), len(model), ok)
	}
	border := Len(tab)
	if border > 0 && Get(tab, glua.LNumber(border)) == glua.LNil || Get(tab, glua.LNumber(border+1)) != glua.LNil {
		t.Fatalf("round %d: %d is no border", round, border)
	}
}

func TestSequenceInAnyOrder(t *testing.T) {
	const n = 3000
	tab := NewTable(0, 0)
	for _, i := range rand.New(rand.NewSource(2)).Perm(n) {
		SetInt(tab, i+1, glua.LTrue)
	}
	if got := Len(tab); got != n || len(inside(tab).array) != n {
		t.Errorf("#t is %d with %d in the array", got, len(inside(tab).array))
	}
}

func TestHoleTakesNoMemory(t *testing.T) {
	tab := NewTable(0, 0)
	SetInt(tab, 67108863, glua.LTrue)
	if inside := inside(tab); len(inside.array) != 0 || GetInt(tab, 67108863) != glua.LTrue {
		t.Errorf("%d in the array", len(inside.array))
	}
}

// TestChurn: keys that come and go leave nothing behind.
func TestChurn(t *testing.T) {
	tab := NewTable(0, 0)
	for i := range 100000 {
		SetString(tab, fmt.Sprint(i), glua.LTrue)
		if i >= 10 {
			SetString(tab, fmt.Sprint(i-10), glua.LNil)
		}
	}
	if n := len(inside(tab).keys); n > 100 {
		t.Errorf("%d keys are remembered of 10", n)
	}
}

// TestClearWhileTraversing: any existing field may be given nil, or another
// value, and the order is that of coming.
func TestClearWhileTraversing(t *testing.T) {
	tab := NewTable(0, 0)
	for i := range 100 {
		SetString(tab, fmt.Sprint("k", i), glua.LNumber(i))
	}
	want := 0
	key, value, ok := Next(tab, glua.LNil)
	for key != glua.LNil && ok {
		if value != glua.LNumber(want) {
			t.Fatalf("%v comes where %d should", value, want)
		}
		want++
		SetString(tab, key.String(), glua.LNil)
		if want%3 == 0 {
			SetString(tab, key.String(), glua.LTrue)
		}
		key, value, ok = Next(tab, key)
	}
	if !ok || want != 100 || inside(tab).live() != 33 {
		t.Errorf("%d visited, %d left, %v", want, inside(tab).live(), ok)
	}
}

func TestUnknownKeyToNext(t *testing.T) {
	tab := NewTable(0, 0)
	SetString(tab, "a", glua.LTrue)
	SetInt(tab, 1, glua.LTrue)
	for _, key := range []glua.LValue{glua.LString("b"), glua.LNumber(2), glua.LNumber(0), glua.LTrue} {
		if _, _, ok := Next(tab, key); ok {
			t.Errorf("next knows %v", key)
		}
	}
}

// Pairs goes through all entries, and ends where its key is lost.
func TestPairs(t *testing.T) {
	tab := NewTable(0, 0)
	for i := range 10 {
		SetInt(tab, i+1, glua.LNumber(i))
		SetString(tab, fmt.Sprint("k", i), glua.LNumber(i))
	}
	count := 0
	for key, value := range Pairs(tab) {
		if count++; Get(tab, key) != value {
			t.Errorf("%v is %v", key, value)
		}
		if count < 20 {
			Set(tab, key, glua.LNil)
		}
	}
	if count != 20 {
		t.Errorf("%d entries", count)
	}
	for range Pairs(tab) {
		count++
		break
	}
	if count != 21 {
		t.Errorf("it goes on after %d", count)
	}
	for range Pairs(NewTable(0, 0)) {
		t.Error("an entry of an empty table")
	}
}
