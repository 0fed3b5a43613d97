package repl

import (
	"cmp"
	"slices"
	"strconv"
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
	c := completer{Session: s, rest: text[cursor:]}
	text = text[:cursor]
	if !c.command(text) {
		c.lua(text, 0)
	}
	return line.Completion{Begin: c.begin, Items: c.items}
}

// A completer gathers what may stand from begin up to the cursor.
type completer struct {
	*Session
	*place
	begin int
	items []line.Item
	rest  string // what is behind the cursor
}

// lua completes a chunk that begins at an offset of the text.
func (c *completer) lua(text string, offset int) {
	c.place = placeAt(text[offset:])
	c.begin = c.word.Begin
	switch last := len(c.lexemes) - 1; {
	case c.comment:
	case c.word.Class == syntax.String:
		c.inString()
	case c.is(last, ".") || c.is(last, ":"):
		c.fields(last)
	default:
		c.expression()
	}
	c.begin += offset
}

// typed is what is there of the word.
func (c *completer) typed() string { return c.text[c.word.Begin:] }

// offer adds an item if the word can go on so.
func (c *completer) offer(i line.Item) bool {
	fits := strings.HasPrefix(i.Text, c.typed())
	if fits {
		c.items = append(c.items, i)
	}
	return fits
}

// fields completes the name after the dot or colon that is lexeme i.
func (c *completer) fields(i int) {
	r, ok := c.reference(i - 1)
	if !ok {
		return
	}
	named := map[string]glua.LValue{}
	for _, table := range c.tables(c.value(c.place, r)) {
		for key, value := range vm.Pairs(table) {
			name, ok := key.(glua.LString)
			if !ok || !isName(string(name)) || c.is(i, ":") && value.Type() != glua.LTFunction {
				continue
			}
			if _, hidden := named[string(name)]; !hidden && strings.HasPrefix(string(name), c.typed()) {
				named[string(name)] = value
			}
		}
	}
	c.list(named)
}

// expression completes what may stand where an expression or a statement goes on:
// what a parameter takes goes before all else, and stands alone where nothing has
// been typed yet.
func (c *completer) expression() {
	a, ok := c.argument()
	if ok {
		a.offerTo(c)
	}
	taken := len(c.items) > 0
	if taken && (c.typed() == "" || a.named()) || c.word.Class == syntax.Number {
		return
	}
	named := map[string]glua.LValue{}
	for name, value := range vm.Pairs(c.state.G.Global) {
		if name, ok := name.(glua.LString); ok && c.wanted(string(name), value, taken) {
			named[string(name)] = value
		}
	}
	for name, value := range c.state.Locals {
		if strings.HasPrefix(name, c.typed()) {
			named[name] = value
		}
	}
	for _, name := range c.locals() {
		if strings.HasPrefix(name, c.typed()) {
			named[name] = nil
		}
	}
	c.list(named)
	if c.typed() != "" {
		for _, word := range keywords {
			c.offer(line.Item{Text: word, Description: "keyword"})
		}
	}
	c.sort(taken)
}

// wanted tells whether a global is offered. Where nothing has been typed it is if
// the user has made it; and where a parameter takes some constants, others do not
// go on.
func (c *completer) wanted(name string, value glua.LValue, taken bool) bool {
	if !strings.HasPrefix(name, c.typed()) || !isName(name) {
		return false
	}
	if c.typed() == "" {
		return bindings.Original(name) != value && !c.state.Standard(name, value)
	}
	_, constant := bindings.Constant(name)
	return !taken || !constant
}

// fewEnough is how many items are described: a longer list is looked at for names
// only, if at all.
const fewEnough = 300

// list adds values by their names; nil is a local variable of the chunk.
func (c *completer) list(named map[string]glua.LValue) {
	items := make([]line.Item, 0, len(named))
	for name, value := range named {
		i := line.Item{Text: name}
		if len(named) <= fewEnough {
			i.Description = c.describe(name, value)
		}
		items = append(items, i)
	}
	slices.SortFunc(items, func(a, b line.Item) int { return cmp.Compare(a.Text, b.Text) })
	c.items = append(c.items, items...)
}

func (c *completer) describe(name string, value glua.LValue) string {
	if value == nil {
		return "local variable"
	}
	if text, ok := bindings.Constant(name); ok && bindings.Original(name) == value {
		return text
	}
	return c.state.Brief(value)
}

// sort orders the items by name, unless those that a parameter takes go first.
func (c *completer) sort(taken bool) {
	if !taken {
		slices.SortFunc(c.items, func(a, b line.Item) int { return cmp.Compare(a.Text, b.Text) })
	}
	var seen []string
	c.items = slices.DeleteFunc(c.items, func(i line.Item) bool {
		if len(c.items) > fewEnough {
			return false
		}
		again := slices.Contains(seen, i.Text)
		seen = append(seen, i.Text)
		return again
	})
}

// topics offers the names that help knows and that begin so.
func (c *completer) topics(begin, end string) {
	for _, t := range bindings.Topics() {
		if strings.HasPrefix(t[0], begin) {
			c.items = append(c.items, line.Item{Text: t[0], Description: t[1], Append: end})
		}
	}
}

// processes offers the pids that begin as what is typed does. Those that are too
// many for a description each are listed with their names.
func (c *completer) processes() {
	list := slices.DeleteFunc(bindings.Processes(), func(p bindings.Process) bool {
		return !strings.HasPrefix(strconv.Itoa(p.Pid), c.typed())
	})
	for _, p := range list {
		i := line.Item{Text: strconv.Itoa(p.Pid), Description: p.Command}
		if len(list) > 15 {
			i.Display = i.Text + " " + p.Name
		}
		c.items = append(c.items, i)
	}
}
