package line

import "github.com/clipperhouse/uax29/v2/graphemes"

// A Span is a part of a text, from one byte offset up to another, that is shown
// in a style: the parameters of an SGR sequence, see console_codes(4).
type Span struct {
	Begin, End int
	Style      string
}

// layout is the prompt and the text, as rows; of a text of many lines those about
// the cursor. ended is how it stays when the input is over.
func (e *Editor) layout(width, height int, ended bool) *page {
	p := newPage(width)
	p.styled = e.Styles
	style := e.styles(ended)
	begin, end := e.near(height)
	for at := begin; at <= end; at++ { // over the newline
		if at > begin {
			p.newline()
		}
		p.lines = append(p.lines, place{at, len(p.rows) - 1})
		p.words(e.promptAt(at))
		p.margin = p.last().width
		line := e.text[at:e.lineEnd(at)]
		for characters := graphemes.FromString(line); characters.Next(); {
			c := characters.Value()
			p.put(c, style(at))
			if at <= e.cursor && e.cursor < at+len(c) {
				p.cursorHere(p.last().width - p.last().cells[len(p.last().cells)-1].width)
			}
			at += len(c)
		}
		if at == e.cursor {
			if p.last().width == width && !ended {
				p.last().wrapped = true
				p.newline()
			}
			p.cursorHere(p.last().width)
		}
	}
	return p
}

func (p *page) cursorHere(column int) { p.atRow, p.atColumn = len(p.rows)-1, column }

// near gives the lines that the screen may have room for: each takes a row at
// least.
func (e *Editor) near(height int) (begin, end int) {
	begin, end = e.lineBegin(e.cursor), e.lineEnd(e.cursor)
	for range height {
		begin, end = e.lineBegin(max(begin-1, 0)), e.lineEnd(min(end+1, len(e.text)))
	}
	return begin, end
}

// promptAt is what is shown before a line.
func (e *Editor) promptAt(begin int) string {
	switch {
	case begin > 0:
		return e.further
	case e.status != "":
		return e.status
	}
	return e.prompt
}

// styles gives the style at an offset, for offsets that ascend.
func (e *Editor) styles(ended bool) func(at int) string {
	if !e.Styles {
		return func(int) string { return "" }
	}
	var spans []Span
	if e.Paint != nil {
		spans = e.Paint(e.text)
	}
	one, other := -1, -1
	if !ended {
		one, other = e.pair(spans)
	}
	return func(at int) string {
		for len(spans) > 0 && spans[0].End <= at {
			spans = spans[1:]
		}
		switch {
		case at >= e.mark.Begin && at < e.mark.End:
			return e.mark.Style
		case len(spans) > 0 && spans[0].Begin <= at:
			return spans[0].Style
		case at == one, at == other:
			return paired
		}
		return ""
	}
}
