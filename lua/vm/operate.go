package vm

import (
	"math"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/libm"
	"nslua/lua/number"
)

// toNumber converts as arithmetic does.
func toNumber(v glua.LValue) (glua.LNumber, bool) {
	switch v := v.(type) {
	case glua.LNumber:
		return v, true
	case glua.LString:
		n, ok := number.Parse(string(v))
		return glua.LNumber(n), ok
	}
	return 0, false
}

// toText converts as concatenation does.
func toText(v glua.LValue) (string, bool) {
	switch v := v.(type) {
	case glua.LString:
		return string(v), true
	case glua.LNumber:
		return number.Text(float64(v)), true
	}
	return "", false
}

func calculate(op int, a, b glua.LNumber) glua.LNumber {
	switch op {
	case glua.OP_ADD:
		return a + b
	case glua.OP_SUB:
		return a - b
	case glua.OP_MUL:
		return a * b
	case glua.OP_DIV:
		return a / b
	case glua.OP_MOD:
		return modulo(a, b)
	case glua.OP_POW:
		return power(a, b)
	}
	return -a
}

// modulo is what luai_nummod computes, rounding included.
func modulo(a, b glua.LNumber) glua.LNumber {
	return a - glua.LNumber(math.Floor(float64(a/b))*float64(b))
}

func power(a, b glua.LNumber) glua.LNumber {
	if b == 2 {
		return a * a
	}
	return glua.LNumber(libm.Pow(float64(a), float64(b)))
}

var arithmeticEvents = [...]string{
	glua.OP_ADD: "__add", glua.OP_SUB: "__sub", glua.OP_MUL: "__mul", glua.OP_DIV: "__div",
	glua.OP_MOD: "__mod", glua.OP_POW: "__pow", glua.OP_UNM: "__unm",
}

// binary is the metamethod of an operation on two values, or nil.
func (t *thread) binary(a, b glua.LValue, event string) glua.LValue {
	if handler := t.metamethod(a, event); !isNil(handler) {
		return handler
	}
	return t.metamethod(b, event)
}

// arithmetic computes, or gives the function to be called.
func (t *thread) arithmetic(op int, a, b glua.LValue, ra, rb int) (result glua.LNumber, handler glua.LValue) {
	x, ok1 := toNumber(a)
	if y, ok2 := toNumber(b); ok1 && ok2 {
		return calculate(op, x, y), nil
	}
	handler = t.binary(a, b, arithmeticEvents[op])
	if isNil(handler) {
		if ok1 {
			a, ra = b, rb
		}
		t.typeError("perform arithmetic on", a, ra)
	}
	return 0, handler
}

func (t *thread) doArithmetic(f *Frame, op int, a, b glua.LValue, dest int, ra, rb int) action {
	result, handler := t.arithmetic(op, a, b, ra, rb)
	at := f.LocalBase + dest
	if handler != nil {
		return t.callMeta(f, 1, at, handler, a, b)
	}
	t.values.array[at] = t.box(result)
	return proceed
}

// length is #v, or the function to be called.
func (t *thread) length(v glua.LValue, register int) (n int, handler glua.LValue) {
	switch v := v.(type) {
	case glua.LString:
		return len(v), nil
	case *glua.LTable:
		return inside(v).length(), nil
	}
	if handler = t.metamethod(v, "__len"); isNil(handler) {
		t.typeError("get length of", v, register)
	}
	return 0, handler
}

func (t *thread) doLength(f *Frame, v glua.LValue, dest int, register int) action {
	n, handler := t.length(v, register)
	at := f.LocalBase + dest
	if handler != nil {
		return t.callMeta(f, 1, at, handler, v, glua.LNil)
	}
	t.values.array[at] = t.box(glua.LNumber(n))
	return proceed
}

// concat goes on with the OP_CONCAT that f is at, whose last operand is at last
// by now. It works from the right, many strings at a time.
func (t *thread) concat(f *Frame, last int) action {
	in := f.Fn.Proto.Code[f.Pc-1]
	first := f.LocalBase + argB(in)
	for last > first {
		values := t.values.array[first : last+1]
		n := textsAtEnd(values)
		if n < 2 {
			return t.concatMeta(f, last)
		}
		last -= n - 1
		t.values.array[last] = join(values[len(values)-n:])
	}
	t.values.array[f.LocalBase+argA(in)] = t.values.array[first]
	return proceed
}

func (t *thread) concatMeta(f *Frame, last int) action {
	a, b := t.values.array[last-1], t.values.array[last]
	handler := t.binary(a, b, "__concat")
	if isNil(handler) {
		at := last - 1
		if _, ok := toText(a); ok {
			a, at = b, last
		}
		t.typeError("concatenate", a, at-f.LocalBase)
	}
	return t.callMeta(f, wantConcat, last-1, handler, a, b)
}

// textsAtEnd is how many of the last values are strings or numbers.
func textsAtEnd(values []glua.LValue) (n int) {
	for n < len(values) {
		switch values[len(values)-1-n].(type) {
		case glua.LString, glua.LNumber:
			n++
		default:
			return n
		}
	}
	return n
}

func join(values []glua.LValue) glua.LValue {
	if len(values) == 2 {
		if a, ok := values[0].(glua.LString); ok {
			if b, ok := values[1].(glua.LString); ok {
				room(len(a) + len(b))
				return a + b
			}
		}
	}
	size := 0
	for _, v := range values {
		if text, ok := v.(glua.LString); ok {
			size += len(text)
		} else {
			size += 24 // no number is longer
		}
	}
	room(size)
	var text strings.Builder
	text.Grow(size)
	for _, v := range values {
		switch v := v.(type) {
		case glua.LString:
			text.WriteString(string(v))
		case glua.LNumber:
			var digits [32]byte
			text.Write(number.Append(digits[:0], float64(v)))
		}
	}
	return glua.LString(text.String())
}
