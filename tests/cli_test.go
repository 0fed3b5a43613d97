package tests

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestCommandLine runs testdata/script, each file a session of a shell with
// nslua in it.
func TestCommandLine(t *testing.T) {
	program := nslua(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(program)+":"+env.Getenv("PATH"))
			return nil
		},
	})
}
