package lua

import (
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// command calls a function of own/command.lua, which runs shell commands by the
// same fork and exec that scripts use, and which is compiled when it is first
// wanted. It leaves its results alone on the stack.
func (s *State) command(c call, name string, values ...glua.LValue) {
	function := s.own(c.LState, "command").RawGetString(name)
	c.SetTop(0)
	c.Push(function)
	c.give(values...)
	c.Call(len(values), glua.MultRet)
}

// shellText is argument n, a command for the shell: as in C it ends at a NUL.
func (c call) shellText(n int) glua.LString {
	text, _, _ := strings.Cut(c.text(n), "\x00")
	return glua.LString(text)
}

// popen is popen(3): a file that reads what a command prints, or writes what it
// reads.
func (s *State) popen(c call) int {
	text, mode := c.shellText(1), c.textOr(2, "r")
	direction := strings.ReplaceAll(mode, "e", "") // close-on-exec, which all files are
	if direction == "" || strings.Trim(direction, direction[:1]) != "" || strings.Trim(direction, "rw") != "" {
		return c.failedAt(string(text), bindings.ErrInvalid)
	}
	s.command(c, "popen", text, glua.LString(direction[:1]))
	if c.Get(1) == glua.LNil {
		return c.GetTop()
	}
	f := s.files.open(c.ToInt(1), string(text))
	f.pid = c.ToInt(2)
	f.readable, f.writable = direction[0] == 'r', direction[0] == 'w'
	return c.give(s.value(f))
}

// pclose closes the pipe and waits for its command: true when that succeeded,
// otherwise nil; then "exit" or "signal" and which.
func (s *State) pclose(c call, f *file) int {
	err := f.close(c.LState)
	s.command(c, "pclose", glua.LNumber(f.pid))
	if err != nil {
		return c.failed(err)
	}
	return c.GetTop()
}

// execute is system(3): the wait status, then "exit" or "signal" and which.
// Without a command it tells whether there is a shell.
func (s *State) execute(c call) int {
	if c.absent(1) {
		shell, err := bindings.OpenFile(c.LState, "/bin/sh", 0, 0)
		if err != nil {
			return c.give(glua.LNumber(0))
		}
		bindings.Close(shell)
		return c.give(glua.LNumber(1))
	}
	s.command(c, "execute", c.shellText(1))
	return c.GetTop()
}
