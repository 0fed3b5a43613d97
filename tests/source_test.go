package tests

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// source is a Go file of the product.
type source struct {
	path  string // from the top of the tree
	layer int    // index into layers
	tree  *ast.File
	fset  *token.FileSet
}

func (s source) imports() (paths []string) {
	for _, spec := range s.tree.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, path)
	}
	return paths
}

// layer is the place of a folder in layers, -1 if it has none.
func layer(folder string) int {
	return slices.IndexFunc(layers, func(l string) bool {
		return folder == l || strings.HasPrefix(folder, l+"/")
	})
}

// product parses every Go file that goes into the program. One that is in no
// layer and not a test is an error.
func product() (sources []source, err error) {
	files, err := tree(".go")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || strings.HasPrefix(f, "tests/") {
			continue
		}
		if layer(filepath.Dir(f)) < 0 {
			return nil, fmt.Errorf("%s is in no layer", f)
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, filepath.Join("..", f), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source{f, layer(filepath.Dir(f)), tree, fset})
	}
	return sources, nil
}

// tree lists the files with one of the extensions, from the top of the tree.
func tree(extensions ...string) (files []string, err error) {
	top := os.DirFS("..")
	err = fs.WalkDir(top, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".":
			return fs.SkipDir
		case d.Type().IsRegular() && slices.Contains(extensions, filepath.Ext(path)):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}
