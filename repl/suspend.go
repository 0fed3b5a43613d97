package repl

import "nslua/bindings"

// suspend is Ctrl-Z at the prompt.
func (s *Session) suspend() {
	bindings.Suspend()
	s.deliver()
}
