package repl

import (
	"io"
	"os"
	"time"

	"nslua/bindings"
	"nslua/repl/line"
)

// terminal is the editor on a terminal: package line knows the keys and draws the
// input. The terminal is raw while it reads, and in the user's own modes whenever
// any Lua runs.
type terminal struct {
	bindings.Terminal
	session *Session
	line    line.Editor
	held    bool // the terminal was ours when the last input was read
}

func newTerminal(s *Session) *terminal {
	t := &terminal{session: s}
	t.line.Device = device{t}
	t.line.Vi = wantsVi()
	t.line.Styles = s.palette.Colours
	t.line.Shapes = os.Getenv("TERM") != "linux" // which has other sequences for it
	t.line.Rewraps = rewraps()
	t.line.Indent = s.indent
	t.line.Paint = s.highlight
	t.line.Complete = s.complete
	bindings.AtFork(bindings.ForkHook{Child: t.line.Forget})
	t.line.Suspend = func() { t.loan(s.suspend) }
	return t
}

// rewraps tells whether the terminal breaks its lines anew when it is resized. Few
// do not, and these say what they are.
func rewraps() bool {
	return os.Getenv("TMUX") != "" || os.Getenv("XTERM_VERSION") == "" && os.Getenv("STY") == ""
}

func (t *terminal) ReadInput(prompt string, more func(string) line.Need) (string, error) {
	t.recover()
	t.line.More = more
	t.line.SetPrompt(prompt, t.session.continuation(prompt))
	t.enter()
	t.line.History = t.session.history.Entries()
	defer t.leave()
	return t.line.Read()
}

// recover takes the terminal back from who has had it and is gone.
func (t *terminal) recover() {
	if t.held {
		t.Recover()
	}
	t.RecoverFromJob()
}

// enter gives the terminal to the line editor; leave takes it back and puts it in
// order.
func (t *terminal) enter() {
	for {
		bindings.Watch()
		if !bindings.Interrupted(t.Raw()) {
			return
		}
		bindings.Unwatch()
		t.session.deliver()
		if !t.Ours() { // and SIGTTOU does not stop us, as pid 1
			bindings.Nap()
			t.recover()
		}
	}
}

func (t *terminal) leave() {
	t.held = t.Ours()
	t.Cooked()
	bindings.Unwatch()
}

// loan does something with the terminal in order, while an input is read.
func (t *terminal) loan(f func()) {
	t.leave()
	f()
	prompt := t.session.prompt()
	t.line.SetPrompt(prompt, t.session.continuation(prompt))
	t.enter()
}

// device is the terminal as the line editor has it.
type device struct{ *terminal }

// ReadByte waits for a byte, and does meanwhile what signals ask for.
func (d device) ReadByte() (byte, error) {
	for {
		b, err := d.Terminal.ReadByte()
		if !bindings.Interrupted(err) && !(err == io.EOF && bindings.Pending()) { // SIGHUP comes with the end
			return b, err
		}
		d.line.Hide()
		d.loan(d.session.deliver)
		d.line.Show()
	}
}

// Write draws nothing into a terminal that is in the hands of another process group:
// it would be into what that shows. All is drawn anew when it is ours again.
func (d device) Write(b []byte) (int, error) {
	if !d.Ours() {
		return len(b), nil
	}
	return d.Terminal.Write(b)
}

// pause is how long a terminal may take between the bytes of one key.
const pause = 20 * time.Millisecond

func (d device) Ready() bool { return d.Terminal.Ready(0) }
func (d device) Soon() bool  { return d.Terminal.Ready(pause) }
