package repl

import (
	"testing"

	"nslua/lua"
)

func TestIsFork(t *testing.T) {
	for source, want := range map[string]bool{
		"fork()":                    true,
		"  fork ( ) ; ":             true,
		"p = fork()":                true,
		"local p = fork() -- child": true,
		"p, fd = clone(CLONE_NEWPID + (CLONE_NEWNS))": true,
		"clone(0)":                  true,
		"clone {exit_signal = 0}":   true,
		"t.p = fork()":              true,
		"return fork()":             true,
		"return fork(), 1":          false,
		"fork":                      false,
		"fork() fork()":             false,
		"a, b = fork(), fork()":     false,
		"if fork() == 0 then end":   false,
		"print(fork())":             false,
		"p = fork() + 0":            false,
		"x:fork()":                  false,
		"f = function() fork() end": false,
		"fork(":                     false,
	} {
		if isFork(source) != want {
			t.Errorf("%q: %v", source, !want)
		}
	}
}

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
