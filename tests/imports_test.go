package tests

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the folders of the product, lowest first. A package imports
// nothing of ours from a folder further on in the list.
var layers = []string{
	"bindings/fork",
	"bindings",
	"lua/calendar",
	"lua/libm",
	"lua/manual",
	"lua/number",
	"lua/pattern",
	"lua/memory",
	"lua/syntax",
	"lua/vm",
	"lua",
	"scripts",
	"repl/colour",
	"repl/line",
	"repl/show",
	"repl",
	"cmd",
}

// restricted says which packages have users in certain folders only.
var restricted = []struct {
	path  string
	users []string
	why   string
}{
	{"golang.org/x/sys/unix", []string{"bindings/fork", "bindings"}, "system calls are made in one place"},
	{"syscall", []string{"bindings/fork", "bindings"}, "system calls are made in one place"},
	{"C", nil, "a libc's threads cannot be stopped and rebuilt"},
	{"os/signal", nil, "it takes the signals that fork handles"},
	{"os/exec", nil, "it brings goroutines and a signal mask of its own"},
	{"os/user", nil, "it links libc in where there is a C compiler"},
	{"plugin", nil, "it links libc in"},
	{"net", nil, "it links libc in where there is a C compiler"},
	{"testing", nil, "it is for tests"},
}

// addresses is of package net's folder, but pure Go and in package net itself.
const addresses = "net/netip"

// forbidden are go statements, and calls that bring threads, timers or the
// netpoller into what has to be one system call.
var forbidden = []string{
	"go",
	"os.Open", "os.OpenFile", "os.Create", "os.ReadFile", "os.WriteFile", "os.ReadDir", "os.StartProcess",
	"time.Sleep", "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker", "time.Tick",
	"context.WithCancel", "context.WithTimeout", "context.WithDeadline",
}

// permitted are the uses of these by which fork makes the Go runtime show itself.
var permitted = []string{
	"bindings/fork: go",
	"bindings/fork: time.AfterFunc",
}

// linked are the modules that the program may be made of.
var linked = []string{
	"nslua",
	"github.com/yuin/gopher-lua",
	"golang.org/x/sys",
	"github.com/spf13/pflag",
	"github.com/mattn/go-runewidth",
	"github.com/clipperhouse/uax29/v2",
}

// TestImports checks every file of the product against the tables above.
func TestImports(t *testing.T) {
	sources, err := product()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		for _, fault := range slices.Concat(s.upward(), s.restricted(), s.aliases(), s.calls()) {
			t.Error(fault)
		}
	}
}

// TestAssembly: what runs below the Go language is all in one place.
func TestAssembly(t *testing.T) {
	files, err := tree(".s", ".c", ".h", ".S", ".syso")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(files, func(f string) bool { return strings.HasSuffix(f, "_arm64.s") }) {
		t.Error("no assembly found: this test looks in the wrong place")
	}
	for _, f := range files {
		if strings.HasPrefix(f, "tests/") || strings.Contains(f, "/testdata/") {
			continue
		}
		if filepath.Ext(f) != ".s" || !strings.HasPrefix(f, "bindings/fork/") {
			t.Errorf("%s: the product has Go, and assembly under bindings/fork", f)
		}
	}
}

// TestLinked checks all that the program is made of, other people's code
// included.
func TestLinked(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip(err)
	}
	// As with a C compiler at hand: only so are files that use cgo listed.
	list := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Module,CgoFiles", "nslua/cmd/nslua")
	list.Env = append(os.Environ(), "CGO_ENABLED=1")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	packages := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p struct {
			ImportPath string
			Standard   bool
			Module     *struct{ Path string }
			CgoFiles   []string
		}
		err := packages.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		// The library's own packages do without where CGO_ENABLED=0; pflag imports net.
		if len(p.CgoFiles) > 0 && !p.Standard {
			t.Errorf("%s uses cgo: %v", p.ImportPath, p.CgoFiles)
		}
		if !p.Standard && !slices.Contains(linked, p.Module.Path) {
			t.Errorf("%s is linked in, of a module that is not in the list", p.ImportPath)
		}
	}
}

// upward names the imports from a higher layer.
func (s source) upward() (faults []string) {
	for _, imp := range s.imports() {
		own, ok := strings.CutPrefix(imp, "nslua/")
		if ok && layer(own) > s.layer {
			faults = append(faults, fmt.Sprintf("%s imports %s, which is above it", s.path, imp))
		}
		if ok && layer(own) < 0 {
			faults = append(faults, fmt.Sprintf("%s imports %s, which is no part of the product", s.path, imp))
		}
	}
	return faults
}

func (s source) restricted() (faults []string) {
	for _, imp := range s.imports() {
		if imp == "unsafe" && !strings.HasSuffix(s.path, "_unsafe.go") {
			faults = append(faults, fmt.Sprintf("%s imports unsafe: only a file named *_unsafe.go does", s.path))
		}
		for _, r := range restricted {
			within := (imp == r.path || strings.HasPrefix(imp, r.path+"/")) && imp != addresses
			if within && !slices.Contains(r.users, layers[s.layer]) {
				faults = append(faults, fmt.Sprintf("%s imports %s: %s", s.path, imp, r.why))
			}
		}
	}
	return faults
}

// aliases: gopher-lua's package is named lua, and so is ours.
func (s source) aliases() (faults []string) {
	for _, spec := range s.tree.Imports {
		gopher := spec.Path.Value == `"github.com/yuin/gopher-lua"`
		if gopher && (spec.Name == nil || spec.Name.Name != "glua") {
			faults = append(faults, fmt.Sprintf("%s imports gopher-lua by another name than glua", s.path))
		}
	}
	return faults
}

// calls names the uses of what is forbidden.
func (s source) calls() (faults []string) {
	ast.Inspect(s.tree, func(n ast.Node) bool {
		var use string
		switch n := n.(type) {
		case *ast.GoStmt:
			use = "go"
		case *ast.SelectorExpr:
			if pkg, ok := n.X.(*ast.Ident); ok {
				use = pkg.Name + "." + n.Sel.Name
			}
		}
		if slices.Contains(forbidden, use) && !slices.Contains(permitted, layers[s.layer]+": "+use) {
			faults = append(faults, fmt.Sprintf("%s:%d uses %s", s.path, s.fset.Position(n.Pos()).Line, use))
		}
		return true
	})
	return faults
}
