package show

import (
	"slices"
	"strings"
)

// A node is a value that is ready to be laid out.
type node struct {
	text    string // of one that is on one line, painted
	width   int    // of it all on one line, in columns; never if it cannot be there
	isTable bool
	entries []entry
	more    *node    // stands for entries that are left out
	lines   []string // how it looks where one line is too short, if not by its entries
	parts   []*node  // between which a text can be broken, if it can
	fill    bool     // entries may share lines, where it is broken
}

type entry struct {
	key      string // "" in a sequence
	keyWidth int
	value    *node
}

// step is how many columns entries are indented.
const step = 2

// never is a width that fits nowhere. Sums of them do not overflow.
const never = 1 << 40

func (e entry) width() int {
	if e.key == "" {
		return e.value.width
	}
	return e.keyWidth + len(" = ") + e.value.width
}

func (n *node) add(e entry) {
	if n.width += e.width() + len(", "); len(n.entries) == 0 {
		n.width -= len(", ") - len("{}")
	}
	n.entries = append(n.entries, e)
}

// A writer lays nodes out in lines of a width.
type writer struct {
	strings.Builder
	width  int
	column int
	ended  bool // the line is: a block must not go on
}

// put writes a painted text that takes so many columns.
func (w *writer) put(text string, width int) {
	w.WriteString(text)
	w.column += width
}

func (w *writer) newline(indent int) {
	w.WriteString("\n" + strings.Repeat(" ", indent))
	w.column, w.ended = indent, false
}

// separate goes on after a value: on the same line if the next one has room there.
func (w *writer) separate(n *node) {
	if w.ended || w.column+len(between)+n.width > w.width && (n.width == never || n.isTable) {
		w.newline(0)
		return
	}
	w.put(between, len(between))
}

// node writes a node at the column that has been reached.
func (w *writer) node(n *node, indent int) {
	switch {
	case n.width < never && w.column+n.width <= w.width:
		w.flat(n)
	case n.lines != nil:
		w.block(n.lines, indent)
	case n.parts != nil:
		w.text(n.parts, indent)
	case !n.isTable:
		w.flat(n)
	case n.scalars() && (n.fill || n.entries[0].key == "" || indent > 0 && n.narrow()):
		w.filled(n, indent)
	default:
		w.broken(n, indent)
	}
}

func (w *writer) flat(n *node) {
	if !n.isTable {
		w.put(n.text, n.width)
		return
	}
	w.put("{", 1)
	for i, e := range n.entries {
		if i > 0 {
			w.put(", ", 2)
		}
		w.label(e, e.keyWidth)
		w.flat(e.value)
	}
	if n.more != nil {
		w.put(", ", 2)
		w.flat(n.more)
	}
	w.put("}", 1)
}

// label writes a key, as wide as is wished.
func (w *writer) label(e entry, width int) {
	if e.key != "" {
		w.put(e.key+strings.Repeat(" ", max(width-e.keyWidth, 0))+" = ", max(width, e.keyWidth)+len(" = "))
	}
}

// block writes lines below each other, and below what stands on the line already.
func (w *writer) block(lines []string, indent int) {
	if w.column > indent {
		indent += step
		w.newline(indent)
	}
	for i, line := range lines {
		if i > 0 {
			w.newline(indent)
		}
		w.put(line, 0)
	}
	w.ended = true
}

// scalars tells whether all entries are on one line each, however narrow it is.
func (n *node) scalars() bool {
	return !slices.ContainsFunc(n.entries, func(e entry) bool { return e.value.isTable || e.value.width == never })
}

// narrow tells whether the entries are so short that one can be found among others
// on a line: numbers.
func (n *node) narrow() bool {
	const narrow = 20
	return !slices.ContainsFunc(n.entries, func(e entry) bool { return e.width() > narrow })
}

// hanging is where the further lines begin of what begins at the column that has
// been reached.
func (w *writer) hanging(indent int) int {
	if w.column < w.width/2 {
		return w.column
	}
	return indent + step
}

// text breaks a text between its parts.
func (w *writer) text(parts []*node, indent int) {
	indent = w.hanging(indent)
	for _, part := range parts {
		if w.column > indent && w.column+part.width > w.width {
			w.newline(indent)
		}
		w.flat(part)
	}
}

// filled writes as many entries on a line as fit there.
func (w *writer) filled(n *node, indent int) {
	w.put("{", 1)
	indent = w.hanging(indent)
	for i, e := range n.entries {
		if i > 0 {
			w.put(",", 1)
			if w.column+1+e.width()+1 > w.width {
				w.newline(indent)
			} else {
				w.put(" ", 1)
			}
		}
		w.label(e, e.keyWidth)
		w.flat(e.value)
	}
	w.rest(n, indent)
	w.put("}", 1)
}

func (w *writer) rest(n *node, indent int) {
	if n.more != nil {
		w.put(",", 1)
		w.newline(indent)
		w.flat(n.more)
	}
}

// broken writes each entry on a line of its own.
func (w *writer) broken(n *node, indent int) {
	keys := aligned(n.entries, w.width-indent-step)
	w.put("{", 1)
	for i, e := range n.entries {
		if i > 0 {
			w.put(",", 1)
		}
		w.newline(indent + step)
		w.label(e, keys)
		w.node(e.value, indent+step)
	}
	w.rest(n, indent+step)
	w.newline(indent)
	w.put("}", 1)
}

// aligned is how wide keys are made so that the values stand below each other: in a
// record of values that take a line each.
func aligned(entries []entry, width int) (keys int) {
	const widest = 32
	for _, e := range entries {
		if keys = max(keys, e.keyWidth); keys > widest || e.key == "" {
			return 0
		}
	}
	for _, e := range entries {
		if e.value.width == never || e.value.isTable && keys+len(" = ")+e.value.width+len(",") > width {
			return 0
		}
	}
	return keys
}
