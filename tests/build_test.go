package tests

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A program that was built in a way that cannot work says so at once, in one
// line, and how to build it right.

func TestCgoBuild(t *testing.T) {
	needCompiler(t)
	program := build(t, "CGO_ENABLED=1", map[string]string{
		"cmd/nslua/cgo.go": "package main\n\nimport \"C\"\n",
	})
	refuses(t, program, "CGO_ENABLED=0 go build")
}

func needCompiler(t *testing.T) {
	t.Helper()
	cc := os.Getenv("CC")
	if cc == "" {
		cc = "gcc"
	}
	probe := exec.Command(cc, "-E", "-")
	probe.Stdin = strings.NewReader("#include <stdlib.h>\n")
	if out, err := probe.CombinedOutput(); err != nil {
		t.Skipf("no C compiler: %v\n%s", err, out)
	}
}

// The offsets in the runtime's structures are those of some other Go.
func TestUnknownRuntime(t *testing.T) {
	const layout = "bindings/fork/layout_unsafe.go"
	source, err := os.ReadFile("../" + layout)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"g.m before":            {"gM = 48", "gM = 40"},
		"g.m behind":            {"gM = 48", "gM = 56"},
		"g.m at a program text": {"gM = 48", "gM = 64"},
		"no m.procid":           {"searched = 512", "searched = 32"},
	} {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(string(source), change[0], change[1], 1)
			if changed == string(source) {
				t.Fatalf("%s has no %q", layout, change[0])
			}
			program := build(t, "CGO_ENABLED=0", map[string]string{layout: changed})
			refuses(t, program, runtime.Version())
		})
	}
}

// build builds nslua with some files' texts replaced or added.
func build(t *testing.T, env string, texts map[string]string) (program string) {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no Go to build with: ", err)
	}
	dir := t.TempDir()
	var overlay struct{ Replace map[string]string }
	overlay.Replace = map[string]string{}
	for path, text := range texts {
		real, err := filepath.Abs(filepath.Join("..", path))
		if err != nil {
			t.Fatal(err)
		}
		overlay.Replace[real] = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(overlay.Replace[real], []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list, _ := json.Marshal(overlay)
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o644); err != nil {
		t.Fatal(err)
	}
	program = filepath.Join(dir, "nslua")
	cmd := exec.Command("go", "build", "-buildvcs=false", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, "nslua/cmd/nslua")
	cmd.Env = append(os.Environ(), env)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return program
}

// refuses fails unless a program ends with status 1 after one line that contains
// a text, and does nothing else.
func refuses(t *testing.T, program, text string) {
	t.Helper()
	cmd := exec.Command(program, "-e", "print(getpid())")
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	line := strings.TrimSuffix(stderr.String(), "\n")
	switch {
	case !errors.As(err, &exit) || exit.ExitCode() != 1 || stdout.Len() > 0:
	case strings.Contains(line, "\n") || !strings.HasPrefix(line, "nslua: ") || !strings.Contains(line, text):
	default:
		return
	}
	t.Errorf("%v, stdout %q, stderr:\n%s", err, stdout.String(), stderr.String())
}
