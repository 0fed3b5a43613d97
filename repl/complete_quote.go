package repl

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// written is a text as it stands in the string: in quotes some bytes take a
// backslash.
func (l literal) written(text string) string {
	if l.quote[0] == '[' {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch c := text[i]; {
		case c == '\\' || c == l.quote[0]:
			b.WriteString(`\` + string(rune(c)))
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c == 0x7f || r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\%03d`, c)
		default:
			b.WriteString(text[i : i+size])
		}
		i += size
	}
	return b.String()
}

// unwritten is what a part of the string stands for.
func (l literal) unwritten(part string) string {
	if l.quote[0] == '[' || !strings.Contains(part, `\`) {
		return part
	}
	var b strings.Builder
	for i := 0; i < len(part); i++ {
		c := part[i]
		if c != '\\' || i+1 == len(part) {
			b.WriteByte(c)
			continue
		}
		i++
		if c = part[i]; c < '0' || c > '9' {
			if at := strings.IndexByte("abfnrtv", c); at >= 0 {
				c = "\a\b\f\n\r\t\v"[at]
			}
			b.WriteByte(c)
			continue
		}
		n := 0
		for digits := 0; digits < 3 && i < len(part) && part[i] >= '0' && part[i] <= '9'; digits++ {
			n = 10*n + int(part[i]-'0')
			i++
		}
		i--
		b.WriteByte(byte(n))
	}
	return b.String()
}
