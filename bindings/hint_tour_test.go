package bindings

import (
	"go/ast"
	gotypes "go/types"
	"regexp"
	"slices"
	"strings"
)

// hints are those that the calls of a row can give.
func (s *source) hints(row *Row) *hintPage {
	sig, _ := parseSignature(row.Sig)
	e := &env{source: s, values: map[gotypes.Object][]saying{}}
	for _, p := range sig.params {
		e.row = append(e.row, p.name)
	}
	t := newTour(row.Name)
	impl := s.rows[row.Name]
	switch x := impl.(type) {
	case *ast.Ident:
		if fn := s.function(x); fn != nil {
			e.stack = append(e.stack, fn)
			e.named(fn.Type().(*gotypes.Signature).Params())
			t.seen[fn] = true
			if home := homeOf(fn); home != "" {
				e.homes = append(e.homes, home)
			}
			t.flow(e).block(s.funcs[fn].Body.List, nil)
		}
	default:
		if sig, ok := s.Types[impl].Type.(*gotypes.Signature); ok {
			e.named(sig.Params())
		}
		t.flow(e).expression(impl, nil)
	}
	for i, h := range t.page.sayings {
		t.page.sayings[i].errnos = row.own(h.errnos)
	}
	return t.page
}

// named gives the parameters of an Impl the names that they have in the row.
func (e *env) named(params *gotypes.Tuple) {
	first := params.Len() - len(e.row) // after the *glua.LState
	for i, name := range e.row {
		if first+i >= 0 {
			e.values[params.At(first+i)] = []saying{{text: name}}
		}
	}
}

// A tour goes from an Impl to all that it calls, and notes the hints.
type tour struct {
	own  string
	page *hintPage
	seen map[gotypes.Object]bool
}

func newTour(own string) *tour {
	return &tour{own, &hintPage{shown: map[*gotypes.Func]bool{}, met: map[*gotypes.Func]bool{}}, map[gotypes.Object]bool{}}
}

func (t *tour) flow(e *env) *flow {
	return &flow{
		many:   true,
		assign: e.assign,
		call: func(call *ast.CallExpr, in errnos) {
			if fn := e.callee(call); fn != nil && fullName(fn) == "explain" {
				if errno := errnoIn(call.Args[0]); errno != "" {
					in = errnos{errno}
				}
				for _, s := range e.texts(call.Args[1], in) {
					t.page.add(t.own, s)
				}
			} else if fn != nil && !isHint(fn) {
				t.enter(e, fn, call.Args)
			}
		},
		name: func(id *ast.Ident, in errnos) {
			o := e.Uses[id]
			switch fn := e.function(id); {
			case fn != nil && isHint(fn) && e.table: // it is called by who reads the table
				for _, s := range e.called(fn, nil, in) {
					t.page.add(t.own, s)
				}
			case fn != nil && fullName(fn) != "explain" && !isHint(fn):
				t.enter(e, fn, nil)
			case o != nil && e.vars[o] != nil && !t.seen[o] && !listsRows(o):
				t.seen[o] = true
				t.flow(&env{source: e.source, values: map[gotypes.Object][]saying{}, homes: e.homes, table: true}).expression(e.vars[o], nil)
			}
		},
	}
}

// listsRows tells the variables that lead to all rows.
func listsRows(o gotypes.Object) bool {
	t := o.Type().String()
	return strings.Contains(t, "Row") || strings.Contains(t, "chapter")
}

var hintName = regexp.MustCompile(`^hint([A-Z]|$)`)

// isHint tells the functions that look for a cause.
func isHint(fn *gotypes.Func) bool { return hintName.MatchString(fn.Name()) }

// enter goes on in a function that is called, once.
func (t *tour) enter(e *env, fn *gotypes.Func, args []ast.Expr) {
	if !t.seen[fn] || takesHint(fn) && !slices.Contains(e.stack, fn) {
		t.seen[fn] = true
		t.flow(e.inner(fn, args)).block(e.funcs[fn].Body.List, nil)
	}
}
