package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSupervisorCore runs the tests of the supervisor's state machine, which are Lua
// programs under a fake clock: an example for each rule, and a search through arbitrary
// histories for one in which a property does not hold. A history that fails is printed
// with its seed; to look at more of them, or at one again, in supervisor_core:
//
//	nslua search.lua 1 100000
//
// The machine needs nothing of nslua, and a plain Lua says whether that is still so.
func TestSupervisorCore(t *testing.T) {
	sources, err := filepath.Abs("../lua/lib/?.lua")
	if err != nil {
		t.Fatal(err)
	}
	for _, lua := range []struct {
		name, seeds string
		path        func(*testing.T) string
	}{
		{"nslua", "300", func(t *testing.T) string { return nslua(t) }},
		{"lua5.1", "500", plainLua},
	} {
		for _, program := range [][]string{{"examples.lua"}, {"search.lua", "1", lua.seeds}} {
			t.Run(lua.name+"/"+program[0], func(t *testing.T) {
				t.Parallel()
				command := exec.Command(lua.path(t), program...)
				command.Dir = "supervisor_core"
				command.Env = append(os.Environ(), "LUA_PATH="+sources+";;")
				if out, err := command.CombinedOutput(); err != nil || len(out) > 0 {
					t.Errorf("%v, printed\n%s", err, out)
				}
			})
		}
	}
}

func plainLua(t *testing.T) string {
	path, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("no plain Lua 5.1 here: ", err)
	}
	return path
}
