package lua

import (
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
)

// A Module is what require may be given, as far as a name goes: with a dot at its
// end it is a folder of modules.
type Module struct {
	Name, From string
}

// ModulesFor are the modules whose names begin so: those that are loaded, that are
// preloaded, that are files along package.path and that come with nslua. It reads
// folders and no files.
func (s *State) ModulesFor(begin string) []Module {
	found := map[string]string{}
	add := func(name, from string) {
		if _, there := found[name]; !there && strings.HasPrefix(name, begin) {
			found[name] = from
		}
	}
	for _, f := range namedFields(s.loaded) {
		if f.name != "_G" {
			add(f.name, "loaded")
		}
	}
	if preload, ok := fieldOf(s.packages, "preload").(*glua.LTable); ok {
		for _, f := range namedFields(preload) {
			add(f.name, "preloaded")
		}
	}
	for _, name := range Modules() {
		add(name, "comes with nslua")
	}
	if path, ok := asText(vm.Get(s.packages, glua.LString("path"))); ok {
		for template := range strings.SplitSeq(path, ";") {
			filesFor(template, begin, add)
		}
	}
	var list []Module
	for name, from := range found {
		list = append(list, Module{name, from})
	}
	slices.SortFunc(list, func(a, b Module) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// filesFor looks for a template's modules in the folder that the name leads to so
// far: of "a.b" in a.
func filesFor(template, begin string, add func(name, from string)) {
	before, after, ok := strings.Cut(template, "?")
	slash := strings.LastIndexByte(before, '/') + 1
	if !ok || before[slash:] != "" { // lib?.lua is no folder's
		return
	}
	folder := begin[:strings.LastIndexByte(begin, '.')+1]
	place := before + strings.ReplaceAll(folder, ".", "/")
	inner, nested := strings.CutPrefix(after, "/") // of ?/init.lua
	for _, e := range list(place) {
		switch name, isFile := strings.CutSuffix(e.Name, after); {
		case strings.HasPrefix(e.Name, "."), !strings.HasPrefix(folder+e.Name, begin):
		case !e.Directory && isFile && name != "" && !strings.Contains(name, "."):
			add(folder+name, place)
		case e.Directory && nested && slices.ContainsFunc(list(place+e.Name), func(e bindings.DirectoryEntry) bool { return e.Name == inner }):
			add(folder+e.Name, place)
		case e.Directory && len(begin) > len(folder) && slices.ContainsFunc(list(place+e.Name), isModule):
			add(folder+e.Name+".", place)
		}
	}
}

func isModule(e bindings.DirectoryEntry) bool {
	return !e.Directory && strings.HasSuffix(e.Name, ".lua")
}

func list(folder string) []bindings.DirectoryEntry {
	entries, _ := bindings.ListDirectory(folder)
	return entries
}
