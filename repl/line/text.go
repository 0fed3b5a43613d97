package line

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// change puts a text in place of what is between two offsets, and the cursor
// after it. All changes to the text are made here.
func (e *Editor) change(begin, end int, text string) {
	if begin == end && text == "" {
		return
	}
	e.remember()
	e.text = e.text[:begin] + text + e.text[end:]
	e.cursor = begin + len(text)
}

func (e *Editor) insert(text string) { e.change(e.cursor, e.cursor, text) }

// after is where the character ends that begins at an offset.
func (e *Editor) after(at int) int {
	characters := graphemes.FromString(e.text[at:e.lineEnd(at)])
	if characters.Next() {
		return at + len(characters.Value())
	}
	return min(at+1, len(e.text)) // a newline
}

// before is where the character begins that ends at an offset.
func (e *Editor) before(at int) int {
	begin := e.lineBegin(at)
	if begin == at {
		return max(at-1, 0)
	}
	characters := graphemes.FromString(e.text[begin:at])
	last := begin
	for characters.Next() {
		last = begin + characters.Start()
	}
	return last
}

func (e *Editor) lineBegin(at int) int { return strings.LastIndexByte(e.text[:at], '\n') + 1 }

func (e *Editor) lineEnd(at int) int {
	if i := strings.IndexByte(e.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(e.text)
}

// wordEnd is where the word ends that the cursor is in or before.
func (e *Editor) wordEnd(at int) int {
	return e.past(e.past(at, func(r rune) bool { return !isWord(r) }), isWord)
}

// wordBegin is where the word begins that the cursor is in or behind.
func (e *Editor) wordBegin(at int) int {
	return e.ahead(e.ahead(at, func(r rune) bool { return !isWord(r) }), isWord)
}

// past goes forward over characters of a class.
func (e *Editor) past(at int, class func(rune) bool) int {
	for at < len(e.text) && class(e.at(at)) {
		at = e.after(at)
	}
	return at
}

// ahead goes backward over characters of a class.
func (e *Editor) ahead(at int, class func(rune) bool) int {
	for at > 0 && class(e.at(e.before(at))) {
		at = e.before(at)
	}
	return at
}

func (e *Editor) at(at int) rune {
	r, _ := utf8.DecodeRuneInString(e.text[at:])
	return r
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isBlank(s string) bool { return strings.Trim(s, " \t") == "" }

// indentation is the blanks that a line begins with.
func indentation(line string) string {
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// isIndented tells whether the cursor's line begins with the blanks that are
// right for it. Then it is kept so; and else the user wants others.
func (e *Editor) isIndented() bool {
	begin := e.lineBegin(e.cursor)
	if e.Indent == nil || begin == 0 {
		return false
	}
	line := e.text[begin:e.lineEnd(begin)]
	return indentation(line) == e.Indent(e.text[:begin], line)
}

// indent gives the cursor's line the blanks that are right for it.
func (e *Editor) indent() {
	begin := e.lineBegin(e.cursor)
	if e.Indent == nil || begin == 0 {
		return
	}
	line := e.text[begin:e.lineEnd(begin)]
	old, right := indentation(line), e.Indent(e.text[:begin], line)
	if old == right {
		return
	}
	cursor := max(e.cursor, begin+len(old)) + len(right) - len(old)
	e.change(begin, begin+len(old), right)
	e.cursor = cursor
}
