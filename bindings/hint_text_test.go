package bindings

import (
	"go/ast"
	"go/token"
	gotypes "go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A saying is a hint as a reader finds it before the call: gap, "N" and "PATH"
// stand in it for what only the call can tell.
type saying struct {
	errnos errnos
	text   string
	homes  []string      // of the functions that led to it; see hintHomes
	from   *gotypes.Func // the last of them
}

const gap = "..."

// An env is a function of a call that a row makes, and what its names stand for.
type env struct {
	*source
	row    []string                    // the parameters' names in the row
	values map[gotypes.Object][]saying // of parameters and variables: one, or some of which it is one
	stack  []*gotypes.Func
	homes  []string
	table  bool // or a variable of the package
}

// inner is the env of a function that is called with args.
func (e *env) inner(fn *gotypes.Func, args []ast.Expr) *env {
	in := &env{source: e.source, row: e.row, values: map[gotypes.Object][]saying{}, stack: append(slices.Clone(e.stack), fn),
		homes: slices.Clone(e.homes)}
	if home := homeOf(fn); home != "" && !slices.Contains(in.homes, home) {
		in.homes = append(in.homes, home)
	}
	params := fn.Type().(*gotypes.Signature).Params()
	for i := range min(len(args), params.Len()) {
		in.values[params.At(i)] = []saying{{text: e.fragment(args[i])}}
		if takesHint(fn) {
			in.values[params.At(i)] = e.texts(args[i], nil)
		}
	}
	return in
}

// takesHint tells a function that joins a hint to an error, as explain does.
func takesHint(fn *gotypes.Func) bool {
	for p := range fn.Type().(*gotypes.Signature).Params().Variables() {
		if p.Name() == "hint" {
			return true
		}
	}
	return false
}

// texts are what a string can be, with the errors that it is that for.
func (e *env) texts(x ast.Expr, in errnos) (all []saying) {
	switch x := x.(type) {
	case *ast.Ident:
		for _, v := range e.values[e.object(x)] {
			if v.errnos = in.and(v.errnos); v.errnos == nil || len(v.errnos) > 0 {
				all = append(all, v)
			}
		}
		if all != nil {
			return all
		}
	case *ast.CallExpr:
		if fn := e.callee(x); fn != nil && returnsText(fn) && !slices.Contains(e.stack, fn) && !plain[fn.Name()] {
			return e.called(fn, x.Args, in)
		}
	}
	s := saying{errnos: in, text: e.fragment(x), homes: e.homes}
	if n := len(e.stack); n > 0 {
		s.from = e.stack[n-1]
	}
	return []saying{s}
}

// called are what a function returns.
func (e *env) called(fn *gotypes.Func, args []ast.Expr, in errnos) (all []saying) {
	e.reached[fn] = true
	inner := e.inner(fn, args)
	f := &flow{assign: inner.assign, call: func(*ast.CallExpr, errnos) {}}
	f.returns = func(results []ast.Expr, in errnos) {
		e.given[results[0]] = true
		all = append(all, inner.texts(results[0], in)...)
	}
	f.block(e.funcs[fn].Body.List, in)
	return all
}

// assign notes what a variable can be.
func (e *env) assign(to *ast.Ident, value ast.Expr, in errnos) {
	if o := e.object(to); o != nil {
		e.values[o] = append(e.values[o], e.texts(value, in)...)
	}
}

// fragment is an expression as a part of a text.
func (e *env) fragment(x ast.Expr) string {
	if text := e.constant(x); text != "" {
		return text
	}
	if v := e.Types[x].Value; v != nil && v.String() != `""` {
		return v.String()
	}
	switch x := x.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(x.Value)
		return text
	case *ast.BinaryExpr:
		if number, ok := x.Y.(*ast.BasicLit); x.Op == token.ADD && (!ok || number.Kind == token.STRING) {
			return e.fragment(x.X) + e.fragment(x.Y)
		}
	case *ast.SelectorExpr:
		return e.selected(x)
	case *ast.Ident:
		if text := only(e.values[e.object(x)]); text != gap {
			return text
		}
		return e.known(x, x.Name)
	case *ast.CallExpr:
		return e.callText(x)
	}
	return gap
}

// selected is a constant of another package, or a field that is a parameter's.
func (e *env) selected(x *ast.SelectorExpr) string {
	if p, ok := x.X.(*ast.Ident); ok && p.Name == "unix" {
		return x.Sel.Name
	}
	if t := e.Types[x.X].Type; t != nil && strings.HasSuffix(t.String(), "bindings.mounting") && slices.Contains(e.row, x.Sel.Name) {
		return x.Sel.Name
	}
	return e.known(x, x.Sel.Name)
}

// known is what can be told by a name or its type: that it is a path or a number.
func (e *env) known(x ast.Expr, name string) string {
	if t, ok := e.Types[x].Type.(*gotypes.Basic); ok && t.Info()&gotypes.IsInteger != 0 {
		return "N"
	}
	if slices.Contains([]string{"place", "path", "target", "parent", "link", "point", "dir", "source"}, name) {
		return "PATH"
	}
	return gap
}

// only is the one text of a list.
func only(list []saying) string {
	if list == nil {
		return gap
	}
	one := ""
	for _, s := range list {
		if one != "" && s.text != "" && s.text != one {
			return gap
		}
		one += s.text[min(len(one), len(s.text)):]
	}
	return one
}

var (
	// plain are functions and conversions that give their argument, as a text has it.
	plain = map[string]bool{"capabilityName": true, "capabilityList": true, "format": true, "absolute": true, "named": true, "limitText": true,
		"int": true, "uintptr": true, "uint32": true, "Itoa": true, "Sprint": true, "string": true}
	// usual are functions of which the last text is the one that is usual.
	usual = map[string]bool{"needs": true, "lacking": true, "inNew": true}
	// counts are functions whose text is a number.
	counts = map[string]bool{"sysctl": true, "number": true, "len": true}
)

func (e *env) callText(x *ast.CallExpr) string {
	name := ""
	switch f := x.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	fn := e.callee(x)
	switch {
	case name == "Sprintf":
		return e.formatted(e.fragment(x.Args[0]), x.Args[1:])
	case name == "Quote":
		return strconv.Quote(e.fragment(x.Args[0]))
	case name == "Join":
		return gap
	case plain[name] && len(x.Args) == 1:
		if text := e.fragment(x.Args[0]); text != "N" || fn == nil {
			return text
		}
		return gap
	case counts[name]:
		return "N"
	case fn == nil || !returnsText(fn) || slices.Contains(e.stack, fn):
		return gap
	case usual[name]:
		list := e.called(fn, x.Args, nil)
		return list[len(list)-1].text
	}
	return only(e.called(fn, x.Args, nil))
}

var verb = regexp.MustCompile(`%[-+ #0]*[0-9]*(\.[0-9]+)?[a-zA-Z%]`)

// formatted is a text of fmt.Sprintf.
func (e *env) formatted(format string, args []ast.Expr) string {
	return verb.ReplaceAllStringFunc(format, func(v string) string {
		if v == "%%" {
			return "%"
		}
		text := gap
		if len(args) > 0 {
			text, args = e.fragment(args[0]), args[1:]
		}
		switch v[len(v)-1] {
		case 'q':
			return strconv.Quote(text)
		case 'd', 'o', 'x':
			if text == gap {
				return "N"
			}
		}
		return text
	})
}
