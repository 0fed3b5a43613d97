package repl

import (
	"fmt"
	"os"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
)

// hintAt tells what is typed here in place of a word that is all of an input, and does
// something at another prompt. Variables of the user's own are what they are.
func (s *Session) hintAt(source string) {
	words := syntax.Words(source)
	if len(words) != 1 || !syntax.IsName(words[0]) || !bindings.IsTerminal(0) || !bindings.IsTerminal(1) {
		return
	}
	word, value := words[0], s.state.Variable(words[0])
	function, isFunction := value.(*glua.LFunction)
	own := isFunction && function.Proto != nil
	switch {
	case own:
	case word == "exit" && isFunction, word == "quit" && value == glua.LNil:
		s.tell("hint: exit() or Ctrl-D leaves")
	case word == "help" && isFunction:
		s.tell("hint: help() lists the calls, and ?name tells about one")
	case value == glua.LNil && isProgram(word):
		s.tell(fmt.Sprintf("hint: !%s runs the program", word))
	}
}

// isProgram tells whether PATH leads to a program of that name.
func isProgram(name string) bool {
	return slices.ContainsFunc(strings.Split(os.Getenv("PATH"), ":"), func(directory string) bool {
		return slices.Contains(entries(directory, name), name)
	})
}
