package line

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
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

// Show draws the input, from the beginning of a line on. Hide takes it off the
// screen, for something else.
func (e *Editor) Show() {
	s := &e.screen
	s.resized(e.Device)
	s.rows, s.row, s.column, s.hidden = nil, 0, 0, false
	// So many blanks end either on the line that they began on, or on the next.
	s.out.WriteString(strings.Repeat(" ", s.width) + "\r\x1b[K" + pasteOn)
	e.draw()
}

func (e *Editor) Hide() {
	s := &e.screen
	e.shapeCursor(usualShape)
	s.out.WriteString(pasteOff)
	s.wipe(e.Device)
	s.hidden = true
	s.flush(e.Device)
}

// finish leaves the input on the screen, and goes to the line after it.
func (e *Editor) finish() {
	s := &e.screen
	e.menu = nil
	e.cursor = len(e.text)
	e.shapeCursor(usualShape)
	s.out.WriteString(pasteOff)
	e.drawPage(true)
	if e.state == abandoned {
		s.out.WriteString("^C")
	}
	s.out.WriteByte('\n')
	s.rows = nil
	s.flush(e.Device)
}

// draw has the screen show the input as it is.
func (e *Editor) draw() {
	e.stale = false
	if !e.screen.hidden {
		e.drawPage(false)
		e.shapeCursor(e.vi.shape())
		e.screen.flush(e.Device)
	}
}

// The shapes of the cursor, as xterm has them.
const (
	usualShape = ""
	blockShape = "\x1b[2 q"
	barShape   = "\x1b[6 q"
)

func (v *vi) shape() string {
	if v.commands {
		return blockShape
	}
	return barShape
}

func (e *Editor) shapeCursor(shape string) {
	if !e.Vi || !e.Shapes || shape == e.shape {
		return
	}
	e.shape = shape
	if shape == usualShape {
		shape = "\x1b[0 q"
	}
	e.screen.out.WriteString(shape)
}

func (e *Editor) drawPage(ended bool) {
	s := &e.screen
	if columns, rows := size(e.Device); columns != s.width || rows != s.height {
		s.wipe(e.Device)
		s.resized(e.Device)
	}
	p := e.layout(s.width, s.height, ended)
	if e.menu != nil {
		p.list(e.menu, s.height)
	}
	s.show(s.part(p))
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
	for i, r := range rows {
		if i >= len(s.rows) {
			s.add(i, rows)
			continue
		}
		old := s.rows[i]
		same := 0
		for same < min(len(r.cells), len(old.cells)) && r.cells[same] == old.cells[same] {
			same++
		}
		if same == len(r.cells) && same == len(old.cells) {
			continue
		}
		width := 0
		for _, c := range r.cells[:same] {
			width += c.width
		}
		if width > 0 || len(r.cells) == 0 || !s.flowsInto(i, rows) {
			s.move(i, width)
		} else {
			s.row, s.column = i, 0
		}
		s.write(r.cells[same:])
		if old.width > r.width {
			s.plain()
			s.out.WriteString("\x1b[K")
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

// add writes a row below all others.
func (s *screen) add(i int, rows []row) {
	switch {
	case i == 0:
	case s.flowsInto(i, rows) && len(rows[i].cells) > 0 && !hasGround(rows[i].cells[0].style):
		s.row, s.column = i, 0
	case s.flowsInto(i, rows): // the new row is empty in the style that is written in
		s.plain()
		s.out.WriteString(" \r")
		s.row, s.column = i, 0
	default:
		s.plain()
		if s.row != i-1 {
			s.move(i-1, 0)
		}
		s.out.WriteByte('\n')
		s.row, s.column = i, 0
	}
	s.write(rows[i].cells)
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

// home moves the cursor to where the input begins. A terminal that has been
// resized has broken its lines anew.
func (s *screen) home(d Device) {
	s.plain()
	above := s.row
	if width, _ := size(d); width != s.width && len(s.rows) > 0 {
		above = 0
		line := 0 // the width of the line, as far as it has been seen
		for i, r := range s.rows[:s.row+1] {
			if i == s.row {
				above += (line + s.column) / width
			} else if line += r.width; !r.wrapped {
				above += max(0, line-1)/width + 1
				line = 0
			}
		}
	}
	s.out.WriteByte('\r')
	s.step(-above, 'B', 'A')
	s.row, s.column = 0, 0
}

// wipe takes the input off the screen. Its first row is emptied by itself: where
// all of the screen is, tmux takes it for an old one to be kept.
func (s *screen) wipe(d Device) {
	s.home(d)
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
