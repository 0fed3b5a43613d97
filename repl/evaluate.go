package repl

import (
	"errors"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
)

// chunkName stands in messages.
const chunkName = "=stdin"

// A chunk is what was typed, compiled, or why it could not be.
type chunk struct {
	source string
	fn     *glua.LFunction
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
	const before = "return "
	fn, err := s.state.Compile(before+source, chunkName)
	expression := chunk{source, fn, err}
	if err == nil || expression.incomplete() {
		return expression
	}
	fn, err = s.state.Compile(source, chunkName)
	statements := chunk{source, fn, err}
	if err != nil && !statements.incomplete() && farther(expression.err, statements.err, len(before)) {
		return expression
	}
	return statements
}

// farther tells whether the compiler came farther into the source before it
// found error a than before b. In a's source the first line was longer.
func farther(a, b error, longer int) bool {
	var at, bt *lua.SyntaxError
	if !errors.As(a, &at) || !errors.As(b, &bt) {
		return false
	}
	column := at.Column
	if at.Line == 1 {
		column -= longer
	}
	return at.Line > bt.Line || at.Line == bt.Line && column > bt.Column
}

// evaluate runs a chunk and prints what it returns, and tells whether it worked.
// Nothing that it does ends the session but exit, exec and SIG_DFL.
func (s *Session) evaluate(c chunk) (worked bool) {
	if c.err != nil {
		s.complain(c.err)
		return false
	}
	bindings.CatchInterrupt(s.interrupt)
	if bindings.HasParent() {
		bindings.CatchStop(s.stop)
	}
	s.born, s.line = 0, strings.TrimSpace(c.source)
	values, err := s.state.Evaluate(c.fn)
	err = s.settle(c.source, err)
	if err == nil {
		err = s.show(values)
	}
	if err != nil {
		s.complain(err)
	}
	return err == nil
}
