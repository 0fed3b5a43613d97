package repl

import (
	"iter"
	"strings"

	glua "github.com/yuin/gopher-lua"
)

var keywords = []string{
	"and", "break", "do", "else", "elseif", "end", "false", "for", "function", "if", "in",
	"local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
}

func isNamePart(r rune) bool {
	return r == '_' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}

func isName(s string) bool {
	return s != "" && (s[0] < '0' || s[0] > '9') && strings.IndexFunc(s, func(r rune) bool { return !isNamePart(r) }) < 0
}

// kept are the local variables of the session.
func (s *Session) kept() iter.Seq2[string, glua.LValue] {
	return func(func(string, glua.LValue) bool) {}
}

// files completes the last word of a shell command.
func (c *completer) files(text string) {
	begin := strings.LastIndexAny(text, " \t!=<>|&;\"'") + 1
	slash := max(begin, strings.LastIndexByte(text, '/')+1)
	c.begin = slash
	for _, name := range entries(text[begin:slash], text[slash:]) {
		i := Item{Text: shellWord(name), Display: name}
		if !strings.HasSuffix(name, "/") {
			i.Append = " "
		}
		c.items = append(c.items, i)
	}
}

// shellWord is a name as a shell reads it.
func shellWord(name string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if strings.IndexByte(" \t\n!\"#$&'()*;<>?[\\]^`{|}~", c) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// common is what all names begin with.
func common(names []string) string {
	prefix := names[0]
	for _, name := range names {
		for !strings.HasPrefix(name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix
}

// columns lists names in columns, as ls does.
func columns(names []string, width int) string {
	return strings.Join(names, "  ") + "\n"
}
