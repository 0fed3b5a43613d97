package repl

import (
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

const (
	historyLines = 1000
	historyBytes = 256 << 10 // of the file, from its end
)

// history is a file of lines that were typed. It stays open, because the process
// may be in another root when the next line is typed, and in another identity;
// nobody else may read it. Without a file there is none from session to session.
type history struct {
	fd   int // -1 where there is no file
	last string
}

// openHistory opens $NSLUA_HISTORY or ~/.nslua_history and gives its last lines.
func openHistory(s *Session) (*history, []string) {
	h := &history{fd: -1}
	path, ok := os.LookupEnv("NSLUA_HISTORY")
	if home := os.Getenv("HOME"); !ok && home != "" {
		path = home + "/.nslua_history"
	}
	if path == "" {
		return h, nil
	}
	var lines []string
	s.state.Protect(func(L *glua.LState) {
		fd, err := bindings.OpenFile(L, path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return
		}
		lines = readHistory(L, fd)
		if h.fd, err = bindings.Keep(fd); err != nil {
			h.fd = -1
		}
	})
	if len(lines) > 0 {
		h.last = lines[len(lines)-1]
	}
	return h, lines
}

func readHistory(L *glua.LState, fd int) []string {
	text := make([]byte, historyBytes)
	_, err := bindings.Seek(fd, -historyBytes, 2)
	cut := err == nil // the first line may be half of one
	length := 0
	for length < len(text) {
		n, err := bindings.Read(L, fd, text[length:])
		if err != nil || n == 0 {
			break
		}
		length += n
	}
	var lines []string
	for line := range strings.Lines(string(text[:length])) {
		if line = strings.TrimRight(line, "\n"); !blank(line) {
			lines = append(lines, line)
		}
	}
	if cut && len(lines) > 0 {
		lines = lines[1:]
	}
	return lines[max(0, len(lines)-historyLines):]
}

// add appends a line with one write, because other processes append too. It
// tells whether the line was worth it: not blank and not the one before again.
func (h *history) add(line string) bool {
	if blank(line) || line == h.last {
		return false
	}
	h.last = line
	if h.fd >= 0 {
		bindings.WriteKept(h.fd, []byte(line+"\n"))
	}
	return true
}
