package lua

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/manual"
	"nslua/lua/number"
	"nslua/lua/vm"
)

// functionPage is the page of a function in Lua.
func functionPage(fn *glua.LFunction) string {
	p := bindings.Page{Usage: heading(fn), Comment: commentAbove(fn), Where: where(fn.Proto)}
	return p.String()
}

// module is the page of a module that is loaded; those of Lua's own have a topic.
func (b book) module(name string, table *glua.LTable) string {
	if manual.Topic(name) != nil {
		return bindings.PageNamed(name)
	}
	if name == "sys" {
		return sysPage.String()
	}
	p := bindings.Page{Usage: fmt.Sprintf("require %q", name), Comment: head(sourceOf(table)), Lists: b.fieldLists(table)}
	if fn := functionIn(table); fn != nil {
		p.Where = "From " + strings.TrimLeft(chunk(fn.Proto), "=@") + "."
	}
	return p.String()
}

// table is the page of a table that is no module.
func (b book) table(table *glua.LTable) string {
	p := bindings.Page{Text: "A " + tableSize(table) + ".", Lists: b.fieldLists(table)}
	if meta, ok := table.Metatable.(*glua.LTable); ok {
		p.Text += " It has a metatable"
		if names := fieldNames(meta); names != "" {
			p.Text += " with " + names
		}
		p.Text += "."
	}
	return p.String()
}

func fieldNames(table *glua.LTable) string {
	var names []string
	for _, f := range namedFields(table) {
		names = append(names, f.name)
	}
	return strings.Join(names, ", ")
}

// mostFields is how many fields of a table a page has.
const mostFields = 60

// fieldLists are a table's functions, and its other fields.
func (b book) fieldLists(table *glua.LTable) (lists []bindings.List) {
	var functions, others [][2]string
	for _, f := range namedFields(table) {
		if fn, ok := f.value.(*glua.LFunction); ok {
			functions = append(functions, [2]string{f.name + parenthesis(fn), b.summary(fn)})
		} else {
			others = append(others, [2]string{f.name, b.brief(f.value)})
		}
	}
	for i := 1; i <= min(vm.Len(table), 10); i++ {
		others = append(others, [2]string{"[" + strconv.Itoa(i) + "]", b.brief(vm.GetInt(table, i))})
	}
	for _, l := range []bindings.List{{Title: "Functions", Lines: functions}, {Title: "Fields", Lines: others}} {
		if more := len(l.Lines) - mostFields; more > 0 {
			l.Lines = append(l.Lines[:mostFields:mostFields], [2]string{"...", fmt.Sprintf("and %d more", more)})
		}
		if l.Lines != nil {
			lists = append(lists, l)
		}
	}
	return lists
}

// parenthesis has a function's parameters, where they are known.
func parenthesis(fn *glua.LFunction) string {
	if fn.IsG {
		return ""
	}
	text := heading(fn)
	return text[strings.IndexByte(text, '('):]
}

// summary is a sentence about a function.
func (b book) summary(fn *glua.LFunction) string {
	if row := bindings.RowOf(fn); row != nil {
		return row.Summary()
	}
	if !fn.IsG {
		return sentence(commentAbove(fn))
	}
	if e := b.entry(fn); e != nil {
		return e.Summary()
	}
	return ""
}

// A namedField is a field of a table whose key is a string.
type namedField struct {
	name  string
	value glua.LValue
}

// namedFields are those of a table in the order of their names.
func namedFields(table *glua.LTable) (list []namedField) {
	for key, value := range vm.Pairs(table) {
		if name, ok := key.(glua.LString); ok {
			list = append(list, namedField{string(name), value})
		}
	}
	slices.SortFunc(list, func(a, b namedField) int { return cmp.Compare(a.name, b.name) })
	return list
}

// functionIn is the first of a table's functions in Lua, nil if it has none.
func functionIn(table *glua.LTable) *glua.LFunction {
	for _, f := range namedFields(table) {
		if fn, ok := f.value.(*glua.LFunction); ok && !fn.IsG {
			return fn
		}
	}
	return nil
}

// sourceOf is the source that a module was made by, as its functions tell; "" if
// it has none.
func sourceOf(module *glua.LTable) string {
	if fn := functionIn(module); fn != nil {
		text, _ := sourceText(fn.Proto)
		return text
	}
	return ""
}

// Brief says in a few words what a value is.
func (s *State) Brief(value glua.LValue) string { return book{s}.brief(value) }

func (b book) brief(value glua.LValue) string {
	const longest = 40
	switch value := value.(type) {
	case glua.LString:
		text := strconv.Quote(string(value[:min(len(value), longest)]))
		if len(value) > longest {
			text += fmt.Sprintf("... (%d bytes)", len(value))
		}
		return text
	case glua.LNumber:
		return number.Text(float64(value))
	case *glua.LFunction:
		text := b.summary(value)
		if text == "" && value.IsG {
			return "function"
		} else if text == "" {
			return heading(value)
		}
		return text
	case *glua.LTable:
		return tableSize(value)
	case *glua.LUserData:
		switch held := value.Value.(type) {
		case *file:
			return "a file"
		case fmt.Stringer: // flags
			return held.String()
		}
		return "userdata"
	case *glua.LState:
		return "a coroutine"
	}
	return value.String() // nil and booleans
}

func tableSize(table *glua.LTable) string {
	items := vm.Len(table)
	fields := -items
	for range vm.Pairs(table) {
		fields++
	}
	switch {
	case items == 0 && fields == 0:
		return "table, which is empty"
	case items == 0:
		return "table of " + plural(fields, "field")
	case fields == 0:
		return "table of " + plural(items, "item")
	}
	return fmt.Sprintf("table of %s and %s", plural(items, "item"), plural(fields, "field"))
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return strconv.Itoa(n) + " " + word + "s"
}

// page tells of a file.
func (f *file) page() string {
	if f.fd < 0 {
		return "A file, which is closed.\n"
	}
	ways := "reading and writing"
	switch {
	case !f.writable:
		ways = "reading"
	case !f.readable:
		ways = "writing"
	}
	p := bindings.Page{Text: fmt.Sprintf("A file, %s, open for %s on descriptor %d.", f.name, ways, f.fd)}
	for _, e := range manual.Topic("file").Entries {
		p.See = append(p.See, e.Name)
	}
	return p.String()
}
