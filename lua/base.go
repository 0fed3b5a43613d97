package lua

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/lua/vm"
)

// openBase installs the functions of the base library that belong to no other
// file: those on values and tables (base_value.go, base_table.go), on calls and
// errors (base_call.go), and on environments (base_environment.go).
func (s *State) openBase() {
	s.install(s.G.Global, functions{
		"assert":       assert,
		"error":        raise,
		"getfenv":      getfenv,
		"getmetatable": getmetatable,
		"pcall":        pcall,
		"rawequal":     rawequal,
		"rawget":       rawget,
		"rawset":       rawset,
		"select":       selectArguments,
		"setfenv":      setfenv,
		"tonumber":     tonumber,
		"tostring":     tostring,
		"type":         typeOf,
		"unpack":       unpack,
		"xpcall":       xpcall,
	})
	s.openIterators()
	vm.SetString(s.G.Global, "_G", s.G.Global)
	vm.SetString(s.loaded, "_G", s.G.Global)
	vm.SetString(s.G.Global, "_VERSION", glua.LString(glua.LuaVersion))
}
