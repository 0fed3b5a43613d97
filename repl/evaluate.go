package repl

import (
	"errors"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
	"nslua/lua/syntax"
	"nslua/lua/vm"
)

// chunkName stands in messages.
const chunkName = "=stdin"

// A chunk is what was typed, compiled, or why it could not be.
type chunk struct {
	source string
	line   *lua.Line
	err    error
}

// incomplete tells whether more lines may make the chunk right.
func (c chunk) incomplete() bool {
	syntax := (*lua.SyntaxError)(nil)
	return errors.As(c.err, &syntax) && syntax.AtEnd
}

// compile takes source for an expression if it can be one, and else for
// statements.
func (s *Session) compile(source string) chunk {
	if rest, ok := strings.CutPrefix(strings.TrimLeft(source, " \t\n"), "="); ok {
		source = rest // as lua's own prompt has it
	}
	line, err := s.state.CompileValues(source, chunkName)
	expression := chunk{source, line, err}
	if err == nil || expression.incomplete() {
		return expression
	}
	line, err = s.state.CompileLine(source, chunkName)
	statements := chunk{source, line, err}
	if err != nil && !statements.incomplete() && farther(expression.err, statements.err) {
		return expression
	}
	return statements
}

// farther tells whether the compiler came farther into the source before it
// found error a than before b.
func farther(a, b error) bool {
	var at, bt *lua.SyntaxError
	if !errors.As(a, &at) || !errors.As(b, &bt) {
		return false
	}
	return at.Line > bt.Line || at.Line == bt.Line && at.Column > bt.Column
}

// evaluate runs a chunk and prints what it returns, and tells whether it worked.
// Nothing that it does ends the session but exit, exec and SIG_DFL.
func (s *Session) evaluate(c chunk) (worked bool) {
	worked, took := s.run(c)
	s.tellTime(took)
	if worked {
		s.hintAt(c.source)
	}
	return worked
}

// run is evaluate without what it tells of the time.
func (s *Session) run(c chunk) (worked bool, took time.Duration) {
	s.evaluated = c.source
	if c.err != nil {
		s.complain(c.err)
		return false, 0
	}
	bindings.CatchInterrupt(s.interrupt)
	if bindings.HasParent() {
		bindings.CatchStop(s.stop)
		bindings.CatchHangup(s.hangup)
	}
	s.born = 0
	watch := s.startWatch()
	values, err := s.state.EvaluateLine(c.line)
	took = watch.read()
	err = s.settle(c.source, err)
	if err == nil {
		s.keep(values)
		err = s.show(values, s.called(c.source))
		err = s.settle("", err) // a __tostring may have forked
	}
	if err != nil {
		s.complain(err)
	}
	return err == nil, took
}

// last is the global that has the last value.
const last = "_"

// keep sets it to the first of the values, if there are any. It is set as Python's
// is: a variable of that name that the user has made, a local one too, is gone.
func (s *Session) keep(values []glua.LValue) {
	if len(values) > 0 {
		s.state.Forget(last)
		vm.SetString(s.state.G.Global, last, values[0])
	}
}

// called is the function that a source is one call of and nothing else, or nil.
func (s *Session) called(source string) *glua.LFunction {
	fn, _ := s.state.Variable(calledIn(syntax.Words(source))).(*glua.LFunction)
	return fn
}
