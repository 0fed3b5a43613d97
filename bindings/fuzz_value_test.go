package bindings

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	glua "github.com/yuin/gopher-lua"
)

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
	switch v.byte() % 13 {
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
	case 12:
		return U64(uint64(v.float()))
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
		if key, value := v.value(depth+1), v.value(depth+1); isKey(key) {
			v.L.RawSet(t, key, value)
		}
	}
	return t
}

// isKey leaves out, beside what cannot be a key, the numbers up to which
// gopher-lua would fill a table: seconds and a gigabyte for t[67108863].
func isKey(key glua.LValue) bool {
	number, ok := key.(glua.LNumber)
	return key != glua.LNil && (!ok || number < 1000 || number >= glua.LNumber(glua.MaxArrayIndex))
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
