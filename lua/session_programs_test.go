package lua

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	glua "github.com/yuin/gopher-lua"
)

var addresses = regexp.MustCompile("0x[0-9a-f]+")

// prelude has a program's output kept.
const prelude = `
	local out, concat = {}, table.concat
	function print(...)
		local texts = {...}
		for i = 1, select("#", ...) do texts[i] = tostring((select(i, ...))) end
		out[#out + 1] = table.concat(texts, "\t") .. "\n"
	end
	function io.write(...)
		for _, text in ipairs {...} do out[#out + 1] = text end
		return io.stdout
	end
	function printed() return concat(out) end
`

// TestSessionPrograms: programs do the same where they are typed at a prompt, input
// by input, as where they are run.
func TestSessionPrograms(t *testing.T) {
	here, _ := os.Getwd()
	var programs []string
	for _, family := range strings.Fields("closures coroutine scope metatable protect varargs errors") {
		found, err := filepath.Glob(filepath.Join(here, "../tests/lua51", family, "*.lua"))
		if err != nil || len(found) == 0 {
			t.Fatal("no programs in ", family, err)
		}
		programs = append(programs, found...)
	}
	t.Chdir(t.TempDir())
	for _, path := range programs {
		if filepath.Base(path) == "goto-less.lua" { // its return ends one input, and not all of them
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(output(t, path, string(text), false), output(t, path, string(text), true)); diff != "" {
			t.Errorf("%s\n%s", path, diff)
		}
	}
}

// output is what a program prints, and the error that it ends with.
func output(t *testing.T, path, text string, typed bool) string {
	t.Helper()
	s := New()
	run := func(source, name string) error {
		fn, err := s.Compile(source, name)
		if err == nil {
			_, err = s.Evaluate(fn)
		}
		return err
	}
	if err := run(prelude, "=prelude"); err != nil {
		t.Fatal(err)
	}
	printed := s.GetGlobal("printed").(*glua.LFunction)
	if typed {
		run = s.typed
	}
	failed := run(text, "@"+path)
	values, err := s.Evaluate(printed)
	if err != nil {
		t.Fatal(path, err)
	}
	result := addresses.ReplaceAllString(values[0].String(), "0x")
	if failed != nil {
		said, _ := s.Describe(failed)
		result += said
	}
	return result
}

// typed evaluates a program by as many lines at a time as can be compiled.
func (s *State) typed(text, name string) error {
	input, before := "", 0
	for line := range strings.Lines(text) {
		input += line
		compiled, err := s.CompileLine(strings.Repeat("\n", before)+input, name)
		if wrong := (*SyntaxError)(nil); errors.As(err, &wrong) && wrong.AtEnd {
			continue
		}
		if err == nil {
			_, err = s.EvaluateLine(compiled)
		}
		if err != nil {
			return err
		}
		before += strings.Count(input, "\n")
		input = ""
	}
	return nil
}
