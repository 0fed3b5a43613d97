package line

import (
	"strings"
	"unicode"
)

// emacs are the keys as GNU readline has them, see readline(3).
var emacs map[key]func(*Editor)

func init() { // a command may look into the table
	emacs = map[key]func(*Editor){
		"<enter>": (*Editor).enter, "M-<enter>": (*Editor).newline,
		"C-c": (*Editor).interrupt, "C-d": (*Editor).leaveOrDelete, "C-z": (*Editor).suspend,

		"C-a": (*Editor).toLineBegin, "<home>": (*Editor).toLineBegin, "C-<home>": (*Editor).toTextBegin,
		"C-e": (*Editor).toLineEnd, "<end>": (*Editor).toLineEnd, "C-<end>": (*Editor).toTextEnd,
		"C-b": (*Editor).back, "<left>": (*Editor).back,
		"C-f": (*Editor).forth, "<right>": (*Editor).forth,
		"M-b": (*Editor).wordBack, "C-<left>": (*Editor).wordBack, "M-<left>": (*Editor).wordBack,
		"M-f": (*Editor).wordForth, "C-<right>": (*Editor).wordForth, "M-<right>": (*Editor).wordForth,
		"C-p": (*Editor).up, "<up>": (*Editor).up, "C-n": (*Editor).down, "<down>": (*Editor).down,
		"M-<": (*Editor).oldest, "M->": (*Editor).newest,
		"C-r": (*Editor).searchBack, "C-s": (*Editor).searchForth,

		"<backspace>": (*Editor).deleteBackward, "C-h": (*Editor).deleteBackward, "<delete>": (*Editor).deleteForward,
		"C-k": (*Editor).killToLineEnd, "C-u": (*Editor).killToLineBegin, "C-w": (*Editor).killBlankWord,
		"M-d": (*Editor).killWord, "C-<delete>": (*Editor).killWord,
		"M-<backspace>": (*Editor).killWordBack, "M-C-h": (*Editor).killWordBack,
		"C-y": (*Editor).yank, "M-y": (*Editor).yankEarlier, "M-.": (*Editor).lastWord, "M-_": (*Editor).lastWord,
		"C-t": (*Editor).transpose, "M-t": (*Editor).transposeWords,
		"M-u": (*Editor).upperCase, "M-l": (*Editor).lowerCase, "M-c": (*Editor).capital,
		"C-_": (*Editor).undo, "C-x": (*Editor).prefixed, "M-r": (*Editor).undoAll,
		"C-q": (*Editor).quoted, "C-v": (*Editor).quoted,
		"C-l": (*Editor).clearScreen, "<tab>": (*Editor).tab, "<paste>": (*Editor).paste,
	}
}

func (e *Editor) toLineBegin() { e.cursor = e.lineBegin(e.cursor) }
func (e *Editor) toLineEnd()   { e.cursor = e.lineEnd(e.cursor) }
func (e *Editor) toTextBegin() { e.cursor = 0 }
func (e *Editor) toTextEnd()   { e.cursor = len(e.text) }
func (e *Editor) back()        { e.cursor = e.before(e.cursor) }
func (e *Editor) forth()       { e.cursor = e.after(e.cursor) }
func (e *Editor) wordBack()    { e.cursor = e.wordBegin(e.cursor) }
func (e *Editor) wordForth()   { e.cursor = e.wordEnd(e.cursor) }

func (e *Editor) deleteForward()  { e.change(e.cursor, e.after(e.cursor), "") }
func (e *Editor) deleteBackward() { e.change(e.before(e.cursor), e.cursor, "") }

// prefixed reads the key after C-x.
func (e *Editor) prefixed() {
	switch k, _ := e.readKey(); k {
	case "C-u":
		e.undo()
	case "C-c":
		e.interrupt()
	}
}

// transpose exchanges the characters before and at the cursor, at the end of a
// line the last two.
func (e *Editor) transpose() {
	begin, middle := e.lineBegin(e.cursor), e.cursor
	if middle == e.lineEnd(middle) && middle > begin {
		middle = e.before(middle)
	}
	if middle == begin {
		return
	}
	first, end := e.before(middle), e.after(middle)
	e.change(first, end, e.text[middle:end]+e.text[first:middle])
}

// transposeWords exchanges the word before the cursor with the one after it.
func (e *Editor) transposeWords() {
	end := e.wordEnd(e.cursor)
	begin := e.wordBegin(end)
	first := e.wordBegin(begin)
	middle := e.wordEnd(first)
	if first == begin || middle > begin {
		return
	}
	e.change(first, end, e.text[begin:end]+e.text[middle:begin]+e.text[first:middle])
}

func (e *Editor) upperCase() { e.changeWord(strings.ToUpper) }
func (e *Editor) lowerCase() { e.changeWord(strings.ToLower) }

func (e *Editor) capital() {
	e.changeWord(func(word string) string {
		begin := strings.IndexFunc(word, isWord)
		if begin < 0 {
			return word
		}
		runes := []rune(strings.ToLower(word[begin:]))
		runes[0] = unicode.ToUpper(runes[0])
		return word[:begin] + string(runes)
	})
}

func (e *Editor) changeWord(f func(string) string) {
	end := e.wordEnd(e.cursor)
	e.change(e.cursor, end, f(e.text[e.cursor:end]))
}

func (e *Editor) clearScreen() {
	e.screen.clear()
}
