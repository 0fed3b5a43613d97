package lua

import (
	"fmt"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/manual"
	"nslua/lua/vm"
)

// book is what help tells of Lua: its libraries, modules, and values. Nothing in it
// runs Lua; tables are read without metamethods.
type book struct{ *State }

func (b book) Topics() []bindings.Topic { return manual.Topics }

// Modules are those that come with nslua and those that are loaded.
func (b book) Modules() []bindings.Entry {
	list := []bindings.Entry{{Name: "sys", Text: "All system calls and constants, as fields of a table."}}
	for _, name := range Modules() {
		if !strings.Contains(name, ".") { // what has a dot is a part of one
			list = append(list, bindings.Entry{Name: name, Text: oneLine(head(embeddedSource(name)))})
		}
	}
	known := func(name string) bool {
		return manual.Topic(name) != nil || embeddedSource(name) != "" || slices.ContainsFunc(list, func(e bindings.Entry) bool { return e.Name == name })
	}
	for _, f := range namedFields(b.loaded) {
		if table, ok := f.value.(*glua.LTable); ok && !known(f.name) && f.name != "_G" {
			list = append(list, bindings.Entry{Name: f.name, Text: oneLine(head(sourceOf(table)))})
		}
	}
	return list
}

// moduleName is the name of a module that is loaded; "" for other tables.
func (b book) moduleName(table *glua.LTable) string {
	for _, f := range namedFields(b.loaded) {
		if f.value == table && f.name != "_G" {
			return f.name
		}
	}
	return ""
}

var sysPage = bindings.Page{
	Usage: `require "sys"`,
	Text: "A table of all system calls and constants. They are globals, too; it is for scripts that keep to local names, " +
		"or that have globals of some of these names.",
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Named is the page of a module, of what comes with nslua also when it has not
// been loaded, or of a global or a field of one.
func (b book) Named(name string) string {
	if table, ok := vm.Get(b.loaded, glua.LString(name)).(*glua.LTable); ok {
		return b.module(name, table)
	}
	if name == "sys" {
		return sysPage.String()
	}
	if source := embeddedSource(name); source != "" {
		p := bindings.Page{Usage: fmt.Sprintf("require %q", name), Comment: head(source), Where: "It comes with nslua."}
		return p.String()
	}
	var value glua.LValue = b.G.Global
	for field := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '.' || r == ':' }) {
		table, ok := value.(*glua.LTable)
		if !ok {
			return ""
		}
		value = vm.Get(table, glua.LString(field))
	}
	if value == b.G.Global || value == glua.LNil {
		return ""
	}
	return b.Value(value)
}

// Value is the page of a value.
func (b book) Value(value glua.LValue) string {
	switch value := value.(type) {
	case *glua.LFunction:
		if !value.IsG {
			return functionPage(value)
		}
		if e := b.entry(value); e != nil {
			return bindings.PageNamed(e.Name)
		}
		return "A function of nslua's that is not documented.\n"
	case *glua.LTable:
		if value == b.G.Global {
			return bindings.PageNamed("_G")
		}
		if name := b.moduleName(value); name != "" {
			return b.module(name, value)
		}
		return b.table(value)
	case *glua.LUserData:
		if f, ok := value.Value.(*file); ok {
			return f.page()
		}
		return "A userdata.\n"
	case *glua.LState:
		return fmt.Sprintf("A coroutine, which is %s.\n", vm.Status(b.LState, value))
	case glua.LBool:
		return bindings.PageNamed(value.String())
	}
	return ""
}

// entry is the manual's of a function, nil if it has none.
func (b book) entry(fn *glua.LFunction) *bindings.Entry {
	for e := range manual.Entries {
		if b.entryValue(e.Name) == fn {
			return e
		}
	}
	for _, f := range namedFields(bindings.U64Methods) {
		if f.value == fn { // it is one of bit's, too
			return manual.Entry("bit." + f.name)
		}
	}
	return nil
}

// Standard tells whether a global is of Lua's own: a library, or a function that is
// not written in Lua.
func (s *State) Standard(name string, value glua.LValue) bool {
	if fn, ok := value.(*glua.LFunction); ok {
		return fn.IsG
	}
	return manual.Topic(name) != nil || manual.Entry(name) != nil
}

// entryValue is what an entry of the manual is about, nil if it is a word.
func (b book) entryValue(name string) glua.LValue {
	if library, field, ok := strings.Cut(name, "."); ok {
		table, _ := vm.Get(b.loaded, glua.LString(library)).(*glua.LTable)
		return fieldOf(table, field)
	}
	switch class, method, ok := strings.Cut(name, ":"); {
	case ok && class == "file":
		return fieldOf(b.fileMeta, method)
	case ok && class == "u64":
		return fieldOf(bindings.U64Methods, method)
	case ok && class == "flags":
		return fieldOf(bindings.FlagMethods(), method)
	}
	return fieldOf(b.G.Global, name)
}

func fieldOf(table *glua.LTable, name string) glua.LValue {
	if table == nil {
		return glua.LNil
	}
	return vm.Get(table, glua.LString(name))
}
