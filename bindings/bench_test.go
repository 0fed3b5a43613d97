package bindings

import (
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// What the bindings add to the start of a program.
func BenchmarkOpen(b *testing.B) {
	L := glua.NewState()
	b.ResetTimer()
	for range b.N {
		L.G.Global = L.NewTable()
		L.Env = L.G.Global
		Open(L)
	}
}

// What a call costs beside the system call.
func BenchmarkCall(b *testing.B) {
	L := glua.NewState()
	Open(L)
	f, err := L.LoadString("for i = 1, 1000 do kill(0x7ffffff, 0) end")
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		L.Push(f)
		L.Call(0, 0)
	}
}
