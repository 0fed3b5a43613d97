package bindings

import (
	"go/ast"
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

// and are those of in that are among others, too.
func (in errnos) and(others errnos) errnos {
	if others == nil {
		return in
	}
	return in.only(others...)
}
