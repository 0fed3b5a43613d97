package repl

import (
	"testing"

	"nslua/lua/syntax"
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

func TestCalledIn(t *testing.T) {
	for source, want := range map[string]string{
		"wait()": "wait", " wait ( ) ; ": "wait", "f{1, {2}}": "f", "f(g(1), {2})": "f",
		"wait": "", "wait() + 1": "", "wait(), 1": "", "t.wait()": "", "wait()()": "", "f(": "", "": "", "()": "", "(f)()": "",
	} {
		if got := calledIn(syntax.Words(source)); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
