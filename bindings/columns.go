package bindings

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// Columns are lines of cells that are printed below each other, as wide as the
// widest of a column.
type Columns struct {
	lines  [][]string
	right  []bool // the column has a number
	widths []int
}

// NewColumns begins with the names of the columns.
func NewColumns(names []string) *Columns {
	c := &Columns{right: make([]bool, len(names)), widths: make([]int, len(names))}
	line := make([]string, len(names))
	for i, name := range names {
		if line[i] = name; name == strings.ToLower(name) {
			line[i] = strings.ToUpper(name)
		}
	}
	c.Add(line)
	return c
}

// Add adds a line, with a cell for each column.
func (c *Columns) Add(line []string) {
	for i, cell := range line {
		line[i] = Printable(cell)
		c.widths[i] = max(c.widths[i], runewidth.StringWidth(line[i]))
	}
	c.lines = append(c.lines, line)
}

// Right puts a column's cells to the right, as numbers are.
func (c *Columns) Right(column int) { c.right[column] = true }

const (
	columnGap = 2  // how many blanks are between columns
	narrowest = 12 // how wide a column is left that is cut
)

// Fit cuts cells until no line is wider than width, and as few as it can: in most
// columns it is a few cells that are long. Where that is not enough the last columns
// are left out.
func (c *Columns) Fit(width int) {
	over := -width - columnGap
	for _, w := range c.widths {
		over += w + columnGap
	}
	for ; over > 0; over-- {
		column, fewest := -1, len(c.lines)+1
		for i, w := range c.widths {
			if cut := c.asWide(i); w > narrowest && (cut < fewest || cut == fewest && w > c.widths[column]) {
				column, fewest = i, cut
			}
		}
		if column < 0 {
			break
		}
		c.widths[column]--
	}
	for last := len(c.widths) - 1; over > 0 && last > 0; last-- {
		over -= c.widths[last] + columnGap
		c.widths = c.widths[:last]
	}
}

// asWide counts the cells that fill a column's width.
func (c *Columns) asWide(column int) (count int) {
	for _, line := range c.lines {
		if len(line[column]) >= c.widths[column] && runewidth.StringWidth(line[column]) >= c.widths[column] {
			count++
		}
	}
	return count
}

// Lines gives the lines. Each cell is painted when it is as wide as it will be;
// line 0 has the names.
func (c *Columns) Lines(paint func(line, column int, cell string) string) []string {
	lines := make([]string, len(c.lines))
	for i, cells := range c.lines {
		var line strings.Builder
		blank := 0
		for j, width := range c.widths {
			cell := runewidth.Truncate(cells[j], width, "…")
			rest := width - runewidth.StringWidth(cell)
			if c.right[j] {
				blank, rest = blank+rest, 0
			}
			if cell != "" {
				line.WriteString(strings.Repeat(" ", blank))
				line.WriteString(paint(i, j, cell))
				blank = 0
			}
			blank += rest + columnGap
		}
		lines[i] = line.String()
	}
	return lines
}

// Printable is a text that others have chosen and that stays within its line: a
// command, or a name, may hold any byte.
func Printable(text string) string {
	return strings.Map(func(r rune) rune {
		if IsDisguise(r) {
			return '?'
		}
		return r
	}, text)
}

// IsDisguise tells whether a character makes a terminal do something, or show what
// follows in another order: what others have chosen is not to look like anything else.
func IsDisguise(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
