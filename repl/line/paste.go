package line

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A terminal that is asked to tells pasted text from keys by what it sends before
// and after it.
const (
	pasteOn  = "\x1b[?2004h"
	pasteOff = "\x1b[?2004l"
	pasteEnd = "\x1b[201~"
)

// paste inserts what is pasted, as text whatever it has in it.
func (e *Editor) paste() {
	var pasted []byte
	for !strings.HasSuffix(string(pasted[max(0, len(pasted)-len(pasteEnd)):]), pasteEnd) {
		b, err := e.readByte()
		if err != nil {
			return
		}
		pasted = append(pasted, b)
	}
	e.insert(harmless(string(pasted[:len(pasted)-len(pasteEnd)])))
}

// harmless is a pasted text with newlines for what ends its lines, and without
// control characters and what is no UTF-8.
func harmless(pasted string) string {
	pasted = strings.ReplaceAll(pasted, "\r\n", "\n")
	pasted = strings.ReplaceAll(pasted, "\r", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == utf8.RuneError {
			return -1
		}
		return r
	}, pasted)
}
