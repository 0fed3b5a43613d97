// Package tests holds what is asked of nslua as a whole: the scripts and the
// command line as a user meets them, who may import what, and benchmarks beside
// a C program, luaposix and Python.
package tests

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// shared is a folder that every user can read, for what the tests build.
var shared string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "nslua-tests-")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	shared = dir
	before := look()
	status := m.Run()
	if err := before.same(); err != nil {
		fmt.Fprintln(os.Stderr, "FAIL:", err)
		return 1
	}
	return status
}

// nslua is the path of the program, built once. NSLUA names one that is built
// already: for a user who has no Go.
func nslua(t testing.TB) string {
	t.Helper()
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var buildOnce = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("NSLUA"); path != "" {
		return path, nil
	}
	// go test reuses a result until something that the test looked at changes:
	// look at all that goes into the program.
	for _, dir := range []string{"../bindings", "../cmd", "../lua", "../repl", "../scripts"} {
		filepath.WalkDir(dir, func(_ string, _ fs.DirEntry, err error) error { return err })
	}
	path := filepath.Join(shared, "nslua")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", path, "nslua/cmd/nslua")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})
