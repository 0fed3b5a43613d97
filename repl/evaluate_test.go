package repl

import (
	"testing"

	"nslua/lua"
)

func TestCompile(t *testing.T) {
	s := New(lua.New())
	for source, want := range map[string]string{
		"1 + 1":         "",
		"x = 1":         "",
		"return 1":      "",
		"-- nothing":    "",
		"x =":           "more",
		"{1,":           "more",
		"f(":            "more",
		"while true do": "more",
		"[==[ text":     "more",
		"--[[ text":     "more",
		"'a\\":          "more",
		"'a":            "stdin:1: unfinished string near ''a'",
		"x = = 1":       "stdin:1: unexpected symbol near '='",
		"f() g(":        "more",
		"1 + + 2":       "stdin:1: unexpected symbol near '+'",
		"end":           "stdin:1: '<eof>' expected near 'end'",
	} {
		c := s.compile(source + "\n")
		got := ""
		switch {
		case c.incomplete():
			got = "more"
		case c.err != nil:
			got = c.err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
