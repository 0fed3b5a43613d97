package syntax

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// show lists the lexemes of a source but its symbols, with a letter for the class.
func show(source string) string {
	var shown []string
	for l := range Lexemes(source) {
		if l.Class != Symbol {
			shown = append(shown, string(" kadsc"[l.Class])+":"+source[l.Begin:l.End])
		}
	}
	return strings.Join(shown, " ")
}

func TestLexemes(t *testing.T) {
	for source, want := range map[string]string{
		"local x = fork() -- a child ":    "k:local a:x a:fork c:-- a child",
		"x = 'a' .. \"b\\\"\" .. [==[c]]": "a:x s:'a' s:\"b\\\"\" s:[==[c]]",
		"return 0x10 + 1e3 - .5":          "k:return d:0x10 d:1e3 d:.5",
		"a --[[ b\n]] c":                  "a:a c:--[[ b\n]] a:c",
		"-- one\n  -- two\nx":             "c:-- one\n  -- two a:x",
		"a - b":                           "a:a a:b",
		// what is unfinished or wrong
		"print('half":        "a:print s:'half",
		"'half\nend":         "s:'half k:end",
		"'half\\":            "s:'half\\",
		"'\\999' end":        "s:'\\999' k:end",
		"[[half\nend":        "s:[[half\nend",
		"[[a [[ b]] end":     "s:[[a [[ b]] k:end",
		"[==x end":           "a:x k:end",
		"x --[[ half\nend":   "a:x c:--[[ half\nend",
		"x --[=":             "a:x c:--[=",
		"12ab end":           "d:12ab k:end",
		"a ~ b ? ! $ \x00 c": "a:a a:b a:c",
		"äx = 'ö'":           "a:x s:'ö'",
		"":                   "",
		" \n":                "",
	} {
		if got := show(source); got != want {
			t.Errorf("%q: %s, want %s", source, got, want)
		}
	}
}

// Whatever is cut off or out of a source, its lexemes are in order and hold all
// but white space.
func TestLexemesOfPieces(t *testing.T) {
	files, err := filepath.Glob("../../scripts/*.lua")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source := string(text[:min(len(text), 1500)])
		for i := range len(source) {
			for _, piece := range []string{source[:i], source[i:]} {
				if err := inOrder(piece); err != nil {
					t.Fatalf("%s at %d: %v", file, i, err)
				}
			}
		}
	}
}

func inOrder(source string) error {
	end := 0
	for l := range Lexemes(source) {
		if l.Begin < end || l.End <= l.Begin || l.End > len(source) || strings.TrimSpace(source[end:l.Begin]) != "" {
			return fmt.Errorf("%v after %d of %q", l, end, source)
		}
		end = l.End
	}
	if strings.TrimSpace(source[end:]) != "" {
		return fmt.Errorf("nothing for %q", source[end:])
	}
	return nil
}

func BenchmarkLexemes(b *testing.B) {
	source := strings.Repeat("local p = fork() if p == 0 then execv('/bin/sh', {'-c', \"exit 3\"}) end -- 12\n", 1300)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		for range Lexemes(source) {
		}
	}
}
