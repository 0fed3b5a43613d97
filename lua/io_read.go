package lua

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// read gives a value for each format from stack index first on, a line without
// any; nil, after which it stops, for what the file's end left out.
func (f *file) read(L *glua.LState, first int) int {
	top := L.GetTop()
	if top < first {
		L.Push(glua.LString("*l"))
		top = first
	}
	for i := first; i <= top; i++ {
		value, err := f.readFormat(L, i)
		if errors.Is(err, io.EOF) {
			L.Push(glua.LNil)
			return i - first + 1
		}
		if err != nil {
			return fail(L, "", err)
		}
		L.Push(value)
	}
	return top - first + 1
}

// readFormat reads what the format at stack index i asks for.
func (f *file) readFormat(L *glua.LState, i int) (glua.LValue, error) {
	if n, ok := L.Get(i).(glua.LNumber); ok {
		return f.readCount(L, int(n))
	}
	switch strings.TrimPrefix(L.CheckString(i), "*") {
	case "n":
		return f.readNumber(L)
	case "l":
		return f.readLine(L)
	case "a":
		return f.readAll(L)
	}
	L.RaiseError("bad argument #%d to 'read' (invalid format)", i)
	return nil, nil
}

// readLine reads a line of any length, without its newline.
func (f *file) readLine(L *glua.LState) (glua.LValue, error) {
	for searched := 0; ; {
		if end := bytes.IndexByte(f.in[searched:], '\n'); end >= 0 {
			line := f.take(searched + end + 1)
			return glua.LString(line[:len(line)-1]), nil
		}
		searched = len(f.in)
		if err := f.fill(L, searched); err != nil {
			return f.rest(err)
		}
	}
}

// readCount reads n bytes, fewer at the file's end.
func (f *file) readCount(L *glua.LState, n int) (glua.LValue, error) {
	if n <= 0 { // asks whether there is more
		_, err := f.peek(L)
		return glua.LString(""), err
	}
	for len(f.in) < n {
		// Not all n at once: the script may ask for more than there is memory.
		if err := f.fill(L, min(n-len(f.in), 1<<20)); err != nil {
			return f.rest(err)
		}
	}
	return glua.LString(f.take(n)), nil
}

// readAll reads to the end, where it gives "".
func (f *file) readAll(L *glua.LState) (glua.LValue, error) {
	for {
		if err := f.fill(L, len(f.in)); errors.Is(err, io.EOF) {
			return glua.LString(f.take(len(f.in))), nil
		} else if err != nil {
			return nil, err
		}
	}
}

// rest is what is left when reading ended with err.
func (f *file) rest(err error) (glua.LValue, error) {
	if errors.Is(err, io.EOF) && len(f.in) > 0 {
		return glua.LString(f.take(len(f.in))), nil
	}
	return nil, err
}

func (f *file) peek(L *glua.LState) (byte, error) {
	if len(f.in) == 0 {
		if err := f.fill(L, bufferSize); err != nil {
			return 0, err
		}
	}
	return f.in[0], nil
}

// readNumber reads the longest beginning of a number, as scanf(3) does: at
// something else it gives nil, and what it has read is gone.
func (f *file) readNumber(L *glua.LState) (glua.LValue, error) {
	var text []byte
	var failed error
	accept := func(set string) bool {
		c, err := f.peek(L)
		if err != nil && !errors.Is(err, io.EOF) {
			failed = err
		}
		if err != nil || strings.IndexByte(set, c) < 0 || len(text) > 200 {
			return false
		}
		text = append(text, f.take(1)...)
		return true
	}
	for accept(" \t\n\v\f\r") {
		text = text[:0]
	}
	digits, exponent := "0123456789", "eE"
	accept("+-")
	if accept("0") && accept("xX") {
		digits, exponent = "0123456789abcdefABCDEF", "pP"
	}
	for accept(digits) {
	}
	if accept(".") {
		for accept(digits) {
		}
	}
	if len(bytes.Trim(text, "+-.")) > 0 && accept(exponent) {
		accept("+-")
		for accept("0123456789") {
		}
	} else if exponent == "pP" {
		text = append(text, "p0"...) // which Go wants
	}
	if failed != nil {
		return nil, failed
	}
	number, err := strconv.ParseFloat(string(text), 64)
	if errors.Is(err, strconv.ErrSyntax) {
		return nil, io.EOF
	}
	return glua.LNumber(number), nil
}
