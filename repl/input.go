package repl

import (
	"errors"
	"slices"
	"strings"

	"nslua/lua"
	"nslua/lua/syntax"
	"nslua/repl/line"
)

// What the line editor must know of Lua's inputs: whether they are whole, and how
// their lines are indented.

// need tells what the chunk lacks, if more lines may make it right.
func (c chunk) need() line.Need {
	var broken *lua.SyntaxError
	switch {
	case !errors.As(c.err, &broken) || !broken.AtEnd:
		return line.Nothing
	case strings.HasPrefix(broken.Message, "unfinished "):
		return line.Quote
	}
	if depth, _ := nesting(c.source); depth > 0 {
		return line.Closing
	}
	return line.Operand
}

const indentStep = 2

// indent gives the blanks that a line begins with: those of the line above, more
// if that has opened something, and less if the line begins with what closes it.
func (s *Session) indent(above, text string) string {
	above = strings.TrimRight(above, " \t\n")
	if strings.Contains(above, "[[") || strings.Contains(above, "[=") {
		if s.compile(above+"\n").need() == line.Quote {
			return blanks(text)
		}
	}
	above = above[strings.LastIndexByte(above, '\n')+1:]
	width := len(blanks(above))
	if depth, lowest := nesting(above); depth > lowest {
		width += indentStep
	}
	if words := syntax.Words(text); len(words) > 0 && slices.Contains(closing, words[0]) {
		width -= indentStep
	}
	if width <= len(blanks(above)) {
		return blanks(above)[:max(0, width)]
	}
	return blanks(above) + strings.Repeat(" ", width-len(blanks(above)))
}

// blanks are what a line begins with.
func blanks(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " \t"))] }
