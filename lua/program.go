package lua

import (
	"path/filepath"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/memory"
)

// SetArg sets the global arg as lua does: the script is arg[0], what follows it
// counts up from 1, what comes before it counts down. Where there is no script,
// script is 0.
func (s *State) SetArg(argv []string, script int) {
	table := s.NewTable()
	for i, text := range argv {
		table.RawSetInt(i-script, glua.LString(text))
	}
	s.SetGlobal("arg", table)
}

// Execute runs a chunk; name stands in its messages. It tells whether the chunk
// ran to its end; if not, the error has been reported.
func (s *State) Execute(source, name string) bool {
	return s.run(s.Compile(source, name))
}

// ExecuteFile runs a file.
func (s *State) ExecuteFile(path string, arguments ...string) bool {
	fn, err := s.protectLoad(func(L *glua.LState) (*glua.LFunction, error) { return s.loadFile(L, path) })
	return s.run(fn, err, arguments...)
}

// ExecuteInput runs standard input.
func (s *State) ExecuteInput(arguments ...string) bool {
	fn, err := s.protectLoad(s.loadInput)
	return s.run(fn, err, arguments...)
}

// Require loads a module as require does.
func (s *State) Require(module string) bool {
	require, _ := s.G.Global.RawGetString("require").(*glua.LFunction)
	return s.run(require, nil, module)
}

// Main runs a module as a program: it calls the function main of what require
// gives, with the arguments, and returns the exit status, which is what main
// returns: nothing and true are 0, false is 1.
func (s *State) Main(module string, arguments ...string) int {
	status := 1
	err := s.protect(func(L *glua.LState) int {
		arguments := L.GetTop()
		L.Push(s.G.Global.RawGetString("require"))
		L.Push(glua.LString(module))
		L.Call(1, 1)
		main := glua.LNil
		if exported, ok := L.Get(-1).(*glua.LTable); ok {
			main = exported.RawGetString("main")
		}
		L.Pop(1)
		if main.Type() != glua.LTFunction {
			L.RaiseError("module '%s' is not a program: it has no function main", module)
		}
		L.Insert(main, 1)
		L.Call(arguments, 1)
		switch value := L.Get(-1).(type) {
		case glua.LNumber:
			status = int(value)
		case glua.LBool:
			if value {
				status = 0
			}
		case *glua.LNilType:
			status = 0
		}
		return 0
	}, 0, texts(arguments)...)
	if err != nil {
		s.Report(err)
	}
	return status
}

// Compile gives a chunk as a function; name stands in its messages. The error is
// a *SyntaxError where the source is at fault.
func (s *State) Compile(source, name string) (*glua.LFunction, error) {
	return s.protectLoad(func(L *glua.LState) (*glua.LFunction, error) { return load(L, source, name) })
}

// LoadDescriptor compiles the file that a descriptor reads, which is closed; path
// stands in messages.
func (s *State) LoadDescriptor(fd int, path string) (*glua.LFunction, error) {
	return s.protectLoad(func(L *glua.LState) (*glua.LFunction, error) { return s.loadDescriptor(L, fd, path) })
}

// protectLoad loads a chunk where errors are caught: there may be too little memory
// for it, and a signal handler may raise one while a file is read.
func (s *State) protectLoad(load func(L *glua.LState) (*glua.LFunction, error)) (fn *glua.LFunction, err error) {
	err = s.Attempt(func(L *glua.LState) (err error) {
		fn, err = load(L)
		return err
	})
	return fn, err
}

// Evaluate calls a function and gives what it returns.
func (s *State) Evaluate(fn *glua.LFunction, arguments ...glua.LValue) ([]glua.LValue, error) {
	return s.results(func(L *glua.LState) int {
		L.Insert(fn, 1)
		L.Call(L.GetTop()-1, glua.MultRet)
		return L.GetTop()
	}, arguments...)
}

// results calls a function in Go and gives what it returns.
func (s *State) results(body glua.LGFunction, arguments ...glua.LValue) ([]glua.LValue, error) {
	top := s.GetTop()
	defer s.SetTop(top)
	if err := s.protect(body, glua.MultRet, arguments...); err != nil {
		return nil, err
	}
	var values []glua.LValue
	for i := top + 1; i <= s.GetTop(); i++ {
		values = append(values, s.Get(i))
	}
	return values, nil
}

// Print is print, whatever the global is by now.
func (s *State) Print(values ...glua.LValue) error {
	return s.CallByParam(glua.P{Fn: s.function("print", s.print), Protect: true}, values...)
}

// Tell writes lines to standard output with one write(2), after what the script has
// left in the buffer.
func (s *State) Tell(text string) error {
	f := s.files.stdout
	return s.Protect(func(L *glua.LState) {
		err := f.put(L, text+"\n")
		if err == nil {
			err = f.flush(L)
		}
		s.files.note(f, err)
	})
}

// Protect calls a function in which signal handlers may run, and gives the error
// that one of them raises.
func (s *State) Protect(f func(L *glua.LState)) error {
	return s.CallByParam(glua.P{Fn: s.NewFunction(func(L *glua.LState) int {
		f(L)
		return 0
	}), Protect: true})
}

// Attempt is Protect for what can be refused: it gives that error, too.
func (s *State) Attempt(f func(L *glua.LState) error) (err error) {
	if raised := s.Protect(func(L *glua.LState) { err = f(L) }); raised != nil {
		return raised
	}
	return err
}

// Finish calls the finalizers that are left, which close all files, and passes on
// what the buffers hold; it tells whether it could.
func (s *State) Finish() bool {
	memory.Close(s.LState)
	err := s.Protect(func(*glua.LState) { s.flush() })
	if err != nil {
		s.Report(err)
	}
	return err == nil
}

// ending is the very last: what nobody was told of is told, and who reads on from
// standard input begins where the script has ended. The exit status is then 1
// where it would tell of success.
func (s *State) ending(status int) int {
	s.files.stdin.sync()
	if s.files.lost == "" {
		return status
	}
	s.Warn("nslua: " + s.files.lost)
	return max(status, 1)
}

// SearchBeside makes require look where the script is, after all places where
// lua5.1 looks.
func (s *State) SearchBeside(script string) {
	folder, path := filepath.Dir(script), s.packages.RawGetString("path").String()
	if folder != "." {
		s.packages.RawSetString("path", glua.LString(path+";"+folder+"/?.lua;"+folder+"/?/init.lua"))
	}
}

// run calls what was compiled, and reports what no script caught.
func (s *State) run(fn *glua.LFunction, err error, arguments ...string) bool {
	if err == nil {
		err = s.protect(func(L *glua.LState) int {
			L.Insert(fn, 1)
			L.Call(L.GetTop()-1, 0)
			return 0
		}, 0, texts(arguments)...)
	}
	if err != nil {
		s.Report(err)
	}
	return err == nil
}

func texts(arguments []string) []glua.LValue {
	values := make([]glua.LValue, len(arguments))
	for i, text := range arguments {
		values[i] = glua.LString(text)
	}
	return values
}
