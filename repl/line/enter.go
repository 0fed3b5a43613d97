package line

import "strings"

// enter ends the input where it is whole, and otherwise the line.
func (e *Editor) enter() {
	need := Nothing
	if e.More != nil {
		need = e.More(e.text)
	}
	lastLine := e.lineEnd(e.cursor) == len(e.text)
	single := e.lineBegin(len(e.text)) == 0
	switch {
	case need == Nothing && (lastLine || e.recalled()):
		e.state = entered
	case e.givenUp(need):
		e.text = strings.TrimRight(e.text, " \t\n")
		e.state = entered
	case single:
		e.cursor = len(e.text)
		fallthrough
	default:
		e.newline()
	}
}

// recalled tells whether the input is an entry of the history as it was.
func (e *Editor) recalled() bool {
	return e.walk.at < len(e.History) && e.text == e.History[e.walk.at]
}

// givenUp tells whether the cursor is at the end of as many empty lines as end
// an input that is not whole.
func (e *Editor) givenUp(need Need) bool {
	blanks, end := 0, len(e.text)
	for end > 0 && e.cursor == len(e.text) {
		begin := e.lineBegin(end)
		if begin == 0 || !isBlank(e.text[begin:end]) {
			break
		}
		blanks, end = blanks+1, begin-1
	}
	return need == Operand && blanks >= 1 || need == Closing && blanks >= 2
}

// newline breaks the line at the cursor.
func (e *Editor) newline() {
	if e.More != nil && e.More(e.text[:e.cursor]) == Quote { // whose blanks are its own
		e.insert("\n")
		return
	}
	begin := e.lineBegin(e.cursor)
	if isBlank(e.text[begin:e.cursor]) { // no blanks that nobody has typed
		e.change(begin, e.cursor, "")
	}
	end := e.cursor
	for end < len(e.text) && (e.text[end] == ' ' || e.text[end] == '\t') {
		end++
	}
	e.change(e.cursor, end, "\n")
	e.indent()
}
