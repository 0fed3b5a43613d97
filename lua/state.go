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
	first     int          // the process that New was called in
	packages  *glua.LTable // package, whatever the global is by now
	loaded    *glua.LTable // package.loaded
	loading   glua.LValue  // in loaded while a module is being loaded
	failures  failures     // of coroutines
	wrong     *SyntaxError // of the last file that did not compile
	commands  *glua.LTable // lib/command.lua, once used
}

// New gives an interpreter with the standard libraries and all bindings.
func New() *State {
	s := &State{LState: vm.New(), first: os.Getpid()}
	s.openStandard()
	s.makeRoom()
	bindings.Open(s.LState)
	bindings.Flush = s.flush
	bindings.Handle = s.handle
	bindings.Ending = s.ending
	bindings.AtFork(bindings.ForkHook{Child: s.random.forked})
	bindings.AtFork(bindings.ForkHook{Child: s.files.forked})
	return s
}

// openStandard opens gopher-lua's libraries that serve, then ours, which
// replace functions or whole libraries. channel is left out: it belongs to
// goroutines.
func (s *State) openStandard() {
	for _, open := range []glua.LGFunction{glua.OpenBase} {
		s.Push(s.NewFunction(open))
		s.Call(0, 0)
	}
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

// makeRoom makes the table of globals anew, large enough for those to come: growing
// it costs more than filling it, and so does the index that gopher-lua's own
// functions keep of its keys.
func (s *State) makeRoom() {
	global := vm.NewTable(0, bindings.Globals)
	for key, value, _ := vm.Next(s.G.Global, glua.LNil); key != glua.LNil; key, value, _ = vm.Next(s.G.Global, key) {
		vm.Set(global, key, value)
	}
	*s.G.Global = *global
}
