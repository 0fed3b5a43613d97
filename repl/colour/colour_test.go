package colour

import (
	"slices"
	"strings"
	"testing"
)

// What cannot be read on a light ground, or on a dark one: black, yellow, white,
// and what is bright; blue that is not bold.
func TestReadable(t *testing.T) {
	for _, style := range []Style{
		Keyword, Text, Number, Binding, Constant, Key, Comment, Command, Error, Hint, Prompt, Namespace,
	} {
		parameters := strings.Split(string(style), ";")
		for _, p := range parameters {
			good := slices.Contains([]string{"1", "2", "31", "32", "34", "35", "36"}, p)
			if !good || p == "34" && !slices.Contains(parameters, "1") {
				t.Errorf("%q", style)
			}
		}
	}
}

func TestWanted(t *testing.T) {
	for _, environment := range []struct {
		term, noColor string
		terminal      bool
		want          string
	}{
		{"xterm", "", true, "\x1b[31mx\x1b[m"},
		{"xterm", "", false, "x"},
		{"xterm", "1", true, "x"},
		{"xterm", "0", true, "x"}, // any value says no
		{"dumb", "", true, "x"},
		{"", "", true, "x"},
	} {
		t.Setenv("TERM", environment.term)
		t.Setenv("NO_COLOR", environment.noColor)
		if got := Wanted(environment.terminal).Paint(Error, "x"); got != environment.want {
			t.Errorf("%+v: %q", environment, got)
		}
	}
}
