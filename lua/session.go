package lua

import (
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
	"nslua/lua/vm"
)

// A session is the local variables of what is typed at a prompt: see
// syntax.Session. The newest is last.
type session struct {
	variables []variable
	source    string // what messages show of the chunk that was compiled last
}

type variable struct {
	name string
	cell *glua.Upvalue
}

// undeclared is in the cell of a variable whose declaration has not been reached.
var undeclared = &glua.LUserData{Metatable: glua.LNil}

// A Line is a chunk of the session.
type Line struct {
	fn       *glua.LFunction
	declares []variable
}

// Remark puts a comment above the line: one that was typed as an input of its own.
// It counts as no line.
func (l *Line) Remark(comment string) { remark(l.fn.Proto, comment) }

// CompileLine is Compile for a chunk that has the session's variables, and declares
// more of them.
func (s *State) CompileLine(source, name string) (*Line, error) {
	return s.compileLine(source, name, &syntax.Session{})
}

// CompileValues is CompileLine for expressions without the word return before them.
func (s *State) CompileValues(source, name string) (*Line, error) {
	return s.compileLine(source, name, &syntax.Session{Values: true})
}

// LoadLine is CompileLine for a file.
func (s *State) LoadLine(path string) (*Line, error) {
	source := ""
	err := s.Attempt(func(L *glua.LState) (err error) {
		source, err = s.readFile(L, path)
		return err
	})
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(source, signature) {
		fn, err := s.Compile(source, "@"+path)
		return &Line{fn: fn}, err
	}
	return s.compileLine(source, "@"+path, &syntax.Session{})
}

func (s *State) compileLine(source, name string, scope *syntax.Session) (*Line, error) {
	for _, v := range s.session.variables {
		scope.Names = append(scope.Names, v.name)
	}
	known := len(scope.Names)
	fn, err := s.protectLoad(func(L *glua.LState) (*glua.LFunction, error) {
		roomToCompile(L, source)
		proto, err := syntax.CompileLine(name, source, calls(L), scope)
		return loaded(L, proto, err, name, source)
	})
	if err != nil {
		return nil, err
	}
	line := &Line{fn: fn}
	for _, name := range scope.Names[known:] {
		line.declares = append(line.declares, variable{name, vm.NewUpvalue(undeclared)})
	}
	variables := slices.Concat(s.session.variables, line.declares)
	for i, at := range scope.Upvalues {
		fn.Upvalues[i] = variables[at].cell
	}
	s.session.source = fn.Proto.SourceName
	return line, nil
}

// EvaluateLine is Evaluate for a chunk of the session. The variables that it has
// declared before an error are kept too.
func (s *State) EvaluateLine(line *Line) ([]glua.LValue, error) {
	values, err := s.Evaluate(line.fn)
	for _, v := range line.declares {
		if v.cell.Value() != undeclared {
			s.Forget(v.name)
			s.session.variables = append(s.session.variables, v)
		}
	}
	return values, err
}

// Locals goes through the session's variables.
func (s *State) Locals(yield func(name string, value glua.LValue) bool) {
	for _, v := range s.session.variables {
		if !yield(v.name, v.cell.Value()) {
			return
		}
	}
}

// Local is the session's variable of a name.
func (s *State) Local(name string) (value glua.LValue, ok bool) {
	for local, value := range s.Locals {
		if local == name {
			return value, true
		}
	}
	return nil, false
}

// Variable is what a name means at the prompt: a variable of the session, or else a
// global.
func (s *State) Variable(name string) glua.LValue {
	if value, ok := s.Local(name); ok {
		return value
	}
	return vm.Get(s.G.Global, glua.LString(name))
}

// Forget takes a variable out of the session. Functions that have it keep it.
func (s *State) Forget(name string) {
	s.session.variables = slices.DeleteFunc(slices.Clone(s.session.variables), func(v variable) bool { return v.name == name })
}
