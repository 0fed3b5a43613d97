package repl

import (
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/repl/line"
)

var keywords = []string{
	"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in",
	"local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
}

// complete is what may stand at the cursor.
func (s *Session) complete(text string, cursor int) line.Completion {
	names, word := complete(s.state.LState, text[:cursor])
	c := line.Completion{Begin: cursor - len(word)}
	for _, name := range names {
		c.Items = append(c.Items, line.Item{Text: name})
	}
	return c
}

// complete gives the names that may stand where text ends, sorted, and how much
// of them is there already. It looks into tables and runs no Lua.
func complete(L *glua.LState, text string) (names []string, word string) {
	path, word := reference(text)
	if strings.IndexFunc(path, isSeparator) == 0 { // of a value that only running Lua would tell
		return nil, ""
	}
	var value glua.LValue = L.G.Global
	for _, name := range strings.FieldsFunc(path, isSeparator) {
		value = field(L, value, name)
	}
	method := strings.HasSuffix(path, ":")
	for _, table := range fields(L, value) {
		table.ForEach(func(key, value glua.LValue) {
			name, ok := key.(glua.LString)
			if ok && isName(string(name)) && (!method || value.Type() == glua.LTFunction) {
				names = append(names, string(name))
			}
		})
	}
	if path == "" {
		names = append(names, keywords...)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return !strings.HasPrefix(name, word) })
	slices.Sort(names)
	return slices.Compact(names), word
}

// reference takes from the end of text the names joined by dots and colons that
// stand there: the last, which may be cut short, and what is before it.
func reference(text string) (path, word string) {
	begin := strings.LastIndexFunc(text, func(r rune) bool { return !isNamePart(r) && !isSeparator(r) })
	text = text[begin+1:]
	if i := strings.LastIndex(text, ".."); i >= 0 { // the operator
		text = text[i+2:]
	}
	last := strings.LastIndexFunc(text, isSeparator)
	return text[:last+1], text[last+1:]
}

func isSeparator(r rune) bool { return r == '.' || r == ':' }

func isNamePart(r rune) bool {
	return r == '_' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}

func isName(s string) bool {
	return s != "" && (s[0] < '0' || s[0] > '9') && strings.IndexFunc(s, func(r rune) bool { return !isNamePart(r) }) < 0
}

func field(L *glua.LState, value glua.LValue, name string) glua.LValue {
	for _, table := range fields(L, value) {
		if found := table.RawGetString(name); found != glua.LNil {
			return found
		}
	}
	return glua.LNil
}

// fields are the tables that a value is indexed through, one after the other.
func fields(L *glua.LState, value glua.LValue) (tables []*glua.LTable) {
	for range 10 { // a table may be its own metatable
		if table, ok := value.(*glua.LTable); ok {
			tables = append(tables, table)
		}
		meta, ok := L.GetMetatable(value).(*glua.LTable)
		if !ok {
			break
		}
		value = meta.RawGetString("__index")
	}
	return tables
}
