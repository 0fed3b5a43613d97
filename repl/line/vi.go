package line

import (
	"slices"
	"strings"
	"unicode"
)

// vi is what vi's keys need beside the text: they are those of POSIX sh and of
// readline, for a text of several lines.
type vi struct {
	commands bool // keys are commands, and no text
	over     bool // text replaces what is there
	register string
	lines    bool  // the register has whole lines
	found    seek  // what f, F, t or T has looked for
	keys     []key // of the command that runs
	changing bool  // and it changes the text
	change   []key // those of the last command that did, for .
	again    []key // what . has yet to do
}

// mostTimes bounds counts: nobody means more, and a slip must not take for ever.
const mostTimes = 999

// insertMode has keys be text. All until Escape is undone as one.
func (e *Editor) insertMode() {
	e.vi.commands = false
	e.undone.group, e.undone.grouped = true, false
}

// commandMode is the Escape key.
func (e *Editor) commandMode() {
	e.vi.commands, e.vi.over = true, false
	e.undone.group = false
	if e.cursor > e.lineBegin(e.cursor) {
		e.back()
	}
	e.vi.learn()
}

// learn keeps the keys of a command that has ended, if it was a change.
func (v *vi) learn() {
	if v.changing {
		v.change = v.keys
	}
	v.keys, v.changing = nil, false
}

// note keeps the further keys of a command. What is pasted is not among keys, and
// cannot be repeated.
func (v *vi) note(k key) {
	if k == "<paste>" {
		v.keys, v.changing = nil, false
	}
	if v.keys != nil {
		v.keys = append(v.keys, k)
	}
}

// viCommand does what a key asks for in command mode.
func (e *Editor) viCommand(k key) {
	e.vi.keys = []key{k}
	count, k := e.times(k)
	if c, ok := viCommands[k]; ok {
		c(e, count)
	} else if c, ok := viChanges[k]; ok {
		e.vi.changing = true
		c(e, max(count, 1))
	} else if m, ok := e.motion(k, max(count, 1)); ok {
		e.cursor = m.to
	}
	if e.vi.commands && e.state == editing {
		e.vi.learn()
		e.onCharacter()
	}
}

// onCharacter keeps the cursor from standing behind the last character of a line.
func (e *Editor) onCharacter() {
	if begin := e.lineBegin(e.cursor); e.cursor > begin && e.cursor == e.lineEnd(e.cursor) {
		e.cursor = e.before(e.cursor)
	}
}

// times reads a count whose first key is given, and gives the key after it. 0 is
// none.
func (e *Editor) times(k key) (int, key) {
	count := 0
	for len(k) == 1 && (k[0] >= '1' && k[0] <= '9' || k[0] == '0' && count > 0) {
		count = min(count*10+int(k[0]-'0'), mostTimes)
		k, _ = e.readKey()
	}
	return count, k
}

// viInsert are vi's keys for text, beside those of Emacs.
var viInsert = map[key]func(*Editor){"<esc>": (*Editor).commandMode}

// viCommands are the commands that leave the text as it is, or need not be
// repeated. The count is 0 where none was given.
var viCommands map[key]func(e *Editor, count int)

// viChanges are the commands that . repeats.
var viChanges map[key]func(e *Editor, count int)

func init() {
	viCommands = map[key]func(*Editor, int){
		"<esc>":   func(*Editor, int) {},
		"<enter>": func(e *Editor, _ int) { e.viEnter() },
		"j":       repeated((*Editor).down), "<down>": repeated((*Editor).down), "+": repeated((*Editor).down),
		"k": repeated((*Editor).up), "<up>": repeated((*Editor).up), "-": repeated((*Editor).up),
		"/": func(e *Editor, _ int) { e.search(true) }, "?": func(e *Editor, _ int) { e.search(false) },
		"n": func(e *Editor, _ int) { e.searchAgain(true) }, "N": func(e *Editor, _ int) { e.searchAgain(false) },
		"u": repeated((*Editor).undo), "U": repeated((*Editor).undoAll),
		".": func(e *Editor, _ int) { e.vi.again = slices.Clone(e.vi.change) },
		"y": func(e *Editor, count int) { e.operate("y", count) },
		"Y": func(e *Editor, _ int) { e.copy(e.cursor, e.lineEnd(e.cursor)) },
	}
	for _, k := range []key{"C-c", "C-d", "C-z", "C-l", "C-r", "C-s", "C-p", "C-n", "M-<", "M->", "<paste>"} {
		viCommands[k] = func(e *Editor, _ int) {
			if k != "C-d" || e.text == "" {
				emacs[k](e)
			}
		}
	}
	viChanges = map[key]func(*Editor, int){
		"i": func(e *Editor, _ int) { e.insertMode() },
		"I": func(e *Editor, _ int) { e.cursor = e.firstInk(e.cursor); e.insertMode() },
		"a": func(e *Editor, _ int) { e.cursor = min(e.after(e.cursor), e.lineEnd(e.cursor)); e.insertMode() },
		"A": func(e *Editor, _ int) { e.toLineEnd(); e.insertMode() },
		"o": func(e *Editor, _ int) { e.insertMode(); e.toLineEnd(); e.newline() },
		"R": func(e *Editor, _ int) { e.insertMode(); e.vi.over = true },
		"x": (*Editor).cutForward, "<delete>": (*Editor).cutForward, "X": (*Editor).cutBackward,
		"s": func(e *Editor, count int) { e.insertMode(); e.cutForward(count) },
		"S": func(e *Editor, count int) { e.insertMode(); e.apply("c", e.wholeLines(count)) },
		"C": func(e *Editor, _ int) { e.apply("c", move{to: e.lineEnd(e.cursor)}) },
		"D": func(e *Editor, _ int) { e.apply("d", move{to: e.lineEnd(e.cursor)}) },
		"c": func(e *Editor, count int) { e.operate("c", count) },
		"d": func(e *Editor, count int) { e.operate("d", count) },
		"p": (*Editor).putAfter, "P": (*Editor).putBefore,
		"r": (*Editor).replace, "~": (*Editor).otherCase, "J": (*Editor).join,
	}
}

func repeated(f func(*Editor)) func(*Editor, int) {
	return func(e *Editor, count int) {
		for range max(count, 1) {
			f(e)
		}
	}
}

// viEnter enters the input from wherever the cursor is, if it is whole.
func (e *Editor) viEnter() {
	if e.More == nil || e.More(e.text) == Nothing {
		e.state = entered
		return
	}
	e.insertMode()
	e.toTextEnd()
	e.enter()
}

// operate reads the motion of an operator and does it to what that goes over.
func (e *Editor) operate(operator key, count int) {
	k, _ := e.readKey()
	more, k := e.times(k)
	times := max(count, 1) * max(more, 1)
	switch k {
	case operator:
		e.apply(operator, e.wholeLines(times))
	case "j", "<down>":
		e.apply(operator, e.wholeLines(times+1))
	case "k", "<up>":
		e.apply(operator, e.linesAbove(times))
	default:
		if operator == "c" && (k == "w" || k == "W") && e.cursor < len(e.text) && !unicode.IsSpace(e.at(e.cursor)) {
			k += "end" // changing a word leaves the blanks after it
		}
		if m, ok := e.motion(k, times); ok {
			if end := e.lineEnd(e.cursor); strings.ToLower(string(k)) == "w" && times == 1 {
				m.to = min(m.to, end)
			}
			e.apply(operator, m)
			return
		}
		e.vi.changing = false
	}
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

func (e *Editor) putAfter(count int) {
	if e.vi.lines {
		end := e.lineEnd(e.cursor)
		e.change(end, end, strings.Repeat("\n"+e.vi.register, count))
		e.cursor = e.firstInk(end + 1)
		return
	}
	e.cursor = min(e.after(e.cursor), e.lineEnd(e.cursor))
	e.putHere(count)
}

func (e *Editor) putBefore(count int) {
	if e.vi.lines {
		begin := e.lineBegin(e.cursor)
		e.change(begin, begin, strings.Repeat(e.vi.register+"\n", count))
		e.cursor = e.firstInk(begin)
		return
	}
	e.putHere(count)
}

func (e *Editor) putHere(count int) {
	if e.vi.register != "" {
		e.insert(strings.Repeat(e.vi.register, count))
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
