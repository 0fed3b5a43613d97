package lua

import (
	"embed"
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
	path := "lib/" + strings.ReplaceAll(name, ".", "/") + ".lua"
	source, err := library.ReadFile(path)
	if err != nil {
		return nil
	}
	chunk, err := load(L, string(source), "@nslua/"+path)
	if err != nil {
		panic(err)
	}
	return chunk
}

// Modules are the names of the modules that come with nslua, for require.
func Modules() (names []string) {
	for name := range modules {
		names = append(names, name)
	}
	return names
}

// Programs are those of them that have a function main, for nslua -m.
func Programs() (names []string) {
	for name, source := range modules {
		if strings.Contains(source, "\nfunction "+name+".main(") {
			names = append(names, name)
		}
	}
	return names
}

// modules goes through the modules that are not parts of another, or of the host.
func modules(yield func(name, source string) bool) {
	files, _ := library.ReadDir("lib")
	for _, file := range files {
		name, ok := strings.CutSuffix(file.Name(), ".lua")
		if !ok || name == "command" {
			continue
		}
		source, _ := library.ReadFile("lib/" + file.Name())
		if !yield(name, string(source)) {
			return
		}
	}
}
