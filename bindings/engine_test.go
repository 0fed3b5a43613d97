package bindings_test

import (
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
)

func init() {
	bindings.NewState = func() (*glua.LState, func(source string) (*glua.LFunction, error)) {
		s := lua.New()
		return s.LState, func(source string) (*glua.LFunction, error) { return s.Compile(source, "=<string>") }
	}
}
