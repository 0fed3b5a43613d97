package repl

import (
	"regexp"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

var keywords = strings.Fields("and break do else elseif end false for function if in local nil not or repeat return then true until while")

var (
	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	// reference is what stands before the cursor: names joined by dots, of which
	// the last follows a dot or a colon and may be cut short.
	reference = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.:])((?:[A-Za-z_][A-Za-z0-9_]*\.)*(?:[A-Za-z_][A-Za-z0-9_]*[.:])?)([A-Za-z0-9_]*)$`)
)

// complete gives the names that may stand where text ends, sorted, and how much
// of them is there already. It looks into tables and runs no Lua.
func complete(L *glua.LState, text string) (names []string, word string) {
	found := reference.FindStringSubmatch(text)
	if found == nil {
		return nil, ""
	}
	path, word := found[1], found[2]
	var value glua.LValue = L.G.Global
	for _, name := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == ':' }) {
		value = field(L, value, name)
	}
	method := strings.HasSuffix(path, ":")
	for _, table := range fields(L, value) {
		table.ForEach(func(key, value glua.LValue) {
			name, ok := key.(glua.LString)
			if ok && identifier.MatchString(string(name)) && (!method || value.Type() == glua.LTFunction) {
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

// common is what all names begin with.
func common(names []string) string {
	prefix := names[0]
	for _, name := range names {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix
}

// columns lists names in columns, as ls does.
func columns(names []string, width int) string {
	widest := 0
	for _, name := range names {
		widest = max(widest, len(name))
	}
	across := max(1, width/(widest+2))
	down := (len(names) + across - 1) / across
	var b strings.Builder
	for row := range down {
		for i := row; i < len(names); i += down {
			b.WriteString(names[i])
			if i+down < len(names) {
				b.WriteString(strings.Repeat(" ", widest+2-len(names[i])))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
