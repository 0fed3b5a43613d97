package bindings

import (
	"math"
	"strconv"
	"strings"
	"weak"

	glua "github.com/yuin/gopher-lua"
)

var u64Rows = []Row{{
	Name: "u64", Sig: "(value: any) -> u64", Man: "uint64_t(3type)",
	Doc: "Makes an unsigned integer of 64 bits, which a Lua number above 2^53 is not: the type of the inode numbers, ids and counters " +
		"that calls return where they are as large (smaller ones are numbers), and taken wherever an integer is. " +
		"value is a string of decimal digits, or of hexadecimal ones after 0x; a whole number, of which a negative one becomes what C makes of it; flags; or a u64. " +
		"+, -, *, / and % with another u64, or with what u64 would make one of, give a u64, modulo 2^64 as in C; / leaves the fraction out. " +
		"== , < and <= compare two of them, equal ones are one value (so t[u] works), and .. and tostring show all digits. " +
		"The functions of bit take them and are their methods: u:band(255), u:tohex(). " +
		"u:number() gives the Lua number, or nil where that is not exactly the same.",
	Example: "> u64(2^53) + 1\n9007199254740993\n> u64 \"0xffffffffffffffff\" == u64(-1)\ntrue\n> u64(-1) / 16 % 1000\n975\n> u64(7):number()\n7",
	Impl:    func(L *glua.LState, value glua.LValue) glua.LValue { return U64(passed(L, "u64", 1).bits()) },
}}

// A u64 is what a Lua value of 64 bits holds.
type u64 uint64

func (n u64) String() string { return strconv.FormatUint(uint64(n), 10) }

// U64Methods are what stands after the colon, u:number.
var U64Methods = &glua.LTable{Metatable: glua.LNil}

var u64Meta = &glua.LTable{Metatable: glua.LNil}

// u64Values makes equal values one object for as long as something has it, so
// that they compare with == and can be keys of a table. Those that are gone are
// taken out whenever there are twice as many as were left the last time.
var (
	u64Values = map[u64]weak.Pointer[glua.LUserData]{}
	u64Sweep  = 1024
)

// U64 is the one Lua value for a number.
func U64(n uint64) *glua.LUserData {
	if value := u64Values[u64(n)].Value(); value != nil {
		return value
	}
	if len(u64Values) >= u64Sweep {
		for n, value := range u64Values {
			if value.Value() == nil {
				delete(u64Values, n)
			}
		}
		u64Sweep = max(1024, 2*len(u64Values))
	}
	value := &glua.LUserData{Value: u64(n), Metatable: u64Meta}
	u64Values[u64(n)] = weak.Make(value)
	return value
}

// Uint64 is what a Lua value holds that is a u64.
func Uint64(value glua.LValue) (n uint64, ok bool) {
	if value, is := value.(*glua.LUserData); is {
		n, ok := value.Value.(u64)
		return uint64(n), ok
	}
	return 0, false
}

func openU64(L *glua.LState) {
	U64Methods.RawSetString("number", L.NewFunction(u64Number))
	for name, value := range map[string]glua.LValue{
		"__index":     U64Methods,
		"__metatable": glua.LString("u64"),
		"__add":       u64Operator(L, "+", func(a, b uint64) uint64 { return a + b }),
		"__sub":       u64Operator(L, "-", func(a, b uint64) uint64 { return a - b }),
		"__mul":       u64Operator(L, "*", func(a, b uint64) uint64 { return a * b }),
		"__div":       u64Division(L, "/", func(a, b uint64) uint64 { return a / b }),
		"__mod":       u64Division(L, "%", func(a, b uint64) uint64 { return a % b }),
		"__unm":       L.NewFunction(u64Negative),
		"__lt":        u64Order(L, "<", func(a, b u64) bool { return a < b }),
		"__le":        u64Order(L, "<=", func(a, b u64) bool { return a <= b }),
		"__tostring":  L.NewFunction(u64String),
		"__concat":    L.NewFunction(u64Concat),
	} {
		u64Meta.RawSetString(name, value)
	}
}

func u64Operator(L *glua.LState, name string, result func(a, b uint64) uint64) *glua.LFunction {
	return L.NewFunction(func(L *glua.LState) int {
		L.Push(U64(result(passed(L, name, 1).bits(), passed(L, name, 2).bits())))
		return 1
	})
}

func u64Division(L *glua.LState, name string, result func(a, b uint64) uint64) *glua.LFunction {
	return u64Operator(L, name, func(a, b uint64) uint64 {
		if b == 0 {
			L.RaiseError("attempt to divide a u64 by zero")
		}
		return result(a, b)
	})
}

func u64Negative(L *glua.LState) int {
	L.Push(U64(-passed(L, "-", 1).bits()))
	return 1
}

func u64Order(L *glua.LState, name string, result func(a, b u64) bool) *glua.LFunction {
	return L.NewFunction(func(L *glua.LState) int {
		L.Push(glua.LBool(result(passed(L, name, 1).u64(), passed(L, name, 2).u64())))
		return 1
	})
}

func u64String(L *glua.LState) int {
	L.Push(glua.LString(passed(L, "tostring", 1).u64().String()))
	return 1
}

func u64Concat(L *glua.LState) int {
	text := ""
	for n := 1; n <= 2; n++ {
		if value, ok := Uint64(L.Get(n)); ok {
			text += u64(value).String()
		} else {
			text += passed(L, "..", n).string()
		}
	}
	L.Push(glua.LString(text))
	return 1
}

func u64Number(L *glua.LState) int {
	n := passed(L, "number", 1).u64()
	f := float64(n)
	if f >= 1<<64 || u64(f) != n {
		L.Push(glua.LNil)
	} else {
		L.Push(glua.LNumber(f))
	}
	return 1
}

func (a argument) u64() u64 {
	n, ok := Uint64(a.value())
	if !ok {
		a.expected("u64")
	}
	return u64(n)
}

// bits is the argument as C would convert it to an unsigned integer of 64 bits.
func (a argument) bits() uint64 {
	switch value := a.value().(type) {
	case glua.LNumber:
		n := a.whole(float64(value), -1<<63, 1<<64-1<<11)
		if value < 1<<63 {
			return uint64(n)
		}
		return uint64(value)
	case glua.LString:
		return a.digits(string(value))
	case *glua.LUserData:
		switch held := value.Value.(type) {
		case u64:
			return uint64(held)
		case *flagSet:
			return uint64(held.bits)
		}
	}
	a.expected("integer, digits, flags or u64")
	return 0
}

func (a argument) digits(text string) uint64 {
	base, digits := 10, text
	if strings.HasPrefix(text, "0x") || strings.HasPrefix(text, "0X") {
		base, digits = 16, text[2:]
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil {
		a.fail("an integer from 0 to %d in digits expected, got %s", uint64(math.MaxUint64), strconv.Quote(text))
	}
	return n
}

// uint64 is the argument as an integer of 64 bits: a number as far as that is
// exact, or a u64.
func (a argument) uint64() uint64 {
	if n, ok := Uint64(a.value()); ok {
		return n
	}
	return uint64(a.integer(0, exact))
}

// narrow is the argument, a u64, as an integer from low to high. Where they are
// the limits of what a number holds, what a C long does is meant.
func (a argument) narrow(n u64, low, high float64) int64 {
	most := uint64(math.MaxInt64)
	if high < exact {
		most = uint64(max(high, 0))
	}
	if uint64(n) > most || float64(n) < low {
		a.fail("integer from %s to %d expected, got %d", formatNumber(low), most, uint64(n))
	}
	return int64(n)
}
