package vm

import (
	"reflect"
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// TestLayout holds our mirror of gopher-lua's structures against gopher-lua.
func TestLayout(t *testing.T) {
	state1 := reflect.TypeFor[glua.LState]()
	field := func(of reflect.Type, name string) reflect.Type {
		f, ok := of.FieldByName(name)
		if !ok {
			t.Fatalf("%v has no field %s", of, name)
		}
		return f.Type
	}
	L := glua.NewState(glua.Options{SkipOpenLibs: true})
	stack := reflect.ValueOf(L).Elem().FieldByName("stack").Elem().Type().Elem()
	for _, c := range []struct {
		theirs, ours reflect.Type
		whole        bool
	}{
		{state1, reflect.TypeFor[state](), true},
		{field(state1, "reg").Elem(), reflect.TypeFor[registry](), true},
		{stack, reflect.TypeFor[frames](), true},
		{field(state1, "currentFrame").Elem(), reflect.TypeFor[Frame](), true},
		{field(stack, "array").Elem(), reflect.TypeFor[Frame](), true},
		{field(state1, "currentFrame").Elem(), reflect.TypeFor[bindings.Frame](), false},
		{reflect.TypeFor[glua.LTable](), reflect.TypeFor[table](), true},
		{reflect.TypeFor[glua.Upvalue](), reflect.TypeFor[upvalue](), true},
		{reflect.TypeFor[glua.FunctionProto](), reflect.TypeFor[prototype](), true},
		{reflect.TypeFor[glua.Global](), reflect.TypeFor[global](), false},
	} {
		compare(t, c.theirs, c.ours, c.whole)
	}
}

func compare(t *testing.T, theirs, ours reflect.Type, whole bool) {
	if whole && (theirs.NumField() != ours.NumField() || theirs.Size() != ours.Size()) {
		t.Errorf("%v has %d fields in %d bytes, ours %d in %d", theirs,
			theirs.NumField(), theirs.Size(), ours.NumField(), ours.Size())
		return
	}
	for i := range ours.NumField() {
		want, got := ours.Field(i), theirs.Field(i)
		if want.Name != got.Name || want.Offset != got.Offset || !alike(want.Type, got.Type) {
			t.Errorf("field %d of %v is %s %v at %d, expected %s %v at %d", i, theirs,
				got.Name, got.Type, got.Offset, want.Name, want.Type, want.Offset)
		}
	}
}

// alike tells whether a field of type ours may stand for one of type theirs: a
// type of their own is named, and a pointer or an interface is one of ours.
func alike(ours, theirs reflect.Type) bool {
	switch {
	case ours == theirs:
		return true
	case ours == reflect.TypeFor[pair]():
		return theirs.Kind() == reflect.Interface && theirs.NumMethod() > 0
	case ours.Kind() == reflect.UnsafePointer:
		return theirs.Kind() == reflect.Pointer
	}
	return ours.Kind() == theirs.Kind() && ours.Size() == theirs.Size()
}
