package repl

import (
	"bytes"
	"io"
	"strings"
)

// What readline calls, on goroutines of its own.

// keyboard is its input: it asks the main goroutine for a key.
type keyboard struct{ *terminal }

func (k keyboard) Read(b []byte) (int, error) {
	k.wanted <- struct{}{}
	return copy(b, <-k.keys), nil
}

func (k keyboard) Close() error { return nil }

// screen is its output.
type screen struct{ *terminal }

// upLine is how readline moves to the end of the line above. Some terminals, tmux
// among them, are there after the backspace already.
const upLine, upLineAlone = "\b\x1b[A\r", "\r\x1b[A"

func (s screen) Write(b []byte) (int, error) {
	s.still.Lock()
	defer s.still.Unlock()
	_, err := s.Terminal.Write(bytes.ReplaceAll(b, []byte(upLine), []byte(upLineAlone)))
	return len(b), err
}

// completer answers the Tab key. It gives readline never more than one way to go
// on, and lists several by itself: readline's own menu panics on some keys.
type tabber struct{ *terminal }

func (c tabber) Do(line []rune, position int) ([][]rune, int) {
	text := string(line[:position])
	if blank(text) { // indentation, typed or pasted
		return [][]rune{{'\t'}}, 0
	}
	c.still.Lock()
	completion := c.session.complete(text, len(text))
	c.still.Unlock()
	word := text[completion.Begin:]
	var names []string
	for _, i := range completion.Items {
		names = append(names, i.Text)
	}
	if len(names) == 0 || word == "" && len(names) > 200 {
		io.WriteString(screen(c), "\a")
		return nil, 0
	}
	if rest := strings.TrimPrefix(common(names), word); rest != "" {
		return [][]rune{[]rune(rest)}, len([]rune(word))
	}
	if len(names) > 1 {
		c.line.Clean()
		io.WriteString(screen(c), columns(names, c.width()))
		c.line.Refresh()
	}
	return nil, 0
}
