package show

import (
	"fmt"
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// How many records of a list are shown, by itself and in another table.
const (
	mostRecords       = 1000
	mostRecordsWithin = 20
	mostColumns       = 40
)

// records is a list of records: a column for each name, and the list's other
// fields below.
func (p *Printer) records(list *glua.LTable, names []string, depth int) *node {
	p.within[list] = true
	defer delete(p.within, list)
	most, length := mostRecords, vm.Len(list)
	if depth > 0 {
		most = mostRecordsWithin
	}
	columns := bindings.NewColumns(names)
	styles := [][]colour.Style{slices.Repeat([]colour.Style{colour.Key}, len(names))}
	rows := map[glua.LValue]bool{}
	for i := 1; i <= min(length, most); i++ {
		p.look()
		record, ok := vm.GetInt(list, i).(*glua.LTable)
		if !ok {
			continue
		}
		rows[record] = true
		cells, style := make([]string, len(names)), make([]colour.Style, len(names))
		for j, name := range names {
			cells[j], style[j] = p.cell(record, name)
			if style[j] == colour.Number {
				columns.Right(j)
			}
		}
		columns.Add(cells)
		styles = append(styles, style)
	}
	if p.Width > 0 {
		columns.Fit(p.Width - indentation(depth))
	}
	lines := columns.Lines(func(line, column int, cell string) string {
		return p.Palette.Paint(styles[line][column], cell)
	})
	if length > most {
		lines = append(lines, p.Palette.Paint(colour.Hint, fmt.Sprintf("… %d more", length-most)))
	}
	return &node{lines: append(lines, p.others(list, rows, length, depth)...), width: never}
}

// indentation is that of a block among so many tables: it is below its key.
func indentation(depth int) int {
	if depth == 0 {
		return 0
	}
	return step * (depth + 1)
}

// cell is a member of a record in one line, and its style.
func (p *Printer) cell(record *glua.LTable, name string) (string, colour.Style) {
	switch value := vm.Get(record, glua.LString(name)).(type) {
	case *glua.LNilType:
		return "", colour.Plain
	case glua.LNumber:
		text := numberText(float64(value))
		if m := bindings.MemberNamer(record, name); m != nil && m(value) != "" {
			text += " (" + m(value) + ")"
		}
		return text, colour.Number
	case glua.LString:
		text, rest := cut(string(value), mostWithin)
		if rest > 0 {
			text += "…"
		}
		return text, colour.Plain
	default:
		plain := Printer{L: p.L, Stop: p.Stop, within: p.within, left: mostRecordsWithin}
		w := writer{width: never}
		w.node(plain.value(value, nil, mostDepth-1), 0)
		return w.String(), style(value)
	}
}

// others are the fields of a list that are no record of it.
func (p *Printer) others(list *glua.LTable, rows map[glua.LValue]bool, length, depth int) (lines []string) {
	var entries []entry
	keys, _ := p.keys(list, length, mostEntries[depth])
	for _, key := range keys {
		if value := vm.Get(list, key); !rows[value] {
			entries = append(entries, p.field(list, key, depth))
		}
	}
	width := p.width() - indentation(depth)
	align := aligned(entries, width)
	for _, e := range entries {
		w := writer{width: width}
		w.label(e, align)
		w.node(e.value, 2)
		lines = append(lines, w.String())
	}
	return lines
}

// commonKeys are the names of the columns of a list of two or more records, in the
// order of their making; nil if it is none, or the records have too little in
// common.
func (p *Printer) commonKeys(list *glua.LTable) (names []string) {
	length := min(vm.Len(list), mostRecords)
	if length < 2 {
		return nil
	}
	known, cells := map[string]bool{}, 0
	for i := 1; i <= length; i++ {
		p.look()
		record, ok := vm.GetInt(list, i).(*glua.LTable)
		if !ok || vm.Metamethod(p.L, record, "__tostring") != glua.LNil {
			return nil
		}
		for key, value := range vm.Pairs(record) {
			name, ok := key.(glua.LString)
			if !ok || value.Type() == glua.LTTable || value.Type() == glua.LTFunction {
				return nil
			}
			if !known[string(name)] {
				known[string(name)] = true
				names = append(names, string(name))
			}
			if cells++; len(names) > mostColumns {
				return nil
			}
		}
	}
	if 4*cells < 3*length*len(names) {
		return nil
	}
	return names
}
