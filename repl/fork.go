package repl

import (
	"fmt"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
	"github.com/yuin/gopher-lua/parse"

	"nslua/bindings"
)

// divide decides who has the terminal after an evaluation that has forked. A
// child whose line was nothing but the fork has it, and the parent stands behind
// until that has ended. Any other child has run its part of a program when it
// comes to the end of the line.
func (s *Session) divide(source string, err error) {
	switch handedOver := isFork(source); {
	case s.child && handedOver:
		s.child = false
	case s.child:
		s.end(err)
	case s.born != 0 && handedOver:
		s.standBehind(s.born)
	}
}

// isFork tells whether a line is a call of fork or clone and nothing else, but
// perhaps variables for what it returns.
func isFork(source string) bool {
	chunk, err := parse.Parse(strings.NewReader(source), chunkName)
	if err != nil || len(chunk) != 1 {
		return false
	}
	var values []ast.Expr
	switch statement := chunk[0].(type) {
	case *ast.FuncCallStmt:
		values = []ast.Expr{statement.Expr}
	case *ast.AssignStmt:
		values = statement.Rhs
	case *ast.LocalAssignStmt:
		values = statement.Exprs
	}
	if len(values) != 1 {
		return false
	}
	call, ok := values[0].(*ast.FuncCallExpr)
	if !ok {
		return false
	}
	function, ok := call.Func.(*ast.IdentExpr)
	return ok && (function.Value == "fork" || function.Value == "clone")
}

// standBehind waits until a child ends that has the terminal, and tells how it
// did.
func (s *Session) standBehind(pid int) {
	how, foreground := "", true
	for how == "" {
		err := s.state.Protect(func(L *glua.LState) { how = bindings.StandBehind(L, pid, &foreground) })
		if s.child { // forked by a handler
			s.end(err)
		}
		if err != nil {
			s.complain(err)
		}
	}
	if foreground {
		s.editor.Reclaim()
	}
	s.show([]glua.LValue{glua.LString(fmt.Sprintf("[%d] %s", pid, how))})
}

// end ends a child that has no terminal.
func (s *Session) end(err error) {
	status := 0
	if err != nil {
		s.state.Report(err)
		status = 1
	} else {
		s.state.Warn(fmt.Sprintf("nslua[%d]: exits at the end of its line: the prompt is its parent's "+
			"(a child gets it where fork() is all of the line)", os.Getpid()))
	}
	s.state.Finish()
	bindings.Exit(status)
}
