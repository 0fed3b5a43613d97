package lua

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
)

// Comment is the comment directly above a function in Lua, without its dashes, a
// line each; "" if there is none or its source was not kept.
func Comment(fn *glua.LFunction) string {
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
			if unicode.IsControl(r) || r == unicode.ReplacementChar {
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

// heading is how a function in Lua is called: the name that its source gives it, or
// "function", and its parameters.
func heading(fn *glua.LFunction) string {
	params := ParameterNames(fn.Proto)
	name := definedAs(sourceLine(fn.Proto, fn.Proto.LineDefined), params)
	if name == "" {
		name = "function"
	}
	if strings.Contains(name, ":") && len(params) > 0 {
		params = params[1:] // self
	}
	return name + "(" + strings.Join(params, ", ") + ")"
}

// ParameterNames are those of a function in Lua, "..." for more.
func ParameterNames(p *glua.FunctionProto) (names []string) {
	for i := range min(int(p.NumParameters), len(p.DbgLocals)) {
		names = append(names, p.DbgLocals[i].Name)
	}
	if p.IsVarArg != 0 {
		names = append(names, "...")
	}
	return names
}

// definedAs is the name that a line gives to the first function with these
// parameters: function t.f(a), or f = function(a).
func definedAs(line string, params []string) string {
	words := syntax.Words(line)
	for i, word := range words {
		if word != "function" {
			continue
		}
		open := i + 1 + slices.Index(words[i+1:], "(")
		if open == i {
			return ""
		}
		name := strings.Join(words[i+1:open], "")
		own := params
		if strings.Contains(name, ":") && len(params) > 0 {
			own = params[1:]
		}
		if !begins(words[open+1:], own) {
			continue
		}
		if name == "" && i > 1 && words[i-1] == "=" {
			name = words[i-2]
			for j := i - 3; j > 0 && words[j] == "."; j -= 2 {
				name = words[j-1] + "." + name
			}
		}
		return name
	}
	return ""
}

// begins tells whether words are parameters up to the parenthesis.
func begins(words, params []string) bool {
	for _, param := range params {
		if len(words) == 0 || words[0] != param {
			return false
		}
		words = words[1:]
		if len(words) > 0 && words[0] == "," {
			words = words[1:]
		}
	}
	return len(words) > 0 && words[0] == ")"
}

// where says in a sentence where a function was defined.
func where(p *glua.FunctionProto) string {
	name := chunk(p)
	if name == "=stdin" {
		return "Defined at the prompt."
	}
	place, isFile := strings.CutPrefix(name, "@")
	switch {
	case !isFile:
		place = p.SourceName
	case strings.HasPrefix(place, "nslua/"):
		place += ", which comes with nslua"
	}
	return fmt.Sprintf("Defined in %s, line %d.", place, p.LineDefined)
}
