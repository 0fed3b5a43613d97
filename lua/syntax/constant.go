package syntax

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// values are a chunk's strings: all functions share them, and none keeps the
// source in memory.
type values map[string]glua.LValue

func (v values) of(text string) glua.LValue {
	value, ok := v[text]
	if !ok {
		text = strings.Clone(text)
		value = glua.LString(text)
		v[text] = value
	}
	return value
}

func (v values) name(text string) string { return string(v.of(text).(glua.LString)) }

// An index finds a function's constants. As in the reference implementation 0
// and -0 are one.
type index struct {
	constants []glua.LValue
	texts     map[string]int
	numbers   map[float64]int
	others    map[glua.LValue]int // nil, false and true
}

func newIndex() index {
	return index{nil, map[string]int{}, map[float64]int{}, map[glua.LValue]int{}}
}

func (x *index) clear() {
	clear(x.constants)
	x.constants = x.constants[:0]
	clear(x.texts)
	clear(x.numbers)
	clear(x.others)
}

func (x *index) add(value glua.LValue) int {
	if len(x.constants) >= maxBx {
		overflow("constant table overflow")
	}
	x.constants = append(x.constants, value)
	return len(x.constants) - 1
}

// text is the constant of a string.
func (p *parser) text(text string) int {
	x := &p.fn.index
	at, ok := x.texts[text]
	if !ok {
		value := p.values.of(text)
		at = x.add(value)
		x.texts[string(value.(glua.LString))] = at
	}
	return at
}

// number is the constant of a number.
func (p *parser) number(number float64) int {
	x := &p.fn.index
	at, ok := x.numbers[number]
	if !ok {
		at = x.add(glua.LNumber(number))
		x.numbers[number] = at
	}
	return at
}

// other is the constant of nil, false or true.
func (p *parser) other(value glua.LValue) int {
	x := &p.fn.index
	at, ok := x.others[value]
	if !ok {
		at = x.add(value)
		x.others[value] = at
	}
	return at
}
