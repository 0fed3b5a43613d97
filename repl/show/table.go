package show

import (
	"fmt"

	"github.com/mattn/go-runewidth"
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// How many entries of a table are shown, by how many tables are around it.
var mostEntries = [mostDepth]int{100, 20, 20, 10}

// table is a table's node: what its __tostring says, a list of records as columns,
// or else its entries.
func (p *Printer) table(table *glua.LTable, m bindings.Namer, depth int) *node {
	if names := bindings.RecordColumns(table); names != nil && depth < mostDepth {
		return p.records(table, names, depth)
	}
	if n := p.told(table, depth); n != nil {
		return n
	}
	switch {
	case vm.Empty(table):
		return p.leaf(colour.Plain, "{}")
	case p.within[table]:
		return p.leaf(colour.Hint, "<cycle>")
	case depth >= mostDepth || p.left <= 0:
		return p.leaf(colour.Plain, "{…}")
	}
	if names := p.commonKeys(table); names != nil {
		columns := p.records(table, names, depth)
		if depth == 0 {
			return columns
		}
		n := p.entries(table, m, depth)
		n.lines = columns.lines
		return n
	}
	return p.entries(table, m, depth)
}

// entries are the sequence, and then the other keys, sorted.
func (p *Printer) entries(table *glua.LTable, m bindings.Namer, depth int) *node {
	p.within[table] = true
	defer delete(p.within, table)
	most, length := mostEntries[depth], vm.Len(table)
	n := &node{isTable: true}
	for i := 1; i <= min(length, most); i++ {
		n.add(entry{value: p.value(vm.GetInt(table, i), m, depth+1)})
	}
	keys, others := p.keys(table, length, most-len(n.entries))
	for _, key := range keys {
		n.add(p.field(table, key, depth))
	}
	if more := length + others - len(n.entries); more > 0 {
		n.more = p.leaf(colour.Hint, fmt.Sprintf("… %d more", more))
		n.width += n.more.width + len(", ")
	}
	if len(n.entries) == 0 && n.more == nil { // it has lost all that it had
		return p.leaf(colour.Plain, "{}")
	}
	return n
}

// field is a key with its value.
func (p *Printer) field(table *glua.LTable, key glua.LValue, depth int) entry {
	var m bindings.Namer
	if name, ok := key.(glua.LString); ok {
		m = bindings.MemberNamer(table, string(name))
	}
	e := entry{value: p.value(vm.Get(table, key), m, depth+1)}
	e.key, e.keyWidth = p.key(key)
	return e
}

// key is a key as it stands in a constructor.
func (p *Printer) key(key glua.LValue) (painted string, width int) {
	if name, ok := key.(glua.LString); ok && syntax.IsName(string(name)) {
		return p.Palette.Paint(colour.Key, string(name)), len(name)
	}
	var n *node
	switch key := key.(type) {
	case *glua.LTable: // which may be large
		n = p.leaf(colour.Plain, "table")
	case glua.LString:
		text, rest := cut(string(key), mostWithin)
		text = `"` + escaped(text, '"') + `"`
		if rest > 0 {
			text += " " + moreBytes(rest)
		}
		n = &node{text: p.Palette.Paint(colour.Key, text), width: runewidth.StringWidth(text)}
	default:
		n = p.value(key, nil, mostDepth)
	}
	if n.width == never {
		n = p.leaf(colour.Plain, key.Type().String())
	}
	return "[" + n.text + "]", n.width + len("[]")
}
