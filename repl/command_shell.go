package repl

import (
	"cmp"
	"errors"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// shell runs a line in the shell, in the foreground; "" is a shell to type at.
func (s *Session) shell(line string) error {
	argv := []string{"/bin/sh", "-c", line}
	if line == "" {
		argv = []string{cmp.Or(os.Getenv("SHELL"), "/bin/sh")}
	}
	how, err := s.foreground(program{line: "!" + line, argv: argv})
	if err == nil && how != "exited 0" && how != "stopped" {
		s.tell(afterEcho(how) + strings.Replace(how, "exited", "exit", 1))
	}
	return err
}

// afterEcho is a newline where the terminal has shown ^C or the like, as a rule.
func afterEcho(how string) string {
	switch how {
	case "killed by SIGINT", "killed by SIGQUIT", "exited 130", "exited 131": // as a shell tells of these
		return "\n"
	}
	return ""
}

// A program is run for the prompt.
type program struct {
	line  string // as jobs() lists it
	argv  []string
	stays bool // it cannot be left before its end
}

// errFirst is why none is run where that would do harm.
var errFirst = errors.New("it would be the first process of the new pid namespace, which ends with that\n" +
	"hint: fork() first, and stay in the child; or spawn, if that is what is wanted")

// foreground runs a program that has the terminal, and waits for its end. It tells
// how that was: "exited 0", or "killed by SIGTERM"; or "stopped": then it is a job.
func (s *Session) foreground(p program) (how string, err error) {
	if bindings.NextIsFirst() {
		return "", errFirst
	}
	var argv []glua.LValue
	for _, argument := range p.argv {
		argv = append(argv, glua.LString(argument))
	}
	err = quietly(func() error {
		pid, err := s.started("run", argv...)
		if err == nil {
			how, err = s.await(pid, p)
		}
		return err
	})
	return how, err
}

// started is the pid of a child that a function of own/prompt.lua has forked. It is to
// be waited for even where the handler of a signal has failed after that; and a child
// in which one has failed is no second prompt.
func (s *Session) started(function string, arguments ...glua.LValue) (pid int, err error) {
	s.born = 0
	value, err := only(s.state.CallOwn("prompt", function, arguments...))
	switch {
	case err == nil:
		return int(value.(glua.LNumber)), nil
	case s.child:
		s.end(err)
	case s.born != 0:
		s.complain(err)
		return s.born, nil
	}
	return 0, err
}

// await stands behind a child of the prompt's own until it ends or is stopped, and
// has the terminal back.
func (s *Session) await(pid int, p program) (how string, err error) {
	s.born = 0
	job := bindings.JobOf(pid)
	job.Line, job.Own = p.line, true
	how = s.behind(s.state.LState, job)
	for how == "stopped" && p.stays {
		how = s.behind(s.state.LState, job)
	}
	if how == "" { // this is a child, which a handler has forked
		return "exited 0", nil
	}
	s.take()
	if how == "exited 0" { // programs such as stty are there to change the modes
		return how, nil
	}
	s.editor.Reclaim()
	if how == "stopped" {
		s.tell("\n" + saying(job, how)) // what was typed has been echoed
	}
	return how, nil
}

// take has back what the child had. The handler of a signal that fails before or after
// that has failed once: its error is told, and take is called again, but not without
// end.
func (s *Session) take() {
	for range 10 {
		_, err := s.state.CallOwn("prompt", "take")
		if err == nil {
			return
		}
		s.complain(err)
	}
}
