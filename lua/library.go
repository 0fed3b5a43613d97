package lua

import (
	"embed"
	"io/fs"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// library are the modules written in Lua that come with nslua.
//
//go:embed lib
var library embed.FS

// embedded compiles the module of that name that comes with nslua; nil if there
// is none.
func embedded(L *glua.LState, name string) *glua.LFunction {
	source := embeddedSource(name)
	if source == "" {
		return nil
	}
	chunk, err := load(L, source, "@nslua/"+embeddedPath(name))
	if err != nil {
		panic(err)
	}
	return chunk
}

func embeddedPath(name string) string { return "lib/" + strings.ReplaceAll(name, ".", "/") + ".lua" }

// embeddedSource is the source of such a module, "" if there is none.
func embeddedSource(name string) string {
	source, _ := library.ReadFile(embeddedPath(name))
	return string(source)
}

// Modules are the names of the modules that come with nslua, for require, in order.
// What the host calls by CallOwn is its own.
func Modules() (names []string) {
	fs.WalkDir(library, "lib", func(path string, d fs.DirEntry, err error) error {
		if name, ok := strings.CutSuffix(strings.TrimPrefix(path, "lib/"), ".lua"); ok && name != "command" && name != "prompt" {
			names = append(names, strings.ReplaceAll(name, "/", "."))
		}
		return err
	})
	return names
}

// Programs are those of them that have a function main, for nslua -m.
func Programs() (names []string) {
	for _, name := range Modules() {
		if strings.Contains(embeddedSource(name), "\nfunction "+name+".main(") {
			names = append(names, name)
		}
	}
	return names
}
