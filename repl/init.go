package repl

import (
	"errors"
	"io/fs"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// LoadInit loads the user's init.lua, for the first prompt, if there is anybody to
// see it. It comes before what a script does, which may make this process another
// user's or give it another root. What is wrong with the file is told.
func (s *Session) LoadInit() {
	folder := userFolder("XDG_CONFIG_HOME", ".config")
	if folder == "" || !bindings.IsTerminal(0) {
		return
	}
	var err error
	if s.init, err = s.loadTrusted(folder + "/init.lua"); err != nil {
		s.complain(err)
	}
}

// loadTrusted compiles a file; nil if there is none. One that is not to be trusted is
// told of and left out.
func (s *Session) loadTrusted(path string) (fn *glua.LFunction, err error) {
	fd := -1
	if raised := s.state.Protect(func(L *glua.LState) { fd, err = bindings.OpenTrusted(L, path) }); raised != nil {
		return nil, raised
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		s.state.Warn("nslua: " + path + " is not run: " + err.Error())
		return nil, nil
	}
	return s.state.LoadDescriptor(fd, path)
}

// initialize runs what LoadInit has loaded. The prompt comes up whatever it does, but
// for exit and exec.
func (s *Session) initialize() {
	if s.init == nil {
		return
	}
	s.born = 0
	_, err := s.state.Evaluate(s.init)
	if err = s.settle("", err); err != nil {
		s.complain(err)
	}
}
