package bindings_test

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
)

func init() {
	bindings.NewState = func() *glua.LState { return lua.New().LState }
}
