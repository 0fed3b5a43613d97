// Package show says how a Lua value looks at the prompt: so that it can be read,
// within the width of the terminal, and in colours.
//
//	show       several values, and what a refused call returns
//	scalar     numbers, strings and what else is no table
//	function   functions, with what is known of them
//	table      tables, of which a tree is made
//	sort       in what order their keys come
//	layout     the tree on one line, or on several
//	columns    lists of records
//
// Printing takes no more than a bounded amount of memory, whatever the value. It
// runs no Lua but the metamethod __tostring, in a protected call.
package show

import (
	"iter"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// A Printer prints values of an interpreter.
type Printer struct {
	L       *glua.LState
	Palette colour.Palette
	Width   int // of the terminal, in columns; 0 if what is printed goes elsewhere
	// Stop tells whether an error in a __tostring ends the printing, as Ctrl-C does.
	// It is then raised again.
	Stop func(error) bool
	// Locals are variables beside the globals by which a function may have a name.
	Locals iter.Seq2[string, glua.LValue]

	within map[*glua.LTable]bool // the tables around the one that is looked at
	left   int                   // how many values more may be shown
	looked int                   // at so many entries of tables
}

const (
	mostValues = 5000
	mostDepth  = 4
	usualWidth = 80 // where there is no terminal, tables are broken to it
	between    = "  "
)

// Values is what an evaluation has returned, as it is printed: without a newline
// at the end. call is the function that has returned it, where that is known, and
// otherwise nil: it says which of its results are signals and the like.
func (p *Printer) Values(values []glua.LValue, call *glua.LFunction) string {
	p.within, p.left = map[*glua.LTable]bool{}, mostValues
	if isRefusal(values) {
		return p.refusal(values)
	}
	w := writer{width: p.width()}
	for i, value := range values {
		n := p.top(value, namer(values, i, call))
		n.fill = i > 0
		if i > 0 {
			w.separate(n)
		}
		w.node(n, 0)
	}
	return w.String()
}

func (p *Printer) width() int {
	if p.Width > 0 {
		return p.Width
	}
	return usualWidth
}

// namer names the constants that a returned number stands for, or is nil.
func namer(values []glua.LValue, i int, call *glua.LFunction) bindings.Namer {
	if i > 0 {
		if m := bindings.EndNamer(values[i-1]); m != nil {
			return m
		}
	}
	if call == nil {
		return nil
	}
	return bindings.ResultNamer(call, i+1)
}

// isRefusal tells whether values are what a call returns that the kernel has
// refused: nil, a message and an errno.
func isRefusal(values []glua.LValue) bool {
	return len(values) >= 3 && values[0] == glua.LNil &&
		values[1].Type() == glua.LTString && values[2].Type() == glua.LTNumber
}

// refusal leaves the errno out, which the message names. What was done of the call
// all the same follows.
func (p *Printer) refusal(values []glua.LValue) string {
	text, _ := cut(values[1].String(), mostBytes)
	message, hint, _ := strings.Cut(Clean(text), "\n")
	text = p.Palette.Paint(colour.Keyword, "nil") + between + p.Palette.Paint(colour.Error, message)
	for _, value := range values[3:] {
		w := writer{width: p.width()}
		w.node(p.top(value, nil), 0)
		text += between + w.String()
	}
	if hint != "" {
		text += "\n" + Remark(p.Palette, hint)
	}
	return text
}

// Error is what an error says, then the place that it is about, its hints, and more
// about it; what is empty is left out.
func Error(palette colour.Palette, text, place, more string) string {
	text, _ = cut(text, mostBytes)
	message, hint, hinted := strings.Cut(Clean(text), "\nhint: ")
	shown := painted(palette, colour.Error, message)
	if hinted {
		hint = "hint: " + hint
	}
	for _, part := range []string{Clean(place), hint, Clean(more)} {
		if part != "" {
			shown += "\n" + Remark(palette, part)
		}
	}
	return shown
}

// Remark is what the prompt says of its own accord.
func Remark(palette colour.Palette, text string) string {
	return painted(palette, colour.Hint, Clean(text))
}

// painted paints each line of a text, so that none of them colours what follows.
func painted(palette colour.Palette, style colour.Style, text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = palette.Paint(style, line)
	}
	return strings.Join(lines, "\n")
}

// look is called for each entry of a table: large ones are left on Ctrl-C.
func (p *Printer) look() {
	if p.looked++; p.looked%1024 == 0 {
		vm.Interrupt(p.L)
	}
}
