package repl

import (
	"fmt"
	"strings"
	"testing"

	"nslua/lua"
	"nslua/repl/colour"
	"nslua/repl/line"
)

// lettered is a text with its styles by letters: {k:local}.
func lettered(spans []line.Span, text string) string {
	letters := map[colour.Style]string{
		colour.Keyword: "k", colour.Text: "t", colour.Number: "n", colour.Binding: "b",
		colour.Constant: "c", colour.Comment: "-", colour.Command: "!", colour.Prompt: "1",
	}
	var b strings.Builder
	end := 0
	for _, p := range spans {
		fmt.Fprintf(&b, "%s{%s:%s}", text[end:p.Begin], letters[colour.Style(p.Style)], text[p.Begin:p.End])
		end = p.End
	}
	return b.String() + text[end:]
}

func coloured(t testing.TB) *Session {
	s := New(lua.New())
	s.palette = colour.Palette{Colours: true}
	fn, err := s.state.Compile("kill = print SIGHUP = 2", "=test")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.state.Evaluate(fn); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHighlight(t *testing.T) {
	s := coloured(t)
	for text, want := range map[string]string{
		"local p = fork() -- twice":         "{k:local} p = {b:fork}() {-:-- twice}",
		"print(1 + 0x1F, 'a', [[b]])":       "print({n:1} + {n:0x1F}, {t:'a'}, {t:[[b]]})",
		"unshare(CLONE_NEWPID) == EPERM":    "{b:unshare}({c:CLONE_NEWPID}) == {c:EPERM}",
		"signal(SIGTERM, SIG_IGN)":          "{b:signal}({c:SIGTERM}, {c:SIG_IGN})",
		"sleep(RLIM_INFINITY)":              "{b:sleep}({c:RLIM_INFINITY})",
		"kill(1, SIGHUP) select('#')":       "kill({n:1}, SIGHUP) select({t:'#'})", // others by now
		"x.fork, x:wait(), {open = 1}":      "x.fork, x:wait(), {open = {n:1}}",
		"fork = 1 return fork==2":           "fork = {n:1} {k:return} {b:fork}=={n:2}",
		"print('half":                       "print({t:'half}",
		"for i = 1, 2 do [[long\n  string ": "{k:for} i = {n:1}, {n:2} {k:do} {t:[[long\n  string }",
		"1 ? ! $ \x00\xff end":              "{n:1} ? ! $ \x00\xff {k:end}",
		"?fork":                             "{!:?}{b:fork}",
		"!ls -l 'x' end":                    "{!:!}ls -l 'x' end",
		"  .ns":                             "  {!:.ns}",
		".load end.lua":                     "{!:.load} end.lua",
		".save! end.lua":                    "{!:.save!} end.lua",
		".nothing 1":                        "{!:.nothing} 1",
		".time 1 + getpid()":                "{!:.time} {n:1} + {b:getpid}()",
		".5 + 1":                            "{n:.5} + {n:1}",
		"= 1":                               "= {n:1}",
		".":                                 "{!:.}", "!": "{!:!}", "?": "{!:?}", " ": " ", "": "",
	} {
		if got := lettered(s.highlight(text), text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	s.palette = colour.Palette{}
	if spans := s.highlight("local x"); spans != nil {
		t.Errorf("without colours: %v", spans)
	}
}

func BenchmarkHighlight(b *testing.B) {
	s := coloured(b)
	const line = "local p = fork() if p == 0 then execv('/bin/sh', {'-c', \"exit 3\"}) end -- 12\n"
	for _, lines := range []int{3, longestColoured / len(line), 2 * longestColoured / len(line)} {
		text := strings.Repeat(line, lines)
		b.Run(fmt.Sprint(len(text)), func(b *testing.B) {
			for b.Loop() {
				s.highlight(text)
			}
		})
	}
}
