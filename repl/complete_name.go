package repl

import (
	"strings"

	"nslua/repl/line"
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

// files completes the last word of a shell command.
func (c *completer) files(text string) {
	begin := strings.LastIndexAny(text, " \t!=<>|&;\"'") + 1
	slash := max(begin, strings.LastIndexByte(text, '/')+1)
	c.begin = slash
	for _, name := range entries(text[begin:slash], text[slash:]) {
		i := line.Item{Text: shellWord(name), Display: name}
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
