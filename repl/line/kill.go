package line

import "strings"

// killing is the ring of texts that were cut.
type killing struct {
	ring       []string // the last one is the newest
	at         int      // what was yanked last
	begin, end int      // where it stands
	words      int      // how many entries back lastWord has gone
}

const ringSize = 60

// kill cuts what is between two offsets. What is cut by one command after the
// other is one text.
func (e *Editor) kill(begin, end int) {
	e.this = cutting
	if begin == end {
		return
	}
	cut, backward := e.text[begin:end], end == e.cursor
	switch ring := e.kills.ring; {
	case e.last != cutting || len(ring) == 0:
		e.keep(cut)
	case backward:
		ring[len(ring)-1] = cut + ring[len(ring)-1]
	default:
		ring[len(ring)-1] += cut
	}
	e.change(begin, end, "")
}

func (e *Editor) keep(cut string) {
	e.kills.ring = append(e.kills.ring, cut)
	if len(e.kills.ring) > ringSize {
		e.kills.ring = e.kills.ring[1:]
	}
}

// killToLineEnd takes the newline where nothing else is left of the line.
func (e *Editor) killToLineEnd() {
	end := e.lineEnd(e.cursor)
	if end == e.cursor {
		end = e.after(end)
	}
	e.kill(e.cursor, end)
}

func (e *Editor) killToLineBegin() {
	begin := e.lineBegin(e.cursor)
	if begin == e.cursor {
		begin = e.before(begin)
	}
	e.kill(begin, e.cursor)
}

func (e *Editor) killWord()     { e.kill(e.cursor, e.wordEnd(e.cursor)) }
func (e *Editor) killWordBack() { e.kill(e.wordBegin(e.cursor), e.cursor) }

// killBlankWord cuts back to a blank.
func (e *Editor) killBlankWord() {
	isBlank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' }
	begin := e.ahead(e.ahead(e.cursor, isBlank), func(r rune) bool { return !isBlank(r) })
	e.kill(begin, e.cursor)
}

func (e *Editor) yank() {
	if len(e.kills.ring) == 0 {
		return
	}
	e.kills.at = len(e.kills.ring) - 1
	e.kills.begin = e.cursor
	e.put(e.cursor)
}

// yankEarlier has the text before in place of what was yanked just now.
func (e *Editor) yankEarlier() {
	if e.last != yanking || len(e.kills.ring) == 0 {
		return
	}
	e.kills.at = (e.kills.at + len(e.kills.ring) - 1) % len(e.kills.ring)
	e.put(e.kills.end)
}

func (e *Editor) put(end int) {
	e.this = yanking
	e.change(e.kills.begin, end, e.kills.ring[e.kills.at])
	e.kills.end = e.cursor
}

// lastWord inserts the last word of the entry before, and again of those before
// that.
func (e *Editor) lastWord() {
	begin := e.cursor
	if e.last == fetching {
		begin = e.kills.begin
		e.kills.words++
	} else {
		e.kills.words = 1
	}
	at := len(e.History) - e.kills.words
	if at < 0 {
		return
	}
	e.this = fetching
	words := strings.Fields(e.History[at])
	if len(words) == 0 {
		return
	}
	e.kills.begin = begin
	e.change(begin, e.cursor, words[len(words)-1])
}
