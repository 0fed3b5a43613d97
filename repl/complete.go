package repl

import (
	"cmp"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
	"nslua/lua/vm"
	"nslua/repl/line"
)

// complete tells what may stand at the cursor. It reads tables, directories and
// /proc, and runs no Lua.
func (s *Session) complete(text string, cursor int) line.Completion {
	c := completer{session: s, before: text[:cursor], after: text[cursor:]}
	if !c.command() {
		c.lua(0)
	}
	return line.Completion{Begin: c.begin, Items: c.items}
}

// A completer gathers what may stand from begin up to the cursor.
type completer struct {
	*place
	session       *Session
	before, after string // the cursor
	begin         int
	items         []line.Item
}

// lua completes a chunk that begins at an offset of the text.
func (c *completer) lua(offset int) {
	c.place = placeAt(c.before[offset:])
	c.begin = offset + c.word.Begin
	switch last := len(c.lexemes) - 1; {
	case c.comment:
	case c.word.Class == syntax.String:
		c.inString()
	case c.is(last, ".") || c.is(last, ":"):
		c.fields(last)
	default:
		c.expression()
	}
}

// typed is what is there of the items.
func (c *completer) typed() string { return c.before[c.begin:] }

// offer adds an item if what is typed can go on so.
func (c *completer) offer(i line.Item) {
	if strings.HasPrefix(i.Text, c.typed()) {
		c.items = append(c.items, i)
	}
}

// A candidate is a name that may stand at the cursor, with its value, nil where that
// is not known.
type candidate struct {
	name  string
	value glua.LValue
	rank  int // of the same name the lowest holds
}

// The ranks of what an expression may begin with.
const (
	ofChunk = iota // a local variable of what is being typed
	ofSession
	ofLanguage // a keyword
	ofAll      // a global
)

// candidates are a table's names that go on from what is typed.
func (c *completer) candidates(list []candidate, table *glua.LTable, rank int) []candidate {
	for key, value := range vm.Pairs(table) {
		if name, ok := key.(glua.LString); ok && strings.HasPrefix(string(name), c.typed()) && syntax.IsName(string(name)) {
			if len(list) == cap(list) {
				list = slices.Grow(list, max(256, len(list))) // by more than append: there may be thousands
			}
			list = append(list, candidate{string(name), value, rank})
		}
	}
	return list
}

// fields completes the name after the dot or colon that is lexeme i.
func (c *completer) fields(i int) {
	r, ok := c.reference(i - 1)
	if !ok {
		c.results(i - 1)
		return
	}
	var list []candidate
	rank := 0
	for table := range vm.Tables(c.session.state.LState, c.session.value(c.place, r)) {
		list = c.candidates(list, table, rank)
		rank++
	}
	if c.is(i, ":") {
		list = slices.DeleteFunc(list, func(o candidate) bool { return o.value.Type() != glua.LTFunction })
	}
	c.list(list)
}

// results completes a field of what a call returns that ends with lexeme i, or of an
// item of that: ps()[1].
func (c *completer) results(i int) {
	if c.is(i, "]") {
		i = c.opening(i) - 1
	}
	r, ok := c.reference(c.opening(i) - 1)
	if !ok || !c.is(i, ")") {
		return
	}
	fn, _ := c.session.value(c.place, r).(*glua.LFunction)
	if row := bindings.RowOf(fn); row != nil {
		for _, f := range row.Results() {
			c.offer(line.Item{Text: f.Name, Description: f.Text})
		}
	}
}

// expression completes what may stand where an expression or a statement goes on:
// what a parameter takes goes before all else. Constants stand alone where nothing has
// been typed yet; a pid or a descriptor is in some variable as a rule.
func (c *completer) expression() {
	a, ok := c.argument()
	if ok {
		a.offerTo(c)
	}
	taken := len(c.items) > 0
	whole := a.named() || c.typed() == "" && a.Constants != nil // other names would mean nothing there
	if taken && whole || c.word.Class == syntax.Number {
		return
	}
	var list []candidate
	for _, name := range c.locals() {
		list = append(list, candidate{name, nil, ofChunk})
	}
	for name, value := range c.session.state.Locals {
		list = append(list, candidate{name, value, ofSession})
	}
	if c.typed() != "" {
		for _, word := range syntax.Keywords() {
			list = append(list, candidate{word, nil, ofLanguage})
		}
	}
	list = slices.DeleteFunc(list, func(o candidate) bool { return !strings.HasPrefix(o.name, c.typed()) })
	list = c.candidates(list, c.session.state.G.Global, ofAll)
	switch {
	case c.typed() == "":
		list = slices.DeleteFunc(list, func(o candidate) bool {
			number := o.value == nil || o.value.Type() == glua.LTNumber // as what is taken
			return c.standard(o) || taken && !number
		})
	case taken:
		list = slices.DeleteFunc(list, isConstant)
	}
	c.list(list)
}

// standard tells names that are there from the start, or stand for what needs no name:
// where nothing has been typed the user's own are offered.
func (c *completer) standard(o candidate) bool {
	return o.name[0] == '_' || o.rank == ofAll && (bindings.Original(o.name) == o.value || c.session.state.Standard(o.name, o.value))
}

// isConstant tells constants that a parameter does not take, which takes others.
func isConstant(o candidate) bool {
	_, is := bindings.Constant(o.name)
	return is
}

// mostDescribed is how many items are described: a longer list is looked at for names
// only, if at all.
const mostDescribed = 300

// list adds names in their order.
func (c *completer) list(names []candidate) {
	slices.SortFunc(names, func(a, b candidate) int {
		return cmp.Or(strings.Compare(a.name, b.name), a.rank-b.rank)
	})
	names = slices.CompactFunc(names, func(a, b candidate) bool { return a.name == b.name })
	c.items = slices.Grow(c.items, len(names))
	for _, o := range names {
		i := line.Item{Text: o.name}
		if len(names) <= mostDescribed {
			i.Description = c.describe(o)
		}
		c.items = append(c.items, i)
	}
}

func (c *completer) describe(o candidate) string {
	if o.value == nil && o.rank == ofLanguage {
		return "keyword"
	} else if o.value == nil {
		return "local variable"
	}
	if text, ok := bindings.Constant(o.name); ok && bindings.Original(o.name) == o.value {
		return text
	}
	return c.session.state.Brief(o.value)
}

// topics offers the names that help knows.
func (c *completer) topics(end string) {
	for _, t := range bindings.Topics() {
		c.offer(line.Item{Text: t[0], Description: t[1], Append: end})
	}
}
