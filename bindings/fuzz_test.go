package bindings

import (
	"encoding/binary"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// What is fuzzed makes no system calls: it runs in the test binary itself.

// fuzzRows take and give every kind, as every Go type that can stand for it. They
// return what they were given, so that what comes out is what went in.
var fuzzRows = []Row{
	{Name: "int32", Sig: "(a: integer) -> integer", Impl: func(a int32) (int, error) { return int(a), nil }},
	{Name: "int32s", Sig: "(a: integer, b?: integer = 7) -> integer", Impl: func(a, b int32) (int32, error) { return b, nil }},
	{Name: "int32alone", Sig: "(a?: integer) -> nothing", Impl: func(a int32) {}},
	{Name: "int32zero", Sig: "(a: integer) -> 0", Impl: func(a int32) error { return nil }},
	{Name: "int32szero", Sig: "(a: integer, b: integer) -> 0", Impl: func(a, b int32) error { return nil }},
	{Name: "int", Sig: "(a: integer) -> number", Impl: func(a int) (float64, error) { return float64(a), nil }},
	{Name: "member", Sig: "(a?: signal = SIGTERM) -> 0", Impl: func(L *glua.LState, a int) error { return inRange(a, math.MinInt32, math.MaxInt32) }},
	{Name: "write", Sig: "(a: integer, b: string) -> integer", Impl: func(L *glua.LState, a int32, b string) (int, error) { return len(b), nil }},
	{Name: "open", Sig: "(a: path, b?: open_flags = O_RDWR, c?: mode = 0666) -> integer", Impl: func(L *glua.LState, a string, b uintptr, c uint32) (int, error) {
		return int(c), inRange(len(pathOf(a))+int(c), 0, 0o7777+len(a))
	}},
	{Name: "kill", Sig: "(a: integer, b: signal) -> 0", Impl: func(L *glua.LState, a int32, b int) error { return nil }},
	{Name: "unshare", Sig: "(a: clone_flags) -> 0", Impl: func(L *glua.LState, a uintptr) error { return inRange(int(a), 0, 1<<53) }},
	{Name: "chdir", Sig: "(a: path) -> 0", Impl: func(L *glua.LState, a string) error { pathOf(a); return nil }},
	{Name: "sleep", Sig: "(a: number) -> 0", Impl: func(L *glua.LState, a float64) error { return finite(a) }},
	{Name: "read", Sig: "(a: integer, b: integer) -> string", Impl: func(L *glua.LState, a int32, b int) (string, error) {
		return strconv.Itoa(b), inRange(b, -1<<53, 1<<53)
	}},
	{Name: "waitpid", Sig: "(a: integer, b?: wait_options) -> c: integer, d?: any", Impl: func(L *glua.LState, a int32, b uintptr) ([]glua.LValue, error) {
		return []glua.LValue{glua.LNumber(a), glua.LNumber(b)}, inRange(int(b), 0, 1<<53)
	}},
	{Name: "reflected", Sig: "(a: integer, b: number, c: string, d: boolean, e?: table, f?: function, g?: any, h?: string|table) -> integer, number, string, boolean",
		Impl: func(a uint32, b float64, c string, d bool, e *glua.LTable, f *glua.LFunction, g, h glua.LValue) (uint32, float64, string, bool, error) {
			return a, b, c, d, finite(b)
		}},
	{Name: "defaults", Sig: "(a?: integer = -3, b?: mount_flags = MS_BIND, c?: path = /, d?: boolean = true, e?: mode, f?: signal) -> integer",
		Impl: func(a int, b uintptr, c string, d bool, e uint32, f int) int { pathOf(c); return a }},
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

func pathOf(s string) string {
	if strings.ContainsRune(s, 0) {
		panic("a NUL byte in a path")
	}
	return s
}

// fuzzValues reads Lua values: a byte that says which type, and then its bytes.
type fuzzValues struct {
	L     *glua.LState
	bytes []byte
}

func (v *fuzzValues) take(n int) []byte {
	n = min(n, len(v.bytes))
	taken := v.bytes[:n]
	v.bytes = v.bytes[n:]
	return taken
}

func (v *fuzzValues) byte() int {
	if b := v.take(1); len(b) == 1 {
		return int(b[0])
	}
	return 0
}

func (v *fuzzValues) float() glua.LNumber {
	var b [8]byte
	copy(b[:], v.take(8))
	return glua.LNumber(math.Float64frombits(binary.LittleEndian.Uint64(b[:])))
}

func (v *fuzzValues) value(depth int) glua.LValue {
	switch v.byte() % 12 {
	case 0:
		return glua.LNil
	case 1:
		return glua.LBool(v.byte()%2 == 0)
	case 2:
		return v.float()
	case 3:
		return glua.LNumber(int8(v.byte()))
	case 4:
		return glua.LNumber(math.Ldexp(float64(int8(v.byte())), v.byte()%70))
	case 5:
		return glua.LString(v.take(v.byte()))
	case 6:
		f := constantFamilies[v.byte()%len(constantFamilies)]
		return glua.LString(strings.ToLower(f.names[v.byte()%len(f.names)].name))
	case 7:
		f := constantFamilies[v.byte()%len(constantFamilies)]
		return f.flags(uintptr(v.byte()) << (v.byte() % 46))
	case 8:
		return sigIgnore
	case 9:
		return v.L.NewFunction(func(*glua.LState) int { return 0 })
	case 10:
		return glua.LString([]string{"uid", "gid", "setgroups", "deny", "allow", "root"}[v.byte()%6])
	}
	return v.table(depth)
}

func (v *fuzzValues) table(depth int) *glua.LTable {
	t := v.L.NewTable()
	if depth == 4 {
		return t
	}
	for range v.byte() % 5 {
		if v.byte()%2 == 0 {
			t.Append(v.value(depth + 1))
			continue
		}
		key, value := v.value(depth+1), v.value(depth+1)
		if number, ok := key.(glua.LNumber); key != glua.LNil && !(ok && math.IsNaN(float64(number))) {
			v.L.RawSet(t, key, value)
		}
	}
	return t
}

// called calls f as Lua calls it. A panic of Go's is no result.
func called(t *testing.T, L *glua.LState, f glua.LGFunction, args []glua.LValue) (results []glua.LValue, message string) {
	t.Helper()
	base := L.GetTop()
	L.Push(L.NewFunction(f))
	for _, arg := range args {
		L.Push(arg)
	}
	if err := L.PCall(len(args), glua.MultRet, nil); err != nil {
		failed := err.(*glua.ApiError)
		if failed.Type != glua.ApiErrorRun || failed.Cause != nil {
			t.Fatalf("%v: %v\n%s", args, failed, failed.StackTrace)
		}
		L.SetTop(base)
		return nil, strings.TrimPrefix(failed.Object.String(), " ") // where a Lua caller's place would stand
	}
	for n := base + 1; n <= L.GetTop(); n++ {
		results = append(results, L.Get(n))
	}
	L.SetTop(base)
	return results, ""
}

// A call of any function with any arguments gives what its signature says, or
// is refused as a misuse of one of them. The first byte of the input says which
// function is called, and the second with how many arguments.
func FuzzArguments(f *testing.F) {
	L := glua.NewState()
	openFlags(L)
	openDispositions(L)
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
		if message != "" {
			parts := misuse.FindStringSubmatch(message)
			if parts == nil || parts[2] != b.Name {
				t.Fatalf("%s%v: %q", b.Name, args, message)
			}
			if n, _ := strconv.Atoi(parts[1]); n < 1 || n > len(b.params) {
				t.Fatalf("%s%v: %q, which is no parameter", b.Name, args, message)
			}
			return
		}
		b.check(t, args, results)
		b.text(pushed(L, args), len(args)) // what the trace prints
		L.SetTop(0)
	})
}

func pushed(L *glua.LState, args []glua.LValue) *glua.LState {
	L.SetTop(0)
	for _, arg := range args {
		L.Push(arg)
	}
	return L
}

// check compares results with the signature.
func (b *binding) check(t *testing.T, args, results []glua.LValue) {
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
		}
	}
}

// What flags print is read back as the same flags, and nothing else panics.
func FuzzFlags(f *testing.F) {
	for i, family := range constantFamilies {
		f.Add(byte(i), uint64(0), "")
		for _, c := range family.names {
			f.Add(byte(i), uint64(c.value), c.name)
			f.Add(byte(i), uint64(c.value)|1<<40, strings.ToLower(c.name)+", |"+family.names[0].name)
		}
	}
	f.Fuzz(func(t *testing.T, which byte, bits uint64, text string) {
		family := constantFamilies[int(which)%len(constantFamilies)]
		if family.enum {
			bits = uint64(int32(bits))
		} else {
			bits &= flagsMax
		}
		if got, err := family.parse(family.format(uintptr(bits))); err != nil || got != uintptr(bits) {
			t.Fatalf("%s %#x prints %q, which is read as %#x, %v", family, bits, family.format(uintptr(bits)), got, err)
		}
		value, err := family.parse(text)
		if err != nil {
			return
		}
		if !family.enum && value > flagsMax {
			t.Fatalf("%s %q is read as %#x", family, text, value)
		}
		if got, err := family.parse(family.format(value)); err != nil || got != value {
			t.Fatalf("%s %q is read as %#x, and that is read back as %#x, %v", family, text, value, got, err)
		}
	})
}

var (
	mapLine = regexp.MustCompile(`^([0-9]+) ([0-9]+) ([0-9]+) ?$`)
	argErr  = regexp.MustCompile(`^bad argument #1 to 'idmap' \(.+`)
)

// What idmap would write is what user_namespaces(7) describes, or there is an
// error: no table makes it write anything else.
func FuzzIDMap(f *testing.F) {
	uid := []byte{11, 1, 1, 10, 0}                        // {uid = ...}
	line := []byte{11, 3, 0, 3, 0, 0, 4, 125, 3, 0, 3, 1} // {0, 1000, 1}
	f.Add([]byte{10, 5})                                  // "root"
	f.Add([]byte{11, 1, 1, 10, 2, 10, 3})                 // {setgroups = "deny"}
	f.Add(append(append(uid, 11, 1, 0), line...))         // {uid = {{...}}}
	f.Add(append(append([]byte{11, 1, 1, 10, 1}, 11, 2, 0), append(line, append([]byte{0}, line...)...)...))
	f.Add(append(uid, 11, 1, 0, 11, 3, 0, 4, 1, 32, 0, 3, 255, 0, 4, 1, 53))
	L := glua.NewState()
	openFlags(L)
	openDispositions(L)
	f.Fuzz(func(t *testing.T, input []byte) {
		value := (&fuzzValues{L, input}).value(0)
		var m idMap
		_, message := called(t, L, func(L *glua.LState) int {
			m = argument{L, "idmap", 1}.idMap(value, identity{1000, 1000})
			return 0
		}, []glua.LValue{value})
		if message != "" {
			if !argErr.MatchString(message) {
				t.Fatal(message)
			}
			return
		}
		for _, text := range []string{m.uid, m.gid} {
			for line := range strings.Lines(text) {
				numbers := mapLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
				if numbers == nil || !strings.HasSuffix(line, "\n") {
					t.Fatalf("%q", text)
				}
				for _, number := range numbers[1:] {
					if _, err := strconv.ParseUint(number, 10, 32); err != nil {
						t.Fatalf("%q: %v", text, err)
					}
				}
			}
		}
		if m.setgroups != "" && m.setgroups != "deny" && m.setgroups != "allow" {
			t.Fatalf("setgroups %q", m.setgroups)
		}
	})
}
