package lua

import (
	"fmt"

	glua "github.com/yuin/gopher-lua"
)

func (s *State) openFileType() {
	meta := s.NewTypeMetatable(fileType)
	s.set(meta, map[string]glua.LGFunction{
		"close":      func(L *glua.LState) int { return s.closeFile(L, checkFile(L, 1, "close")) },
		"flush":      fileFlush,
		"lines":      func(L *glua.LState) int { return lines(L, checkFile(L, 1, "lines"), false) },
		"read":       func(L *glua.LState) int { return checkFile(L, 1, "read").read(L, 2) },
		"seek":       fileSeek,
		"setvbuf":    fileSetvbuf,
		"write":      func(L *glua.LState) int { return checkFile(L, 1, "write").writeValues(L, 2, "write") },
		"__tostring": fileTostring,
	})
	meta.RawSetString("__index", meta)
}

// value is the userdata that scripts know the file by.
func (s *State) value(f *file) *glua.LUserData {
	value := s.NewUserData()
	value.Value = f
	value.Metatable = s.GetTypeMetatable(fileType)
	return value
}

// checkFile is the open file at stack index n.
func checkFile(L *glua.LState, n int, function string) *file {
	value, _ := L.Get(n).(*glua.LUserData)
	if value != nil {
		if f, ok := value.Value.(*file); ok {
			if f.fd < 0 {
				L.RaiseError("attempt to use a closed file")
			}
			return f
		}
	}
	L.RaiseError("bad argument #%d to '%s' (%s expected, got %s)", n, function, fileType, L.Get(n).Type())
	return nil
}

func fileTostring(L *glua.LState) int {
	f, _ := L.CheckUserData(1).Value.(*file)
	if f == nil || f.fd < 0 {
		L.Push(glua.LString("file (closed)"))
	} else {
		L.Push(glua.LString(fmt.Sprintf("file (%p)", f)))
	}
	return 1
}

func fileno(L *glua.LState) int {
	L.Push(glua.LNumber(checkFile(L, 1, "fileno").fd))
	return 1
}

// writeValues writes the strings and numbers from stack index first on, as one.
func (f *file) writeValues(L *glua.LState, first int, function string) int {
	var b []byte
	for i := first; i <= L.GetTop(); i++ {
		switch value := L.Get(i).(type) {
		case glua.LString, glua.LNumber:
			b = append(b, value.String()...)
		default:
			L.RaiseError("bad argument #%d to '%s' (string expected, got %s)", i-first+1, function, value.Type())
		}
	}
	return done(L, f.write(L, b))
}

func fileFlush(L *glua.LState) int {
	return done(L, checkFile(L, 1, "flush").flush(L))
}

// done pushes true, or the failure.
func done(L *glua.LState, err error) int {
	if err != nil {
		return fail(L, "", err)
	}
	L.Push(glua.LTrue)
	return 1
}

func fileSetvbuf(L *glua.LState) int {
	f := checkFile(L, 1, "setvbuf")
	mode := buffering(L.CheckString(2))
	switch mode {
	case unbuffered, lineBuffered, fullBuffered:
	default:
		L.RaiseError("bad argument #1 to 'setvbuf' (invalid option '%s')", string(mode))
	}
	err := f.flush(L)
	f.buffering, f.size = mode, max(L.OptInt(3, bufferSize), 1)
	return done(L, err)
}

// whences are lseek(2)'s, in its order.
var whences = []string{"set", "cur", "end"}

func fileSeek(L *glua.LState) int {
	f := checkFile(L, 1, "seek")
	name, offset := L.OptString(2, "cur"), L.OptInt64(3, 0)
	for whence, known := range whences {
		if name == known {
			position, err := f.seek(L, offset, whence)
			if err != nil {
				return fail(L, "", err)
			}
			L.Push(glua.LNumber(position))
			return 1
		}
	}
	L.RaiseError("bad argument #1 to 'seek' (invalid option '%s')", name)
	return 0
}

// lines pushes a function that gives a line each time, and nil at the end,
// where it closes a file that only it knows.
func lines(L *glua.LState, f *file, own bool) int {
	L.Push(L.NewFunction(func(L *glua.LState) int {
		if f.fd < 0 {
			L.RaiseError("file is already closed")
		}
		L.SetTop(0)
		if f.read(L, 1) > 1 {
			L.RaiseError("%s", L.Get(-2).String())
		}
		if own && L.Get(-1) == glua.LNil {
			f.close(L)
		}
		return 1
	}))
	return 1
}

func (s *State) closeFile(L *glua.LState, f *file) int {
	switch {
	case f.standard:
		L.Push(glua.LNil)
		L.Push(glua.LString("cannot close standard file"))
		return 2
	case f.pid != 0:
		return s.pclose(L, f)
	}
	return done(L, f.close(L))
}
