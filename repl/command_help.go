package repl

import (
	"errors"
	"strings"

	"nslua/lua"
	"nslua/repl/colour"
)

// helpCommand lists the commands, or tells about one.
func (s *Session) helpCommand(argument string) error {
	argument = strings.TrimPrefix(argument, ".")
	switch argument {
	case "prompt":
		return s.state.Tell(promptHelp)
	case "keys":
		return s.state.Tell(keysHelp)
	}
	if argument != "" {
		c, ok := commandNamed(argument)
		if !ok {
			return unknown(argument)
		}
		if c.like != "" {
			c, _ = commandNamed(c.like)
		}
		return s.state.Tell(c.usage() + "\n  " + c.help)
	}
	return s.state.Tell(s.commandList())
}

// Commands are what may be typed for the prompt and is no Lua, each with what it
// does.
func Commands() (lines [][2]string) {
	for _, c := range commands() {
		if c.help != "" {
			lines = append(lines, [2]string{c.usage(), c.help})
		}
	}
	return append(lines,
		[2]string{"!program", "runs a line in the shell; ! alone is the shell"},
		[2]string{"?name", "tells about a function or a constant, as help \"name\" does; help() lists them"})
}

func (s *Session) commandList() string {
	palette, text := s.paletteOf(1), ""
	for _, line := range Commands() {
		blank := strings.Repeat(" ", max(1, 20-len(line[0])))
		text += "  " + palette.Paint(colour.Command, line[0]) + blank + line[1] + "\n"
	}
	return strings.TrimSuffix(text, "\n")
}

// unknown is the error for no such command, with one that is near.
func unknown(name string) error {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	near := lua.Nearest(name, names)
	for _, n := range names {
		if near == "" && (strings.HasPrefix(n, name) || strings.HasPrefix(name, n)) {
			near = n
		}
	}
	if near == "" {
		return errors.New("no such command\nhint: .help lists them")
	}
	return errors.New("no such command\nhint: did you mean ." + near + "?")
}
