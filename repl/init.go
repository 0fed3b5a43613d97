package repl

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// InitFile is the path of the file that a user has run before his first prompt; ""
// where there is no home.
func InitFile() string {
	folder := userFolder("XDG_CONFIG_HOME", ".config")
	if folder == "" {
		return ""
	}
	return folder + "/init.lua"
}

// userFolder is nslua's in one that the XDG Base Directory Specification names by a
// variable, or which is there in the home; "" where there is neither. A path that is
// not absolute is none: who has made the folder that it leads to?
func userFolder(variable, inHome string) string {
	folder, home := os.Getenv(variable), os.Getenv("HOME")
	switch {
	case filepath.IsAbs(folder):
		return folder + "/nslua"
	case filepath.IsAbs(home):
		return home + "/" + inHome + "/nslua"
	}
	return ""
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
