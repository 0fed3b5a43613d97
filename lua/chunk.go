package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// What a prototype has about its calls is gopher-lua's own, and no more used: vm
// reads their names from the code. Its place is taken by what is to be known of
// the chunk: the name that it was loaded by, with which of the chunk's functions
// the prototype is, and the source, with its length.
const (
	factName = iota
	factSource
)

// longestSource is how much of a source is kept to show its lines.
const longestSource = 1 << 20

// identify tells a function and those within it what chunk they are of. What
// messages show of its name is the prototype's SourceName.
func identify(p *glua.FunctionProto, name, source string) {
	kept := glua.DbgCall{Name: source, Pc: len(source)}
	if len(source) > longestSource {
		kept.Name = ""
	}
	shown := syntax.Source(name, syntax.ShortSource)
	for i, p := range withInner(p) {
		p.SourceName = shown
		p.DbgCalls = []glua.DbgCall{factName: {Name: name, Pc: i}, factSource: kept}
	}
}

// withInner lists a function and all those within it.
func withInner(p *glua.FunctionProto) []*glua.FunctionProto {
	all := []*glua.FunctionProto{p}
	for _, inner := range p.FunctionPrototypes {
		all = append(all, withInner(inner)...)
	}
	return all
}

// chunk is the name that a function's chunk was loaded by.
func chunk(p *glua.FunctionProto) string { return p.DbgCalls[factName].Name }

// sourceLine is a line of a function's source, "" if it was not kept.
func sourceLine(p *glua.FunctionProto, line int) string {
	return lineOf(p.DbgCalls[factSource].Name, line)
}

// lineOf is the n-th line of a text.
func lineOf(text string, n int) string {
	for line := range strings.Lines(text) {
		if n--; n == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}
