package line

// undoing is how the text was before the last changes.
type undoing struct {
	steps   []step
	saved   bool // this command has its step
	group   bool // commands share one, as all do that vi's insert mode takes
	grouped bool // and have it
	run     int  // how many characters were typed since the last one
	size    int  // of the steps' texts, in bytes
}

type step struct {
	text   string
	cursor int
}

const (
	longestRun = 20      // characters typed one after the other are undone as one
	mostSteps  = 300     // that are kept
	mostUndone = 8 << 20 // bytes in them: each has the whole text
)

// remember keeps what a command finds before it changes it.
func (e *Editor) remember() {
	if e.undone.saved || e.undone.grouped && e.undone.group {
		return
	}
	e.undone.saved, e.undone.grouped = true, e.undone.group
	e.undone.keep(step{e.text, e.cursor})
}

func (u *undoing) keep(s step) {
	u.steps = append(u.steps, s)
	for u.size += len(s.text); len(u.steps) > mostSteps || len(u.steps) > 1 && u.size > mostUndone; {
		u.size -= len(u.steps[0].text)
		u.steps[0] = step{}
		u.steps = u.steps[1:]
	}
}

// typed keeps a character with those that were typed before it.
func (u *undoing) typed(last kind) {
	if last == typing && u.run < longestRun {
		u.saved = true
		u.run++
	} else {
		u.run = 0
	}
}

func (e *Editor) undo() {
	if last := len(e.undone.steps) - 1; last >= 0 {
		e.text, e.cursor = e.undone.steps[last].text, e.undone.steps[last].cursor
		e.undone.size -= len(e.text)
		e.undone.steps = e.undone.steps[:last]
	}
}

func (e *Editor) undoAll() {
	for len(e.undone.steps) > 0 {
		e.undo()
	}
}
