package lua

import (
	"errors"
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/memory"
	"nslua/lua/number"
	"nslua/lua/syntax"
	"nslua/lua/vm"
)

func (s *State) openLoad() {
	s.install(s.G.Global, functions{
		"dofile":     s.dofile,
		"load":       loadPieces,
		"loadfile":   s.loadfile,
		"loadstring": loadstring,
	})
}

// A SyntaxError is why a chunk was not compiled, and where.
type SyntaxError = syntax.Error

// load compiles source. The name is as load has it, = or @ before what messages
// show.
func load(L *glua.LState, source, name string) (*glua.LFunction, error) {
	roomToCompile(L, source)
	if strings.HasPrefix(source, signature) {
		return undump(L, source, name)
	}
	proto, err := syntax.Compile(name, source, calls(L))
	return loaded(L, proto, err, name, source)
}

// roomToCompile raises that there is too little: compiling takes up to so many bytes
// for one of the source, and cannot be interrupted.
func roomToCompile(L *glua.LState, source string) {
	const each = 64
	if len(source) >= 1<<16 && !memory.Product(len(source), each) {
		memory.Raise(L)
	}
}

// loaded makes a function of what was compiled, or tells the line that is wrong.
func loaded(L *glua.LState, proto *glua.FunctionProto, err error, name, source string) (*glua.LFunction, error) {
	if wrong := (*SyntaxError)(nil); errors.As(err, &wrong) {
		wrong.Source = lineOf(source, wrong.Line)
	}
	if err != nil {
		return nil, err
	}
	identify(proto, name, source)
	return L.NewFunctionFromProto(proto), nil
}

// calls is how many calls C would be in: of the main program, and of each
// function that was not called in Lua. What the host calls first is not one.
func calls(L *glua.LState) int {
	count := 1
	for frame := range vm.Levels(L) {
		if frame == nil {
			continue
		}
		if outer := frame.Parent; outer == nil && !frame.Fn.IsG || outer != nil && outer.Fn.IsG {
			count++
		}
	}
	return count
}

// loadFile loads a file.
func (s *State) loadFile(L *glua.LState, path string) (*glua.LFunction, error) {
	source, err := s.readFile(L, path)
	return s.loadScript(L, source, "@"+path, err)
}

// loadDescriptor loads what a descriptor reads, and closes it.
func (s *State) loadDescriptor(L *glua.LState, fd int, path string) (*glua.LFunction, error) {
	source, err := s.readDescriptor(L, fd, path)
	return s.loadScript(L, source, "@"+path, err)
}

// loadInput loads standard input.
func (s *State) loadInput(L *glua.LState) (*glua.LFunction, error) {
	source, err := readScript(L, s.files.stdin, "stdin")
	return s.loadScript(L, source, "=stdin", err)
}

// loadScript loads what was read, unless it could not be.
func (s *State) loadScript(L *glua.LState, source, name string, err error) (*glua.LFunction, error) {
	if err != nil {
		return nil, err
	}
	fn, err := load(L, source, name)
	errors.As(err, &s.wrong)
	return fn, err
}

// readFile gives what a file has for Lua.
func (s *State) readFile(L *glua.LState, path string) (string, error) {
	fd, err := bindings.OpenFile(L, path, 0, 0)
	if err != nil {
		return "", fmt.Errorf("cannot open %s: %w", path, err)
	}
	return s.readDescriptor(L, fd, path)
}

func (s *State) readDescriptor(L *glua.LState, fd int, path string) (string, error) {
	f := s.files.open(fd, path)
	defer f.close(L)
	return readScript(L, f, path)
}

func readScript(L *glua.LState, f *file, path string) (string, error) {
	value, err := f.readAll(L)
	if err != nil {
		return "", fmt.Errorf("cannot read %s: %w", path, err)
	}
	return script(value.String()), nil
}

// script is what a file has for Lua: a first line that begins with # is for the
// kernel.
func script(source string) string {
	if !strings.HasPrefix(source, "#") {
		return source
	}
	_, rest, _ := strings.Cut(source, "\n")
	if strings.HasPrefix(rest, signature) {
		return rest
	}
	return "\n" + rest // so that lines keep their numbers
}

// message is an error's text with the kernel's part in the C library's words.
func message(L *glua.LState, err error) string {
	n := bindings.Fail(L, err)
	defer L.Pop(n)
	return L.Get(-2).String()
}

// giveLoaded gives a compiled chunk, or nil and why there is none.
func (c call) giveLoaded(fn *glua.LFunction, err error) int {
	if api := (*glua.ApiError)(nil); errors.As(err, &api) {
		return c.give(glua.LNil, api.Object)
	}
	if err != nil {
		return c.give(glua.LNil, glua.LString(message(c.LState, err)))
	}
	return c.give(fn)
}

// loadNamed loads the file that argument 1 names, standard input where it is nil.
func (s *State) loadNamed(c call) (*glua.LFunction, error) {
	if c.absent(1) {
		return s.loadInput(c.LState)
	}
	return s.loadFile(c.LState, c.text(1))
}

func (s *State) loadfile(c call) int {
	return c.giveLoaded(s.loadNamed(c))
}

func (s *State) dofile(c call) int {
	fn, err := s.loadNamed(c)
	if err != nil {
		c.Error(glua.LString(message(c.LState, err)), 0)
	}
	c.SetTop(0)
	c.Push(fn)
	c.Call(0, glua.MultRet)
	return c.GetTop()
}

func loadstring(c call) int {
	source := c.text(1)
	return c.giveLoaded(load(c.LState, source, c.textOr(2, source)))
}

// loadPieces is load, which takes the source in pieces from a function, and no
// more of them than it needs to find an error.
func loadPieces(c call) int {
	reader, name := c.function(1), c.textOr(2, "=(load)")
	var source strings.Builder
	next, err := c.piece(reader)
	if strings.HasPrefix(next, signature) {
		for ; next != "" && err == nil; next, err = c.piece(reader) {
			source.WriteString(next)
		}
		if err != nil {
			return c.giveLoaded(nil, err)
		}
		return c.giveLoaded(undump(c.LState, source.String(), name))
	}
	first, read := true, 0
	proto, err := syntax.CompileFrom(name, func() (string, error) {
		if !first {
			next, err = c.piece(reader)
		}
		first = false
		read += len(next)
		c.room(2 * read) // it may be all one token, which is copied as it grows
		if source.Len() <= longestSource {
			source.WriteString(next)
		}
		return next, err
	}, calls(c.LState))
	return c.giveLoaded(loaded(c.LState, proto, err, name, source.String()))
}

// piece is what the reader of load returns.
func (c call) piece(reader *glua.LFunction) (string, error) {
	c.Push(reader)
	if err := c.PCall(0, 1, nil); err != nil {
		return "", err
	}
	defer c.Pop(1)
	switch piece := c.Get(-1).(type) {
	case *glua.LNilType:
		return "", nil
	case glua.LString:
		return string(piece), nil
	case glua.LNumber:
		return number.Text(float64(piece)), nil
	}
	return "", errors.New(vm.Where(c.LState, 1) + "reader function must return a string")
}
