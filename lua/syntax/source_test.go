package syntax

import (
	"strings"
	"testing"
)

// TestSource: the lengths are those that lua5.1 shows.
func TestSource(t *testing.T) {
	x := strings.Repeat("x", 100)
	for _, c := range []struct {
		name string
		room int
		want string
	}{
		{"=stdin", ShortSource, "stdin"},
		{"=", ShortSource, ""},
		{"=" + x, ShortSource, x[:59]},
		{"@a/b.lua", ShortSource, "a/b.lua"},
		{"@" + x[:52], ShortSource, x[:52]},
		{"@head" + x[:52], ShortSource, "..." + x[:52]},
		{"x = 1", ShortSource, `[string "x = 1"]`},
		{"x = 1\ny = 2", ShortSource, `[string "x = 1..."]`},
		{"x\r", ShortSource, `[string "x..."]`},
		{"", ShortSource, `[string ""]`},
		{x[:43], ShortSource, `[string "` + x[:43] + `"]`},
		{x[:44], ShortSource, `[string "` + x[:43] + `..."]`},
		{x[:63], ErrorSource, `[string "` + x[:63] + `"]`},
		{x[:64], ErrorSource, `[string "` + x[:63] + `..."]`},
		{"a\x00b", ShortSource, `[string "a"]`},
	} {
		if got := Source(c.name, c.room); got != c.want {
			t.Errorf("Source(%q, %d) = %q, want %q", c.name, c.room, got, c.want)
		}
	}
}
