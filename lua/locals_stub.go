package lua

import glua "github.com/yuin/gopher-lua"

// Locals goes through the session's variables. (Until lua/session.go is here.)
func (s *State) Locals(yield func(name string, value glua.LValue) bool) {}
