package line

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A screen is what the terminal shows of the input. It is changed by writing
// what differs, with no more than the sequences that every terminal has.
//
// At the right margin terminals differ in where the cursor is after the last
// column has been written: it is moved by CR alone from there, or by writing on,
// which continues the line in the next row in all of them.
type screen struct {
	out           bytes.Buffer
	rows          []row
	width, height int
	row, column   int   // of the cursor; the column is the width at the margin
	top           place // what is shown begins so many rows after the beginning of this line
	style         string
	hidden        bool
}

// part is what the screen has room for, about the cursor. It begins where it has
// begun before, if the cursor is in it then.
func (s *screen) part(p *page) (rows []row, atRow, atColumn int) {
	last := max(0, len(p.rows)-s.height)
	top := p.lines[p.lineOf(func(l place) bool { return l.offset <= s.top.offset })].row + s.top.row
	if p.listing {
		top = last
	}
	top = max(min(top, p.atRow, last), p.atRow-s.height+1)
	line := p.lines[p.lineOf(func(l place) bool { return l.row <= top })]
	s.top = place{line.offset, top - line.row}
	return p.rows[top:min(len(p.rows), top+s.height)], p.atRow - top, p.atColumn
}

// lineOf is the last line of which something is true, or the first.
func (p *page) lineOf(is func(place) bool) int {
	i := len(p.lines) - 1
	for i > 0 && !is(p.lines[i]) {
		i--
	}
	return i
}

func (s *screen) resized(d Device) { s.width, s.height = size(d) }

func size(d Device) (columns, rows int) {
	columns, rows = d.Size()
	if columns <= 0 {
		columns = usualWidth
	}
	if rows <= 0 {
		rows = usualHeight
	}
	return columns, rows
}

// show makes the screen of the rows that it has these.
func (s *screen) show(rows []row, atRow, atColumn int) {
	for i := range rows {
		if i >= len(s.rows) {
			s.add(i, rows)
		} else {
			s.renew(i, rows)
		}
	}
	s.plain()
	if len(s.rows) > len(rows) {
		s.move(len(rows), 0)
		s.out.WriteString("\x1b[J")
	}
	s.rows = slices.Clone(rows)
	s.move(atRow, atColumn)
}

// renew writes what is new in a row.
func (s *screen) renew(i int, rows []row) {
	old, r := s.rows[i], rows[i]
	begin, end := differing(old, r)
	joined := i > 0 && rows[i-1].wrapped && !s.rows[i-1].wrapped // it is now a continuation
	switch {
	case joined:
		s.enter(i, rows)
		begin, end = 0, len(r.cells)
	case old.wrapped && !r.wrapped: // which only an empty row forgets
		s.move(i, 0)
		s.out.WriteString("\x1b[K")
		begin, end, old.width = 0, len(r.cells), 0
	case r.wrapped && !old.wrapped: // the next row must be entered from its end
		begin, end = min(begin, len(r.cells)-1), len(r.cells)
		s.move(i, widthOf(r.cells[:begin]))
	case begin == end && len(old.cells) == len(r.cells):
		return
	case begin == 0 && end > 0 && s.flowsInto(i, rows):
		s.row, s.column = i, 0
	default:
		s.move(i, widthOf(r.cells[:begin]))
	}
	s.write(r.cells[begin:end])
	if old.width > r.width {
		s.plain()
		s.out.WriteString("\x1b[K")
	}
}

// differing is the part of a row's cells that is not as before: up to the end, if
// what follows has moved.
func differing(old, r row) (begin, end int) {
	for begin < min(len(r.cells), len(old.cells)) && r.cells[begin] == old.cells[begin] {
		begin++
	}
	end = len(r.cells)
	if old.width != r.width {
		return begin, end
	}
	for last := len(old.cells); end > begin && last > begin && r.cells[end-1] == old.cells[last-1]; last-- {
		end--
	}
	return begin, end
}

func widthOf(cells []cell) (width int) {
	for _, c := range cells {
		width += c.width
	}
	return width
}

// add writes a row below all others.
func (s *screen) add(i int, rows []row) {
	if i > 0 {
		s.enter(i, rows)
	}
	s.write(rows[i].cells)
}

// enter goes to the beginning of a row from the one above, which it continues or
// not.
func (s *screen) enter(i int, rows []row) {
	switch {
	case s.flowsInto(i, rows) && len(rows[i].cells) > 0 && !hasGround(rows[i].cells[0].style):
	case s.flowsInto(i, rows): // the new row is empty in the style that is written in
		s.plain()
		s.out.WriteString(" \r")
	default:
		s.plain()
		if s.row != i-1 {
			s.move(i-1, 0)
		}
		s.out.WriteByte('\n')
	}
	s.row, s.column = i, 0
}

// hasGround tells whether a style colours what is behind the characters.
func hasGround(style string) bool {
	return slices.ContainsFunc(strings.Split(style, ";"), func(n string) bool {
		return n == "7" || len(n) > 1 && (n[0] == '4' || strings.HasPrefix(n, "10"))
	})
}

// flowsInto tells whether what is written now comes to be at the beginning of a
// row, as the continuation of the one above.
func (s *screen) flowsInto(i int, rows []row) bool {
	return i > 0 && rows[i-1].wrapped && s.row == i-1 && s.column == s.width
}

func (s *screen) write(cells []cell) {
	for _, c := range cells {
		if c.style != s.style {
			s.plain()
			if c.style != "" {
				fmt.Fprintf(&s.out, "\x1b[%sm", c.style)
			}
			s.style = c.style
		}
		s.out.WriteString(c.text)
		s.column += c.width
	}
}

func (s *screen) plain() {
	if s.style != "" {
		s.out.WriteString("\x1b[m")
		s.style = ""
	}
}

// move moves the cursor to a row that is there.
func (s *screen) move(row, column int) {
	if row == s.row && column == s.column {
		return
	}
	s.plain()
	if s.column >= s.width || column == 0 {
		s.out.WriteByte('\r')
		s.column = 0
	}
	s.step(row-s.row, 'B', 'A')
	s.step(min(column, s.width-1)-s.column, 'C', 'D')
	s.row, s.column = row, min(column, s.width-1)
}

func (s *screen) step(n int, forward, backward byte) {
	switch {
	case n == -1 && backward == 'D':
		s.out.WriteByte('\b')
	case n == 1 || n == -1:
		s.out.WriteString("\x1b[" + string(direction(n, forward, backward)))
	case n != 0:
		fmt.Fprintf(&s.out, "\x1b[%d%c", max(n, -n), direction(n, forward, backward))
	}
}

func direction(n int, forward, backward byte) byte {
	if n > 0 {
		return forward
	}
	return backward
}

// home moves the cursor to where the input begins.
func (s *screen) home(d Device, rewraps bool) {
	s.plain()
	above := s.row
	if width, _ := size(d); rewraps && width != s.width && len(s.rows) > 0 {
		above = rowsAbove(s.rows[:s.row+1], s.column, width)
	}
	s.out.WriteByte('\r')
	s.step(-above, 'B', 'A')
	s.row, s.column = 0, 0
}

// rowsAbove is how many rows are above the cursor, which is in the last of these,
// when a terminal that has been resized has broken its lines anew.
func rowsAbove(rows []row, column, width int) (above int) {
	at := 0 // where the next character comes
	for i, r := range rows {
		before := 0 // where it came in this row
		for _, c := range r.cells {
			for pieces := graphemes.FromString(c.text); pieces.Next(); {
				wide := shown(pieces.Value()).width
				if at+wide > width && at > 0 {
					above, at = above+1, 0
				}
				if i == len(rows)-1 && before >= column {
					return above
				}
				at, before = at+wide, before+wide
			}
		}
		if i < len(rows)-1 && !r.wrapped {
			above, at = above+1, 0
		}
	}
	if at == width { // the cursor's is a character too
		above++
	}
	return above
}

// wipe takes the input off the screen. Its first row is emptied by itself: where
// all of the screen is, tmux takes it for an old one to be kept.
func (s *screen) wipe(d Device, rewraps bool) {
	s.home(d, rewraps)
	s.out.WriteString("\x1b[K\x1b[C\x1b[J\r")
	s.rows = nil
}

// clear empties the whole screen; the input is drawn at its top.
func (s *screen) clear() {
	s.out.WriteString("\x1b[H\x1b[J")
	s.rows, s.row, s.column = nil, 0, 0
}

func (s *screen) flush(d Device) {
	if s.out.Len() > 0 {
		d.Write(s.out.Bytes())
		s.out.Reset()
	}
}
