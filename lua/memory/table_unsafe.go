package memory

import (
	"unsafe"

	glua "github.com/yuin/gopher-lua"
)

// table is glua.LTable (table.go of gopher-lua 1.1.2; TestTable fails when it
// changes). keys are in the order of next, k2i is where each of them is.
type table struct {
	metatable glua.LValue
	array     []glua.LValue
	dict      map[glua.LValue]glua.LValue
	strdict   map[string]glua.LValue
	keys      []glua.LValue
	k2i       map[glua.LValue]int
}

func of(t *glua.LTable) *table { return (*table)(unsafe.Pointer(t)) }
