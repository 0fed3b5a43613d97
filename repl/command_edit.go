package repl

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
)

// editCommand opens an editor with the last input, or with the source of a function,
// and evaluates what is saved as the next input.
func (s *Session) editCommand(name string) error {
	text := s.lastInput()
	if name != "" {
		var err error
		if text, err = s.source(name); err != nil {
			return err
		}
	}
	edited, err := s.edited(text)
	if err != nil {
		return err
	}
	edited = strings.Trim(edited, "\n")
	if blank(edited) || edited == strings.Trim(text, "\n") {
		s.tell("nothing was changed")
		return nil
	}
	s.tell(edited)
	if isCommand(edited) {
		return errors.New("what was saved is a command, and no Lua")
	}
	s.enter(edited)
	return nil
}

// lastInput is the last one that is Lua.
func (s *Session) lastInput() string {
	entries := s.history.entries
	for i := len(entries) - 1; i >= 0; i-- {
		if !isCommand(entries[i]) {
			return entries[i]
		}
	}
	return ""
}

// source is that of the function that a name stands for, which may have dots.
func (s *Session) source(name string) (string, error) {
	value, _ := s.asked(name)
	fn, ok := value.(*glua.LFunction)
	if !ok {
		return "", fmt.Errorf("%s is no function", name)
	}
	if text := lua.SourceOf(fn); text != "" {
		return text, nil
	}
	return "", fmt.Errorf("%s has no source in Lua", name)
}

// edited gives what the user makes of a text.
func (s *Session) edited(text string) (string, error) {
	editor := cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR"), "vi")
	path, err := only(s.state.CallOwn("prompt", "draft", glua.LString(os.Getenv("TMPDIR")), glua.LString(text+"\n")))
	if err != nil {
		return "", err
	}
	defer bindings.Remove(path.String())
	how, err := s.foreground(program{line: ".edit", argv: []string{"/bin/sh", "-c", editor + ` "$1"`, "sh", path.String()}, stays: true})
	s.editor.Reclaim() // editors have modes of their own
	if err == nil && how != "exited 0" {
		err = fmt.Errorf("%s: %s", editor, how)
	}
	if err != nil {
		return "", err
	}
	saved, err := only(s.state.CallOwn("prompt", "contents", path))
	return saved.String(), err
}
