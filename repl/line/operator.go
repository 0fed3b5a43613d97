package line

import (
	"strings"
	"unicode"
)

// operate reads the motion of an operator and does it to what that goes over.
func (e *Editor) operate(operator key, count int) {
	k, _ := e.readKey()
	more, k := e.times(k)
	times := min(max(count, 1)*max(more, 1), mostTimes)
	switch k {
	case operator:
		e.apply(operator, e.wholeLines(times))
	case "j", "<down>":
		e.apply(operator, e.wholeLines(times+1))
	case "k", "<up>":
		e.apply(operator, e.linesAbove(times))
	default:
		m, ok := e.operand(operator, k, times)
		if !ok {
			e.vi.changing = false
			return
		}
		e.apply(operator, m)
	}
}

// operand is what a motion goes over for an operator, to which words are a bit
// less than to who moves.
func (e *Editor) operand(operator, k key, times int) (move, bool) {
	if onWord := e.cursor < len(e.text) && !unicode.IsSpace(e.at(e.cursor)); operator == "c" && onWord {
		switch k {
		case "w":
			return e.changedWords(class, times), true
		case "W":
			return e.changedWords(bigClass, times), true
		}
	}
	m, ok := e.motion(k, times)
	if (k == "w" || k == "W") && times == 1 { // the last word of a line ends with that
		m.to = min(m.to, e.lineEnd(e.cursor))
	}
	return m, ok
}

// apply cuts, or copies, what is between the cursor and where a motion goes.
func (e *Editor) apply(operator key, m move) {
	begin, end := min(e.cursor, m.to), max(e.cursor, m.to)
	if m.lines {
		begin, end = e.lineBegin(begin), e.lineEnd(end)
	} else if m.inclusive {
		end = min(e.after(end), e.lineEnd(end))
	}
	e.copy(begin, end)
	e.vi.lines = m.lines && strings.Contains(e.text, "\n")
	switch {
	case operator == "y" && !m.lines:
		e.cursor = begin
	case operator == "c":
		e.insertMode()
		e.change(begin, end, "")
		e.cursor = begin
	case operator == "d" && m.lines:
		e.deleteLines(begin, end)
	case operator == "d":
		e.change(begin, end, "")
	}
}

func (e *Editor) deleteLines(begin, end int) {
	if end < len(e.text) {
		end++
	} else if begin > 0 {
		begin--
	}
	e.change(begin, end, "")
	e.cursor = e.firstInk(min(begin+1, e.cursor))
}

func (e *Editor) copy(begin, end int) { e.vi.register, e.vi.lines = e.text[begin:end], false }

func (e *Editor) cutForward(count int) {
	end := e.cursor
	for range count {
		end = min(e.after(end), e.lineEnd(end))
	}
	e.copy(e.cursor, end)
	e.change(e.cursor, end, "")
}

func (e *Editor) cutBackward(count int) {
	begin := e.cursor
	for range count {
		begin = max(e.before(begin), e.lineBegin(begin))
	}
	e.copy(begin, e.cursor)
	e.change(begin, e.cursor, "")
}

// mostPut is how much is put by one command, in bytes: for the same reason as
// mostTimes.
const mostPut = 1 << 20

func (v *vi) copies(count int) int { return min(count, 1+mostPut/(len(v.register)+1)) }

func (e *Editor) putAfter(count int) {
	if e.vi.lines {
		end := e.lineEnd(e.cursor)
		e.change(end, end, strings.Repeat("\n"+e.vi.register, e.vi.copies(count)))
		e.cursor = e.firstInk(end + 1)
		return
	}
	e.cursor = min(e.after(e.cursor), e.lineEnd(e.cursor))
	e.putHere(count)
}

func (e *Editor) putBefore(count int) {
	if e.vi.lines {
		begin := e.lineBegin(e.cursor)
		e.change(begin, begin, strings.Repeat(e.vi.register+"\n", e.vi.copies(count)))
		e.cursor = e.firstInk(begin)
		return
	}
	e.putHere(count)
}

func (e *Editor) putHere(count int) {
	if e.vi.register != "" {
		e.insert(strings.Repeat(e.vi.register, e.vi.copies(count)))
		e.cursor = e.before(e.cursor)
	}
}

// replace puts a character in place of others.
func (e *Editor) replace(count int) {
	k, _ := e.readKey()
	end := e.cursor
	for range count {
		if end == e.lineEnd(end) {
			return // there are not so many
		}
		end = e.after(end)
	}
	if k == "<enter>" {
		e.change(e.cursor, end, "\n")
	} else if k.isText() {
		e.change(e.cursor, end, strings.Repeat(string(k), count))
		e.cursor = e.before(e.cursor)
	}
}

// otherCase turns capitals into small letters, and these into those.
func (e *Editor) otherCase(count int) {
	end := e.cursor
	for range count {
		end = min(e.after(end), e.lineEnd(end))
	}
	e.change(e.cursor, end, strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, e.text[e.cursor:end]))
}

// join makes one line of two.
func (e *Editor) join(count int) {
	for range max(count-1, 1) {
		end := e.lineEnd(e.cursor)
		if end == len(e.text) {
			return
		}
		e.change(end, e.firstInk(end+1), " ")
		e.cursor = end
	}
}
