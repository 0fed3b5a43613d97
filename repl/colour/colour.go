// Package colour says how things look at the prompt: what is typed, what is
// printed, and what is told about both.
package colour

import "os"

// A Style is the parameters of an SGR escape sequence, see console_codes(4).
type Style string

// Of the sixteen colours these can be read on black and on white. Yellow, white
// and what is bright are lost on a light ground, and plain blue on a dark one:
// blue is bold, as ls has it for folders, so that every terminal's is readable.
const (
	Plain     Style = ""
	Keyword   Style = "35"   // magenta
	Text      Style = "32"   // green: a string
	Number    Style = "36"   // cyan
	Binding   Style = "1;34" // bold blue: a system call
	Constant  Style = "1;36" // bold cyan: a flag, a signal, an errno
	Key       Style = "1;34" // of a table
	Comment   Style = "2"    // dim
	Command   Style = "1;35" // bold magenta: what is typed for the prompt itself
	Error     Style = "31"   // red
	Hint      Style = "2"
	Prompt    Style = "1"
	Namespace Style = "1;36" // in the prompt: one that the session did not begin in
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
