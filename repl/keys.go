package repl

import (
	"cmp"
	"os"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// wantsVi tells whether the user's keys are those of vi, and not those of Emacs:
// NSLUA_EDIT says so, and where it does not, what readline(3) goes by.
func (s *Session) wantsVi() bool {
	if mode := os.Getenv("NSLUA_EDIT"); mode != "" {
		return mode == "vi"
	}
	mode := ""
	for line := range strings.Lines(s.beginning(cmp.Or(os.Getenv("INPUTRC"), os.Getenv("HOME")+"/.inputrc"))) {
		if words := strings.Fields(line); len(words) == 3 && slices.Equal(words[:2], []string{"set", "editing-mode"}) {
			mode = words[2]
		}
	}
	return mode == "vi"
}

// beginning is what a file begins with, "" where there is none.
func (s *Session) beginning(path string) string {
	text, length := make([]byte, 16<<10), 0
	s.state.Protect(func(L *glua.LState) {
		fd, err := bindings.OpenFile(L, path, os.O_RDONLY, 0)
		if err != nil {
			return
		}
		defer bindings.Close(fd)
		for length < len(text) {
			n, err := bindings.Read(L, fd, text[length:])
			if err != nil || n == 0 {
				return
			}
			length += n
		}
	})
	return string(text[:length])
}
