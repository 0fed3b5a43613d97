package bindings

import (
	"testing"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// What the bindings add to the start of a program.
func BenchmarkOpen(b *testing.B) {
	L, _ := NewState()
	b.ResetTimer()
	for range b.N {
		L.G.Global = L.NewTable()
		L.Env = L.G.Global
		Open(L)
	}
}

// What a call of a simple binding costs: at most twice the bare system call and
// the call of a function that does nothing.
func BenchmarkCall(b *testing.B) {
	parent := uintptr(unix.Getppid())
	for _, bare := range []struct {
		name string
		call func()
	}{
		{"bare/getpid", func() { unix.RawSyscall(unix.SYS_GETPID, 0, 0, 0) }},
		{"bare/getpgid", func() { unix.RawSyscall(unix.SYS_GETPGID, parent, 0, 0) }},
		{"bare/kill", func() { unix.RawSyscall(unix.SYS_KILL, parent, 0, 0) }},
	} {
		b.Run(bare.name, func(b *testing.B) {
			for b.Loop() {
				bare.call()
			}
		})
	}
	for _, lua := range []struct{ name, call string }{
		{"empty", "empty(parent, 0)"},
		{"getpid", "getpid()"},
		{"getpgid", "getpgid(parent)"},
		{"kill", "kill(parent, 0)"},
		{"kill/refused", "kill(0x7ffffff, 0)"},
	} {
		b.Run(lua.name, func(b *testing.B) {
			L, compile := NewState()
			L.SetGlobal("empty", L.NewFunction(func(L *glua.LState) int {
				L.Push(glua.LNumber(0))
				return 1
			}))
			f, err := compile("local empty, getpid, getpgid, kill, parent = empty, getpid, getpgid, kill, getppid() " +
				"for i = 1, ... do " + lua.call + " end")
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			L.Push(f)
			L.Push(glua.LNumber(b.N))
			L.Call(1, 0)
		})
	}
}
