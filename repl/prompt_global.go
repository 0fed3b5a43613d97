package repl

import (
	"errors"
	"fmt"
	"os"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// The globals that make another prompt, and another one for further lines, as those
// of lua's own do: strings, or functions that give strings.
const (
	promptGlobal       = "_PROMPT"
	continuationGlobal = "_PROMPT2"
)

// custom is the prompt that a global makes, if it is set. What it does wrong is told
// once.
func (s *Session) custom(global string) (prompt string, ok bool) {
	maker := vm.Get(s.state.G.Global, glua.LString(global))
	if maker == glua.LNil || maker == s.prompter.refused[global] {
		return "", false
	}
	text, err := s.whereabouts().made(maker)
	if s.child { // it was forked to make the prompt, and has done so
		s.end(err)
	}
	if err != nil {
		s.prompter.refused[global] = maker
		s.complain(err)
		if s.child { // the error has a __tostring that forks
			s.end(nil)
		}
		s.state.Warn(fmt.Sprintf("%s has failed: the usual prompt is shown until it is set anew", global))
		return "", false
	}
	return text, true
}

// longestPrompt is in bytes.
const longestPrompt = 4096

// made is the prompt that a global's value makes.
func (now *whereabouts) made(maker glua.LValue) (prompt string, err error) {
	switch maker := maker.(type) {
	case glua.LString, glua.LNumber:
		prompt = maker.String()
		if len(prompt) <= longestPrompt {
			prompt = now.expand(prompt, colour.Plain)
		}
	case *glua.LFunction:
		prompt, err = now.called(maker)
	default:
		return "", fmt.Errorf("a prompt is a string or a function, not a %s value", maker.Type())
	}
	if len(prompt) > longestPrompt {
		return "", errors.New("this prompt is too long")
	}
	return prompt, err
}

// called is what a function returns for a prompt.
func (now *whereabouts) called(maker *glua.LFunction) (string, error) {
	bindings.CatchInterrupt(now.session.interrupt)
	values, err := now.session.state.Evaluate(maker, now.table())
	if err != nil {
		return "", err
	}
	if len(values) > 0 {
		switch values[0].Type() {
		case glua.LTString, glua.LTNumber:
			return values[0].String(), nil
		}
	}
	return "", errors.New("a function that makes a prompt must return a string")
}

// table is what a function in Lua is given to make a prompt of.
func (now *whereabouts) table() *glua.LTable {
	names := vm.NewTable(4, 0)
	for i, name := range now.namespaces() {
		vm.SetInt(names, i+1, glua.LString(name))
	}
	t := vm.NewTable(0, 8)
	vm.SetString(t, "pid", glua.LNumber(os.Getpid()))
	vm.SetString(t, "uid", glua.LNumber(now.uid))
	vm.SetString(t, "user", glua.LString(now.user()))
	vm.SetString(t, "depth", glua.LNumber(now.session.depth))
	vm.SetString(t, "namespaces", names)
	vm.SetString(t, "host", glua.LString(bindings.HostName()))
	vm.SetString(t, "cwd", glua.LString(bindings.WorkingDirectory()))
	vm.SetString(t, "default", glua.LString(now.prompt()))
	return t
}
