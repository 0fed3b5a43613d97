package repl

import (
	"slices"
	"strings"
	"testing"
)

func TestEntries(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                    nil,
		"a\nb\n":                              {"a", "b"},
		"for x in y do\n\t  z\n\tend\n":       {"for x in y do\n  z\nend"},
		"a\n\t\n\tb\n":                        {"a\n\nb"},
		"\tan end\nb\n":                       {"\tan end", "b"}, // which pickUp leaves out where the file is cut
		"\n \n\t\nb\n":                        {"b"},
		"a\x00\nb\xff\nc\x1b[m\nd\u009b\ne\n": {"e"},
		strings.Repeat("x", longestEntry+1) + "\nb\n": {"b"},
	} {
		if got := entriesOf(text); !slices.Equal(got, want) {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}

// What is added is what is read, whatever it is, if it is kept at all.
func FuzzEntries(f *testing.F) {
	for _, seed := range []string{"x = 1", "[[a\n\tb\n\n]]", "\t", " x", "a\rb", "漢\u0301"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if blank(input) || strings.ContainsAny(input[:1], " \t\n") || !fit(input) {
			return
		}
		text := strings.ReplaceAll(input, "\n", "\n\t") + "\n"
		if got := entriesOf("before\n" + text + "after\n"); !slices.Equal(got, []string{"before", input, "after"}) {
			t.Errorf("%q: %q", input, got)
		}
	})
}

func BenchmarkHistory(b *testing.B) {
	text := strings.Repeat("x = unshare(CLONE_NEWUSER)\n", historyBytes/27)
	b.SetBytes(int64(len(text)))
	for range b.N {
		entriesOf(text)
	}
}
