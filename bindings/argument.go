package bindings

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
)

// An argument is what Lua passed at position n to a function, or a field of that.
type argument struct {
	L        *glua.LState
	function string
	n        int
	of       *inner // nil for the argument itself
}

// An inner is a value in a table that was passed.
type inner struct {
	name  string
	value glua.LValue
}

// passed is what Lua passed at position n.
func passed(L *glua.LState, function string, n int) argument {
	return argument{L: L, function: function, n: n}
}

// field is the value of that name in the argument.
func (a argument) field(name string, value glua.LValue) argument {
	a.of = &inner{name, value}
	return a
}

func (a argument) value() glua.LValue {
	if a.of != nil {
		return a.of.value
	}
	return a.L.Get(a.n)
}

// AsMethod tells whether the running function was called as a method. The
// interpreter that can tell puts its own here.
var AsMethod = func(L *glua.LState) bool { return false }

// fail raises the error of an argument that is wrong; it does not return.
func (a argument) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if a.of != nil {
		text = a.of.name + ": " + text
	}
	n := a.n
	if AsMethod(a.L) || isMethod(a.function) { // of b:wait(ms), ms is the first
		n--
	}
	if n == 0 {
		a.L.RaiseError("calling '%s' on bad self (%s)", a.function, text)
	}
	a.L.RaiseError("bad argument #%d to '%s' (%s)", n, a.function, text)
}

func (a argument) expected(what string) {
	got := "no value"
	if a.of != nil || a.n <= a.L.GetTop() {
		got = typeName(a.value())
	}
	a.fail("%s expected, got %s", what, got)
}

// typeName tells what a value is, as lua_typename does; flags by family.
func typeName(value glua.LValue) string {
	if value, ok := value.(*glua.LUserData); ok {
		switch held := value.Value.(type) {
		case *flagSet:
			return fmt.Sprintf("%s %s", held.family, held)
		case u64:
			return "u64 " + held.String()
		}
	}
	return value.Type().String()
}

// exact is the largest number up to which a Lua number tells all whole ones apart.
const exact = 1 << 53

// integer is the argument as a whole number from low to high.
func (a argument) integer(low, high float64) int64 {
	switch value := a.value().(type) {
	case glua.LNumber:
		return a.whole(float64(value), low, high)
	case *glua.LUserData:
		if n, ok := value.Value.(u64); ok {
			return a.narrow(n, low, high)
		}
	}
	a.expected("integer")
	return 0
}

// pid is the argument as the number of a process.
func (a argument) pid() int { return int(a.integer(1, math.MaxInt32)) }

// descriptor is the argument as a descriptor. The host's own are not open for
// scripts: the kernel, asked for -1, answers EBADF.
func (a argument) descriptor() int32 {
	fd := int32(a.integer(math.MinInt32, math.MaxInt32))
	if fork.Own(int(fd)) {
		return -1
	}
	return fd
}

func (a argument) whole(f, low, high float64) int64 {
	if f != math.Trunc(f) || math.IsInf(f, 0) {
		a.fail("integer expected, got %s", formatNumber(f))
	}
	if f < low || f > high {
		a.fail("integer from %s to %s expected, got %s", formatNumber(low), formatNumber(high), formatNumber(f))
	}
	return int64(f)
}

func formatNumber(f float64) string {
	if f == math.Trunc(f) && math.Abs(f) < 1<<63 {
		return strconv.FormatInt(int64(f), 10)
	}
	return strconv.FormatFloat(f, 'g', 14, 64)
}

// number is the argument as a finite number.
func (a argument) number() float64 {
	number, ok := a.value().(glua.LNumber)
	if !ok {
		a.expected("number")
	}
	if f := float64(number); math.IsNaN(f) || math.IsInf(f, 0) {
		a.fail("finite number expected, got %s", formatNumber(f))
	}
	return float64(number)
}

// string is the argument as a string; as everywhere in Lua a number will do.
func (a argument) string() string {
	switch value := a.value().(type) {
	case glua.LString:
		return string(value)
	case glua.LNumber:
		return value.String()
	}
	a.expected("string")
	return ""
}

// path is a string that the kernel can be given.
func (a argument) path() string {
	s := a.string()
	if strings.IndexByte(s, 0) >= 0 {
		a.fail("string holds a NUL byte: %s", strconv.Quote(s))
	}
	return s
}

func (a argument) boolean() bool {
	value, ok := a.value().(glua.LBool)
	if !ok {
		a.expected("boolean")
	}
	return bool(value)
}

// truth is a boolean as 1 or 0 or, for those used to C, an integer.
func (a argument) truth(low, high float64) int64 {
	switch a.value() {
	case glua.LTrue:
		return 1
	case glua.LFalse:
		return 0
	}
	return a.integer(low, high)
}

func (a argument) table() *glua.LTable {
	value, ok := a.value().(*glua.LTable)
	if !ok {
		a.expected("table")
	}
	return value
}

func (a argument) lua() *glua.LFunction {
	value, ok := a.value().(*glua.LFunction)
	if !ok {
		a.expected("function")
	}
	return value
}

// mode is permission bits, as the octal string "0644" or an integer: not 644,
// which is written as in C and means something else.
func (a argument) mode() uint32 {
	text, ok := a.value().(glua.LString)
	if !ok {
		mode := uint32(a.integer(0, 0o7777))
		if written := strconv.Itoa(int(mode)); mode > 0o777 && len(written) == 3 && strings.Trim(written, "01234567") == "" {
			a.fail(`mode as "0%s" expected, got %s, which is 0%o in octal`, written, written, mode)
		}
		return mode
	}
	mode, err := strconv.ParseUint(string(text), 8, 12)
	if err != nil {
		a.fail(`mode as "0644" expected, got %s`, strconv.Quote(string(text)))
	}
	return uint32(mode)
}

// flags is the argument as flags of the family: a value of flags, an integer,
// or their names in a string.
func (a argument) flags(f *family) uintptr {
	switch value := a.value().(type) {
	case *glua.LUserData:
		switch held := value.Value.(type) {
		case *flagSet:
			if held.family == f {
				return held.bits
			}
		case u64:
			return uintptr(a.narrow(held, 0, flagsMax))
		}
	case glua.LNumber:
		return uintptr(a.whole(float64(value), 0, flagsMax))
	case glua.LString:
		return a.named(f, string(value))
	}
	a.expected(f.String())
	return 0
}

// member is the argument as a member of an enumeration: an integer or a name.
func (a argument) member(f *family) int {
	low, high := float64(math.MinInt32), float64(math.MaxInt32)
	if f.unsigned {
		low, high = 0, math.MaxUint32
	}
	switch value := a.value().(type) {
	case glua.LNumber:
		return int(a.whole(float64(value), low, high))
	case glua.LString:
		return int(a.named(f, string(value)))
	}
	a.expected(f.String())
	return 0
}

func (a argument) named(f *family, text string) uintptr {
	value, err := f.parse(text)
	if err != nil {
		a.fail("%v", err)
	}
	return value
}

// fields goes through a table of named values, each of which must be one of the
// valid names, written with blanks between them.
func (a argument) fields(t *glua.LTable, valid string) iter.Seq2[string, argument] {
	names := words(valid)
	return func(yield func(string, argument) bool) {
		for key, value := range pairs(t) {
			name, ok := key.(glua.LString)
			if !ok || !slices.Contains(names, string(name)) {
				a.fail("unknown field '%s'; valid are %s", key, valid)
			}
			if !yield(string(name), a.field(string(name), value)) {
				return
			}
		}
	}
}

// items goes through a list. In messages they are "[1]" and, of a field, "fds[1]".
func (a argument) items(list *glua.LTable) iter.Seq2[int, argument] {
	name := ""
	if a.of != nil {
		name = a.of.name
	}
	return func(yield func(int, argument) bool) {
		for i := range list.Len() {
			if !yield(i, a.field(name+"["+strconv.Itoa(i+1)+"]", list.RawGetInt(i+1))) {
				return
			}
		}
	}
}

// pairs goes through a table in the order of Lua's pairs: that of its making.
func pairs(t *glua.LTable) iter.Seq2[glua.LValue, glua.LValue] {
	return func(yield func(key, value glua.LValue) bool) {
		key, value := Next(t, glua.LNil)
		for key != glua.LNil && yield(key, value) {
			key, value = Next(t, key)
		}
	}
}

// Next is the field of a table after the one with a key. What keeps tables
// otherwise than gopher-lua does puts its own here.
var Next = (*glua.LTable).Next
