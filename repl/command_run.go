package repl

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// The commands that run Lua, and write it.

func (s *Session) traceCommand(argument string) error {
	switch argument {
	case "on", "off":
		bindings.Trace(argument == "on")
	case "":
		state := "off"
		if bindings.Tracing() {
			state = "on"
		}
		s.tell("the trace is " + state)
	default:
		return errUsage
	}
	return nil
}

// timeCommand tells also the time of the children that are waited for meanwhile.
func (s *Session) timeCommand(argument string) error {
	c := s.compile(argument + "\n")
	user, system := bindings.Spent()
	watch := s.startWatch()
	s.run(c)
	took := watch.read()
	if c.err == nil && took > 0 { // a child has no time of its own to tell
		u, sys := bindings.Spent()
		s.tell(fmt.Sprintf("wall %s  user %s  sys %s", seconds(took), seconds(u-user), seconds(sys-system)))
	}
	return nil
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.3f ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.3f s", d.Seconds())
}

func (s *Session) loadCommand(argument string) error {
	line, err := s.state.LoadLine(tilde(argument))
	if err != nil {
		return err
	}
	s.evaluate(chunk{line: line})
	return nil
}

func (s *Session) saveCommand(argument string) error { return s.save(argument, os.O_EXCL) }
func (s *Session) saveOver(argument string) error    { return s.save(argument, os.O_TRUNC) }

// save writes a script of the inputs that have run without an error.
func (s *Session) save(argument string, flag int) error {
	if len(s.worked) == 0 {
		return errors.New("nothing has been evaluated yet")
	}
	path, text := tilde(argument), "#!/usr/bin/env nslua\n"
	for _, source := range s.worked {
		text += s.statement(strings.Trim(source, " \n")) + "\n"
	}
	err := s.state.Attempt(func(L *glua.LState) error {
		fd, err := bindings.OpenFile(L, path, os.O_WRONLY|os.O_CREATE|flag, 0o644)
		if errors.Is(err, os.ErrExist) {
			return fmt.Errorf("%s is there already; .save! %s writes over it", path, argument)
		}
		if err == nil {
			defer bindings.Close(fd)
			_, err = bindings.Write(L, fd, []byte(text))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.tell(fmt.Sprintf("%d inputs are in %s", len(s.worked), path))
	return nil
}

// statement is an input as a script has it: an expression is printed there, too.
func (s *Session) statement(source string) string {
	if s.compiles(source) {
		return source
	}
	if printed := "print(" + source + ")"; s.compiles(printed) {
		return printed
	}
	return "print(" + source + "\n)" // it ends with a comment
}

func (s *Session) compiles(source string) bool {
	_, err := s.state.Compile(source, chunkName)
	return err == nil
}
