package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/lua/syntax"
)

// What a prototype has about its calls is gopher-lua's own, and no more used: vm
// reads their names from the code. Its place is taken by what is to be known of
// the chunk: the name that it was loaded by, and its source.
const (
	factName   = iota // its Pc is which of the chunk's functions it is
	factSource        // its Pc is how many lines of the text come before the source, or -1 if that was not kept
	facts
)

// longestSource is how much of a source is kept to show its lines.
const longestSource = 1 << 20

// identify tells a function and those within it what chunk they are of, and which
// of its functions they are. What messages show of its name is the prototype's
// SourceName.
func identify(p *glua.FunctionProto, name, source string) {
	kept := 0
	if len(source) > longestSource {
		source, kept = "", -1
	}
	all := make([]glua.DbgCall, 0, facts*functionsIn(p))
	shown := syntax.Source(name, syntax.ShortSource)
	number := 0
	var tell func(p *glua.FunctionProto)
	tell = func(p *glua.FunctionProto) {
		first := len(all)
		all = append(all, glua.DbgCall{Name: name, Pc: number}, glua.DbgCall{Name: source, Pc: kept})
		p.SourceName, p.DbgCalls = shown, all[first:len(all):len(all)]
		number++
		for _, inner := range p.FunctionPrototypes {
			tell(inner)
		}
	}
	tell(p)
}

func functionsIn(p *glua.FunctionProto) int {
	count := 1
	for _, inner := range p.FunctionPrototypes {
		count += functionsIn(inner)
	}
	return count
}

// chunk is the name that a function's chunk was loaded by.
func chunk(p *glua.FunctionProto) string { return p.DbgCalls[factName].Name }

// sourceLine is a line of a function's source, "" if it was not kept.
func sourceLine(p *glua.FunctionProto, line int) string {
	text, before := sourceText(p)
	return lineOf(text, line+before)
}

// sourceText is the source of a function's chunk, and how many lines stand before
// it: a comment that belongs to it.
func sourceText(p *glua.FunctionProto) (text string, before int) {
	fact := p.DbgCalls[factSource]
	return fact.Name, max(fact.Pc, 0)
}

// remark puts a comment before the source of a chunk.
func remark(p *glua.FunctionProto, comment string) {
	if fact := &p.DbgCalls[factSource]; fact.Pc == 0 && len(comment) < longestSource {
		fact.Name, fact.Pc = comment+"\n"+fact.Name, 1+strings.Count(comment, "\n")
	}
	for _, inner := range p.FunctionPrototypes {
		remark(inner, comment)
	}
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

// SourceOf is the lines of a function in Lua, "" where its source was not kept.
func SourceOf(fn *glua.LFunction) string {
	if fn.IsG {
		return ""
	}
	var text strings.Builder
	source, before := sourceText(fn.Proto)
	number := -before
	for line := range strings.Lines(source) {
		if number++; number >= fn.Proto.LineDefined && number <= fn.Proto.LastLineDefined {
			text.WriteString(line)
		}
	}
	return text.String()
}
