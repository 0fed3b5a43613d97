package line

import (
	"strings"
	"unicode"
)

// A move is where one of vi's motions goes.
type move struct {
	to        int
	inclusive bool // an operator has the character there too
	lines     bool // an operator has whole lines
}

// motion is where a key goes, which may read what it looks for.
func (e *Editor) motion(k key, count int) (move, bool) {
	at := e.cursor
	switch k {
	case "h", "<left>", "<backspace>", "C-h":
		at = e.steps(count, func(at int) int { return max(e.before(at), e.lineBegin(at)) })
	case "l", "<right>", " ":
		at = e.steps(count, func(at int) int { return min(e.after(at), e.lineEnd(at)) })
	case "0", "<home>":
		at = e.lineBegin(at)
	case "^":
		at = e.firstInk(at)
	case "$", "<end>":
		at = e.lineEnd(at)
	case "|":
		at = e.lineBegin(at)
		for range count - 1 {
			at = min(e.after(at), e.lineEnd(at))
		}
	case "w", "C-<right>", "M-<right>":
		at = e.steps(count, func(at int) int { return e.past(e.pastClass(at, class), unicode.IsSpace) })
	case "W":
		at = e.steps(count, func(at int) int { return e.past(e.pastClass(at, bigClass), unicode.IsSpace) })
	case "b", "C-<left>", "M-<left>":
		at = e.steps(count, func(at int) int { return e.aheadClass(e.ahead(at, unicode.IsSpace), class) })
	case "B":
		at = e.steps(count, func(at int) int { return e.aheadClass(e.ahead(at, unicode.IsSpace), bigClass) })
	case "e":
		return move{to: e.steps(count, func(at int) int { return e.lastOfWord(at, class) }), inclusive: true}, true
	case "E":
		return move{to: e.steps(count, func(at int) int { return e.lastOfWord(at, bigClass) }), inclusive: true}, true
	case "g":
		return e.motionAfterG(count)
	case "G":
		return move{to: e.firstInk(len(e.text)), lines: true}, true
	case "f", "F", "t", "T":
		target, _ := e.readKey()
		e.vi.found = seek{target, k == "F" || k == "T", k == "t" || k == "T"}
		return e.seek(e.vi.found, count, false)
	case ";":
		return e.seek(e.vi.found, count, true)
	case ",":
		s := e.vi.found
		s.back = !s.back
		return e.seek(s, count, true)
	case "%":
		at = e.bracketPartner(at)
		return move{to: at, inclusive: true}, at >= 0
	default:
		return move{}, false
	}
	return move{to: at}, true
}

func (e *Editor) motionAfterG(count int) (move, bool) {
	switch k, _ := e.readKey(); k {
	case "g":
		return move{to: 0, lines: true}, true
	case "e":
		return move{to: e.steps(count, func(at int) int { return e.lastOfWordBefore(at, class) }), inclusive: true}, true
	case "E":
		return move{to: e.steps(count, func(at int) int { return e.lastOfWordBefore(at, bigClass) }), inclusive: true}, true
	}
	return move{}, false
}

// changedWords is what cw and cW go over: words without the blanks after the last.
func (e *Editor) changedWords(class func(rune) int, count int) move {
	return move{to: e.steps(count, func(at int) int { return e.pastClass(e.past(at, unicode.IsSpace), class) })}
}

// steps goes from the cursor as often as is asked for.
func (e *Editor) steps(count int, step func(at int) int) int {
	at := e.cursor
	for range count {
		at = step(at)
	}
	return at
}

// firstInk is where a line begins that has an offset, after its blanks.
func (e *Editor) firstInk(at int) int {
	begin := e.lineBegin(at)
	return begin + len(indentation(e.text[begin:e.lineEnd(begin)]))
}

// wholeLines are the cursor's line and those after it, count in all.
func (e *Editor) wholeLines(count int) move {
	at := e.lineEnd(e.cursor)
	for ; count > 1 && at < len(e.text); count-- {
		at = e.lineEnd(at + 1)
	}
	return move{to: at, lines: true}
}

// linesAbove are the cursor's line and as many before it.
func (e *Editor) linesAbove(count int) move {
	at := e.lineBegin(e.cursor)
	for ; count > 0 && at > 0; count-- {
		at = e.lineBegin(at - 1)
	}
	return move{to: at, lines: true}
}

// class tells names from other characters, and both from blanks; to bigClass all
// that is not blank is the same.
func class(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 0
	case isWord(r) || r == '_':
		return 1
	}
	return 2
}

func bigClass(r rune) int { return min(class(r), 1) }

// pastClass goes forward over characters of the class of the first, unless they
// are blanks; aheadClass goes backward so.
func (e *Editor) pastClass(at int, class func(rune) int) int {
	if at == len(e.text) {
		return at
	}
	first := class(e.at(at))
	return e.past(at, func(r rune) bool { return first != 0 && class(r) == first })
}

func (e *Editor) aheadClass(at int, class func(rune) int) int {
	if at == 0 {
		return at
	}
	first := class(e.at(e.before(at)))
	return e.ahead(at, func(r rune) bool { return first != 0 && class(r) == first })
}

// lastOfWord is the last character of the word after the one at an offset.
func (e *Editor) lastOfWord(at int, class func(rune) int) int {
	begin := e.past(e.after(at), unicode.IsSpace)
	return max(e.before(e.pastClass(begin, class)), at)
}

// lastOfWordBefore is the last character of the word before.
func (e *Editor) lastOfWordBefore(at int, class func(rune) int) int {
	if at < len(e.text) && class(e.at(at)) != 0 {
		at = e.aheadClass(e.after(at), class)
	}
	return e.before(e.ahead(at, unicode.IsSpace))
}

// A seek looks for a character in the line.
type seek struct {
	target key
	back   bool
	upTo   bool // and stops short of it
}

func (e *Editor) seek(s seek, count int, again bool) (move, bool) {
	if !s.target.isText() {
		return move{}, false
	}
	at, begin, end := e.cursor, e.lineBegin(e.cursor), e.lineEnd(e.cursor)
	if again && s.upTo { // it stands beside one already
		at = e.toward(s, at)
	}
	for ; count > 0; count-- {
		for at = e.toward(s, at); ; at = e.toward(s, at) {
			if at < begin || at >= end {
				return move{}, false
			}
			if strings.HasPrefix(e.text[at:], string(s.target)) {
				break
			}
			if at == begin && s.back {
				return move{}, false
			}
		}
	}
	if s.upTo {
		s.back = !s.back
		at = e.toward(s, at)
		s.back = !s.back
	}
	return move{to: at, inclusive: !s.back}, true
}

// toward is one character on, or len(text)+1 and -1 beyond the text.
func (e *Editor) toward(s seek, at int) int {
	switch {
	case s.back && at == 0:
		return -1
	case at < 0, at >= len(e.text) && !s.back:
		return len(e.text) + 1
	case s.back:
		return e.before(min(at, len(e.text)))
	}
	return e.after(at)
}

// bracketPartner is where the bracket is that belongs to the one at an offset, or
// to the first after it in the line; -1 where there is none.
func (e *Editor) bracketPartner(at int) int {
	i := strings.IndexAny(e.text[at:e.lineEnd(at)], brackets)
	if i < 0 {
		return -1
	}
	return e.partner(at+i, func(int) bool { return true })
}
