package repl

import (
	"errors"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/colour"
	"nslua/repl/show"
)

// show prints what an evaluation returned, if anything. call is the function that has
// returned it, nil where that is not known.
func (s *Session) show(values []glua.LValue, call *glua.LFunction) error {
	if len(values) == 0 {
		return nil
	}
	text, err := s.shown(1, values, call)
	if err != nil {
		return err
	}
	return s.state.Tell(text)
}

// shown is what values look like that are written to a descriptor.
func (s *Session) shown(fd int, values []glua.LValue, call *glua.LFunction) (text string, err error) {
	err = s.state.Protect(func(L *glua.LState) {
		p := show.Printer{L: L, Palette: s.paletteOf(fd), Width: s.width(), Stop: isInterrupt, Locals: s.state.Locals}
		text = p.Values(values, call)
	})
	return text, err
}

// tell prints a remark of the prompt's own.
func (s *Session) tell(text string) {
	if err := s.state.Tell(show.Remark(s.paletteOf(1), text)); err != nil {
		s.complain(err)
	}
}

// paletteOf is what a descriptor can show: scripts may put anything in its place.
func (s *Session) paletteOf(fd int) colour.Palette { return colour.Wanted(bindings.IsTerminal(fd)) }

// width is the terminal's, 0 where nothing needs to be cut to one.
func (s *Session) width() int {
	if !onTerminal() {
		return 0
	}
	return new(bindings.Terminal).Width()
}

// complain prints an error that no script has caught.
func (s *Session) complain(err error) {
	text, traceback := s.state.Describe(err)
	if !informative(traceback) {
		traceback = ""
	}
	place := s.state.Place(err)
	if !strings.Contains(strings.TrimSpace(s.evaluated), "\n") && strings.HasPrefix(text, firstLine) {
		place = "" // it is all that was typed
	}
	text = show.Error(s.paletteOf(2), text, place, traceback)
	if object := s.thrown(err); object != nil {
		if shown, err := s.shown(2, []glua.LValue{object}, nil); err == nil {
			text += "\n" + shown
		}
	}
	s.state.Warn(text)
}

// report prints the error of a process that is not at the prompt, with its pid.
func (s *Session) report(err error) { s.state.Warn(show.Clean(s.state.Reported(err))) }

// thrown is the table that an error has for a message, if it says nothing itself,
// or nil.
func (s *Session) thrown(err error) *glua.LTable {
	api := (*glua.ApiError)(nil)
	if !errors.As(err, &api) {
		return nil
	}
	object, ok := api.Object.(*glua.LTable)
	if !ok || vm.Metamethod(s.state.LState, object, "__tostring") != glua.LNil {
		return nil
	}
	return object
}

// firstLine begins messages that are about the first line of an input.
const firstLine = "stdin:1: "

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
