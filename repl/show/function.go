package show

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// function is a call with its signature, or a function in Lua with its parameters
// and where it was written.
func (p *Printer) function(fn *glua.LFunction, name string) *node {
	if row := bindings.RowOf(fn); row != nil {
		n := p.leaf(colour.Binding, row.Name)
		head, tail := p.leaf(colour.Plain, "function: "), p.leaf(colour.Plain, row.Sig)
		return &node{text: head.text + n.text + tail.text, width: head.width + n.width + tail.width}
	}
	if fn.IsG {
		if name != "" {
			name += " "
		}
		return p.leaf(colour.Plain, "function: "+name+"builtin")
	}
	where := fmt.Sprintf("%s:%d", fn.Proto.SourceName, fn.Proto.LineDefined)
	if fn.Proto.LineDefined == 0 {
		return p.leaf(colour.Plain, Clean("function: main chunk "+fn.Proto.SourceName))
	}
	return p.leaf(colour.Plain, Clean("function: "+name+"("+strings.Join(lua.ParameterNames(fn.Proto), ", ")+") "+where))
}

// variable is the name by which a function can be called: a local variable's, a
// global's, or one of a library; "" if it has none.
func (p *Printer) variable(fn *glua.LFunction) string {
	if p.Locals != nil {
		for name, value := range p.Locals {
			if value == fn {
				return name
			}
		}
	}
	if name := nameIn(p.L.G.Global, fn); name != "" {
		return name
	}
	loaded, _ := p.L.G.Registry.RawGetString("_LOADED").(*glua.LTable)
	if loaded == nil {
		return ""
	}
	for key, value := range vm.Pairs(loaded) {
		library, ok := value.(*glua.LTable)
		if name := key.String(); ok && name != "_G" && name != "sys" {
			if field := nameIn(library, fn); field != "" {
				return name + "." + field
			}
		}
	}
	return ""
}

func nameIn(table *glua.LTable, fn *glua.LFunction) string {
	for key, value := range vm.Pairs(table) {
		if name, ok := key.(glua.LString); ok && value == fn && name != "_" {
			return string(name)
		}
	}
	return ""
}
