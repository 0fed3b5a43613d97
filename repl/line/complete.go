package line

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A Completion is what may stand in a text from Begin, a byte offset, up to the
// cursor.
type Completion struct {
	Begin int
	Items []Item
}

// An Item is one of the ways in which a word may go on.
type Item struct {
	Text        string // what stands there then
	Display     string // how it is listed, where that is not Text
	Description string // a few words about it
	Append      string // what follows when there is no other
}

func (i Item) display() string {
	if i.Display != "" {
		return i.Display
	}
	return i.Text
}

// A menu lists items below the input, until another key comes than those that
// choose among them.
type menu struct {
	Completion
	word   string // what was there before one was chosen
	chosen int    // -1: none
}

const indentWidth = 2

// tab completes the word at the cursor; before the first of a line it indents.
func (e *Editor) tab() {
	begin := e.lineBegin(e.cursor)
	if isBlank(e.text[begin:e.cursor]) {
		e.insert(strings.Repeat(" ", indentWidth-(e.cursor-begin)%indentWidth))
		return
	}
	if e.Complete == nil {
		return
	}
	c := e.Complete(e.text, e.cursor)
	if len(c.Items) == 0 || c.Begin < 0 || c.Begin > e.cursor {
		e.screen.out.WriteByte('\a')
		return
	}
	word := e.text[c.Begin:e.cursor]
	if len(c.Items) == 1 {
		e.change(c.Begin, e.cursor, c.Items[0].Text+c.Items[0].Append)
		return
	}
	if prefix := common(c.Items); prefix != word && strings.HasPrefix(prefix, word) {
		e.change(c.Begin, e.cursor, prefix)
		return
	}
	e.menu = &menu{Completion: c, word: word, chosen: -1}
}

// choose tells whether a key was for the menu.
func (e *Editor) choose(k key) bool {
	m := e.menu
	switch k {
	case "<tab>":
		m.chosen = (m.chosen + 1) % len(m.Items)
	case "<backtab>":
		m.chosen = (max(m.chosen, 0) + len(m.Items) - 1) % len(m.Items)
	case "<enter>":
		if m.chosen >= 0 {
			e.menu = nil
			return true
		}
		return false
	case "C-g":
		if m.chosen >= 0 {
			e.change(m.Begin, e.cursor, m.word)
		}
		e.menu = nil
		return true
	default:
		return false
	}
	e.change(m.Begin, e.cursor, m.Items[m.chosen].Text)
	return true
}

// common is what all items begin with.
func common(items []Item) string {
	prefix := items[0].Text
	for _, item := range items {
		for !strings.HasPrefix(item.Text, prefix) {
			_, size := utf8.DecodeLastRuneInString(prefix)
			prefix = prefix[:len(prefix)-size]
		}
	}
	return prefix
}

const dim = "2"

// list puts a menu below the input: with descriptions one item to a row, and else
// in columns, as ls does. What the screen has no room for is counted.
func (p *page) list(m *menu, height int) {
	p.listing = true
	widest, described := 0, false
	for _, item := range m.Items {
		widest = max(widest, textWidth(item.display()))
		described = described || item.Description != ""
	}
	room := max(height-len(p.rows), min(height/2, height-1))
	described = described && len(m.Items) <= room && widest+2 < p.width
	across := max(1, p.width/(widest+2))
	if described {
		across = 1
	}
	down := (len(m.Items) + across - 1) / across
	first, rows := 0, down
	if down > room {
		rows = room - 1
		if m.chosen >= 0 && m.chosen%down >= rows {
			first = m.chosen%down - rows + 1
		}
	}
	hidden := len(m.Items)
	for line := first; line < first+rows; line++ {
		p.newline()
		for i := line; i < len(m.Items); i += down {
			hidden--
			p.item(m.Items[i], i == m.chosen, widest, described, i+down < len(m.Items))
		}
	}
	if hidden > 0 && room > 0 {
		p.newline()
		p.clipped(fmt.Sprintf("... and %d more", hidden), dim)
	}
}

// item puts an item into a row, which it fills up if others follow.
func (p *page) item(item Item, chosen bool, widest int, described, more bool) {
	style := ""
	if chosen {
		style = reverse
	}
	begin := p.last().width
	p.clipped(item.display(), style)
	if described || more {
		p.clipped(strings.Repeat(" ", max(0, begin+widest+2-p.last().width)), "")
	}
	if described {
		p.clipped(item.Description, dim)
	}
}

// clipped puts as much of a text as the row has room for.
func (p *page) clipped(text, style string) {
	for _, c := range cells(text) {
		if p.last().width+c.width > p.width {
			return
		}
		if p.styled {
			c.style = style
		}
		p.last().cells = append(p.last().cells, c)
		p.last().width += c.width
	}
}

func cells(text string) (cells []cell) {
	for characters := graphemes.FromString(text); characters.Next(); {
		cells = append(cells, shown(characters.Value()))
	}
	return cells
}
