package repl

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
)

// show prints what an evaluation returned, if anything.
func (s *Session) show(values []glua.LValue) error {
	if len(values) == 0 {
		return nil
	}
	return s.state.Print(values...)
}

// complain prints an error that no script has caught.
func (s *Session) complain(err error) {
	text, traceback := s.state.Describe(err)
	if informative(traceback) {
		text += "\n" + traceback
	}
	s.state.Warn(text)
}

// informative tells whether a traceback names a function that the user has
// written. What he has typed just now, and what that calls, he knows.
func informative(traceback string) bool {
	_, frames, _ := strings.Cut(traceback, "\n")
	for frame := range strings.Lines(frames) {
		where, _, _ := strings.Cut(strings.TrimSpace(frame), ":")
		if where != "[C]" && where != "(tail call)" && !strings.HasSuffix(frame, "in main chunk\n") {
			return true
		}
	}
	return false
}
