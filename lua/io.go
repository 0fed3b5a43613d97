package lua

import (
	"fmt"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// fileType names the metatable of files in Lua's registry, as in C Lua.
const fileType = "FILE*"

func (s *State) openIO() {
	s.openFileType()
	library := s.RegisterModule("io", map[string]glua.LGFunction{
		"close":   s.ioClose,
		"fdopen":  s.fdopen,
		"fileno":  fileno,
		"flush":   s.ioFlush,
		"input":   s.ioInput,
		"lines":   s.ioLines,
		"open":    s.ioOpen,
		"output":  s.ioOutput,
		"popen":   s.popen,
		"read":    s.ioRead,
		"tmpfile": s.tmpfile,
		"type":    ioType,
		"write":   s.ioWrite,
	}).(*glua.LTable)
	standard := func(name string, fd int) (*file, *glua.LUserData) {
		f := s.files.open(fd)
		f.standard, f.buffering = true, unbuffered
		value := s.value(f)
		library.RawSetString(name, value)
		return f, value
	}
	s.files.stdin, s.files.input = standard("stdin", 0)
	s.files.stdout, s.files.output = standard("stdout", 1)
	s.files.stderr, _ = standard("stderr", 2)
}

// modes are fopen(3)'s.
var modes = map[string]int{
	"r": os.O_RDONLY, "r+": os.O_RDWR,
	"w": os.O_WRONLY | os.O_CREATE | os.O_TRUNC, "w+": os.O_RDWR | os.O_CREATE | os.O_TRUNC,
	"a": os.O_WRONLY | os.O_CREATE | os.O_APPEND, "a+": os.O_RDWR | os.O_CREATE | os.O_APPEND,
}

// mode gives open(2)'s flags; a b, which means nothing on Linux, is passed over.
func mode(L *glua.LState, n int, function string) int {
	text := L.OptString(n, "r")
	flags, ok := modes[strings.Replace(text, "b", "", 1)]
	if !ok {
		L.RaiseError("bad argument #%d to '%s' (invalid mode '%s')", n, function, text)
	}
	return flags
}

func (s *State) openFile(L *glua.LState, path string, flags int) (*glua.LUserData, error) {
	fd, err := bindings.OpenFile(L, path, flags, 0o666)
	if err != nil {
		return nil, err
	}
	return s.value(s.files.openAs(fd, flags)), nil
}

func (s *State) ioOpen(L *glua.LState) int {
	path := L.CheckString(1)
	value, err := s.openFile(L, path, mode(L, 2, "open"))
	if err != nil {
		return fail(L, path, err)
	}
	L.Push(value)
	return 1
}

// fdopen makes a file of a descriptor that the script has.
func (s *State) fdopen(L *glua.LState) int {
	fd := L.CheckInt(1)
	flags := mode(L, 2, "fdopen")
	if fd < 0 {
		L.RaiseError("bad argument #1 to 'fdopen' (descriptor expected, got %d)", fd)
	}
	L.Push(s.value(s.files.openAs(fd, flags)))
	return 1
}

func (s *State) tmpfile(L *glua.LState) int {
	path, fd, err := temporary(L)
	if err == nil {
		err = bindings.Remove(path)
	}
	if err != nil {
		return fail(L, path, err)
	}
	L.Push(s.value(s.files.open(fd)))
	return 1
}

func ioType(L *glua.LState) int {
	value, _ := L.CheckAny(1).(*glua.LUserData)
	if value == nil {
		L.Push(glua.LNil)
	} else if f, ok := value.Value.(*file); !ok {
		L.Push(glua.LNil)
	} else if f.fd < 0 {
		L.Push(glua.LString("closed file"))
	} else {
		L.Push(glua.LString("file"))
	}
	return 1
}

func (s *State) ioInput(L *glua.LState) int {
	return s.redirect(L, &s.files.input, os.O_RDONLY, "input")
}

func (s *State) ioOutput(L *glua.LState) int {
	return s.redirect(L, &s.files.output, modes["w"], "output")
}

// redirect sets a default file to one that is named or given, and returns it.
func (s *State) redirect(L *glua.LState, standard **glua.LUserData, flags int, function string) int {
	switch target := L.Get(1).(type) {
	case *glua.LNilType:
	case glua.LString:
		value, err := s.openFile(L, string(target), flags)
		if err != nil {
			raiseFailure(L, string(target), err)
		}
		*standard = value
	default:
		checkFile(L, 1, function)
		*standard = target.(*glua.LUserData)
	}
	L.Push(*standard)
	return 1
}

// standardFile is the default file behind io.read, io.write, io.lines.
func standardFile(L *glua.LState, value *glua.LUserData, name string) *file {
	f := value.Value.(*file)
	if f.fd < 0 {
		L.RaiseError("standard %s file is closed", name)
	}
	return f
}

func (s *State) ioRead(L *glua.LState) int {
	return standardFile(L, s.files.input, "input").read(L, 1)
}

func (s *State) ioWrite(L *glua.LState) int {
	return standardFile(L, s.files.output, "output").writeValues(L, 1, "write")
}

func (s *State) ioFlush(L *glua.LState) int {
	return done(L, standardFile(L, s.files.output, "output").flush(L))
}

func (s *State) ioClose(L *glua.LState) int {
	if L.GetTop() == 0 {
		return s.closeFile(L, standardFile(L, s.files.output, "output"))
	}
	return s.closeFile(L, checkFile(L, 1, "close"))
}

func (s *State) ioLines(L *glua.LState) int {
	if L.Get(1) == glua.LNil {
		return lines(L, standardFile(L, s.files.input, "input"), false)
	}
	path := L.CheckString(1)
	value, err := s.openFile(L, path, os.O_RDONLY)
	if err != nil {
		raiseFailure(L, path, err)
	}
	return lines(L, value.Value.(*file), true)
}

// fail pushes nil, message and errno for an error about a path, or about no
// path in particular.
func fail(L *glua.LState, path string, err error) int {
	if path != "" {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return bindings.Fail(L, err)
}

func raiseFailure(L *glua.LState, path string, err error) {
	fail(L, path, err)
	L.RaiseError("%s", L.Get(-2).String())
}
