package lua

import (
	"os"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/calendar"
	"nslua/lua/vm"
)

// A State is one Lua interpreter with all that a script may use. The process
// has one: its buffers and its random numbers are tied to the hooks that
// package bindings calls around fork, exec and exit.
type State struct {
	*glua.LState
	files     files
	fileMeta  *glua.LTable // that of files, FILE* in the registry
	random    random
	patterns  patterns
	local     *calendar.Zone // of the environment's TZ, which was localName if localSet
	localName string
	localSet  bool
	first     int                     // the process that New was called in
	packages  *glua.LTable            // package, whatever the global is by now
	loaded    *glua.LTable            // package.loaded
	loading   glua.LValue             // in loaded while a module is being loaded
	failures  failures                // of coroutines
	wrong     *SyntaxError            // of the last file that did not compile
	modules   map[string]*glua.LTable // of the host's own, once used, and their sys
	session   session
}

// New gives an interpreter with the standard libraries and all bindings.
func New() *State {
	s := &State{LState: vm.New(), first: os.Getpid(), modules: map[string]*glua.LTable{}}
	// Room for all that is to come: growing the table costs more than filling it.
	*s.G.Global = *vm.NewTable(0, bindings.Globals)
	s.loaded = s.NewTable()
	vm.SetString(s.G.Registry, "_LOADED", s.loaded)
	s.openStandard()
	bindings.Open(s.LState)
	bindings.Flush = s.flush
	bindings.Handle = s.handle
	bindings.Ending = s.ending
	bindings.Book = book{s}
	bindings.AtFork(bindings.ForkHook{Child: s.random.forked})
	bindings.AtFork(bindings.ForkHook{Child: s.files.forked})
	return s
}

// openStandard opens the libraries, all our own.
func (s *State) openStandard() {
	s.openBase()
	s.openMemory()
	s.openLoad()
	s.openPackage()
	s.openDebug()
	s.openCoroutine()
	s.openString()
	s.openMath()
	s.openBit()
	s.openTable()
	s.openIO()
	s.openOS()
}

// library makes the table of a library, which is loaded from the start.
func (s *State) library(name string) *glua.LTable {
	library := s.NewTable()
	vm.SetString(s.G.Global, name, library)
	vm.SetString(s.loaded, name, library)
	return library
}
