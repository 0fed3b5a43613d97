package repl

import (
	"slices"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
	"nslua/lua/vm"
)

// A reference is what names a value in a source: a variable or a string, and the
// fields that lead on from there.
type reference struct {
	base string        // a variable; "" for a string
	keys []glua.LValue // of the fields, the last first
	from int           // the lexeme that it begins with
}

// reference reads the one that ends with a lexeme. It is not ok where only running
// Lua would tell the value.
func (p *place) reference(i int) (r reference, ok bool) {
	for {
		switch class := p.class(i); {
		case class == syntax.Name && (p.is(i-1, ".") || p.is(i-1, ":")):
			r.keys = append(r.keys, glua.LString(p.at(i)))
			i -= 2
		case class == syntax.Name:
			r.base, r.from = p.at(i), i
			return r, true
		case class == syntax.String:
			r.from = i
			return r, true
		case p.is(i, ")") && p.class(i-1) == syntax.String && p.is(i-2, "(") && !p.isOperand(i-3):
			r.from = i - 2
			return r, true
		case p.is(i, "]") && p.is(i-2, "[") && p.isOperand(i-3):
			key, literal := p.literal(i - 1)
			if !literal {
				return r, false
			}
			r.keys = append(r.keys, key)
			i -= 3
		default:
			return r, false
		}
	}
}

// opening is where the bracket was opened that lexeme i closes, -1 if it closes none.
func (p *place) opening(i int) int {
	for depth := 0; i >= 0; i-- {
		switch {
		case p.class(i) != syntax.Symbol:
		case strings.Contains(")]}", p.at(i)):
			depth++
		case strings.Contains("([{", p.at(i)):
			depth--
		}
		if depth <= 0 {
			return i
		}
	}
	return -1
}

// isOperand tells whether what ends with a lexeme can be called or indexed.
func (p *place) isOperand(i int) bool {
	return p.class(i) == syntax.Name || p.class(i) == syntax.String || p.is(i, ")") || p.is(i, "]") || p.is(i, "}")
}

// literal is the value of a string or a number.
func (p *place) literal(i int) (glua.LValue, bool) {
	text := p.at(i)
	switch p.class(i) {
	case syntax.Number:
		n, err := strconv.ParseFloat(text, 64)
		return glua.LNumber(n), err == nil
	case syntax.String:
		quote, closed := quoteOf(text)
		if closed && !strings.Contains(text, `\`) {
			return glua.LString(text[len(quote) : len(text)-len(quote)]), true
		}
	}
	return nil, false
}

// value is what a reference leads to, nil where that is nothing or not to be known
// without running Lua.
func (s *Session) value(p *place, r reference) glua.LValue {
	var value glua.LValue = glua.LString("")
	if r.base != "" {
		value = s.variable(p, r.base)
	}
	for _, key := range slices.Backward(r.keys) {
		value = s.field(value, key)
	}
	return value
}

// variable is the value of a local variable of the session or of a global. Of one
// that the chunk itself declares nothing is known.
func (s *Session) variable(p *place, name string) glua.LValue {
	if slices.Contains(p.locals(), name) {
		return glua.LNil
	}
	return s.state.Variable(name)
}

func (s *Session) field(value, key glua.LValue) glua.LValue {
	for table := range vm.Tables(s.state.LState, value) {
		if found := vm.Get(table, key); found != glua.LNil {
			return found
		}
	}
	return glua.LNil
}
