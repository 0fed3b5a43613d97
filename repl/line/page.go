package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// A cell is one character as it is shown.
type cell struct {
	text  string
	width int
	style string
}

// A row is what stands in a row of the screen.
type row struct {
	cells   []cell
	width   int
	wrapped bool // the line goes on in the next row, which the terminal does by itself
}

const (
	usualWidth  = 80 // where the terminal does not tell
	usualHeight = 24
	tabWidth    = 8
	reverse     = "7"
)

// A page is rows in the making.
type page struct {
	width           int
	styled          bool // styles are shown, of what is not the prompt
	listing         bool // a menu stands below the text
	rows            []row
	lines           []place
	margin          int // where the text of the line begins, for tabs
	atRow, atColumn int // the cursor
}

// A place is where a line begins, in the text and on the page.
type place struct{ offset, row int }

func newPage(width int) *page { return &page{width: width, rows: make([]row, 1)} }

func (p *page) last() *row { return &p.rows[len(p.rows)-1] }

func (p *page) newline() { p.rows = append(p.rows, row{}) }

// put adds a character to the last row, or to a new one where it has no room.
func (p *page) put(text, style string) {
	c := shown(text)
	c.style = style
	r := p.last()
	if text == "\t" {
		c.width = min(tabWidth-max(0, r.width-p.margin)%tabWidth, max(p.width-r.width, 1))
		c.text = blanks[:c.width]
	}
	if c.width > p.width {
		c.text, c.width = "?", 1
	}
	if r.width+c.width > p.width {
		for r.width < p.width {
			r.cells = append(r.cells, cell{text: " ", width: 1})
			r.width++
		}
		r.wrapped = true
		p.newline()
		r = p.last()
	}
	r.cells = append(r.cells, c)
	r.width += c.width
}

const blanks = "        "

// words puts a text that may have SGR sequences in it.
func (p *page) words(text string) {
	style := ""
	for text != "" {
		if rest, ok := strings.CutPrefix(text, "\x1b["); ok {
			if end := strings.IndexFunc(rest, func(r rune) bool { return r >= '@' && r <= '~' }); end >= 0 {
				if rest[end] == 'm' {
					style = rest[:end]
				}
				text = rest[end+1:]
				continue
			}
		}
		characters := graphemes.FromString(text)
		characters.Next()
		if c := characters.Value(); c == "\n" {
			p.newline()
		} else {
			p.put(c, style)
		}
		text = text[len(characters.Value()):]
	}
}

// shown is how a character looks: what a terminal would do something else by
// than to show it is shown otherwise.
func shown(text string) cell {
	if len(text) == 1 && text[0] >= ' ' && text[0] < 127 {
		return cell{text: text, width: 1}
	}
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case isFormat(r) && strings.TrimLeftFunc(text, isFormat) != "": // it goes with what follows
		rest := shown(strings.TrimLeftFunc(text, isFormat))
		return cell{text: unknown + rest.text, width: 1 + rest.width}
	case r < ' ' || r == 127:
		return cell{text: "^" + string(rune(r^'@')), width: 2}
	case r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf):
		return cell{text: unknown, width: 1}
	}
	if width := runewidth.StringWidth(text); width > 0 && utf8.ValidString(text) {
		return cell{text: text, width: width}
	}
	return cell{text: unknown, width: 1}
}

func isFormat(r rune) bool { return unicode.Is(unicode.Cf, r) }

// unknown stands for what has no look of its own.
const unknown = "\ufffd"

// textWidth is how many columns a text takes.
func textWidth(text string) int {
	if isASCII(text) { // thousands of names may be listed
		return len(text)
	}
	width := 0
	for characters := graphemes.FromString(text); characters.Next(); {
		width += shown(characters.Value()).width
	}
	return width
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}
