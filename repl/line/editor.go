package line

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Device is the terminal, in a mode in which every key comes in as it is typed.
type Device interface {
	// ReadByte waits for a byte. An error ends Read, which returns it.
	ReadByte() (byte, error)
	// Ready tells whether a byte is there already, and Soon whether one comes at
	// once, as those of one key do.
	Ready() bool
	Soon() bool
	Write(b []byte) (int, error)
	// Size is in characters; 0 means that it is not known.
	Size() (columns, rows int)
}

// Need says what an input needs to be whole.
type Need int

const (
	Nothing Need = iota // it is whole, or wrong whatever may follow
	Operand             // an expression breaks off: an empty line ends it even so
	Closing             // a block or a bracket is open: two empty lines do
	Quote               // a text of many lines is open: all lines are its own
)

// ErrInterrupted is what Read returns when the user wants to begin anew.
var ErrInterrupted = errors.New("interrupted")

// An Editor reads inputs from a Device. The functions may be nil.
type Editor struct {
	Device  Device
	Vi      bool     // the keys are vi's, and not those of Emacs
	Styles  bool     // the terminal shows styles, and the user wants them
	Shapes  bool     // it has a cursor of another shape for vi's insert mode
	Rewraps bool     // it breaks its lines anew when it is resized
	History []string // earlier inputs, the oldest first

	// More tells whether an input goes on in a further line.
	More func(text string) Need
	// Indent gives the blanks that a line begins with, which has the lines above
	// before it.
	Indent func(above, line string) string
	// Paint gives the styles of a text, in ascending order.
	Paint func(text string) []Span
	// Complete tells what may stand at the cursor.
	Complete func(text string, cursor int) Completion
	// Suspend is called for Ctrl-Z, between Hide and Show.
	Suspend func()

	text    string
	cursor  int    // a byte offset
	prompt  string // before the first line
	further string // before the others
	state   state
	this    kind // of the command that runs
	last    kind // of the one before
	column  int  // to which moving up and down returns, -1 if the cursor has moved since

	pushed []byte // read, but not of the last key
	undone undoing
	kills  killing
	walk   walk
	sought string // the last pattern of a search
	mark   Span   // is shown in another way, as what a search has found
	status string // stands in place of the prompt
	menu   *menu
	vi     vi
	shape  string // of the cursor
	screen screen
	stale  bool // the screen is not as the text is
}

type state int

const (
	editing state = iota
	entered
	abandoned
	left
)

// kind is of commands that go together with others of their kind.
type kind int

const (
	other kind = iota
	typing
	cutting
	yanking
	fetching // of words from the history
	vertical
)

// SetPrompt says what is shown before an input, and before its further lines.
// Both may have SGR sequences in them.
func (e *Editor) SetPrompt(prompt, further string) { e.prompt, e.further = prompt, further }

// Forget drops the keys that have been read and not looked at yet, in a child whose
// parent has them too.
func (e *Editor) Forget() { e.pushed = nil }

// Read gives the input that the user enters, without its last newline. The error
// is io.EOF when he leaves, and ErrInterrupted when he drops what he typed.
func (e *Editor) Read() (string, error) {
	e.begin()
	e.Show()
	for e.state == editing {
		k, err := e.readKey()
		if err != nil {
			e.finish()
			return "", err
		}
		e.do(k)
		e.stale = true
	}
	e.finish()
	switch e.state {
	case abandoned:
		return "", ErrInterrupted
	case left:
		return "", io.EOF
	}
	return e.text, nil
}

func (e *Editor) begin() {
	e.text, e.cursor = "", 0
	e.state, e.this, e.last, e.column = editing, other, other, -1
	e.undone, e.menu, e.mark, e.status = undoing{}, nil, Span{}, ""
	e.walk = walk{at: len(e.History)}
	e.vi.begin()
	e.undone.group = e.Vi
	e.screen.top = place{}
}

// do does what a key asks for.
func (e *Editor) do(k key) {
	e.stale = true // also while a command reads more keys
	e.last, e.this = e.this, other
	e.undone.saved = false
	if e.menu != nil && e.choose(k) {
		return
	}
	e.menu = nil
	if e.Vi && e.vi.commands {
		e.viCommand(k)
	} else if c := e.binding(k); c != nil {
		c(e)
	} else if k.isText() {
		e.typed(string(k))
	}
	if e.this != vertical {
		e.column = -1
	}
}

// binding is what a key does that is no text.
func (e *Editor) binding(k key) func(*Editor) {
	if e.Vi {
		if c, ok := viInsert[k]; ok {
			return c
		}
	}
	return emacs[k]
}

// typed inserts a character, and indents a line anew that it makes another.
func (e *Editor) typed(text string) {
	e.this = typing
	e.undone.typed(e.last)
	indented := e.isIndented()
	end := e.cursor
	if e.vi.over {
		end = min(e.after(end), e.lineEnd(end))
	}
	e.change(e.cursor, end, text)
	if indented {
		e.indent()
	}
}

func (e *Editor) interrupt() { e.state = abandoned }

// leaveOrDelete is Ctrl-D.
func (e *Editor) leaveOrDelete() {
	if e.text == "" {
		e.state = left
		return
	}
	e.deleteForward()
}

func (e *Editor) suspend() {
	if e.Suspend == nil {
		return
	}
	e.Hide()
	e.Suspend()
	e.Show()
}

// quoted inserts the next key as it is.
func (e *Editor) quoted() {
	b, err := e.readByte()
	switch {
	case err != nil || b == 0 || b == '\r':
	case b >= utf8.RuneSelf: // a character of several bytes, which is inserted anyway
		e.push(b)
	default:
		e.insert(string(rune(b)))
	}
}
