package repl

import (
	"fmt"
	"os"
	"slices"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/syntax"
)

// divide decides who has the terminal after an evaluation that has forked. A
// child whose line was nothing but the fork has it, and the parent stands behind
// until that has ended. Any other child has run its part of a program when it
// comes to the end of the line.
func (s *Session) divide(source string, err error) {
	switch handedOver := isFork(source); {
	case s.child && handedOver:
		s.child = false
	case s.child:
		s.end(err)
	case s.born != 0 && handedOver:
		s.standBehind(s.born)
	}
}

// isFork tells whether a line is a call of fork or clone and nothing else, but
// perhaps variables for what it returns.
func isFork(source string) bool {
	words := syntax.Words(source)
	if at := slices.Index(words, "="); at >= 0 {
		words = words[at+1:]
	}
	name := calledIn(words)
	return name == "fork" || name == "clone"
}

// standBehind waits until a child ends that has the terminal, and tells how it
// did.
func (s *Session) standBehind(pid int) {
	how, foreground := "", true
	for how == "" {
		var err error
		s.standAside(func() {
			err = s.state.Protect(func(L *glua.LState) { how = bindings.StandBehind(L, pid, &foreground) })
		})
		if s.child { // forked by a handler
			s.end(err)
		}
		if err != nil {
			s.complain(err)
		}
	}
	if foreground {
		s.editor.Reclaim()
	}
	s.tell(fmt.Sprintf("[%d] %s", pid, how))
}

// end ends a child that has no terminal.
func (s *Session) end(err error) {
	status := 0
	if err != nil {
		s.state.Report(err)
		status = 1
	} else {
		s.state.Warn(fmt.Sprintf("nslua[%d]: exits at the end of its line: the prompt is its parent's "+
			"(a child gets it where fork() is all of the line)", os.Getpid()))
	}
	s.state.Finish()
	bindings.Exit(status)
}
