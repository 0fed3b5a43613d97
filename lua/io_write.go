package lua

import (
	"errors"
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/number"
)

// chunkSize bounds how much of a long string is copied before it is written.
const chunkSize = 1 << 20

// write writes a string, as far as the buffering asks.
func (f *file) write(L *glua.LState, s string) error {
	if err := f.put(L, s); err != nil {
		return err
	}
	return f.passOn(L)
}

// put adds a string to what is to be written. The buffer may grow beyond its size
// till passOn is called, so that each print, each io.write to standard error and
// each string stay whole where several processes write.
func (f *file) put(L *glua.LState, s string) error {
	if s == "" {
		return nil
	}
	if err := f.writing(L); err != nil {
		return err
	}
	for ; len(s) > chunkSize; s = s[chunkSize:] {
		f.out = append(f.out, s[:chunkSize]...)
		if err := f.flush(L); err != nil {
			return err
		}
		f.mark()
	}
	f.out = append(f.out, s...)
	return nil
}

// putNumber is put for what a number is shown as.
func (f *file) putNumber(L *glua.LState, n float64) error {
	if err := f.writing(L); err != nil {
		return err
	}
	f.out = number.Append(f.out, n)
	return nil
}

// writing prepares for more.
func (f *file) writing(L *glua.LState) error {
	if !f.writable {
		return bindings.ErrDescriptor
	}
	if len(f.in) > 0 {
		f.unread()
	}
	if len(f.out) > chunkSize {
		if err := f.flush(L); err != nil {
			return err
		}
	}
	if len(f.out) == 0 {
		f.mark()
	}
	return nil
}

// mark has the file flushed before fork, exec and exit.
func (f *file) mark() {
	if f.buffering == undecided {
		f.buffering = fullBuffered
		if bindings.IsTerminal(f.fd) {
			f.buffering = lineBuffered
		}
	}
	if !slices.Contains(f.files.dirty, f) {
		f.files.dirty = append(f.files.dirty, f)
	}
}

// passOn flushes if the buffering asks for it.
func (f *file) passOn(L *glua.LState) error {
	switch {
	case f.buffering == unbuffered, len(f.out) >= f.size,
		f.buffering == lineBuffered && slices.Contains(f.out, '\n'):
		return f.flush(L)
	}
	return nil
}

// flush has the kernel write what the file holds. A signal handler may run
// meanwhile, write to the file too, flush it, fork, or raise an error: what the
// kernel has not taken is still there afterwards, and nothing is written twice.
// What cannot be written is lost, as in C.
func (f *file) flush(L *glua.LState) error {
	var err error
	for err == nil && f.passed < len(f.out) {
		if f == f.files.stderr {
			f.files.settle(L)
		}
		n, interrupted, failed := bindings.WriteOnce(f.fd, f.out[f.passed:])
		f.passed += n
		if interrupted {
			bindings.Deliver(L)
		}
		err = failed
	}
	f.passed, f.out = 0, f.out[:0]
	if cap(f.out) > chunkSize {
		f.out = nil
	}
	if i := slices.Index(f.files.dirty, f); i >= 0 {
		f.files.dirty = slices.Delete(f.files.dirty, i, i+1)
	}
	return err
}

// flush passes on what every file holds. Package bindings calls it before fork,
// exec and exit; an error is told at the end.
func (s *State) flush() {
	for len(s.files.dirty) > 0 {
		f := s.files.dirty[0]
		s.files.note(f, f.flush(s.LState))
	}
}

// settle flushes standard output: before anything else is to be seen, as an
// error message or what a prompt asks for.
func (fs *files) settle(L *glua.LState) {
	if f := fs.stdout; len(f.out) > 0 && f.fd >= 0 {
		fs.note(f, f.flush(L))
	}
}

// note keeps an error that no function returns. Who has closed the descriptor does
// not miss what is written there.
func (fs *files) note(f *file, err error) {
	if err != nil && fs.lost == "" && !errors.Is(err, bindings.ErrDescriptor) {
		fs.lost = f.name + ": " + bindings.ErrorText(err)
	}
}

// writeValues writes the strings and numbers from argument first on. One that is
// neither is refused when those before it have been written.
func (c call) writeValues(f *file, first int) int {
	for n, top := first, c.GetTop(); n <= top; n++ {
		var err error
		switch value := c.Get(n).(type) {
		case glua.LString:
			err = f.put(c.LState, string(value))
		case glua.LNumber:
			err = f.putNumber(c.LState, float64(value))
		default:
			f.passOn(c.LState)
			c.wrong(n, "string")
		}
		if err != nil {
			return c.done(err)
		}
	}
	return c.done(f.passOn(c.LState))
}
