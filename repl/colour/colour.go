// Package colour says how things look at the prompt: what is typed, what is
// printed, and what is told about both.
package colour

import "os"

// A Style is the parameters of an SGR escape sequence, see console_codes(4).
type Style string

const (
	Plain    Style = ""
	Keyword  Style = "35"
	Text     Style = "32" // a string
	Number   Style = "33"
	Binding  Style = "36" // a system call
	Constant Style = "34" // a flag, a signal, an errno
	Key      Style = "94" // of a table
	Error    Style = "31"
	Hint     Style = "2"
	Prompt   Style = "1"

	Namespace Style = "1;36" // in the prompt, one that the session did not begin in
)

// A Palette gives texts their styles, or leaves them plain.
type Palette struct {
	Colours bool
}

// Wanted is the palette for what is written to a terminal: the user may have said
// that he wants no colours (https://no-color.org), and TERM=dumb has none.
func Wanted(terminal bool) Palette {
	term := os.Getenv("TERM")
	return Palette{Colours: terminal && os.Getenv("NO_COLOR") == "" && term != "" && term != "dumb"}
}

// Paint gives a text a style.
func (p Palette) Paint(style Style, text string) string {
	if !p.Colours || style == Plain || text == "" {
		return text
	}
	return "\x1b[" + string(style) + "m" + text + "\x1b[m"
}
