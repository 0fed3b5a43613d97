package lua

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// Report writes an error to standard error, with the pid where it is not the
// first process that tells: what it says, the line of the source that it is about,
// a hint if there is one, and the traceback.
func (s *State) Report(err error) { s.Warn(s.Reported(err)) }

// Reported is what Report writes.
func (s *State) Reported(err error) string {
	who := "nslua: "
	if pid := os.Getpid(); pid != s.first {
		who = fmt.Sprintf("nslua[%d]: ", pid)
	}
	r := reported(err)
	return join(who+s.says(err), r.place, r.hint, join(r.within...), r.traceback)
}

// Warn writes lines to standard error with one write(2), because other processes
// may tell something too.
func (s *State) Warn(text string) {
	// Protected: a signal handler may run meanwhile, and fail too.
	s.Protect(func(L *glua.LState) { s.files.stderr.write(L, text+"\n") })
}

// Describe is what an error says of itself, with a hint, and the traceback if there
// is one, after those of coroutines and handlers.
func (s *State) Describe(err error) (text, traceback string) {
	r := reported(err)
	return join(s.says(err), r.hint), join(join(r.within...), r.traceback)
}

// Place is the line of the source that an error is about, as Report shows it, or "".
func (s *State) Place(err error) string { return reported(err).place }

// says is what an error says of itself.
func (s *State) says(err error) string {
	var api *glua.ApiError
	if !errors.As(err, &api) {
		return message(s.LState, err)
	}
	text := strings.TrimLeft(s.text(api.Object), " ") // gopher-lua leaves a space where there is no position
	if api.Type == glua.ApiErrorPanic {
		text = "internal error, please report it: " + text
	}
	return text
}

// reported is the report of an error.
func reported(err error) *report {
	var syntax *SyntaxError
	if errors.As(err, &syntax) {
		return &report{place: quoteLine(syntax.Line, syntax.Column, syntax.Source)}
	}
	var api *glua.ApiError
	if errors.As(err, &api) {
		if r, ok := api.Cause.(*report); ok {
			return r
		}
	}
	return &report{}
}

// join puts parts on lines of their own, those that are not empty.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), "\n")
}

// text is what an error object says of itself: a string, or what its __tostring
// makes of it.
func (s *State) text(object glua.LValue) string {
	if text, ok := asText(object); ok {
		return text
	}
	if tostring, ok := s.GetMetaField(object, "__tostring").(*glua.LFunction); ok {
		if s.CallByParam(glua.P{Fn: tostring, NRet: 1, Protect: true}, object) == nil {
			defer s.Pop(1)
			if text, ok := asText(s.Get(-1)); ok {
				return text
			}
		}
	}
	return fmt.Sprintf("(error object is a %s value)", object.Type())
}
