package bindings

import (
	"fmt"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// flagSet is what a Lua value of flags holds: Lua 5.1 has no "|", so flags are
// values that add up. Equal flags are one object, so that they compare with ==
// and can be keys of a table.
type flagSet struct {
	family *family
	bits   uintptr
}

func (s *flagSet) String() string { return s.family.format(s.bits) }

// flagsMax has every bit that a number of Lua's holds exactly, so that a sum of
// flags has a number too.
const flagsMax = exact - 1

var (
	flagValues = make(map[flagSet]*flagValue, 896) // no table of a map has more without growing
	flagMeta   = &glua.LTable{Metatable: glua.LNil}
)

// A flagValue is the Lua value with what it holds.
type flagValue struct {
	glua.LUserData
	set flagSet
}

// flagRoom is for the values that are made next: a start makes hundreds.
var flagRoom []flagValue

// openFlags gives flags their operators.
func openFlags(L *glua.LState) {
	methods := L.NewTable()
	methods.RawSetString("has", L.NewFunction(flagsHas))
	methods.RawSetString("number", L.NewFunction(flagsNumber))
	flagMeta.RawSetString("__index", methods)
	flagMeta.RawSetString("__add", L.NewFunction(flagsAdd))
	flagMeta.RawSetString("__sub", L.NewFunction(flagsSub))
	flagMeta.RawSetString("__tostring", L.NewFunction(flagsString))
	flagMeta.RawSetString("__concat", L.NewFunction(flagsConcat))
	flagMeta.RawSetString("__metatable", glua.LString("flags"))
}

// FlagMethods are what stands after the colon, f:has.
func FlagMethods() *glua.LTable {
	methods, _ := flagMeta.RawGetString("__index").(*glua.LTable)
	return methods
}

// flags is the one Lua value for these bits of the family.
func (f *family) flags(bits uintptr) *glua.LUserData {
	set := flagSet{f, bits}
	value, ok := flagValues[set]
	if !ok {
		if len(flagRoom) == 0 {
			flagRoom = make([]flagValue, 64)
		}
		value, flagRoom = &flagRoom[0], flagRoom[1:]
		value.set = set
		value.Value, value.Metatable = &value.set, flagMeta
		flagValues[set] = value
	}
	return &value.LUserData
}

// format is how flags and members of an enumeration print:
// CLONE_NEWUSER|CLONE_NEWPID, in hexadecimal or octal what has no name, 0 for none.
func (f *family) format(value uintptr) string {
	if f.enum {
		return f.formatOne(value)
	}
	var words []string
	if f.base != "" && value&f.baseMask == 0 {
		words = append(words, f.base)
	}
	for _, c := range f.names {
		if c.value != 0 && value&c.value == c.value {
			words = append(words, c.name)
			value &^= c.value
		}
	}
	switch {
	case value == 0:
	case f.octal:
		words = append(words, "0"+strconv.FormatUint(uint64(value), 8))
	default:
		words = append(words, "0x"+strconv.FormatUint(uint64(value), 16))
	}
	if words == nil {
		return "0"
	}
	return strings.Join(words, "|")
}

func (f *family) formatOne(value uintptr) string {
	for _, c := range f.names {
		if c.value == value {
			return c.name
		}
	}
	if f.unsigned {
		return "0x" + strconv.FormatUint(uint64(value), 16)
	}
	return strconv.Itoa(int(value))
}

// formatWithin is the name of a member that stands after the parameter before;
// word is what it is without that.
func (f *family) formatWithin(before string, value glua.LValue, word string) string {
	var member uintptr
	switch value := value.(type) {
	case glua.LNumber:
		member, word = uintptr(int64(value)), formatNumber(float64(value))
	case glua.LString:
		named, err := f.parse(string(value))
		if err != nil {
			return word
		}
		member = named
	default:
		return word
	}
	for _, c := range f.names {
		if prefix := f.within[before]; prefix != "" && c.value == member && strings.HasPrefix(c.name, prefix) {
			return c.name
		}
	}
	return word
}

// parse reads "newuser,newpid", "CLONE_NEWUSER|CLONE_NEWPID" or "TERM", and all
// that format prints.
func (f *family) parse(text string) (uintptr, error) {
	words := []string{text}
	if !f.enum {
		words = strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",|+ ", r) })
	}
	var value uintptr
	for _, word := range words {
		bits, ok := f.lookup(strings.ToUpper(word))
		if !ok {
			bits, ok = f.nameless(word)
		}
		if !ok {
			return 0, fmt.Errorf("unknown %s '%s'; valid are %s", f, word, f.list())
		}
		value |= bits
	}
	return value, nil
}

func (f *family) lookup(word string) (uintptr, bool) {
	for _, c := range f.names {
		if c.name == word {
			return c.value, true
		}
		for _, prefix := range f.prefixes {
			if bare, ok := strings.CutPrefix(c.name, prefix); ok && bare == word {
				return c.value, true
			}
		}
	}
	if f.also == nil {
		return 0, false
	}
	for _, c := range f.also() {
		if c.name == word {
			return c.value, true
		}
	}
	return 0, false
}

// nameless reads what format prints of a value that has no name.
func (f *family) nameless(word string) (uintptr, bool) {
	if f.unsigned {
		value, err := strconv.ParseUint(word, 0, 32)
		return uintptr(value), err == nil
	}
	if f.enum {
		value, err := strconv.ParseInt(word, 10, 32)
		return uintptr(value), err == nil
	}
	if f.octal {
		bits, err := strconv.ParseUint(word, 8, 64)
		return uintptr(bits), err == nil && bits <= flagsMax
	}
	digits, hexadecimal := strings.CutPrefix(word, "0x")
	bits, err := strconv.ParseUint(digits, 16, 64)
	return uintptr(bits), hexadecimal && err == nil && bits <= flagsMax || word == "0"
}

// String is the family's name as messages say it: "clone flags".
func (f *family) String() string { return strings.ReplaceAll(string(f.kind), "_", " ") }

// all is every flag of the family.
func (f *family) all() (bits uintptr) {
	for _, c := range f.names {
		bits |= c.value
	}
	return bits
}

func (f *family) list() string {
	names := make([]string, len(f.names))
	for i, c := range f.names {
		names[i] = c.name
	}
	return strings.Join(names, " ")
}

// operand reads argument n of a flag operator as flags of the other's family.
func operand(L *glua.LState, what string, n int) flagSet {
	f := flagsFamily(L)
	if f == nil {
		passed(L, what, 1).expected("flags")
	}
	return flagSet{f, passed(L, what, n).flags(f)}
}

// flagsFamily is the family of the first argument that is flags.
func flagsFamily(L *glua.LState) *family {
	for n := 1; n <= 2; n++ {
		if value, ok := L.Get(n).(*glua.LUserData); ok {
			if set, ok := value.Value.(*flagSet); ok {
				return set.family
			}
		}
	}
	return nil
}

func flagsAdd(L *glua.LState) int {
	a, b := operand(L, "+", 1), operand(L, "+", 2)
	L.Push(a.family.flags(a.bits | b.bits))
	return 1
}

func flagsSub(L *glua.LState) int {
	a, b := operand(L, "-", 1), operand(L, "-", 2)
	L.Push(a.family.flags(a.bits &^ b.bits))
	return 1
}

func flagsHas(L *glua.LState) int {
	a, b := operand(L, "has", 1), operand(L, "has", 2)
	L.Push(glua.LBool(a.bits&b.bits == b.bits))
	return 1
}

func flagsNumber(L *glua.LState) int {
	L.Push(glua.LNumber(operand(L, "number", 1).bits))
	return 1
}

func flagsString(L *glua.LState) int {
	a := operand(L, "tostring", 1)
	L.Push(glua.LString(a.family.format(a.bits)))
	return 1
}

// flagsConcat lets ".." print flags beside what ".." takes anyway.
func flagsConcat(L *glua.LState) int {
	for n := 1; n <= 2; n++ {
		switch value := L.Get(n).(type) {
		case glua.LString, glua.LNumber:
		case *glua.LUserData:
			if _, ok := value.Value.(*flagSet); ok {
				continue
			}
			passed(L, "..", n).fail("string expected, got userdata")
		default:
			passed(L, "..", n).expected("string")
		}
	}
	L.Push(L.ToStringMeta(L.Get(1)).(glua.LString) + L.ToStringMeta(L.Get(2)).(glua.LString))
	return 1
}
