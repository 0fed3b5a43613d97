package bindings

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// What is fuzzed makes no system calls: it runs in the test binary itself. -B
// spares package fork the checks that are too deep for a nosplit stack once
// coverage is counted:
//
//	CGO_ENABLED=0 go test ./bindings -gcflags=nslua/bindings/fork=-B -run '^$' -fuzz '^FuzzArguments$' -fuzztime 10m

// fuzzRows take and give every kind, as every Go type that can stand for it. A
// result of a parameter's kind and place is what was passed there.
var fuzzRows = []Row{
	{Name: "int32", Sig: "(a: integer) -> integer", Impl: func(a int32) (int, error) { return int(a), nil }},
	{Name: "int32s", Sig: "(a: integer, b?: integer = 7) -> integer", Impl: func(a, b int32) (int32, error) { return a, nil }},
	{Name: "int32alone", Sig: "(a?: integer) -> nothing", Impl: func(a int32) {}},
	{Name: "int32zero", Sig: "(a: integer) -> 0", Impl: func(a int32) error { return nil }},
	{Name: "int32szero", Sig: "(a: integer, b: integer) -> 0", Impl: func(a, b int32) error { return nil }},
	{Name: "int", Sig: "(a: integer) -> number", Impl: func(a int) (float64, error) { return float64(a), nil }},
	{Name: "member", Sig: "(a?: signal = SIGTERM) -> 0", Impl: func(L *glua.LState, a int) error { return inRange(a, math.MinInt32, math.MaxInt32) }},
	{Name: "write", Sig: "(a: integer, b: string) -> integer", Impl: func(L *glua.LState, a int32, b string) (int, error) { return int(a), nil }},
	{Name: "open", Sig: "(a: path, b?: open_flags = O_RDWR, c?: mode = 0666) -> integer", Impl: func(L *glua.LState, a string, b uintptr, c uint32) (int, error) {
		pathOf(a)
		return int(c), inRange(int(c), 0, 0o7777)
	}},
	{Name: "kill", Sig: "(a: integer, b: signal) -> 0", Impl: func(L *glua.LState, a int32, b int) error { return nil }},
	{Name: "unshare", Sig: "(a: clone_flags, b?: any) -> 0", Impl: func(L *glua.LState, a uintptr, b glua.LValue) error { return inRange(int(a), 0, flagsMax) }},
	{Name: "chdir", Sig: "(a: path) -> 0", Impl: func(L *glua.LState, a string) error { pathOf(a); return nil }},
	{Name: "sleep", Sig: "(a: number) -> 0", Impl: func(L *glua.LState, a float64) error { return finite(a) }},
	{Name: "read", Sig: "(a: integer, b: integer) -> string", Impl: func(L *glua.LState, a int32, b int) (string, error) {
		return strconv.Itoa(b), inRange(b, -1<<53, 1<<53)
	}},
	{Name: "waitpid", Sig: "(a: integer, b?: wait_options) -> c: integer, d?: any", Impl: func(L *glua.LState, a int32, b uintptr) ([]glua.LValue, error) {
		return []glua.LValue{glua.LNumber(a), glua.LNumber(b)}, inRange(int(b), 0, flagsMax)
	}},
	{Name: "bool", Sig: "(a?: boolean = true) -> boolean", Impl: func(a bool) bool { return a }},
	{Name: "double", Sig: "(a: signal, b: number, c?: number = 7) -> number, number", Impl: func(L *glua.LState, a int, b, c float64) (float64, float64, error) {
		return c, b, finite(b)
	}},
	{Name: "optional", Sig: "(a: string|table, b?: string|table, c?: function, d?: table) -> any, any", Impl: func(L *glua.LState, a, b glua.LValue, c *glua.LFunction, d *glua.LTable) ([]glua.LValue, error) {
		return []glua.LValue{a, b}, nil
	}},
	{Name: "defaults", Sig: "(a?: integer = 3, b?: integer = 4, c?: mount_flags = MS_BIND) -> 0", Impl: func(a, b uint32, c uintptr) error { return nil }},
}

func inRange(n, low, high int) error {
	if n < low || n > high {
		panic(fmt.Sprintf("%d is not from %d to %d", n, low, high))
	}
	return nil
}

func finite(f float64) error {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		panic(fmt.Sprint(f))
	}
	return nil
}

func pathOf(s string) {
	if strings.ContainsRune(s, 0) {
		panic("a NUL byte in a path")
	}
}

// A call of any function with any arguments gives what its signature says, or
// is refused as a misuse of one of them. The first byte of the input says which
// function is called, and the second with how many arguments.
func FuzzArguments(f *testing.F) {
	L, _ := NewState()
	bound := make([]*binding, len(fuzzRows))
	for i := range fuzzRows {
		bound[i] = bind(&fuzzRows[i])
		f.Add([]byte{byte(i), 0})
		f.Add([]byte{byte(i), 2, 3, 1, 5, 2, 'a', 0})
		f.Add([]byte{byte(i), 3, 5, 1, '/', 7, 4, 1, 2, 4, 1, 53})
		f.Add([]byte{byte(i), 8, 3, 1, 3, 2, 5, 1, 'c', 1, 0, 11, 1, 0, 9, 11, 0, 5, 1, 'h'})
		f.Add([]byte{byte(i), 6, 2, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 7, 1, 1, 1, 10, 0, 6, 7, 14, 8, 3, 255})
	}
	misuse := regexp.MustCompile(`^bad argument #(\d+) to '(\w+)' \(.+`)
	f.Fuzz(func(t *testing.T, input []byte) {
		values := &fuzzValues{L, input}
		b := bound[values.byte()%len(bound)]
		args := make([]glua.LValue, values.byte()%12)
		for i := range args {
			args[i] = values.value(0)
		}
		results, message := called(t, L, b.call, args)
		again, other := called(t, L, b.reflect, args)
		if message != other || !slices.EqualFunc(results, again, alike) {
			t.Fatalf("%s%v gives %v %q, and by reflection %v %q", b.Name, args, results, message, again, other)
		}
		if message != "" {
			parts := misuse.FindStringSubmatch(message)
			if parts == nil || parts[2] != b.Name {
				t.Fatalf("%s%v: %q", b.Name, args, message)
			}
			if n, _ := strconv.Atoi(parts[1]); n < 1 || n > max(len(b.params), len(args)) {
				t.Fatalf("%s%v: %q, which was not passed", b.Name, args, message)
			}
			return
		}
		b.fitting(t, args, results)
	})
}

// alike is ==, to which NaN is NaN.
func alike(a, b glua.LValue) bool { return a == b || a != a && b != b }

// reflect is call by reflection in place of the adaptor.
func (b *binding) reflect(L *glua.LState) int {
	if args := L.GetTop(); args > len(b.params) {
		b.surplus(L, args)
	}
	b.text(L, L.GetTop()) // what the trace prints
	impl := reflect.ValueOf(b.Impl)
	var in []reflect.Value
	if t := impl.Type(); t.NumIn() > len(b.params) {
		in = append(in, reflect.ValueOf(L))
	}
	for n := range b.params {
		in = append(in, b.reflected(L, n+1, impl.Type().In(len(in))))
	}
	out := impl.Call(in)
	if b.fails {
		out = out[:len(out)-1]
	}
	if b.zero {
		L.Push(glua.LNumber(0))
		return 1
	}
	if len(out) == 1 && out[0].Type() == valuesType {
		return pushAll(L, out[0].Interface().([]glua.LValue))
	}
	for _, result := range out {
		L.Push(luaValue(result))
	}
	return len(out)
}

// reflected is the argument as a t.
func (b *binding) reflected(L *glua.LState, n int, t reflect.Type) reflect.Value {
	switch t {
	case uint64Type:
		return reflect.ValueOf(b.uint64(L, n))
	case int32Type:
		return reflect.ValueOf(b.int32(L, n))
	case intType:
		return reflect.ValueOf(b.int(L, n))
	case uint32Type:
		return reflect.ValueOf(b.uint32(L, n))
	case flagType:
		return reflect.ValueOf(b.flags(L, n))
	case floatType:
		return reflect.ValueOf(b.float64(L, n))
	case stringType:
		return reflect.ValueOf(b.string(L, n))
	case boolType:
		return reflect.ValueOf(b.bool(L, n))
	case tableType:
		return reflect.ValueOf(b.table(L, n))
	case functionType:
		return reflect.ValueOf(b.function(L, n))
	}
	return reflect.ValueOf(L.Get(n))
}

// luaValue is the Lua value of a result.
func luaValue(v reflect.Value) glua.LValue {
	switch value := v.Interface().(type) {
	case glua.LValue:
		return value
	case string:
		return glua.LString(value)
	case bool:
		return glua.LBool(value)
	case uint32:
		return glua.LNumber(value)
	case uint64:
		return integerValue(value)
	case float64:
		return glua.LNumber(value)
	}
	return glua.LNumber(v.Int())
}

// fitting compares results with the signature.
func (b *binding) fitting(t *testing.T, args, results []glua.LValue) {
	t.Helper()
	if b.zero {
		if len(results) != 1 || results[0] != glua.LNumber(0) {
			t.Fatalf("%s%v gives %v and not 0", b.Name, args, results)
		}
		return
	}
	if len(results) != len(b.results) {
		t.Fatalf("%s%v gives %v", b.Name, args, results)
	}
	types := map[kind]glua.LValueType{"integer": glua.LTNumber, "number": glua.LTNumber, "string": glua.LTString, "boolean": glua.LTBool}
	for i, r := range b.results {
		number, _ := results[i].(glua.LNumber)
		switch {
		case r.kind == "any":
		case results[i].Type() != types[r.kind]:
			t.Fatalf("%s%v gives %v", b.Name, args, results)
		case r.kind == "integer" && float64(number) != math.Trunc(float64(number)):
			t.Fatalf("%s%v gives %v, which is not whole", b.Name, args, results)
		case i < len(args) && i < len(b.params) && b.params[i].kind == r.kind && args[i].Type() == types[r.kind] && args[i] != results[i]:
			t.Fatalf("%s%v gives %v", b.Name, args, results)
		}
	}
}
