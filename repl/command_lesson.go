package repl

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/repl/colour"
)

// lessonCommand lists the lessons, or goes through one in a child, so that this
// process stays in the namespaces that it is in.
func (s *Session) lessonCommand(argument string) error {
	all := lessons()
	if argument == "" {
		text := ""
		for _, l := range all {
			text += fmt.Sprintf("%4d  %s\n", l.number, l.title())
		}
		return s.state.Tell(text + ".lesson N goes through one")
	}
	number, err := strconv.Atoi(argument)
	for _, l := range all {
		if err == nil && l.number == number {
			return s.teach(l)
		}
	}
	return errors.New("there is no lesson " + argument + "\nhint: .lesson lists them")
}

func (s *Session) teach(l lesson) error {
	if bindings.NextIsFirst() {
		return errFirst
	}
	pid := 0
	err := quietly(func() (err error) {
		pid, err = s.started("fork")
		return err
	})
	if err != nil {
		return err
	}
	if pid == 0 {
		s.learn(l)
	}
	how, err := s.await(pid, program{line: ".lesson " + l.name})
	if err == nil && how != "exited 0" && how != "stopped" {
		s.tell("the lesson has ended: " + how)
	}
	return err
}

// learn goes through a lesson, and ends this process, and those of its children that
// come to the end of the script.
func (s *Session) learn(l lesson) {
	s.learning = true
	bindings.CatchInterrupt(s.interrupt)
	source, steps := l.stepped(s.compiles)
	s.state.SetArg([]string{l.name + ".lua"}, 0)
	fn, err := s.state.Compile(source, "@"+l.name+".lua")
	if err == nil {
		step := s.state.NewFunction(func(L *glua.LState) int {
			n := int(glua.LVAsNumber(L.Get(1)))
			if s.learning {
				s.step(L, n, steps)
			}
			return 0
		})
		if _, err = s.state.Evaluate(step, glua.LNumber(1)); err == nil {
			_, err = s.state.Evaluate(fn, step)
		}
	}
	switch {
	case err == nil && s.learning:
		s.tell("the end of " + l.name)
	case isInterrupt(err):
		err = nil
	}
	s.end(err)
}

// step shows a step and waits until it is to be run.
func (s *Session) step(L *glua.LState, n int, steps []string) {
	palette := s.paletteOf(1)
	s.state.Tell("\n" + styled(palette, steps[n-1], s.highlight(steps[n-1])))
	question := fmt.Sprintf("[step %d of %d: Enter runs it, q leaves] ", n, len(steps))
	bindings.Write(L, 1, []byte(palette.Paint(colour.Hint, question)))
	answer, err := s.typed(L)
	if err != nil || strings.HasPrefix(strings.TrimSpace(answer), "q") {
		s.end(nil)
	}
}

// typed is a line from standard input; an error stands for its end.
func (s *Session) typed(L *glua.LState) (line string, err error) {
	b := make([]byte, 1)
	for {
		n, err := bindings.Read(L, 0, b)
		switch {
		case err == nil && n == 0:
			return line, errors.New("the end")
		case err != nil || b[0] == '\n':
			return line, err
		}
		line += string(b)
	}
}
