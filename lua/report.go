package lua

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// A report is what is told of an error that nothing catches, beside what it says
// itself.
type report struct {
	place     string // the line of the source
	hint      string
	within    []string // tracebacks of coroutines and signal handlers, the innermost first
	traceback string
}

// Error makes a report the cause of a gopher-lua error, which carries it.
func (r *report) Error() string { return r.traceback }

// protect calls a function in Go and gives the error that it raises, with a
// report. The function is at the bottom of the stack, as C's is in lua5.1.
func (s *State) protect(body glua.LGFunction, results int, arguments ...glua.LValue) error {
	return s.CallByParam(glua.P{Fn: s.accounted(body), NRet: results, Protect: true}, arguments...)
}

// handle calls a signal's handler, and gives its error with a report.
func (s *State) handle(thread *glua.LState, handler *glua.LFunction, arguments ...glua.LValue) error {
	call := s.accounted(func(L *glua.LState) int {
		L.Insert(handler, 1)
		L.Call(L.GetTop()-1, 0)
		return 0
	})
	return thread.CallByParam(glua.P{Fn: call, Protect: true}, arguments...)
}

func (s *State) accounted(body glua.LGFunction) *glua.LFunction {
	return s.NewFunction(func(L *glua.LState) int {
		defer s.account(L)
		return body(L)
	})
}

// account adds a report to an error that passes, while the calls are still there
// that have failed.
func (s *State) account(L *glua.LState) {
	failure := recover()
	if failure == nil {
		return
	}
	err, ok := failure.(*glua.ApiError)
	if !ok { // a fault of ours
		err = &glua.ApiError{Type: glua.ApiErrorPanic, Object: glua.LString(fmt.Sprint(failure))}
	}
	r := &report{traceback: asked(vm.ErrorTraceback(L), err.Object)}
	if handler, ok := err.Cause.(*report); ok {
		r.place, r.hint = handler.place, handler.hint
		r.within = handler.within
		if strings.Contains(handler.traceback, ": in ") { // not the prompt's own, for Ctrl-C
			r.within = append(r.within, headed("in a signal handler:", handler.traceback))
		}
	} else {
		s.find(r, L, err.Object)
	}
	err.StackTrace, err.Cause = r.traceback, r
	panic(err)
}

// inLibrary begins the names of the files of nslua's own library.
const inLibrary = "nslua/lib/"

// asked is a traceback without the calls within nslua's library that have led it to
// refuse something: the message says where that was asked for, and why it cannot be.
func asked(traceback string, object glua.LValue) string {
	if message, ok := object.(glua.LString); !ok || strings.HasPrefix(string(message), inLibrary) {
		return traceback
	}
	head, calls, _ := strings.Cut(traceback, "\n")
	inner := strings.TrimPrefix(calls, "\t[C]: in function 'error'\n")
	if !strings.HasPrefix(inner, "\t"+inLibrary) {
		return traceback
	}
	for strings.HasPrefix(inner, "\t"+inLibrary) || strings.HasPrefix(inner, "\t(tail call): ") {
		_, inner, _ = strings.Cut(inner, "\n")
	}
	return head + "\n" + inner
}

// headed puts another head over a traceback.
func headed(head, traceback string) string {
	_, calls, _ := strings.Cut(traceback, "\n")
	return head + "\n" + calls
}

// find looks for what an error is about: in the coroutine that it has ended, or in
// L, or in a file that did not compile.
func (s *State) find(r *report, L *glua.LState, object glua.LValue) {
	if failed := s.failures.of(object); failed != nil {
		r.within = failed.tracebacks()
		L, object = failed[0].coroutine, failed[0].within
	}
	message, ok := object.(glua.LString)
	if !ok {
		return
	}
	s.explain(r, L, string(message))
	if s.wrong != nil && strings.HasSuffix(string(message), s.wrong.Error()) {
		r.place = quoteLine(s.wrong.Line, s.wrong.Column, s.wrong.Source)
	}
}

// explain looks for the call that the message names the place of.
func (s *State) explain(r *report, L *glua.LState, message string) {
	for f := range vm.Levels(L) {
		line := vm.Line(f)
		if line < 0 || !strings.HasPrefix(message, fmt.Sprintf("%s:%d: ", f.Fn.Proto.SourceName, line)) {
			continue
		}
		r.place = quoteLine(line, 0, sourceLine(f.Fn.Proto, line))
		r.hint = s.suggest(L, f, message)
		return
	}
}

// widest is how much of a line is shown: a program may be all in one.
const widest = 160

// quoteLine shows a line of a source with its number, and a mark below a column,
// where that is not 0.
func quoteLine(line, column int, text string) string {
	if text == "" {
		return ""
	}
	before := text[:min(max(column-1, 0), len(text))]
	if len(text) > widest {
		text = text[:widest] + "..."
	}
	quoted := fmt.Sprintf("%5d | %s", line, text)
	if column > 0 && len(before) <= widest {
		quoted += "\n      | " + blank(before) + "^"
	}
	return quoted
}

// blank is as wide as a text.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}
