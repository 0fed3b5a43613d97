package repl

import (
	"strings"

	"nslua/repl/colour"
)

// painted is a page of help in colours: headings, constants, the names of functions
// where they are listed, and examples as they would be typed.
func (s *Session) painted(page string) string {
	palette := s.paletteOf(1)
	if !palette.Colours {
		return page
	}
	var b strings.Builder
	for line := range strings.Lines(page) {
		text := strings.TrimSuffix(line, "\n")
		h := highlighter{state: s.state}
		h.page(text)
		b.WriteString(styled(palette, text, h.spans) + line[len(text):])
	}
	return b.String()
}

// page colours a line of a page.
func (h *highlighter) page(line string) {
	const sign, example = "  ", "  > "
	switch {
	case strings.HasPrefix(line, example):
		h.lua(line, len(example))
		return
	case strings.HasSuffix(line, ":") && line[0] != ' ':
		h.add(0, len(line), colour.Prompt)
		return
	}
	list := strings.HasPrefix(line, "See also: ") || strings.HasPrefix(line, "Taken by: ")
	for begin := 0; begin < len(line); {
		end := begin
		for end < len(line) && isNamePart(rune(line[end])) {
			end++
		}
		style, after := h.global(line[begin:end]), line[end:]
		row := line[:begin] == sign && (after == "" || strings.HasPrefix(after, sign))
		signature := begin == 0 && strings.HasPrefix(after, "(")
		if style == colour.Constant || style == colour.Binding && (list || row || signature) {
			h.add(begin, end, style)
		}
		begin = max(end, begin+1)
	}
}
