package syntax

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/ast"
)

// gopher-lua's compiler notes where a local variable's scope begins, but where it
// ends it writes to the entry of another one. Names in messages and debug.getlocal
// need it. So the lines of the syntax tree are marked with the block that they are
// in; the compiler passes them on to each instruction as they are, and from there
// the scopes are read.

// lineBits is how much of a marked line is the line; the rest is the block.
const lineBits = 32

// A block is a scope of local variables: a function's, a loop's, or the one around
// a loop that has the loop's hidden variables.
type block struct {
	parent   *block
	function *function
	first    int // its first instruction
	end      int // after its last one
}

// A function has a block for each of its local variables, in their order.
type function struct {
	locals []local
}

type local struct {
	*block
	hidden bool // a loop's: in scope with the block's first instruction
}

// scopes are the blocks of a chunk by number.
type scopes []*block

// Compile makes a function of a chunk. The name is the chunk's, as load has it.
func Compile(chunk []ast.Stmt, name string) (*glua.FunctionProto, error) {
	var s scopes
	main := s.enter(nil, &function{})
	s.statements(chunk, main)
	p, err := glua.Compile(chunk, name)
	if failed, ok := err.(*glua.CompileError); ok {
		failed.Line = plain(failed.Line)
	}
	if err != nil {
		return nil, err
	}
	s.restore(p)
	p.LastLineDefined = 0
	return p, nil
}

// enter makes a block within another one, of the same function if none is given.
func (s *scopes) enter(parent *block, f *function) int {
	if f == nil {
		f = parent.function
	}
	*s = append(*s, &block{parent: parent, function: f, first: -1})
	return len(*s) - 1
}

func (s *scopes) within(b int) int { return s.enter((*s)[b], nil) }

// declare notes local variables of a block.
func (s scopes) declare(b, n int, hidden bool) {
	f := s[b].function
	for range n {
		f.locals = append(f.locals, local{s[b], hidden})
	}
}

func mark(n ast.PositionHolder, b int) {
	n.SetLine(plain(n.Line()) | b<<lineBits)
	if n.LastLine() != 0 { // which stands for the same as the first
		n.SetLastLine(plain(n.LastLine()) | b<<lineBits)
	}
}

// plain is a line without its mark.
func plain(line int) int { return line & math.MaxUint32 }

func (s *scopes) statements(chunk []ast.Stmt, b int) {
	for _, statement := range chunk {
		s.statement(statement, b)
	}
}

func (s *scopes) statement(statement ast.Stmt, b int) {
	switch st := statement.(type) {
	case *ast.AssignStmt:
		s.expressions(st.Lhs, b)
		s.expressions(st.Rhs, b)
	case *ast.LocalAssignStmt:
		s.expressions(st.Exprs, b)
		s.declare(b, len(st.Names), false)
	case *ast.FuncCallStmt:
		s.expression(st.Expr, b)
	case *ast.DoBlockStmt:
		b = s.within(b)
		s.statements(st.Stmts, b)
	case *ast.WhileStmt:
		s.expression(st.Condition, b)
		b = s.within(b)
		s.statements(st.Stmts, b)
	case *ast.RepeatStmt:
		b = s.within(b)
		s.statements(st.Stmts, b)
		s.expression(st.Condition, b)
	case *ast.IfStmt:
		s.expression(st.Condition, b)
		s.statements(st.Then, s.within(b))
		s.statements(st.Else, s.within(b))
	case *ast.NumberForStmt:
		s.expression(st.Init, b)
		s.expression(st.Limit, b)
		if st.Step != nil {
			s.expression(st.Step, b)
		}
		b = s.loop(b, 1, st.Stmts)
	case *ast.GenericForStmt:
		s.expressions(st.Exprs, b)
		b = s.loop(b, len(st.Names), st.Stmts)
	case *ast.FuncDefStmt:
		method := st.Name.Func == nil
		if method {
			s.expression(st.Name.Receiver, b)
		} else {
			s.expression(st.Name.Func, b)
		}
		s.function(st.Func, b, method)
	case *ast.ReturnStmt:
		s.expressions(st.Exprs, b)
	}
	mark(statement, b)
}

// loop goes through the body of a for loop, and gives the block around it.
func (s *scopes) loop(b, names int, body []ast.Stmt) int {
	around := s.within(b)
	s.declare(around, 3, true)
	inside := s.within(around)
	s.declare(inside, names, false)
	s.statements(body, inside)
	return around
}

func (s *scopes) function(f *ast.FunctionExpr, b int, method bool) {
	inside := s.enter((*s)[b], &function{})
	parameters := len(f.ParList.Names)
	if method {
		parameters++ // self
	}
	if f.ParList.HasVargs && glua.CompatVarArg {
		parameters++ // arg
	}
	s.declare(inside, parameters, false)
	s.statements(f.Stmts, inside)
	mark(f, inside)
}

func (s *scopes) expressions(all []ast.Expr, b int) {
	for _, expression := range all {
		s.expression(expression, b)
	}
}

func (s *scopes) expression(expression ast.Expr, b int) {
	switch ex := expression.(type) {
	case *ast.AttrGetExpr:
		s.expression(ex.Object, b)
		s.expression(ex.Key, b)
	case *ast.TableExpr:
		for _, field := range ex.Fields {
			if field.Key != nil {
				s.expression(field.Key, b)
			}
			s.expression(field.Value, b)
		}
	case *ast.FuncCallExpr:
		if ex.Func != nil {
			s.expression(ex.Func, b)
		} else {
			s.expression(ex.Receiver, b)
		}
		s.expressions(ex.Args, b)
	case *ast.LogicalOpExpr:
		s.expressions([]ast.Expr{ex.Lhs, ex.Rhs}, b)
	case *ast.RelationalOpExpr:
		s.expressions([]ast.Expr{ex.Lhs, ex.Rhs}, b)
	case *ast.StringConcatOpExpr:
		s.expressions([]ast.Expr{ex.Lhs, ex.Rhs}, b)
	case *ast.ArithmeticOpExpr:
		s.expressions([]ast.Expr{ex.Lhs, ex.Rhs}, b)
	case *ast.UnaryMinusOpExpr:
		s.expression(ex.Expr, b)
	case *ast.UnaryNotOpExpr:
		s.expression(ex.Expr, b)
	case *ast.UnaryLenOpExpr:
		s.expression(ex.Expr, b)
	case *ast.FunctionExpr:
		s.function(ex, b, false)
		return
	}
	mark(expression, b)
}

// restore takes the marks off a function's lines, and sets its variables' scopes.
func (s scopes) restore(p *glua.FunctionProto) {
	f := s[p.LineDefined>>lineBits].function
	p.LineDefined = plain(p.LineDefined)
	p.LastLineDefined = plain(p.LastLineDefined)
	for pc, marked := range p.DbgSourcePositions {
		b := s[marked>>lineBits]
		for b.function != f {
			b = b.parent // the instruction makes a function, whose mark it has
		}
		for ; b != nil && b.function == f && b.end <= pc; b = b.parent {
			b.end = pc + 1
			if b.first < 0 {
				b.first = pc
			}
		}
		p.DbgSourcePositions[pc] = plain(marked)
	}
	for i, variable := range p.DbgLocals {
		b := f.locals[i]
		if b.hidden {
			variable.StartPc = b.first
		}
		variable.EndPc = max(b.end, variable.StartPc)
	}
	for _, inner := range p.FunctionPrototypes {
		s.restore(inner)
	}
}
