package line

import "strings"

// Show draws the input, from the beginning of a line on. Hide takes it off the
// screen, for something else.
func (e *Editor) Show() {
	s := &e.screen
	s.resized(e.Device)
	s.rows, s.row, s.column, s.hidden = nil, 0, 0, false
	// So many blanks end either on the line that they began on, or on the next.
	s.out.WriteString(strings.Repeat(" ", s.width) + "\r\x1b[K" + pasteOn)
	e.draw()
}

func (e *Editor) Hide() {
	s := &e.screen
	e.shapeCursor(usualShape)
	s.out.WriteString(pasteOff)
	s.wipe(e.Device, e.Rewraps)
	s.hidden = true
	s.flush(e.Device)
}

// finish leaves the input on the screen, and goes to the line after it.
func (e *Editor) finish() {
	s := &e.screen
	e.menu = nil
	e.cursor = len(e.text)
	e.shapeCursor(usualShape)
	s.out.WriteString(pasteOff)
	e.drawPage(true)
	if e.state == abandoned {
		s.out.WriteString("^C")
	}
	s.out.WriteByte('\n')
	s.rows = nil
	s.flush(e.Device)
}

// draw has the screen show the input as it is.
func (e *Editor) draw() {
	e.stale = false
	if !e.screen.hidden {
		e.drawPage(false)
		e.shapeCursor(e.vi.shape())
		e.screen.flush(e.Device)
	}
}

// The shapes of the cursor, as xterm has them.
const (
	usualShape = ""
	blockShape = "\x1b[2 q"
	barShape   = "\x1b[6 q"
)

func (v *vi) shape() string {
	if v.commands {
		return blockShape
	}
	return barShape
}

func (e *Editor) shapeCursor(shape string) {
	if !e.Vi || !e.Shapes || shape == e.shape {
		return
	}
	e.shape = shape
	if shape == usualShape {
		shape = "\x1b[0 q"
	}
	e.screen.out.WriteString(shape)
}

func (e *Editor) drawPage(ended bool) {
	s := &e.screen
	if columns, rows := size(e.Device); columns != s.width || rows != s.height {
		s.wipe(e.Device, e.Rewraps)
		s.resized(e.Device)
	}
	p := e.layout(s.width, s.height, ended)
	if e.menu != nil {
		p.list(e.menu, s.height)
	}
	s.show(s.part(p))
}
