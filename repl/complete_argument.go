package repl

import (
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
	"nslua/repl/line"
)

// An argument is what the cursor is in: that of a call of a function whose
// parameters are known, or a field of the table that is passed for it.
type argument struct {
	bindings.Parameter
	table bool   // it is in a table
	field string // whose value is meant there; "" for an item, or the name of a field
}

// named tells whether the name of a field stands there.
func (a argument) named() bool { return a.table && a.field == "" && a.Fields != nil }

// argument finds the call around the cursor.
func (c *completer) argument() (a argument, ok bool) {
	last, top := len(c.lexemes)-1, c.innermost()
	if !strings.Contains("({,;=+-", c.at(last)) && !c.calls(last) {
		return a, false
	}
	callee, n := top.at-1, top.commas
	switch {
	case c.calls(last): // f "string"
		callee, n = last, 0
	case top.word == "(" && top.params:
		return a, false
	case top.word == "{":
		a.table, a.field = true, top.field
		if n = 0; c.is(callee, "(") || c.is(callee, ",") {
			outer := c.open[len(c.open)-2]
			callee, n = outer.at-1, outer.commas
		}
	case top.word != "(":
		return a, false
	}
	r, ok := c.reference(callee)
	if !ok {
		return a, false
	}
	fn, ok := c.session.value(c.place, r).(*glua.LFunction)
	if !ok {
		return a, false
	}
	params := c.session.state.Parameters(fn)
	if n >= len(params) {
		return a, false
	}
	a.Parameter = params[n]
	return a, true
}

// calls tells whether a string at the cursor is passed to what ends with lexeme i.
func (c *completer) calls(i int) bool {
	return c.word.Class == syntax.String && c.word.Begin < c.word.End && c.isOperand(i)
}

// offerTo offers what may be passed, outside of strings.
func (a argument) offerTo(c *completer) {
	constants, process := a.Constants, a.Process && !a.table
	if a.table && a.field != "" {
		constants, process = nil, a.Process && a.field == "pid"
		for _, f := range a.Fields {
			if f.Name == a.field {
				constants = f.Constants
			}
		}
	} else if a.named() {
		for _, f := range a.Fields {
			c.offer(line.Item{Text: f.Name, Description: f.Text, Append: " = "})
		}
	}
	for _, family := range constants {
		for _, name := range family.Names {
			c.offer(line.Item{Text: name[0], Description: name[1]})
		}
	}
	if process {
		c.processes()
	}
	if a.Descriptor && !a.table {
		c.descriptors()
	}
	if !a.table {
		for _, word := range a.Words {
			c.offer(line.Item{Text: strconv.Quote(word)})
		}
	}
}

// descriptors offers those that are open.
func (c *completer) descriptors() {
	files, _ := bindings.OpenDescriptors()
	for _, f := range files {
		c.offer(line.Item{Text: strconv.Itoa(f.Number), Description: f.File})
	}
}

// processes offers the pids that begin as what is typed does. Those that are too
// many for a description each are listed with their names.
func (c *completer) processes() {
	const mostDescribed = 15
	list := bindings.Processes(c.typed())
	for _, p := range list {
		i := line.Item{Text: strconv.Itoa(p.Pid)}
		if len(list) <= mostDescribed {
			i.Description = p.Command()
		} else {
			i.Display = i.Text + " " + p.Name
		}
		c.items = append(c.items, i)
	}
}
