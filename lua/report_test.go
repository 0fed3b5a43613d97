package lua

import (
	"strings"
	"testing"
)

func TestQuoteLine(t *testing.T) {
	long := strings.Repeat("x", 200)
	for _, c := range []struct {
		line, column int
		text, want   string
	}{
		{3, 0, "f()", "    3 | f()"},
		{3, 0, "", ""},
		{12345, 1, "x", "12345 | x\n      | ^"},
		{1, 5, "a = = b", "    1 | a = = b\n      |     ^"},
		{1, 3, "\t\t=", "    1 | \t\t=\n      | \t\t^"},
		{1, 4, "é = =", "    1 | é = =\n      |   ^"},
		{1, 9, "short", "    1 | short\n      |      ^"},
		{1, 0, long, "    1 | " + long[:widest] + "..."},
		{1, 190, long, "    1 | " + long[:widest] + "..."},
		{1, 2, long, "    1 | " + long[:widest] + "...\n      |  ^"},
	} {
		if got := quoteLine(c.line, c.column, c.text); got != c.want {
			t.Errorf("quoteLine(%d, %d, %q) = %q, want %q", c.line, c.column, c.text, got, c.want)
		}
	}
}

func TestLineOf(t *testing.T) {
	const text = "one\r\ntwo\n\nfour"
	for n, want := range []string{"", "one", "two", "", "four", ""} {
		if got := lineOf(text, n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

func TestSearchPath(t *testing.T) {
	const otherwise = "./?.lua"
	for _, c := range []struct{ own, theirs, want string }{
		{"-", "-", otherwise},
		{"-", "a", "a"},
		{"b", "a", "b"},
		{"", "a", ""},
		{"-", "", ""},
		{"-", ";;", ";./?.lua;"},
		{"a;;", "-", "a;./?.lua;"},
		{"a;;b;;", "-", "a;./?.lua;b;./?.lua;"},
		{"a;b", "-", "a;b"},
	} {
		var variables []string
		for name, value := range map[string]string{"TEST_OWN_PATH": c.own, "TEST_LUA_PATH": c.theirs} {
			if value != "-" {
				t.Setenv(name, value)
				variables = append(variables, name)
			}
		}
		if len(variables) == 2 {
			variables = []string{"TEST_OWN_PATH", "TEST_LUA_PATH"}
		}
		if got := searchPath(otherwise, variables...); got != c.want {
			t.Errorf("own %q, lua's %q: %q, want %q", c.own, c.theirs, got, c.want)
		}
	}
}
