package lua

import (
	"errors"
	"fmt"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// Report writes an error to standard error, with the pid where it is not the
// first process that tells.
func (s *State) Report(err error) {
	who := "nslua: "
	if pid := os.Getpid(); pid != s.first {
		who = fmt.Sprintf("nslua[%d]: ", pid)
	}
	text, traceback := s.Describe(err)
	if traceback != "" {
		text += "\n" + traceback
	}
	s.Warn(who + text)
}

// Warn writes lines to standard error with one write(2), because other processes
// may tell something too.
func (s *State) Warn(text string) {
	// Protected: a signal handler may run meanwhile, and fail too.
	s.Protect(func(L *glua.LState) { s.files.stderr.write(L, text+"\n") })
}

// Describe is what an error says of itself, and the traceback if there is one.
func (s *State) Describe(err error) (text, traceback string) {
	var api *glua.ApiError
	if !errors.As(err, &api) {
		return message(s.LState, err), ""
	}
	text = strings.TrimLeft(s.text(api.Object), " ") // gopher-lua leaves a space where there is no position
	if api.Type == glua.ApiErrorPanic {
		text = "internal error, please report it: " + text
	}
	return text, inC(api.StackTrace)
}

// text is what an error object says of itself.
func (s *State) text(object glua.LValue) string {
	switch object.(type) {
	case glua.LString, glua.LNumber:
		return object.String()
	}
	if tostring, ok := s.GetMetaField(object, "__tostring").(*glua.LFunction); ok {
		if s.CallByParam(glua.P{Fn: tostring, NRet: 1, Protect: true}, object) == nil {
			defer s.Pop(1)
			return s.Get(-1).String()
		}
	}
	return fmt.Sprintf("(error object is a %s value)", object.Type())
}

// errorObject is what error was called with, out of PCall's error.
func errorObject(err error) glua.LValue {
	var api *glua.ApiError
	if errors.As(err, &api) {
		return api.Object
	}
	return glua.LString(err.Error())
}

// inC writes a traceback of gopher-lua's as C Lua does. To the script, a function
// in Go is one in C.
var inC = strings.NewReplacer("[G]", "[C]", "corountine", "coroutine", "(tailcall)", "(tail call)").Replace
