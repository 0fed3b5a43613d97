package line

import (
	"bytes"
	"errors"
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
	pasted, err := e.until(pasteEnd, (*Editor).nextByte)
	if err != nil {
		return
	}
	// What is pasted may have the end of a paste in it. Then it goes on at once, up
	// to another end; otherwise these bytes are keys, of this input and the next: a
	// program that is run does not get them.
	for {
		more, err := e.until(pasteEnd, (*Editor).readyByte)
		if err != nil {
			e.pushed = append(more, e.pushed...)
			break
		}
		pasted = append(pasted, more...)
	}
	e.insert(harmless(string(pasted)))
}

var errNotReady = errors.New("no byte is there")

// readyByte gives the next byte if it is there already.
func (e *Editor) readyByte() (byte, error) {
	if len(e.pushed) == 0 && !e.Device.Ready() {
		return 0, errNotReady
	}
	return e.nextByte()
}

// until reads up to a sequence, which is taken off.
func (e *Editor) until(end string, next func(*Editor) (byte, error)) (read []byte, err error) {
	for {
		b, err := next(e)
		if err != nil {
			return read, err
		}
		if read = append(read, b); bytes.HasSuffix(read, []byte(end)) {
			return read[:len(read)-len(end)], nil
		}
	}
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
