package lua

import (
	"errors"
	"fmt"
	"io"
	"runtime"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/memory"
)

func (s *State) openFileType() {
	meta := s.NewTypeMetatable(fileType)
	s.install(meta, functions{
		"close":      func(c call) int { return s.closeFile(c, c.file(1), c.Get(1)) },
		"flush":      func(c call) int { return c.done(c.file(1).flush(c.LState)) },
		"lines":      func(c call) int { return s.lines(c, c.file(1), c.Get(1).(*glua.LUserData), false) },
		"read":       func(c call) int { return c.readValues(c.file(1), 2) },
		"seek":       fileSeek,
		"setvbuf":    fileSetvbuf,
		"write":      func(c call) int { return c.writeValues(c.file(1), 2) },
		"__gc":       s.fileGC,
		"__tostring": fileTostring,
	})
	meta.RawSetString("__index", meta)
	s.fileMeta = meta
}

// value is the userdata that scripts know the file by. When none does any more
// the file is closed.
func (s *State) value(f *file) *glua.LUserData {
	value := &glua.LUserData{Value: f, Metatable: s.fileMeta, Env: s.Env}
	if !f.standard {
		memory.Finalizable(value)
	}
	return value
}

// fileGC closes a file that no script has closed. That it could not write what it
// held is told at the end.
func (s *State) fileGC(c call) int {
	if f := c.handle(1); f.fd >= 0 && !f.standard {
		s.files.note(f, f.close(c.LState))
		if f.pid != 0 {
			s.command(c, "pclose", glua.LNumber(f.pid))
		}
	}
	return 0
}

// handle is argument n, a file, be it closed.
func (c call) handle(n int) *file {
	if value, ok := c.Get(n).(*glua.LUserData); ok {
		if f, ok := value.Value.(*file); ok {
			return f
		}
	}
	c.wrong(n, fileType)
	return nil
}

// file is argument n, an open file.
func (c call) file(n int) *file {
	f := c.handle(n)
	if f.fd < 0 {
		c.RaiseError("attempt to use a closed file")
	}
	return f
}

// option is argument n, one of several words.
func (c call) option(n int, words ...string) int {
	text := c.text(n)
	for i, word := range words {
		if text == word {
			return i
		}
	}
	c.bad(n, "invalid option '%s'", text)
	return 0
}

func fileTostring(c call) int {
	f := c.handle(1)
	if f.fd < 0 {
		return c.give(glua.LString("file (closed)"))
	}
	return c.give(glua.LString(fmt.Sprintf("file (%p)", f)))
}

func fileno(c call) int { return c.give(glua.LNumber(c.file(1).fd)) }

func fileSetvbuf(c call) int {
	f := c.file(1)
	modes := []buffering{unbuffered, fullBuffered, lineBuffered}
	mode := modes[c.option(2, "no", "full", "line")]
	size := c.integerOr(3, bufferSize)
	err := f.flush(c.LState)
	f.buffering, f.immediate = mode, false
	if size > 0 {
		f.size = size
	}
	return c.done(err)
}

func fileSeek(c call) int {
	f := c.file(1)
	whence := 1
	if !c.absent(2) {
		whence = c.option(2, "set", "cur", "end") // lseek(2)'s, in its order
	}
	position, err := f.seek(c.LState, int64(c.integerOr(3, 0)), whence)
	if err != nil {
		return c.failed(err)
	}
	return c.give(glua.LNumber(position))
}

// lines gives a function that gives a line each time, and nothing at the end, where it
// closes a file that only it knows. It keeps the file's value, and so the file open.
func (s *State) lines(c call, f *file, value *glua.LUserData, own bool) int {
	return c.give(s.function("lines", func(c call) int {
		if f.fd < 0 {
			c.RaiseError("file is already closed")
		}
		line, err := f.readLine(c.LState)
		runtime.KeepAlive(value)
		switch {
		case errors.Is(err, io.EOF):
			if own {
				memory.Settled(value)
				f.close(c.LState)
			}
			return 0
		case err != nil:
			c.RaiseError("%s", bindings.ErrorText(err))
		}
		c.Push(line)
		return 1
	}))
}

// closeFile closes a file for its script, which knows it by value.
func (s *State) closeFile(c call, f *file, value glua.LValue) int {
	if f.standard {
		return c.give(glua.LNil, glua.LString("cannot close standard file"))
	}
	memory.Settled(value.(*glua.LUserData))
	if f.pid != 0 {
		return s.pclose(c, f)
	}
	return c.done(f.close(c.LState))
}
