package repl

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// InitFile is the path of the file that a user has run before his first prompt:
// nslua/init.lua in $XDG_CONFIG_HOME or ~/.config. It is "" where there is no home.
func InitFile() string {
	folder := os.Getenv("XDG_CONFIG_HOME")
	if home := os.Getenv("HOME"); !filepath.IsAbs(folder) && filepath.IsAbs(home) {
		folder = filepath.Join(home, ".config")
	}
	if !filepath.IsAbs(folder) { // who has written the one that is there?
		return ""
	}
	return filepath.Join(folder, "nslua", "init.lua")
}

// initialize runs the Startup file. The prompt comes up whatever it does, but for
// exit and exec.
func (s *Session) initialize() {
	fn, err := s.loadInit()
	if err == nil && fn != nil {
		s.born = 0
		_, err = s.state.Evaluate(fn)
		err = s.settle("", err)
	}
	if err != nil {
		s.complain(err)
	}
}

// loadInit compiles the Startup file; nil if there is none. A file that is not to
// be trusted is told of and left out.
func (s *Session) loadInit() (fn *glua.LFunction, err error) {
	if s.Startup == "" {
		return nil, nil
	}
	fd := -1
	if raised := s.state.Protect(func(L *glua.LState) { fd, err = bindings.OpenTrusted(L, s.Startup) }); raised != nil {
		return nil, raised
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		s.state.Warn("nslua: " + s.Startup + " is not run: " + err.Error())
		return nil, nil
	}
	return s.state.LoadDescriptor(fd, s.Startup)
}
