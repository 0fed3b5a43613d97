package line

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// glass is a terminal as xterm, tmux and the Linux console are: after the last
// column the cursor waits at the margin, and the next character goes to the row
// below. It knows the sequences that the editor may use, and fails on others.
type glass struct {
	t             *testing.T
	width, height int
	rows          [][]string // the second half of a wide character is "", what was erased "\x00"
	styles        [][]string // that they are written in
	style         string
	shape         string // of the cursor
	wrapped       []bool // the line goes on in the next row
	row, column   int
	margin        bool // the cursor waits there
	bells         int
	paste         bool // marked
}

func newGlass(t *testing.T, width, height int) *glass {
	g := &glass{t: t, width: width, height: height}
	for range height {
		g.rows, g.styles = append(g.rows, make([]string, width)), append(g.styles, make([]string, width))
	}
	g.wrapped = make([]bool, height)
	g.erase(0, 0, height-1)
	return g
}

// erase leaves blanks on the ground that is written on.
func (g *glass) erase(row, column, last int) {
	ground := ""
	if hasGround(g.style) {
		ground = g.style
	}
	for ; row <= last; row, column = row+1, 0 {
		g.wrapped[row] = false
		for i := column; i < g.width; i++ {
			g.rows[row][i], g.styles[row][i] = "\x00", ground
		}
	}
}

func (g *glass) linefeed() {
	if g.row < g.height-1 {
		g.row++
		return
	}
	g.rows, g.styles = append(g.rows[1:], make([]string, g.width)), append(g.styles[1:], make([]string, g.width))
	g.wrapped = append(g.wrapped[1:], false)
	g.erase(g.height-1, 0, g.height-1)
}

func (g *glass) Write(b []byte) (int, error) {
	for text := string(b); text != ""; {
		switch c := text[0]; {
		case strings.HasPrefix(text, "\x1b["):
			end := 2 + strings.IndexFunc(text[2:], func(r rune) bool { return r >= '@' && r <= '~' })
			g.sequence(text[2:end], text[end])
			text = text[end+1:]
			continue
		case c == '\r':
			g.column, g.margin = 0, false
		case c == '\n': // which the tty has a CR with
			g.column, g.margin, g.wrapped[g.row] = 0, false, false
			g.linefeed()
		case c == '\b':
			if g.margin {
				g.t.Errorf("a backspace at the margin: terminals differ in %q", text)
			}
			g.column = max(0, g.column-1)
		case c == '\a':
			g.bells++
		case c < ' ' || c == 127:
			g.t.Errorf("the control character %q", text)
		default:
			characters := graphemes.FromString(text)
			characters.Next()
			g.put(characters.Value())
			text = text[len(characters.Value()):]
			continue
		}
		text = text[1:]
	}
	return len(b), nil
}

func (g *glass) put(c string) {
	width := runewidth.StringWidth(c)
	if width == 0 || !utf8.ValidString(c) {
		g.t.Errorf("%q has no width of its own", c)
	}
	if g.margin || g.column+width > g.width {
		if !g.margin {
			g.t.Errorf("%q is wrapped by itself: terminals may do so otherwise", c)
		}
		g.column, g.margin = 0, false
		g.wrapped[g.row] = true
		g.linefeed()
	}
	for i := g.column; i < g.column+width; i++ {
		g.rows[g.row][i], g.styles[g.row][i] = "", g.style
	}
	if end := g.column + width; end < g.width && g.rows[g.row][end] == "" { // half of one is left
		g.rows[g.row][end] = " "
	}
	g.rows[g.row][g.column] = c
	if g.column += width; g.column == g.width {
		g.column, g.margin = g.width-1, true
	}
}

func (g *glass) sequence(parameters string, final byte) {
	n := 1
	fmt.Sscan(parameters, &n)
	if g.margin && strings.IndexByte("ABCDK", final) >= 0 {
		g.t.Errorf("CSI %s %c at the margin: terminals differ", parameters, final)
	}
	switch final {
	case 'A':
		g.row = max(0, g.row-n)
	case 'B':
		g.row = min(g.height-1, g.row+n)
	case 'C':
		g.column = min(g.width-1, g.column+n)
	case 'D':
		g.column = max(0, g.column-n)
	case 'H':
		g.row, g.column, g.margin = 0, 0, false
	case 'J':
		g.erase(g.row, g.column, g.height-1)
	case 'K':
		g.erase(g.row, g.column, g.row)
	case 'm':
		g.style = parameters
	case 'q':
		g.shape = parameters
	case 'h', 'l':
		if parameters != "?2004" {
			g.t.Errorf("mode %s", parameters)
		}
		g.paste = final == 'h'
	default:
		g.t.Errorf("CSI %s %c", parameters, final)
	}
}

// resize breaks all lines anew, and keeps what is at the bottom.
func (g *glass) resize(width, height int) {
	fresh := newGlass(g.t, width, height)
	used := g.height
	for used > g.row+1 && strings.TrimSpace(g.text(used-1)) == "" {
		used--
	}
	cursor := [2]int{-1, 0} // counted from the bottom, because rows scroll away
	scrolled := 0
	for i := range used {
		if i > 0 && !g.wrapped[i-1] {
			fresh.column, fresh.margin = 0, false
			scrolled += fresh.down()
		}
		end := g.width
		for !g.wrapped[i] && end > 0 && g.rows[i][end-1] == "\x00" && !(i == g.row && end <= g.column+1) {
			end--
		}
		for j, c := range g.rows[i][:end] {
			if c == "" {
				continue
			}
			wide := max(1, runewidth.StringWidth(c))
			if fresh.margin || fresh.column+wide > width {
				fresh.column, fresh.margin = 0, false
				fresh.wrapped[fresh.row] = true
				scrolled += fresh.down()
			}
			if wide > width {
				c = "?"
			}
			if i == g.row && j == g.column {
				cursor = [2]int{fresh.row + scrolled, fresh.column}
			}
			fresh.style = g.styles[i][j]
			fresh.put(strings.ReplaceAll(c, "\x00", " "))
		}
		if i == g.row && cursor[0] < 0 { // behind all of the line
			cursor = [2]int{fresh.row + scrolled, fresh.column}
		}
	}
	fresh.row, fresh.column, fresh.margin = max(0, cursor[0]-scrolled), cursor[1], false
	fresh.style, fresh.paste = g.style, g.paste
	*g = *fresh
}

// cut has rows of another width, and what has no room in them is gone.
func (g *glass) cut(width int) {
	for i := range g.rows {
		for len(g.rows[i]) < width {
			g.rows[i], g.styles[i] = append(g.rows[i], "\x00"), append(g.styles[i], "")
		}
		if width < g.width && g.rows[i][width] == "" {
			g.rows[i][width-1] = "\x00"
		}
		g.rows[i], g.styles[i], g.wrapped[i] = g.rows[i][:width], g.styles[i][:width], false
	}
	g.width, g.column, g.margin = width, min(g.column, width-1), false
}

// down goes to the next row, and tells whether one has scrolled away.
func (g *glass) down() int {
	if g.row == g.height-1 {
		g.linefeed()
		return 1
	}
	g.linefeed()
	return 0
}

// text is what is in a row.
func (g *glass) text(row int) string { return text(g.rows[row]) }

func text(cells []string) string { return strings.ReplaceAll(strings.Join(cells, ""), "\x00", " ") }

// lines are what is on the screen, without blanks at the ends, and with the cursor
// as _ where it is wanted.
func (g *glass) lines(cursor bool) string {
	var lines []string
	for i, cells := range g.rows {
		line := g.text(i)
		if cursor && i == g.row {
			line = text(cells[:g.column]) + "_" + text(cells[g.column:])
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// user types keys at an editor, and looks at the screen whenever the editor waits.
type user struct {
	*glass
	keys  string
	ready bool                    // all keys have come already
	look  func(*user) (more bool) // when all have been read
	seen  string                  // the screen, when there were no more
}

type nothingMore struct{}

func (nothingMore) Error() string { return "no more keys" }

func (u *user) ReadByte() (byte, error) {
	if u.keys == "" && (u.look == nil || !u.look(u) || u.keys == "") {
		if u.seen == "" {
			u.seen = u.lines(true)
		}
		return 0, nothingMore{}
	}
	b := u.keys[0]
	u.keys = u.keys[1:]
	return b, nil
}

func (u *user) Ready() bool               { return u.ready && u.keys != "" }
func (u *user) Soon() bool                { return u.keys != "" }
func (u *user) Size() (columns, rows int) { return u.width, u.height }

// editor is one in front of a user; blocks go from { to }, operands end with +.
func (u *user) editor() *Editor {
	e := &Editor{Device: u}
	e.More = func(text string) Need {
		switch trimmed := strings.TrimRight(text, " \n"); {
		case strings.Count(text, "[[") > strings.Count(text, "]]"):
			return Quote
		case strings.Count(text, "{") > strings.Count(text, "}"):
			return Closing
		case strings.HasSuffix(trimmed, "+"):
			return Operand
		}
		return Nothing
	}
	e.Indent = func(above, line string) string {
		depth := strings.Count(above, "{") - strings.Count(above, "}")
		if strings.HasPrefix(strings.TrimSpace(line), "}") {
			depth--
		}
		return strings.Repeat("  ", max(0, depth))
	}
	e.SetPrompt("> ", ". ")
	return e
}
