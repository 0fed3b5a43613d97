package lua

import (
	glua "github.com/yuin/gopher-lua"
)

// print writes its line with one write(2), so that lines of several processes
// do not mix. As in C Lua it goes through the global tostring, and an output
// that fails is not its business.
func (s *State) print(L *glua.LState) int {
	var line []byte
	tostring := L.GetGlobal("tostring")
	for i, top := 1, L.GetTop(); i <= top; i++ {
		L.Push(tostring)
		L.Push(L.Get(i))
		L.Call(1, 1)
		text, ok := L.Get(-1).(glua.LString)
		if !ok {
			L.RaiseError("'tostring' must return a string to 'print'")
		}
		L.Pop(1)
		if i > 1 {
			line = append(line, '\t')
		}
		line = append(line, text...)
	}
	s.files.stdout.write(L, append(line, '\n'))
	return 0
}
