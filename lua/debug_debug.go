package lua

import glua "github.com/yuin/gopher-lua"

// talk is debug.debug: it runs lines of standard input until one says cont. What
// the program itself reads goes on after that line.
func (s *State) talk(c call) int {
	for {
		s.files.stderr.write(c.LState, "lua_debug> ")
		line, err := s.files.stdin.readLine(c.LState)
		if err != nil || line == glua.LNil || line == glua.LString("cont") {
			return 0
		}
		fn, err := load(c.LState, line.String(), "=(debug command)")
		if err == nil {
			err = c.CallByParam(glua.P{Fn: fn, Protect: true})
		}
		if err != nil {
			text, _ := s.Describe(err)
			s.files.stderr.write(c.LState, text+"\n")
		}
	}
}
