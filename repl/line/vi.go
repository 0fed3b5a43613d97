package line

import "slices"

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

// begin is for another input: what was cut and looked for stays.
func (v *vi) begin() {
	v.commands, v.over, v.changing = false, false, false
	v.keys, v.again = nil, nil
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
		"<enter>": func(e *Editor, _ int) { e.viEnter() }, "M-<enter>": func(e *Editor, _ int) { e.viEnter() },
		"j": repeated((*Editor).down), "<down>": repeated((*Editor).down), "+": repeated((*Editor).down),
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
