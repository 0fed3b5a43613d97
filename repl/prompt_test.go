package repl

import (
	"strings"
	"testing"

	"nslua/bindings"
	"nslua/lua"
)

func TestTemplate(t *testing.T) {
	s := New(lua.New())
	now := &whereabouts{session: s, uid: 0, places: []bindings.Place{{Name: "(pid)"}, {Name: "root", Inode: 1 << 60}}}
	for template, want := range map[string]string{
		"":                                "",
		"%":                               "%",
		"%%%u%":                           "%#%",
		"%n":                              "(pid) root",
		"%(a%)%(%d%)%(%(%n%)%)":           "(pid) root",
		"%)x%(%u":                         "%)x#",
		"%\u00fc":                         "%\u00fc",
		strings.Repeat("%(", 2000) + "%u": "#",
	} {
		if got := now.expand(template, ""); got != want {
			t.Errorf("%.20q: %q, want %q", template, got, want)
		}
	}
}

func TestWidth(t *testing.T) {
	for prompt, want := range map[string]int{
		"":                         0,
		"ns> ":                     4,
		"\x1b[1m[\x1b[36m漢\x1b[m]": 4,
		"two\nlines\n> ":           2,
		"\x1b[1":                   0,
	} {
		if got := width(prompt); got != want {
			t.Errorf("%q: %d, want %d", prompt, got, want)
		}
	}
}

func BenchmarkPrompt(b *testing.B) {
	s := New(lua.New())
	for range b.N {
		s.prompt()
	}
}
