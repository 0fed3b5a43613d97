package line

// walk is where the user is in the history. The input itself comes after the
// newest entry; what is changed is kept until one is entered.
type walk struct {
	at      int
	changed map[int]string
}

// up goes to the line above, and from the first to the entry before.
func (e *Editor) up() {
	if begin := e.lineBegin(e.cursor); begin > 0 {
		e.toLine(begin - 1)
		return
	}
	e.earlier()
}

// down goes to the line below, and from the last to the entry after.
func (e *Editor) down() {
	if end := e.lineEnd(e.cursor); end < len(e.text) {
		e.toLine(end + 1)
		return
	}
	e.later()
}

// toLine goes into the line that has an offset, to the column that moving up and
// down has begun in.
func (e *Editor) toLine(at int) {
	e.this = vertical
	if e.column < 0 {
		e.column = textWidth(e.text[e.lineBegin(e.cursor):e.cursor])
	}
	at = e.lineBegin(at)
	for end, width := e.lineEnd(at), 0; at < end; at = e.after(at) {
		if width += textWidth(e.text[at:e.after(at)]); width > e.column {
			break
		}
	}
	e.cursor = at
}

func (e *Editor) earlier() { e.entry(e.walk.at - 1) }
func (e *Editor) later()   { e.entry(e.walk.at + 1) }
func (e *Editor) oldest()  { e.entry(0) }
func (e *Editor) newest()  { e.entry(len(e.History)) }

// entry goes to an entry of the history, if there is one.
func (e *Editor) entry(at int) {
	if at < 0 || at > len(e.History) || at == e.walk.at {
		return
	}
	if e.walk.changed == nil {
		e.walk.changed = map[int]string{}
	}
	e.walk.changed[e.walk.at] = e.text
	e.walk.at = at
	e.text = e.entryText(at)
	e.cursor = len(e.text)
	e.undone = undoing{group: e.undone.group}
}

func (e *Editor) entryText(at int) string {
	if text, ok := e.walk.changed[at]; ok {
		return text
	}
	if at == len(e.History) {
		return ""
	}
	return e.History[at]
}
