package repl

import (
	"os"
	"slices"
	"strings"
	"unicode"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/line"
)

// A literal is a string that is being typed.
type literal struct {
	quote string // what opens it
	body  string // what is there of it, as it is written
}

// end is what closes the string, unless it stands behind the cursor already.
func (c *completer) end(l literal) string {
	end := l.quote
	if end[0] == '[' {
		end = "]" + end[1:len(end)-1] + "]"
	}
	if strings.HasPrefix(c.after, end) {
		return ""
	}
	return end
}

// inString completes what is within a string: what the parameter takes as one, the
// key of a table, and else a path.
func (c *completer) inString() {
	quote, _ := quoteOf(c.typed() + " ") // even [ has a second bracket
	l := literal{quote, c.typed()[len(quote):]}
	c.begin += len(quote)
	a, ok := c.argument()
	last := len(c.lexemes) - 1
	switch {
	case ok && a.Module:
		for _, m := range c.session.state.ModulesFor(l.body) {
			end := c.end(l)
			if strings.HasSuffix(m.Name, ".") {
				end = ""
			}
			c.offer(line.Item{Text: m.Name, Description: m.From, Append: end})
		}
	case ok && a.Topic:
		c.topics(c.end(l))
	case ok && a.Variable:
		c.variables(l)
	case ok && !a.table && (a.Constants != nil || a.Words != nil):
		c.words(a, l)
	case c.is(last, "[") && c.isOperand(last-1):
		c.keys(last-1, l)
	}
	if !ok || a.Path || c.items == nil && !a.Module && !a.Topic && a.Constants == nil {
		c.paths(l)
	}
}

// words offers the short names of constants, of flags as many as there are, and
// what else the string may be.
func (c *completer) words(a argument, l literal) {
	for _, word := range a.Words {
		c.offer(line.Item{Text: word, Append: c.end(l)})
	}
	for _, family := range a.Constants {
		begin, end := 0, c.end(l)
		if family.Flags {
			begin, end = strings.LastIndexAny(l.body, ",|+ ")+1, ""
		}
		word := l.body[begin:]
		c.begin += begin
		for _, name := range family.Names {
			if short, ok := fitting(family.Short(name[0]), word); ok {
				c.items = append(c.items, line.Item{Text: short, Description: name[1], Append: end})
			}
		}
	}
}

// fitting is the first form that begins with a word, letter case aside: it is given
// the word's.
func fitting(forms []string, word string) (string, bool) {
	for _, form := range forms {
		if len(form) < len(word) || !strings.EqualFold(form[:len(word)], word) {
			continue
		}
		switch word {
		case "":
		case strings.ToLower(word):
			form = strings.ToLower(form)
		case strings.ToUpper(word):
			form = strings.ToUpper(form)
		}
		return word + form[len(word):], true
	}
	return "", false
}

// variables offers those of the environment.
func (c *completer) variables(l literal) {
	for _, variable := range slices.Sorted(slices.Values(os.Environ())) {
		name, value, _ := strings.Cut(variable, "=")
		c.offer(line.Item{Text: name, Description: c.session.state.Brief(glua.LString(value)), Append: c.end(l)})
	}
}

// keys offers those of the table that ends with lexeme i.
func (c *completer) keys(i int, l literal) {
	r, ok := c.reference(i)
	if !ok {
		return
	}
	for table := range vm.Tables(c.session.state.LState, c.session.value(c.place, r)) {
		for key, value := range vm.Pairs(table) {
			if name, ok := key.(glua.LString); ok && strings.HasPrefix(string(name), l.unwritten(l.body)) {
				c.items = append(c.items, line.Item{Text: l.written(string(name)), Description: c.session.state.Brief(value), Append: c.end(l) + "]"})
			}
		}
	}
	slices.SortFunc(c.items, func(a, b line.Item) int { return strings.Compare(a.Text, b.Text) })
}

// paths offers what is in the directory that the string leads to. Names that begin
// with a dot are for who has typed it.
func (c *completer) paths(l literal) {
	slash := strings.LastIndexByte(l.body, '/') + 1
	directory, name := l.unwritten(l.body[:slash]), l.unwritten(l.body[slash:])
	c.begin += slash
	for _, e := range entries(directory, name) {
		i := line.Item{Text: l.written(e)}
		if i.Text == e && strings.ContainsFunc(e, unicode.IsControl) { // between long brackets
			continue
		}
		if !strings.HasSuffix(e, "/") {
			i.Append = c.end(l)
		}
		c.items = append(c.items, i)
	}
}

// entries are the names in a directory that begin so, those of directories with a
// slash.
func entries(directory, begin string) (names []string) {
	list, _ := bindings.ListDirectory(directory)
	if begin == ".." {
		names = append(names, "../")
	}
	for _, e := range list {
		switch {
		case !strings.HasPrefix(e.Name, begin), begin == "" && e.Name[0] == '.':
		case e.Directory:
			names = append(names, e.Name+"/")
		default:
			names = append(names, e.Name)
		}
	}
	return names
}
