package repl

import (
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
	"nslua/lua/syntax"
	"nslua/repl/colour"
	"nslua/repl/line"
)

// longestColoured is how much is coloured at each key: more takes longer than a
// millisecond, and is no line that anybody types.
const longestColoured = 16 << 10

// highlight gives the styles of what is being typed, in order. It looks into the
// globals and runs no Lua.
func (s *Session) highlight(text string) []line.Span {
	if !s.palette.Colours || len(text) > longestColoured {
		return nil
	}
	h := highlighter{state: s.state}
	if isCommand(text) && !asksAfter(text) {
		h.command(text)
	} else {
		h.lua(text, 0)
	}
	return h.spans
}

// styled is a text in its styles.
func styled(palette colour.Palette, text string, spans []line.Span) string {
	var b strings.Builder
	end := 0
	for _, span := range spans {
		b.WriteString(text[end:span.Begin] + palette.Paint(colour.Style(span.Style), text[span.Begin:span.End]))
		end = span.End
	}
	return b.String() + text[end:]
}

type highlighter struct {
	state *lua.State
	spans []line.Span
	at    int // where in the text that is which is looked at
}

func (h *highlighter) add(begin, end int, style colour.Style) {
	if style != colour.Plain {
		h.spans = append(h.spans, line.Span{Begin: h.at + begin, End: h.at + end, Style: string(style)})
	}
}

// command colours what is for the prompt itself: ?name, !program, .name and what
// that is given, which is Lua for some.
func (h *highlighter) command(text string) {
	begin := len(text) - len(strings.TrimLeft(text, " \t"))
	switch text[begin] {
	case '!':
		h.add(begin, begin+1, colour.Command)
	case '?':
		h.add(begin, begin+1, colour.Command)
		h.lua(text, begin+1)
	case '.':
		name, _ := split(text)
		end := begin + 1 + len(name)
		h.add(begin, end, colour.Command)
		if c, _ := commandNamed(name); c.lua {
			h.lua(text, end)
		}
	}
}

// lua colours a chunk, from begin on.
func (h *highlighter) lua(text string, begin int) {
	text, h.at = text[begin:], begin
	t := tokens{text, slices.Collect(syntax.Lexemes(text))}
	for i, l := range t.lexemes {
		style := styles[l.Class]
		before, after := t.at(i-1), t.at(i+1)
		if l.Class == syntax.Name && before != "." && before != ":" && after != "=" { // a field, or what is assigned
			style = h.global(t.at(i))
		}
		h.add(l.Begin, l.End, style)
	}
}

var styles = [...]colour.Style{
	syntax.Symbol:  colour.Plain,
	syntax.Name:    colour.Plain,
	syntax.Keyword: colour.Keyword,
	syntax.Number:  colour.Number,
	syntax.String:  colour.Text,
	syntax.Comment: colour.Comment,
}

// global is the style of a name that a call or a constant of nslua has, and still
// means.
func (h *highlighter) global(name string) colour.Style {
	original := bindings.Original(name)
	if original == nil {
		return colour.Plain
	}
	switch {
	case h.state.Variable(name) != original:
		return colour.Plain
	case original.Type() == glua.LTFunction:
		return colour.Binding
	}
	return colour.Constant
}
