package bindings

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
)

// errnos are the errors that a place in the source is reached with; nil is any.
type errnos []string

var errnoPattern = regexp.MustCompile(`^E[A-Z0-9]+$`)

// errnoIn is the E in unix.E, "" for another expression.
func errnoIn(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok && errnoPattern.MatchString(s.Sel.Name) {
		if x, ok := s.X.(*ast.Ident); ok && x.Name == "unix" {
			return s.Sel.Name
		}
	}
	return ""
}

func (in errnos) only(some ...string) errnos {
	if in == nil {
		return some
	}
	return slices.DeleteFunc(slices.Clone(in), func(e string) bool { return !slices.Contains(some, e) })
}

// without is any if in is: what is not among some has no name.
func (in errnos) without(some ...string) errnos {
	return slices.DeleteFunc(slices.Clone(in), func(e string) bool { return slices.Contains(some, e) })
}

func (in errnos) or(others errnos) errnos {
	if in == nil || others == nil {
		return nil
	}
	both := append(slices.Clone(in), others...)
	slices.Sort(both)
	return slices.Compact(both)
}

// narrowed are those of in for which a condition can be what is asked.
func (in errnos) narrowed(cond ast.Expr, truth bool) errnos {
	switch c := cond.(type) {
	case *ast.ParenExpr:
		return in.narrowed(c.X, truth)
	case *ast.UnaryExpr:
		if c.Op == token.NOT {
			return in.narrowed(c.X, !truth)
		}
	case *ast.BinaryExpr:
		errno := errnoIn(c.Y)
		if _, field := c.X.(*ast.SelectorExpr); field { // an error of something else
			return in
		}
		switch {
		case (c.Op == token.LAND) == truth && (c.Op == token.LAND || c.Op == token.LOR): // both sides are truth
			return in.narrowed(c.X, truth).narrowed(c.Y, truth)
		case c.Op == token.LAND || c.Op == token.LOR:
			return in.narrowed(c.X, truth).or(in.narrowed(c.X, !truth).narrowed(c.Y, truth))
		case errno != "" && (c.Op == token.EQL) == truth:
			return in.only(errno)
		case errno != "":
			return in.without(errno)
		}
	}
	return in
}

// and are those of in that are among others, too.
func (in errnos) and(others errnos) errnos {
	if others == nil {
		return in
	}
	return in.only(others...)
}

// A flow goes through a function's body with the errors that each place is
// reached with. What it comes by is told to the functions, of which each but the
// first may be nil.
type flow struct {
	call    func(call *ast.CallExpr, in errnos)
	name    func(id *ast.Ident, in errnos)
	assign  func(to *ast.Ident, value ast.Expr, in errnos)
	returns func(results []ast.Expr, in errnos)
	many    bool // err is now of one call, now of another
}

// block returns the errors that its end is reached with; ended tells that it is not.
func (f *flow) block(list []ast.Stmt, in errnos) (out errnos, ended bool) {
	for _, s := range list {
		if in, ended = f.statement(s, in); ended {
			return in, true
		}
	}
	return in, false
}

func (f *flow) statement(s ast.Stmt, in errnos) (out errnos, ended bool) {
	if in != nil && len(in) == 0 {
		return in, true
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		return f.block(s.List, in)
	case *ast.IfStmt:
		return f.choice(s, in)
	case *ast.SwitchStmt:
		return f.cases(s, in)
	case *ast.TypeSwitchStmt:
		return f.kinds(s, in)
	case *ast.ForStmt:
		f.initial(s.Init, in)
		f.expression(s.Cond, in)
		f.block(s.Body.List, in)
	case *ast.RangeStmt:
		f.expression(s.X, in)
		f.block(s.Body.List, in)
	case *ast.AssignStmt:
		return f.assignment(s, in), false
	case *ast.ReturnStmt:
		for _, result := range s.Results {
			f.expression(result, in)
		}
		if f.returns != nil {
			f.returns(s.Results, in)
		}
		return in, true
	case *ast.ExprStmt:
		f.expression(s.X, in)
	case *ast.DeferStmt:
		f.expression(s.Call, in)
	}
	return in, false
}

func (f *flow) assignment(s *ast.AssignStmt, in errnos) errnos {
	for i, value := range s.Rhs {
		f.expression(value, in)
		to, named := s.Lhs[i].(*ast.Ident)
		if f.assign != nil && named && len(s.Lhs) == len(s.Rhs) && s.Tok != token.ADD_ASSIGN {
			f.assign(to, value, in)
		}
	}
	for _, to := range s.Lhs {
		if id, ok := to.(*ast.Ident); ok && f.many && id.Name == "err" {
			return nil
		}
	}
	return in
}

func (f *flow) initial(s ast.Stmt, in errnos) errnos {
	if s != nil {
		in, _ = f.statement(s, in)
	}
	return in
}

func (f *flow) choice(s *ast.IfStmt, in errnos) (errnos, bool) {
	in = f.initial(s.Init, in)
	f.expression(s.Cond, in)
	out, ended := f.block(s.Body.List, in.narrowed(s.Cond, true))
	rest, restEnded := in.narrowed(s.Cond, false), false
	if s.Else != nil {
		rest, restEnded = f.statement(s.Else, rest)
	}
	switch {
	case ended:
		return rest, restEnded
	case restEnded:
		return out, false
	}
	return out.or(rest), false
}

func (f *flow) cases(s *ast.SwitchStmt, in errnos) (out errnos, ended bool) {
	in = f.initial(s.Init, in)
	f.expression(s.Tag, in)
	out, ended = errnos{}, true
	rest, all := in, false
	for _, c := range s.Body.List {
		clause := c.(*ast.CaseClause)
		here := errnos{}
		for _, e := range clause.List {
			f.expression(e, rest)
			if errno := errnoIn(e); s.Tag == nil {
				here, rest = here.or(rest.narrowed(e, true)), rest.narrowed(e, false)
			} else if errno != "" {
				here, rest = here.or(rest.only(errno)), rest.without(errno)
			} else {
				here = rest
			}
		}
		if clause.List == nil {
			here, all = rest, true
		}
		if after, over := f.block(clause.Body, here); !over {
			out, ended = out.or(after), false
		}
	}
	if !all {
		out, ended = out.or(rest), false
	}
	return out, ended
}

func (f *flow) kinds(s *ast.TypeSwitchStmt, in errnos) (errnos, bool) {
	in = f.initial(s.Init, in)
	f.statement(s.Assign, in)
	for _, c := range s.Body.List {
		f.block(c.(*ast.CaseClause).Body, in)
	}
	return in, false
}

func (f *flow) expression(e ast.Expr, in errnos) {
	if e == nil {
		return
	}
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			inner := *f
			inner.returns = nil
			inner.block(n.Body.List, in)
			return false
		case *ast.CallExpr:
			f.call(n, in)
		case *ast.Ident:
			if f.name != nil {
				f.name(n, in)
			}
		}
		return true
	})
}
