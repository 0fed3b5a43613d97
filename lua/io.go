package lua

import (
	"fmt"
	"os"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/memory"
)

// fileType names the metatable of files in Lua's registry, as in C Lua.
const fileType = "FILE*"

func (s *State) openIO() {
	s.openFileType()
	s.install(s.G.Global, functions{"print": s.print})
	library := s.library("io")
	s.install(library, functions{
		"close":   s.ioClose,
		"fdopen":  s.fdopen,
		"fileno":  fileno,
		"flush":   func(c call) int { return c.done(c.standard(s.files.output, "output").flush(c.LState)) },
		"input":   func(c call) int { return s.redirect(c, &s.files.input, "r") },
		"lines":   s.ioLines,
		"open":    s.ioOpen,
		"output":  func(c call) int { return s.redirect(c, &s.files.output, "w") },
		"popen":   s.popen,
		"read":    func(c call) int { return c.readValues(c.standard(s.files.input, "input"), 1) },
		"tmpfile": s.tmpfile,
		"type":    ioType,
		"write":   func(c call) int { return c.writeValues(c.standard(s.files.output, "output"), 1) },
	})
	standard := func(name, text string, fd int) (*file, *glua.LUserData) {
		f := s.files.open(fd, text)
		f.standard, f.readable, f.writable = true, fd == 0, fd != 0
		value := s.value(f)
		library.RawSetString(name, value)
		return f, value
	}
	fs := &s.files
	fs.stdin, fs.input = standard("stdin", "standard input", 0)
	fs.stdout, fs.output = standard("stdout", "standard output", 1)
	fs.stderr, _ = standard("stderr", "standard error", 2)
	fs.stdout.buffering, fs.stdout.immediate = undecided, true
	fs.stderr.buffering = unbuffered
}

// openPath opens a file as fopen(3) does.
func (s *State) openPath(c call, path, mode string) (*file, error) {
	flags, ok := openFlags(mode)
	if !ok {
		return nil, bindings.ErrInvalid
	}
	fd, err := bindings.OpenFile(c.LState, path, flags, 0o666)
	if bindings.TooManyFiles(err) { // some may be nobody's
		memory.Collect(c.LState)
		fd, err = bindings.OpenFile(c.LState, path, flags, 0o666)
	}
	if err != nil {
		return nil, err
	}
	return s.files.openAs(fd, path, flags), nil
}

func (s *State) ioOpen(c call) int {
	path := c.text(1)
	f, err := s.openPath(c, path, c.textOr(2, "r"))
	if err != nil {
		return c.failedAt(path, err)
	}
	return c.give(s.value(f))
}

// fdopen makes a file of a descriptor that the script has, as fdopen(3): it must be
// open for what the mode says. Closing the file closes the descriptor.
func (s *State) fdopen(c call) int {
	fd := c.integer(1)
	flags, ok := openFlags(c.textOr(2, "r"))
	if !ok {
		return c.failed(bindings.ErrInvalid)
	}
	has, err := bindings.OpenMode(fd)
	if err != nil {
		return c.failed(err)
	}
	if wants := flags & (os.O_WRONLY | os.O_RDWR); has != os.O_RDWR && has != wants {
		return c.failed(bindings.ErrInvalid)
	}
	if flags&os.O_APPEND != 0 {
		if err := bindings.Append(fd); err != nil {
			return c.failed(err)
		}
	}
	return c.give(s.value(s.files.openAs(fd, fmt.Sprintf("descriptor %d", fd), flags)))
}

func (s *State) tmpfile(c call) int {
	path, fd, err := temporary(c.LState)
	if err == nil {
		err = bindings.Remove(path)
	}
	if err != nil {
		return c.failed(err)
	}
	return c.give(s.value(s.files.open(fd, path)))
}

func ioType(c call) int {
	value, _ := c.any(1).(*glua.LUserData)
	if value == nil {
		return c.give(glua.LNil)
	}
	switch f, ok := value.Value.(*file); {
	case !ok:
		return c.give(glua.LNil)
	case f.fd < 0:
		return c.give(glua.LString("closed file"))
	}
	return c.give(glua.LString("file"))
}

// redirect sets a default file to one that is named or given, and returns it.
func (s *State) redirect(c call, standard **glua.LUserData, mode string) int {
	switch c.Get(1).(type) {
	case *glua.LNilType:
	case glua.LString, glua.LNumber:
		f := s.named(c, mode)
		*standard = s.value(f)
	default:
		c.file(1)
		*standard = c.Get(1).(*glua.LUserData)
	}
	return c.give(*standard)
}

// named opens the file whose path is the first argument; that it cannot is raised.
func (s *State) named(c call, mode string) *file {
	path := c.text(1)
	f, err := s.openPath(c, path, mode)
	if err != nil {
		c.bad(1, "%s: %s", path, bindings.ErrorText(err))
	}
	return f
}

// standard is the default file behind io.read, io.write and io.flush.
func (c call) standard(value *glua.LUserData, name string) *file {
	f := value.Value.(*file)
	if f.fd < 0 {
		c.RaiseError("standard %s file is closed", name)
	}
	return f
}

func (s *State) ioClose(c call) int {
	if c.given(1) {
		return s.closeFile(c, c.file(1), c.Get(1))
	}
	f := s.files.output.Value.(*file)
	if f.fd < 0 {
		c.RaiseError("attempt to use a closed file")
	}
	return s.closeFile(c, f, s.files.output)
}

func (s *State) ioLines(c call) int {
	if !c.given(1) {
		f := s.files.input.Value.(*file)
		if f.fd < 0 {
			c.RaiseError("attempt to use a closed file")
		}
		return s.lines(c, f, s.files.input, false)
	}
	if c.absent(1) {
		c.wrong(1, fileType) // as 5.1 has it
	}
	f := s.named(c, "r")
	return s.lines(c, f, s.value(f), true)
}

// done gives true, or the failure.
func (c call) done(err error) int {
	if err != nil {
		return c.failed(err)
	}
	c.Push(glua.LTrue)
	return 1
}

// failed gives nil, message and errno.
func (c call) failed(err error) int { return bindings.Fail(c.LState, err) }

// failedAt is failed for an error about a path.
func (c call) failedAt(path string, err error) int {
	return c.failed(fmt.Errorf("%s: %w", path, err))
}
