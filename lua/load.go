package lua

import (
	"errors"
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"

	"nslua/bindings"
	"nslua/lua/syntax"
)

func (s *State) openLoad() {
	s.set(s.G.Global, map[string]glua.LGFunction{
		"dofile":     s.dofile,
		"load":       luaLoad,
		"loadfile":   s.loadfile,
		"loadstring": loadstring,
	})
}

// fileChunk is the name of the chunk that a file is; "" is standard input.
func fileChunk(path string) string {
	if path == "" {
		return "=stdin"
	}
	return "@" + path
}

// readFile reads a chunk from a file. A first line that begins with # is for
// the kernel.
func (s *State) readFile(L *glua.LState, path string) (string, error) {
	f := s.files.stdin
	if path != "" {
		fd, err := bindings.OpenFile(L, path, 0, 0)
		if err != nil {
			return "", fmt.Errorf("cannot open %s: %w", path, err)
		}
		f = s.files.open(fd, path)
		defer f.close(L)
	}
	value, err := f.readAll(L)
	if err != nil {
		return "", fmt.Errorf("cannot read %s: %w", fileChunk(path)[1:], err)
	}
	source := value.String()
	if strings.HasPrefix(source, "#") {
		// The newline stays, so that lines keep their numbers.
		_, rest, _ := strings.Cut(source, "\n")
		source = "\n" + rest
	}
	return source, nil
}

func (s *State) loadFile(L *glua.LState, path string) (*glua.LFunction, error) {
	source, err := s.readFile(L, path)
	if err != nil {
		return nil, err
	}
	return load(L, source, fileChunk(path))
}

// load compiles source. Its errors begin with name and line, as at run time; the
// name is as load has it, = or @ before what is shown.
func load(L *glua.LState, source, name string) (*glua.LFunction, error) {
	if strings.HasPrefix(source, "\x1bLua") {
		return nil, fmt.Errorf("%s: precompiled chunks are not supported", syntax.Source(name, syntax.ErrorSource))
	}
	statements, err := parse.Parse(strings.NewReader(source), name)
	if err != nil {
		return nil, located(err, source, name)
	}
	proto, err := syntax.Compile(statements, name)
	if err != nil {
		return nil, located(err, source, name)
	}
	identify(proto, name, source)
	return L.NewFunctionFromProto(proto), nil
}

// A SyntaxError is why a chunk was not compiled, and where. Column is 0 where the
// compiler does not tell.
type SyntaxError struct {
	Chunk        string
	Line, Column int
	AtEnd        bool // the source may go on to be right
	Message      string
	Source       string // the line
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("%s:%d: %s", e.Chunk, e.Line, e.Message) }

// located words an error of the compiler as the ones at run time are.
func located(cause error, source, name string) error {
	name = syntax.Source(name, syntax.ErrorSource)
	switch cause := cause.(type) {
	case *parse.Error:
		if cause.Pos.Line == parse.EOF {
			last := 1 + strings.Count(strings.TrimRight(source, "\n"), "\n")
			return &SyntaxError{name, last, 0, true, cause.Message + " near '<eof>'", lineOf(source, last)}
		}
		if cause.Message == "unterminated string" {
			cause.Pos.Line-- // the newline that ends it is read by then
		}
		text := fmt.Sprintf("%s near '%s'", cause.Message, printable(cause.Token))
		if cause.Token == "|" {
			text += " (flags are joined by +)"
		}
		return &SyntaxError{name, cause.Pos.Line, cause.Pos.Column, false, text, lineOf(source, cause.Pos.Line)}
	case *glua.CompileError:
		return &SyntaxError{name, cause.Line, 0, false, cause.Message, lineOf(source, cause.Line)}
	}
	return cause
}

// printable shows a token that is a control character, as a binary file's are,
// as C Lua does: char(127).
func printable(token string) string {
	if len(token) == 1 && (token[0] < ' ' || token[0] == 0x7f) {
		return fmt.Sprintf("char(%d)", token[0])
	}
	return token
}

// push pushes a compiled chunk, or nil and why there is none.
func push(L *glua.LState, fn *glua.LFunction, err error) int {
	if err != nil {
		L.Push(glua.LNil)
		L.Push(glua.LString(message(L, err)))
		return 2
	}
	L.Push(fn)
	return 1
}

// message is an error's text with the kernel's part in the C library's words.
func message(L *glua.LState, err error) string {
	n := bindings.Fail(L, err)
	defer L.Pop(n)
	return L.Get(-2).String()
}

func (s *State) loadfile(L *glua.LState) int {
	fn, err := s.loadFile(L, L.OptString(1, ""))
	return push(L, fn, err)
}

func (s *State) dofile(L *glua.LState) int {
	fn, err := s.loadFile(L, L.OptString(1, ""))
	if err != nil {
		L.Error(glua.LString(message(L, err)), 0)
	}
	L.SetTop(0)
	L.Push(fn)
	L.Call(0, glua.MultRet)
	return L.GetTop()
}

func loadstring(L *glua.LState) int {
	source := L.CheckString(1)
	fn, err := load(L, source, L.OptString(2, source))
	return push(L, fn, err)
}

// luaLoad is load, which takes the source in pieces from a function.
func luaLoad(L *glua.LState) int {
	reader := L.CheckFunction(1)
	name := L.OptString(2, "=(load)")
	var source strings.Builder
	for {
		L.Push(reader)
		L.Call(0, 1)
		piece := L.Get(-1)
		L.Pop(1)
		text, ok := piece.(glua.LString)
		if piece == glua.LNil || ok && text == "" {
			break
		}
		if !ok {
			return push(L, nil, errors.New("reader function must return a string"))
		}
		source.WriteString(string(text))
	}
	fn, err := load(L, source.String(), name)
	return push(L, fn, err)
}
