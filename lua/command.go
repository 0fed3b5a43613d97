package lua

import glua "github.com/yuin/gopher-lua"

// command calls a function of lib/command.lua, which runs shell commands by the
// same fork and exec that scripts use, and which is compiled when it is first
// wanted, with the values on the stack; what it returns takes their place.
func (s *State) command(L *glua.LState, name string) int {
	if s.commands == nil {
		L.Push(embedded(L, "command"))
		L.Call(0, 1)
		s.commands = L.Get(-1).(*glua.LTable)
		L.Pop(1)
	}
	L.Insert(s.commands.RawGetString(name), 1)
	L.Call(L.GetTop()-1, glua.MultRet)
	return L.GetTop()
}

// popen is popen(3): a file that reads what a command prints, or writes what it
// reads.
func (s *State) popen(L *glua.LState) int {
	mode := L.OptString(2, "r")
	if mode != "r" && mode != "w" {
		L.RaiseError("bad argument #2 to 'popen' (invalid mode '%s')", mode)
	}
	text := L.CheckString(1)
	L.SetTop(0)
	L.Push(glua.LString(text))
	L.Push(glua.LString(mode))
	n := s.command(L, "popen")
	if L.Get(1) == glua.LNil {
		return n
	}
	f := s.files.open(L.ToInt(1))
	f.pid = L.ToInt(2)
	L.Push(s.value(f))
	return 1
}

// pclose closes the pipe and waits for its command: true when that succeeded,
// otherwise nil; then "exit" or "signal" and which.
func (s *State) pclose(L *glua.LState, f *file) int {
	err := f.close(L)
	L.SetTop(0)
	L.Push(glua.LNumber(f.pid))
	n := s.command(L, "pclose")
	if err != nil {
		return fail(L, "", err)
	}
	return n
}

// execute is system(3): the wait status, then "exit" or "signal" and which.
// Without a command it tells whether there is a shell.
func (s *State) execute(L *glua.LState) int {
	if L.Get(1) == glua.LNil {
		L.SetTop(0)
		shell, err := s.openFile(L, "/bin/sh", 0)
		if err != nil {
			L.Push(glua.LNumber(0))
			return 1
		}
		shell.Value.(*file).close(L)
		L.Push(glua.LNumber(1))
		return 1
	}
	L.CheckString(1)
	L.SetTop(1)
	return s.command(L, "execute")
}
