package vm

import (
	"testing"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// BenchmarkLoop is the time of a hundred iterations.
func BenchmarkLoop(b *testing.B) {
	benchmark(b, `local n = ... local s = 0 for i = 1, n * 100 do s = s + i end`)
}

func BenchmarkCall(b *testing.B) {
	benchmark(b, `local n = ... local function f(x) return x end for i = 1, n do f(i) end`)
}

func BenchmarkField(b *testing.B) {
	benchmark(b, `local n = ... local t = {x = 1} for i = 1, n do t.x = t.x end`)
}

func BenchmarkMethod(b *testing.B) {
	benchmark(b, `
local n = ...
local class = {add = function(self) return self end}
class.__index = class
local o = {}
debug.setmetatable(o, class)
for i = 1, n do o:add() end`)
}

func BenchmarkArray(b *testing.B) {
	benchmark(b, `local n = ... local t = {1, 2, 3, 4} for i = 1, n do t[3] = t[2] end`)
}

func benchmark(b *testing.B, source string) {
	L := New()
	L.Push(L.NewFunction(glua.OpenDebug))
	L.Call(0, 0)
	proto, err := syntax.Compile("=benchmark", source, 0)
	if err != nil {
		b.Fatal(err)
	}
	L.Push(L.NewFunctionFromProto(proto))
	L.Push(glua.LNumber(b.N))
	b.ResetTimer()
	Call(L, 1, 0)
}
