package lua

import (
	"bytes"
	"errors"
	"io"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/memory"
)

// fill adds what one read(2) gives to what has been read, io.EOF if nothing; nothing
// is added where it is interrupted by a signal, whose handler may have read from the
// file too. want is how much there is use for.
func (f *file) fill(L *glua.LState, want int) error {
	if !f.readable {
		return bindings.ErrDescriptor
	}
	if err := f.flush(L); err != nil {
		return err
	}
	if f.eof {
		return io.EOF
	}
	if f.standard {
		f.files.settle(L)
	}
	space := f.space(L, want)
	n, interrupted, err := bindings.ReadOnce(f.fd, space)
	f.in = f.in[:len(f.in)+n]
	f.process = f.files.process
	switch {
	case err != nil:
		return err
	case interrupted:
		f.handled++
		bindings.Deliver(L)
		if f.fd < 0 { // one has closed it
			return bindings.ErrDescriptor
		}
	case n == 0:
		f.eof = true
		return io.EOF
	}
	return nil
}

// space is where at most so much can be read to, behind what has been read, which
// moves to the beginning of the buffer. A full buffer is doubled.
func (f *file) space(L *glua.LState, want int) []byte {
	size := max(want, 1)
	if f.buffering != unbuffered {
		size = max(want, bufferSize)
	}
	had := len(f.in)
	if len(f.buffer)-had < min(size, bufferSize) || had == 0 && len(f.buffer) > chunkSize {
		length := max(had+size, 2*had, bufferSize)
		if !memory.Room(length) {
			memory.Raise(L)
		}
		buffer := make([]byte, length)
		copy(buffer, f.in)
		f.buffer = buffer
	} else {
		copy(f.buffer, f.in)
	}
	f.in = f.buffer[:had]
	return f.buffer[had:min(had+size, len(f.buffer))]
}

// take removes n bytes from what has been read.
func (f *file) take(n int) []byte {
	b := f.in[:n]
	f.in = f.in[n:]
	return b
}

// text is take for a script.
func (f *file) text(L *glua.LState, n int) glua.LValue {
	if !memory.Room(n) {
		memory.Raise(L)
	}
	return glua.LString(f.take(n))
}

// unread moves the descriptor back to where the script has read to. Pipes and
// terminals do not move; what was read ahead there stays readable.
func (f *file) unread() {
	if len(f.in) == 0 {
		return
	}
	if _, err := bindings.Seek(f.fd, -int64(len(f.in)), io.SeekCurrent); err == nil {
		f.in = nil
	}
}

// readValues gives a value for each format from argument first on, a line without
// any; nil, after which it stops, for what the file's end left out.
func (c call) readValues(f *file, first int) int {
	f.eof = false
	top := c.GetTop()
	if top < first {
		return c.pushRead(f.readLine(c.LState))
	}
	for n := first; n <= top; n++ {
		value, err := c.readFormat(f, n)
		if errors.Is(err, io.EOF) {
			c.Push(glua.LNil)
			return n - first + 1
		}
		if err != nil {
			return c.failed(err)
		}
		c.Push(value)
	}
	return top - first + 1
}

// pushRead pushes the one value that was read, nil at the end.
func (c call) pushRead(value glua.LValue, err error) int {
	if errors.Is(err, io.EOF) {
		value, err = glua.LNil, nil
	}
	if err != nil {
		return c.failed(err)
	}
	c.Push(value)
	return 1
}

// readFormat reads what the format that is argument n asks for.
func (c call) readFormat(f *file, n int) (glua.LValue, error) {
	switch format := c.Get(n).(type) {
	case glua.LNumber:
		return f.readCount(c.LState, integer(float64(format)))
	case glua.LString:
		if len(format) == 0 || format[0] != '*' {
			break
		}
		switch format[1:min(2, len(format))] {
		case "n":
			return f.readNumber(c.LState)
		case "l":
			return f.readLine(c.LState)
		case "a":
			return f.readAll(c.LState)
		}
		c.bad(n, "invalid format")
	}
	c.bad(n, "invalid option")
	return nil, nil
}

// readLine reads a line of any length, without its newline.
func (f *file) readLine(L *glua.LState) (glua.LValue, error) {
	for searched := 0; ; {
		if end := bytes.IndexByte(f.in[searched:], '\n'); end >= 0 {
			line := f.text(L, searched+end)
			f.take(1)
			return line, nil
		}
		searched = len(f.in)
		handled := f.handled
		if err := f.fill(L, f.ahead(searched)); err != nil {
			return f.rest(L, err)
		}
		if f.handled != handled {
			searched = 0
		}
	}
}

// ahead is how much to read where so much did not do: as much again, which makes
// the whole linear.
func (f *file) ahead(had int) int {
	if f.buffering == unbuffered {
		return 1
	}
	return had
}

// readCount reads n bytes, fewer at the file's end; all that there are if n is
// negative, which in C is a large number.
func (f *file) readCount(L *glua.LState, n int) (glua.LValue, error) {
	if n == 0 { // asks whether there is more
		_, err := f.peek(L)
		return glua.LString(""), err
	}
	for n < 0 || len(f.in) < n {
		// Not all n at once: the script may ask for more than there is memory.
		want := max(len(f.in), chunkSize)
		if n > 0 {
			want = min(want, n-len(f.in))
		}
		if err := f.fill(L, want); err != nil {
			return f.rest(L, err)
		}
	}
	return f.text(L, n), nil
}

// readAll reads to the end, where it gives "".
func (f *file) readAll(L *glua.LState) (glua.LValue, error) {
	for {
		if err := f.fill(L, len(f.in)); errors.Is(err, io.EOF) {
			return f.text(L, len(f.in)), nil
		} else if err != nil {
			return nil, err
		}
	}
}

// rest is what is left when reading ended with err.
func (f *file) rest(L *glua.LState, err error) (glua.LValue, error) {
	if errors.Is(err, io.EOF) && len(f.in) > 0 {
		return f.text(L, len(f.in)), nil
	}
	return nil, err
}

// peek is the next byte, which stays.
func (f *file) peek(L *glua.LState) (byte, error) {
	for len(f.in) == 0 {
		if err := f.fill(L, 1); err != nil {
			return 0, err
		}
	}
	return f.in[0], nil
}
