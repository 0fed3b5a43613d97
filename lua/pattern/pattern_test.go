package pattern

import (
	"fmt"
	"strings"
	"testing"
)

// find is the first match with its captures, as "start-end capture ...".
func find(text, source string) string {
	var m Matcher
	m.Poll = func() {}
	m.Reset(Compile(text), source)
	found, err := m.Find(0)
	switch {
	case err != nil:
		return err.Error()
	case !found:
		return "none"
	}
	result := fmt.Sprintf("%d-%d", m.Start, m.End)
	for i := range m.Captures() {
		start, end, err := m.Capture(i)
		switch {
		case err != nil:
			return err.Error()
		case end < 0:
			result += fmt.Sprintf(" @%d", start)
		default:
			result += " " + source[start:end]
		}
	}
	return result
}

func TestFind(t *testing.T) {
	for _, test := range []struct{ pattern, source, want string }{
		{"", "abc", "0-0"},
		{"b", "abc", "1-2"},
		{"bc", "abbc", "2-4"},
		{"^b", "abc", "none"},
		{"^a", "abc", "0-1"},
		{"c$", "abcc", "3-4"},
		{"$", "abc", "3-3"},
		{"a$b", "xa$b", "1-4"},
		{"a^", "a^", "0-2"},
		{"x*", "xxx", "0-3"},
		{"a*b", "aaac aab", "5-8"},
		{"a+", "baab", "1-3"},
		{"a+b", "aaa", "none"},
		{"a-b", "aab", "0-3"},
		{"(.-)b", "aabab", "0-3 aa"},
		{"(.*)b", "aabac", "0-3 aa"},
		{"(.*)%.(.*)$", "a.b.c", "0-5 a.b c"},
		{"ab?c", "ac abc", "0-2"},
		{"ab?b", "ab", "0-2"},
		{"%d%d", "a1b22", "3-5"},
		{"%a+", "12abC3", "2-5"},
		{"%A", "ab1", "2-3"},
		{"%w+_", "ab1_", "0-4"},
		{"[%w_]+", " a_1 ", "1-4"},
		{"[^%s]+", "  ab ", "2-4"},
		{"[]]", "a]", "1-2"},
		{"[^]]", "]a", "1-2"},
		{"[a-c]+", "xabcd", "1-4"},
		{"[a-]+", "x-a", "1-3"},
		{"[%a-z]+", "1-z", "1-3"},
		{"[c-a]", "abc", "none"},
		{"[+--]", "x-", "1-2"},
		{"[%]x]+", "a]x", "1-3"},
		{"%]%[%%", "][%", "0-3"},
		{"%x+", "xfFg", "1-3"},
		{"%p", "a_", "1-2"},
		{"%c", "a\x7f", "1-2"},
		{"%l%u", "aBb", "0-2"},
		{"%z", "a\x00b", "1-2"},
		{"%Z+", "a\x00", "0-1"},
		{"%g", "ag", "1-2"},
		{".", "\x00", "0-1"},
		{"[\x80-\xff]+", "a\xc3\xa9", "1-3"},
		{"%a", "\xe9", "none"},
		{"a\x00b", "xa", "1-2"},
		{"%b()", "a(b(c)d)e)", "1-8"},
		{"%b()", "((a)", "1-4"},
		{"%b''", "'a'b'", "0-3"},
		{"%bxx", "axbx", "1-4"},
		{"%f[%a]%a+", "1ab", "1-3"},
		{"%f[%A]", "ab", "2-2"},
		{"%f[%z]", "ab", "2-2"},
		{"()a()", "ba", "1-2 @1 @2"},
		{"(a)(b)", "ab", "0-2 a b"},
		{"((a)b)", "ab", "0-2 ab a"},
		{"(a*(.)%w(%s*))", "THE (quick) fox", "0-2 TH T "},
		{"(%a)%1", "abccd", "2-4 c"},
		{"(%a+)=%1", "ab=b", "1-4 b"},
		{"()%1", "aa", "none"},
		{"(.-)(x*)$", "abxx", "0-4 ab xx"},
		{strings.Repeat("()", 32), "a", "0-0" + strings.Repeat(" @0", 32)},
		{"(a", "b", "none"},
		{"b[", "a", "none"},
	} {
		if got := find(test.pattern, test.source); got != test.want {
			t.Errorf("%q in %q: %s, want %s", test.pattern, test.source, got, test.want)
		}
	}
}

// TestFault: what is wrong with a pattern shows when a match comes to it.
func TestFault(t *testing.T) {
	for pattern, want := range map[string]string{
		"%":                      "malformed pattern (ends with '%')",
		"a%":                     "malformed pattern (ends with '%')",
		"[a":                     "malformed pattern (missing ']')",
		"[":                      "malformed pattern (missing ']')",
		"[]":                     "malformed pattern (missing ']')",
		"[^]":                    "malformed pattern (missing ']')",
		"[a%]":                   "malformed pattern (missing ']')",
		"[%":                     "malformed pattern (missing ']')",
		"[a\x00]":                "malformed pattern (missing ']')",
		"(a":                     "unfinished capture",
		"a)":                     "invalid pattern capture",
		"(a))":                   "invalid pattern capture",
		"%1":                     "invalid capture index",
		"%0":                     "invalid capture index",
		"(a%1)":                  "invalid capture index",
		"(a)%2":                  "invalid capture index",
		"%f":                     "missing '[' after '%f' in pattern",
		"%fa":                    "missing '[' after '%f' in pattern",
		"%f[a":                   "malformed pattern (missing ']')",
		"%b":                     "unbalanced pattern",
		"%bx":                    "unbalanced pattern",
		strings.Repeat("()", 33): "too many captures",
	} {
		if got := find(pattern, "aa"); got != want {
			t.Errorf("%q: %s, want %s", pattern, got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]bool{"": true, "a]b)": true, "a.": false, "-": false, "%": false, "a\x00.": true} {
		if Plain(text) != want {
			t.Errorf("Plain(%q) is %v", text, !want)
		}
	}
}

// TestDeep: the length of a pattern and of what it matches takes no stack.
func TestDeep(t *testing.T) {
	const n = maxChoices
	source := strings.Repeat("a", n)
	for _, piece := range []string{"a?", "a-", "(a*)"[1:3], "a"} {
		want := fmt.Sprintf("0-%d", n)
		if piece == "a-" {
			want = "0-0"
		}
		if got := find(strings.Repeat(piece, n), source); got != want {
			t.Errorf("%q: %s, want %s", piece, got, want)
		}
	}
}

// TestTooDeep: but there is a limit, which matters where a match comes to it.
func TestTooDeep(t *testing.T) {
	deep := strings.Repeat("a?", maxChoices+1)
	if got := find(deep, "a"); got != string(tooComplex) {
		t.Error(got)
	}
	if got := find("b"+deep, "a"); got != "none" {
		t.Error(got)
	}
}

// slow is a pattern that returns to earlier items as good as for ever.
const slow = ".-.-.-.-.-.-.-b"

func TestPoll(t *testing.T) {
	var m Matcher
	polls := 0
	m.Poll = func() {
		if polls++; polls == 5 {
			panic("stopped")
		}
	}
	m.Reset(Compile(slow), strings.Repeat("a", 1000))
	defer func() {
		if got := recover(); got != "stopped" {
			t.Error(got)
		}
	}()
	t.Error(m.Find(0))
}

func TestTooComplex(t *testing.T) {
	var m Matcher
	m.Poll = func() {}
	m.Reset(Compile(slow), strings.Repeat("a", 1000))
	m.polls = maxPolls - 3 // near the end of its budget
	if _, err := m.Find(0); err != tooComplex {
		t.Error(err)
	}
}

// FuzzFind: no pattern does harm, and a match is within the string.
func FuzzFind(f *testing.F) {
	for _, pattern := range []string{"(a*(.)%w(%s*))", "%b()%f[^a-]", "[%a-z]-$", "()%1", "^[", "%"} {
		f.Add(pattern, "THE (quick) fox")
	}
	f.Fuzz(func(t *testing.T, pattern, source string) {
		var m Matcher
		m.Poll = func() { t.Skip("too slow to go on with") }
		m.Reset(Compile(pattern), source)
		found, err := m.Find(0)
		if err != nil || !found {
			return
		}
		if m.Start < 0 || m.End < m.Start || m.End > len(source) {
			t.Fatalf("a match from %d to %d of %d", m.Start, m.End, len(source))
		}
		for i := range m.Captures() {
			start, end, err := m.Capture(i)
			if err == nil && (start < m.Start || start > m.End || end > m.End || end >= 0 && end < start) {
				t.Fatalf("capture %d from %d to %d", i, start, end)
			}
		}
		if Plain(pattern) && m.Start != strings.Index(source, strings.Split(pattern, "\x00")[0]) {
			t.Fatalf("found at %d", m.Start)
		}
	})
}

// BenchmarkSteps is the cost of a poll's worth of steps at the worst.
func BenchmarkSteps(b *testing.B) {
	for _, pattern := range []string{".-.-.-.-.-c", ".*.*.*.*b%d", "[^x]*.*[^y]-%d"} {
		b.Run(pattern, func(b *testing.B) {
			var m Matcher
			polls := 0
			m.Poll = func() {
				if polls++; polls == b.N {
					panic("enough")
				}
			}
			m.Reset(Compile(pattern), strings.Repeat("ab", 20000))
			defer func() { recover() }()
			m.Find(0)
		})
	}
}
