package lua

import (
	"errors"
	"io"
	"math"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// A scan reads a number as scanf(3) does in glibc: one byte after the other for
// as long as a number can begin so. What was taken and is no number is gone; it
// looks ahead by one byte.
type scan struct {
	*file
	L    *glua.LState
	text []byte
	err  error // of the file
}

// readNumber gives io.EOF where there is no number. That the file cannot be read is
// no error of scanf's.
func (f *file) readNumber(L *glua.LState) (glua.LValue, error) {
	if !f.readable {
		return nil, io.EOF
	}
	var room [64]byte
	s := &scan{file: f, L: L, text: room[:0]}
	for s.space() {
	}
	value, ok := s.number()
	if s.err != nil {
		return nil, s.err
	}
	if !ok {
		return nil, io.EOF
	}
	return glua.LNumber(value), nil
}

// next is the next byte in lower case, 0 at the end.
func (s *scan) next() byte {
	c, err := s.peek(s.L)
	if err != nil {
		if !errors.Is(err, io.EOF) {
			s.err = err
		}
		return 0
	}
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

func (s *scan) space() bool {
	c := s.next()
	if c != ' ' && (c < '\t' || '\r' < c) {
		return false
	}
	s.take(1)
	return true
}

// accept takes the next byte if it is one of a set.
func (s *scan) accept(set string) bool {
	c := s.next()
	if c == 0 || strings.IndexByte(set, c) < 0 {
		return false
	}
	s.take(1)
	s.text = append(s.text, c)
	return true
}

// word takes the rest of a word; the byte that does not fit is gone too.
func (s *scan) word(rest string) bool {
	for i := range len(rest) {
		if !s.accept(rest[i : i+1]) {
			if s.next() != 0 {
				s.take(1)
			}
			return false
		}
	}
	return true
}

func (s *scan) number() (value float64, ok bool) {
	sign := 1.0
	if s.accept("+-") && s.text[0] == '-' {
		sign = -1
	}
	s.text = s.text[:0]
	switch {
	case s.accept("n"):
		return math.Copysign(math.NaN(), sign), s.word("an")
	case s.accept("i"):
		return math.Inf(int(sign)), s.word("nf") && (!s.accept("i") || s.word("nity"))
	}
	digits, exponent, prefix := "0123456789", "e", 0
	if s.accept("0") && s.accept("x") {
		digits, exponent, prefix = "0123456789abcdef", "p", len("0x")
	}
	for s.accept(digits) {
	}
	if s.accept(".") {
		for s.accept(digits) {
		}
	}
	if strings.ContainsAny(string(s.text[prefix:]), digits) && s.accept(exponent) {
		s.accept("+-")
		for s.accept("0123456789") {
		}
	}
	value, ok = s.value(exponent)
	return math.Copysign(value, sign), ok
}

// value is what strtod(3) makes of the beginning of what was taken.
func (s *scan) value(exponent string) (float64, bool) {
	mantissa, power, _ := strings.Cut(string(s.text), exponent)
	switch {
	case mantissa == "0x":
		return 0, false
	case mantissa == "0x.":
		return 0, true
	case strings.Trim(power, "+-") != "":
		mantissa += exponent + power
	case exponent == "p":
		mantissa += "p0" // which Go wants
	}
	value, err := strconv.ParseFloat(mantissa, 64)
	return value, err == nil || errors.Is(err, strconv.ErrRange)
}
