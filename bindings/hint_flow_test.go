package bindings

import (
	"go/ast"
	"go/token"
)

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

// narrowed are those of in for which a condition can be what is asked.
func (f *flow) narrowed(in errnos, cond ast.Expr, truth bool) errnos {
	switch c := cond.(type) {
	case *ast.ParenExpr:
		return f.narrowed(in, c.X, truth)
	case *ast.UnaryExpr:
		if c.Op == token.NOT {
			return f.narrowed(in, c.X, !truth)
		}
	case *ast.BinaryExpr:
		errno := errnoIn(c.Y)
		switch {
		case (c.Op == token.LAND) == truth && (c.Op == token.LAND || c.Op == token.LOR): // both sides are truth
			return f.narrowed(f.narrowed(in, c.X, truth), c.Y, truth)
		case c.Op == token.LAND || c.Op == token.LOR:
			return f.narrowed(in, c.X, truth).or(f.narrowed(f.narrowed(in, c.X, !truth), c.Y, truth))
		case !f.isErrno(c.X):
		case errno != "" && (c.Op == token.EQL) == truth:
			return in.only(errno)
		case errno != "":
			return in.without(errno)
		}
	}
	return in
}

// isErrno tells what is the error of the call that a hint is for, and not of one
// that looks for its cause.
func (f *flow) isErrno(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name == "errno" || x.Name == "e" || x.Name == "err" && f.many
	case *ast.CallExpr:
		fn, ok := x.Fun.(*ast.Ident)
		return ok && fn.Name == "errnoOf"
	}
	return false
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
	out, ended := f.block(s.Body.List, f.narrowed(in, s.Cond, true))
	rest, restEnded := f.narrowed(in, s.Cond, false), false
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
				here, rest = here.or(f.narrowed(rest, e, true)), f.narrowed(rest, e, false)
			} else if errno != "" && f.isErrno(s.Tag) {
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
