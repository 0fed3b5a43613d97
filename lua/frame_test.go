package lua

import (
	"reflect"
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// TestFrame holds our reading of gopher-lua's frames against gopher-lua.
func TestFrame(t *testing.T) {
	debug := reflect.TypeFor[glua.Debug]()
	if first := debug.Field(0); first.Name != "frame" {
		t.Fatalf("Debug begins with %s, not with its frame", first.Name)
	}
	theirs, ours := debug.Field(0).Type.Elem(), reflect.TypeFor[bindings.Frame]()
	for i := range ours.NumField() {
		want, got := ours.Field(i), theirs.Field(i)
		if want.Name != got.Name || want.Offset != got.Offset || want.Type.Kind() != got.Type.Kind() {
			t.Errorf("field %d is %s %v at %d, expected %s %v at %d", i,
				got.Name, got.Type, got.Offset, want.Name, want.Type, want.Offset)
		}
	}
}
