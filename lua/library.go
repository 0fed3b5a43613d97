package lua

import (
	"embed"
	"io/fs"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// library are the modules written in Lua that come with nslua: in lib those for
// require, and in own those that only the host calls.
//
//go:embed lib own
var library embed.FS

// embedded compiles the module of that name that comes with nslua; nil if there
// is none.
func embedded(L *glua.LState, name string) *glua.LFunction {
	source := embeddedSource(name)
	if source == "" {
		return nil
	}
	return compileEmbedded(L, embeddedPath(name), source)
}

func compileEmbedded(L *glua.LState, path, source string) *glua.LFunction {
	chunk, err := load(L, source, "@nslua/"+path)
	if err != nil {
		panic(err)
	}
	return chunk
}

func embeddedPath(name string) string { return "lib/" + strings.ReplaceAll(name, ".", "/") + ".lua" }

// embeddedSource is the source of such a module, "" if there is none.
func embeddedSource(name string) string { return librarySource(embeddedPath(name)) }

func librarySource(path string) string {
	source, _ := library.ReadFile(path)
	return string(source)
}

// Modules are the names of the modules that come with nslua, for require, in order.
func Modules() (names []string) {
	fs.WalkDir(library, "lib", func(path string, d fs.DirEntry, err error) error {
		if name, ok := strings.CutSuffix(strings.TrimPrefix(path, "lib/"), ".lua"); ok {
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

// own is a module that only the host calls. Together they have a sys of their own and
// use no globals, which may be anything by now.
func (s *State) own(L *glua.LState, name string) *glua.LTable {
	if module := s.modules[name]; module != nil {
		return module
	}
	if s.modules["sys"] == nil {
		s.modules["sys"] = bindings.Module(L)
	}
	path := "own/" + name + ".lua"
	L.Push(compileEmbedded(L, path, librarySource(path)))
	L.Push(s.modules["sys"])
	L.Call(1, 1)
	module := L.Get(-1).(*glua.LTable)
	L.Pop(1)
	s.modules[name] = module
	return module
}

// CallOwn calls a function of such a module, and gives what it returns.
func (s *State) CallOwn(module, function string, arguments ...glua.LValue) ([]glua.LValue, error) {
	return s.results(func(L *glua.LState) int {
		arguments := L.GetTop()
		L.Insert(s.own(L, module).RawGetString(function), 1)
		L.Call(arguments, glua.MultRet)
		return L.GetTop()
	}, arguments...)
}
