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
