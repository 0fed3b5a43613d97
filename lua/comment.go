package lua

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// commentAbove is the comment directly above a function in Lua, without its dashes, a
// line each; "" if there is none or its source was not kept.
func commentAbove(fn *glua.LFunction) string {
	if fn.IsG || fn.Proto.LineDefined == 0 {
		return ""
	}
	text, before := sourceText(fn.Proto)
	return commentAtEnd(linesBefore(text, fn.Proto.LineDefined+before))
}

// linesBefore is a text up to its n-th line.
func linesBefore(text string, n int) string {
	rest := text
	for ; n > 1; n-- {
		_, after, more := strings.Cut(rest, "\n")
		if !more {
			return text
		}
		rest = after
	}
	return text[:len(text)-len(rest)]
}

// commentAtEnd is the comment that the last lines of a text are: several that begin
// with --, or one between long brackets.
func commentAtEnd(text string) string {
	var lines []string
	long := false
	for line := range upward(text) {
		if len(lines) == 0 {
			long = !isComment(line) && strings.HasSuffix(line, "]]")
		}
		if !long && !isComment(line) {
			break
		}
		lines = append(lines, line)
		if long && opensComment(line) {
			long = false
			break
		}
	}
	if long { // the brackets are a string's
		return ""
	}
	slices.Reverse(lines)
	return bare(lines)
}

// upward goes through the lines of a text from the last to the first, without the
// white space around them.
func upward(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for text != "" {
			text = strings.TrimSuffix(text, "\n")
			at := strings.LastIndexByte(text, '\n') + 1
			if !yield(strings.TrimSpace(text[at:])) {
				return
			}
			text = text[:at]
		}
	}
}

func isComment(line string) bool    { return strings.HasPrefix(line, "--") }
func opensComment(line string) bool { return strings.HasPrefix(line, "--[[") }

// head is the comment that a source begins with.
func head(source string) string {
	var lines []string
	long := false
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if len(lines) == 0 && (line == "" || strings.HasPrefix(line, "#!")) {
			continue
		}
		if !long && !isComment(line) {
			break
		}
		lines = append(lines, line)
		long = (long || opensComment(line)) && !strings.Contains(line, "]]")
	}
	return bare(lines)
}

// bare takes from the lines of a comment the dashes, the blank after them, and what
// a terminal would not show.
func bare(lines []string) string {
	text := make([]string, len(lines))
	for i, line := range lines {
		long := strings.HasPrefix(line, "--[[")
		line = strings.TrimLeft(line, "-")
		if long {
			line = strings.TrimPrefix(line, "[[")
		}
		line = strings.TrimSuffix(line, "]]")
		line = strings.TrimRight(strings.TrimPrefix(line, " "), " \t\r-")
		text[i] = strings.Map(func(r rune) rune {
			if bindings.IsDisguise(r) || r == unicode.ReplacementChar {
				return ' '
			}
			return r
		}, line)
	}
	return strings.Trim(strings.Join(text, "\n"), "\n")
}

// sentence is the first one of a comment.
func sentence(comment string) string {
	paragraph, _, _ := strings.Cut(comment, "\n\n")
	e := bindings.Entry{Text: strings.Join(strings.Fields(paragraph), " ")}
	return e.Summary()
}
