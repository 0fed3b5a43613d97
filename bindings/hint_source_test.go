package bindings

import (
	"go/ast"
	goconstant "go/constant"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"path/filepath"
	"strings"
	"testing"
)

// A source is this package as it is written, with what its names stand for.
type source struct {
	gotypes.Info
	scope   *gotypes.Scope
	funcs   map[*gotypes.Func]*ast.FuncDecl
	vars    map[gotypes.Object]ast.Expr // what those of the package begin as
	reached map[*gotypes.Func]bool      // whose texts have been asked for
	given   map[ast.Expr]bool           // what they were found to return
	rows    map[string]ast.Expr         // the Impl of each row, or the call that makes the row
}

// unread stands for the packages that are imported: nothing of theirs is needed.
type unread struct{}

func (unread) Import(path string) (*gotypes.Package, error) {
	p := gotypes.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

func readSource(t *testing.T) *source {
	t.Helper()
	var files []*ast.File
	set := token.NewFileSet()
	names, _ := filepath.Glob("*.go")
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_arm64.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	s := &source{Info: gotypes.Info{
		Types: map[ast.Expr]gotypes.TypeAndValue{},
		Uses:  map[*ast.Ident]gotypes.Object{},
		Defs:  map[*ast.Ident]gotypes.Object{},
	}, funcs: map[*gotypes.Func]*ast.FuncDecl{}, vars: map[gotypes.Object]ast.Expr{}, rows: map[string]ast.Expr{}, reached: map[*gotypes.Func]bool{}, given: map[ast.Expr]bool{}}
	checker := gotypes.Config{Importer: unread{}, Error: func(error) {}} // of what the others have
	pkg, _ := checker.Check("bindings", set, files, &s.Info)
	s.scope = pkg.Scope()
	for _, f := range files {
		for _, d := range f.Decls {
			s.declared(d)
		}
		ast.Inspect(f, func(n ast.Node) bool { s.row(n); return true })
	}
	return s
}

func (s *source) declared(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if fn, ok := s.Defs[d.Name].(*gotypes.Func); ok && d.Body != nil {
			s.funcs[fn] = d
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			v, ok := spec.(*ast.ValueSpec)
			for i := 0; ok && d.Tok == token.VAR && i < len(v.Values); i++ {
				s.vars[s.Defs[v.Names[i]]] = v.Values[i]
			}
		}
	}
}

// row notes n if it is a row, or a call that makes the row that its first argument
// names.
func (s *source) row(n ast.Node) {
	switch n := n.(type) {
	case *ast.CompositeLit:
		fields := map[string]ast.Expr{}
		for _, e := range n.Elts {
			if e, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := e.Key.(*ast.Ident); ok {
					fields[key.Name] = e.Value
				}
			}
		}
		if name := s.constant(fields["Name"]); name != "" && fields["Impl"] != nil {
			s.rows[name] = fields["Impl"]
		}
	case *ast.CallExpr:
		if fn := s.callee(n); fn != nil && strings.HasSuffix(fn.Name(), "Row") && len(n.Args) > 0 {
			s.rows[s.constant(n.Args[0])] = n
		}
	}
}

// constant is the string that an expression always is, or "".
func (s *source) constant(x ast.Expr) string {
	if v := s.Types[x].Value; v != nil && v.Kind() == goconstant.String {
		return goconstant.StringVal(v)
	}
	return ""
}

// callee is the function of this package that is called, or nil.
func (s *source) callee(call *ast.CallExpr) *gotypes.Func {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return s.function(f)
	case *ast.SelectorExpr:
		return s.function(f.Sel)
	}
	return nil
}

// function is the one of this package that is named, or nil.
func (s *source) function(id *ast.Ident) *gotypes.Func {
	o := s.Uses[id]
	if o == nil && s.Defs[id] == nil { // it stands in what could not be checked
		o = s.scope.Lookup(id.Name)
	}
	fn, _ := o.(*gotypes.Func)
	if s.funcs[fn] == nil {
		return nil
	}
	return fn
}

// object is what a name stands for.
func (s *source) object(id *ast.Ident) gotypes.Object {
	if o := s.Defs[id]; o != nil {
		return o
	}
	return s.Uses[id]
}

// fullName is a function's, after its type's if it is a method: walk.hintFull.
func fullName(fn *gotypes.Func) string {
	recv := fn.Type().(*gotypes.Signature).Recv()
	if recv == nil {
		return fn.Name()
	}
	t := gotypes.TypeString(recv.Type(), func(*gotypes.Package) string { return "" })
	return strings.TrimPrefix(t, "*") + "." + fn.Name()
}

func returnsText(fn *gotypes.Func) bool {
	results := fn.Type().(*gotypes.Signature).Results()
	return results.Len() == 1 && results.At(0).Type() == gotypes.Typ[gotypes.String]
}
