package bindings

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// A signature tells what a binding takes and gives, in the words of LuaLS:
//
//	signature = "(" [ param { "," param } ] ")" "->" results
//	param     = name [ "?" ] ":" kind [ "=" default ]
//	results   = "0" | "never" | "nothing" | result { "," result }
//	result    = [ name [ "?" ] ":" ] kind
//
// "?" marks what may be left out or nil; without a default it is then the zero
// value. A result of 0 is the 0 of a system call that succeeded. A call that
// gives never does not return when it succeeds; one that gives nothing does.
type signature struct {
	params  []param
	results []param
	zero    bool // the result is 0
	never   bool // success does not return
}

type param struct {
	name     string
	kind     kind
	family   *family // that the kind names, or nil
	optional bool
	def      string // as written; "" for the zero value
	number   int64  // def as a number, where the kind has one
}

// A kind is the type of an argument or a result: a key of goTypes, the name of
// a constant family (see constants.go), or kinds joined by "|", which only
// glua.LValue fits. A word in quotes among the joined is that string.
type kind string

// goTypes are the Go types that stand for a kind.
var goTypes = map[kind][]reflect.Type{
	"integer": { // in the range of the Go type
		intType, int32Type, uint32Type, uint64Type,
	},
	"number":  {floatType},
	"string":  {stringType},
	"path":    {stringType}, // a string without a NUL byte
	"boolean": {boolType},
	"mode":    {uint32Type}, // permission bits: "0644" or an integer

	"descriptor": {int32Type, intType}, // one of the host's own is -1, which nobody has
	"table":      {tableType},
	"function":   {functionType},
	"any":        {valueType}, // nil included

	"disposition": {},          // SIG_DFL or SIG_IGN, only joined
	"barrier":     {valueType}, // what barrier() makes
	"u64":         {valueType},
}

var (
	intType      = reflect.TypeFor[int]()
	int32Type    = reflect.TypeFor[int32]()
	uint32Type   = reflect.TypeFor[uint32]()
	uint64Type   = reflect.TypeFor[uint64]()
	flagType     = reflect.TypeFor[uintptr]()
	floatType    = reflect.TypeFor[float64]()
	stringType   = reflect.TypeFor[string]()
	boolType     = reflect.TypeFor[bool]()
	tableType    = reflect.TypeFor[*glua.LTable]()
	functionType = reflect.TypeFor[*glua.LFunction]()
	valueType    = reflect.TypeFor[glua.LValue]()
)

func (k kind) joined() bool { return strings.Contains(string(k), "|") }

// has tells whether a word is among the joined ones.
func (k kind) has(word string) bool { return strings.Contains("|"+string(k)+"|", "|"+word+"|") }

// family is the one that a kind, or the first of joined ones, names, or nil.
func (k kind) family() *family {
	for word := range strings.SplitSeq(string(k), "|") {
		if f := familyOf(kind(word)); f != nil {
			return f
		}
	}
	return nil
}

// takes tells whether an argument of the kind can be passed as a t.
func (k kind) takes(t reflect.Type) bool {
	if k.joined() {
		return t == valueType
	}
	if f := familyOf(k); f != nil {
		if f.enum {
			return t == intType
		}
		return t == flagType
	}
	return slices.Contains(goTypes[k], t)
}

// gives tells whether a t can be returned as a result of the kind.
func (k kind) gives(t reflect.Type) bool {
	return t == valueType || k.takes(t)
}

// parseSignature reads a Row's Sig.
func parseSignature(sig string) (signature, error) {
	var s signature
	params, results, ok := strings.Cut(sig, ") -> ")
	if !ok || !strings.HasPrefix(params, "(") {
		return s, fmt.Errorf("signature %q is not (…) -> …", sig)
	}
	var err error
	if params = params[1:]; params != "" {
		if s.params, err = parseParams(params, true); err != nil {
			return s, err
		}
	}
	switch results {
	case "0":
		s.zero = true
	case "never":
		s.never = true
	case "nothing":
	default:
		s.results, err = parseParams(results, false)
	}
	return s, err
}

func parseParams(list string, named bool) ([]param, error) {
	params := make([]param, 0, 4)
	for more := true; more; {
		var item string
		item, list, more = strings.Cut(list, ", ")
		var p param
		name, rest, ok := strings.Cut(item, ": ")
		if !ok {
			if named {
				return nil, fmt.Errorf("parameter %q has no name", item)
			}
			name, rest = "", item
		}
		p.name, p.optional = strings.CutSuffix(name, "?")
		word, def, _ := strings.Cut(rest, " = ")
		p.kind, p.def = kind(word), def
		if err := p.kind.check(); err != nil {
			return nil, err
		}
		p.family = familyOf(p.kind)
		if err := p.parseDefault(); err != nil {
			return nil, err
		}
		params = append(params, p)
	}
	return params, nil
}

// parseDefault makes a number of a default: CLOCK_REALTIME, 0666, true.
func (p *param) parseDefault() (err error) {
	switch {
	case p.def == "" || p.kind == "string" || p.kind == "path":
	case p.family != nil:
		value, known := p.family.lookup(p.def)
		if !known {
			err = fmt.Errorf("default %q is no %s", p.def, p.family)
		}
		p.number = int64(value)
	case p.kind == "boolean":
		p.number = map[string]int64{"true": 1}[p.def]
	default:
		p.number, err = strconv.ParseInt(p.def, 0, 64)
	}
	return err
}

// check refuses words that mean nothing.
func (k kind) check() error {
	for word := range strings.SplitSeq(string(k), "|") {
		_, basic := goTypes[kind(word)]
		if !basic && familyOf(kind(word)) == nil && !strings.HasPrefix(word, `"`) {
			return fmt.Errorf("unknown kind %q", word)
		}
	}
	return nil
}
