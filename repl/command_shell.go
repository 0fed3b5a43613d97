package repl

import (
	"errors"
	"os"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// shell runs a line in the shell, in the foreground; "" is a shell to type at.
func (s *Session) shell(line string) error {
	if line != "" {
		return s.told(s.foreground("/bin/sh", "-c", line))
	}
	shell := os.Getenv("SHELL")
	if shell == "" {
		shell = "/bin/sh"
	}
	return s.told(s.foreground(shell))
}

// errFirst is why no program is run for the prompt where that would do harm.
var errFirst = errors.New("it would be the first process of the new pid namespace, which ends with that\n" +
	"hint: fork() first, and stay in the child; or spawn, if that is what is wanted")

// told tells how a program has ended that did not succeed.
func (s *Session) told(how string, err error) error {
	if err == nil && how != "exited 0" && how != "stopped" {
		s.tell(strings.Replace(how, "exited", "exit", 1))
	}
	return err
}

// foreground runs a program that has the terminal, and waits for its end. It tells
// how that was: "exited 0", or "killed by SIGTERM".
func (s *Session) foreground(file string, arguments ...string) (how string, err error) {
	if bindings.NextIsFirst() {
		return "", errFirst
	}
	err = quietly(func() error {
		values := []glua.LValue{glua.LString(file)}
		for _, argument := range arguments {
			values = append(values, glua.LString(argument))
		}
		pid, err := only(s.state.CallOwn("prompt", "run", values...))
		if err != nil {
			return err
		}
		how, err = s.await(int(pid.(glua.LNumber)), strings.Join(append([]string{file}, arguments...), " "))
		return err
	})
	return how, err
}

// await stands behind a child of the prompt's own until it ends, and has the terminal
// back. One that is stopped is a job.
func (s *Session) await(pid int, line string) (how string, err error) {
	s.born = 0
	job := bindings.JobOf(pid)
	job.Line, job.Own = line, true
	if how = s.behind(s.state.LState, job); how == "" {
		return "exited 0", nil
	}
	if _, err := s.state.CallOwn("prompt", "take"); err != nil {
		return "", err
	}
	if how != "exited 0" {
		s.editor.Reclaim()
	}
	if how == "stopped" {
		s.tell(saying(job, how))
	}
	return how, nil
}
