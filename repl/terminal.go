package repl

import (
	"io"
	"strings"
	"sync"

	"github.com/chzyer/readline"

	"nslua/bindings"
)

// terminal is the Editor on a terminal: readline, which knows the keys and draws
// the line, and gets from us all that it would otherwise take from the system.
// It runs in goroutines of its own; the main goroutine serves it.
//
// Readline may be kicked only when it waits for that (its Terminal.KickRead):
// otherwise it would ask for a key that belongs to no line, and the main
// goroutine would wait for that key before it takes the line. So no key that
// readline reads on after is refused by the filter.
type terminal struct {
	bindings.Terminal
	session *Session
	history *history
	line    *readline.Instance
	resize  func() // has readline look at the width again
	// still is held by the main goroutine but while it waits for keys. Without
	// it readline neither writes nor looks into Lua's tables.
	still     sync.Mutex
	wanted    chan struct{}
	keys      chan []byte
	done      chan result
	key       key    // what has come in of the next
	last      string // the key that readline was given last
	empty     bool   // so is the line
	narrowest int    // a width that has room for more than the prompt
	held      bool   // the terminal was ours when the last line was read
}

type result struct {
	line string
	err  error
}

func newTerminal(s *Session) *terminal {
	t := &terminal{session: s, wanted: make(chan struct{}), keys: make(chan []byte), done: make(chan result)}
	t.narrowest = 1
	t.still.Lock()
	t.line, _ = readline.NewEx(&readline.Config{
		Stdin:                  keyboard{t},
		Stdout:                 screen{t},
		Stderr:                 screen{t},
		EOFPrompt:              "\n", // which stands for none
		HistoryLimit:           historyLines,
		DisableAutoSaveHistory: true,
		AutoComplete:           completer{t},
		Listener:               readline.FuncListener(t.changed),
		FuncFilterInputRune:    t.filter,
		FuncGetWidth:           t.width,
		FuncIsTerminal:         func() bool { return true },
		FuncMakeRaw:            func() error { return nil },
		FuncExitRaw:            func() error { return nil },
		FuncOnWidthChanged:     func(changed func()) { t.resize = changed },
	})
	var lines []string
	t.history, lines = openHistory(s)
	for _, line := range append([]string{""}, lines...) { // a search panics where there is none
		t.line.SaveHistory(line)
	}
	return t
}

func (t *terminal) ReadInput(prompt string, more func(string) bool) (string, error) {
	return t.session.readLines(t.readLine, prompt, more)
}

func (t *terminal) readLine(prompt string) (string, error) {
	t.narrowest = len(prompt) + 1
	if t.held {
		t.Recover()
	}
	t.enter()
	t.resize()
	t.freshLine()
	t.line.SetPrompt(prompt)
	go func() {
		line, err := t.line.Readline()
		t.done <- result{line, err}
	}()
	defer t.leave()
	for {
		select {
		case <-t.wanted:
			bytes, err := t.readKey()
			if err != nil {
				return "", err // readline waits for its key for ever
			}
			t.keys <- bytes
		case r := <-t.done:
			if r.err == readline.ErrInterrupt {
				r.err = errInterrupted
			}
			return r.line, r.err
		}
	}
}

func (t *terminal) Remember(line string) {
	if t.history.add(line) {
		t.line.SaveHistory(line)
	}
}

// readKey reads one key, and does meanwhile what signals ask for.
func (t *terminal) readKey() ([]byte, error) {
	for {
		b, err := t.ReadByte()
		switch {
		case bindings.Interrupted(err), err == io.EOF && bindings.Pending(): // SIGHUP comes with the end
			t.aside(t.session.deliver)
			continue
		case err != nil:
			return nil, err
		case b == ctrlZ:
			t.aside(func() {
				bindings.Suspend()
				t.session.deliver()
			})
			continue
		}
		if bytes, complete := t.key.add(b); complete && len(bytes) > 0 {
			t.last = string(bytes)
			return bytes, nil
		}
	}
}

// enter gives the terminal to readline; leave takes it back and puts it in
// order.
func (t *terminal) enter() {
	for {
		bindings.Watch()
		if !bindings.Interrupted(t.Raw()) {
			break
		}
		bindings.Unwatch()
		t.session.deliver()
		if !t.Ours() { // and SIGTTOU does not stop us, as pid 1
			bindings.Nap()
		}
	}
	t.still.Unlock()
}

func (t *terminal) leave() {
	t.still.Lock()
	t.held = t.Ours()
	t.Cooked()
	bindings.Unwatch()
}

// aside does something with the line out of the way and the terminal in order.
func (t *terminal) aside(f func()) {
	t.resize() // a terminal that is resized breaks its lines anew at once
	t.line.Clean()
	t.leave()
	f()
	t.line.SetPrompt(t.session.prompt())
	t.enter()
	t.resize()
	t.line.Refresh()
}

// freshLine moves to the beginning of a line, unless the cursor is there: so
// many blanks end either on the line that they began on, or on the next.
func (t *terminal) freshLine() {
	io.WriteString(screen{t}, strings.Repeat(" ", t.Width())+"\r")
}

// width is what readline goes by. It divides by the width, and counts for ever
// where the prompt is exactly as wide.
func (t *terminal) width() int {
	width := t.Width()
	if width == 0 {
		width = 80
	}
	return max(width, t.narrowest)
}

// changed hears of every change to the line.
func (t *terminal) changed(line []rune, _ int, _ rune) ([]rune, int, bool) {
	t.empty = len(line) == 0
	return nil, 0, false
}

// filter keeps the Delete key, which to readline is Ctrl-D, from leaving.
func (t *terminal) filter(r rune) (rune, bool) {
	return r, !(r == readline.CharDelete && t.last == deleteKey && t.empty)
}
