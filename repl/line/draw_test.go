package line

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestScreen(t *testing.T) {
	for _, c := range []struct {
		width, height int
		keys, want    string
	}{
		{20, 5, "abc\x02", "> ab_c"},
		{20, 5, "", "> _"},
		{6, 5, "abc", "> abc_"},
		{6, 5, "abcd", "> abcd\n_"},
		{6, 5, "abcde\x02", "> abcd\n_e"},
		{6, 5, "abcde\x02\x02", "> abc_d\ne"},
		{6, 5, "abcdefghijk\x01x", "> x_abc\ndefghi\njk"},
		{6, 5, "abcdefghijk\x7f\x7f", "> abcd\nefghi_"},
		{6, 5, "abcd\x7f", "> abc_"},
		{6, 5, "ab漢", "> ab漢\n_"},
		{6, 5, "abc漢", "> abc\n漢_"},
		{6, 5, "abc漢\x02", "> abc\n_漢"},
		{6, 5, "abc漢\x02\x02", "> ab_c\n漢"},
		{6, 5, "漢字漢字\x01\x04", "> _字漢\n字"},
		{20, 5, "e\u0301x\x02", "> e\u0301_x"},
		{20, 5, "\u0301", "> \ufffd_"},
		{20, 5, "a\x16\x01b", "> a^Ab_"},
		{20, 5, "a\x16\tb", "> a       b_"},
		{8, 5, "abcde\x16\tb", "> abcde\nb_"},
		{20, 5, "{\ra\r}", "> {\n.   a\n. }_"},
		{20, 5, "{\ra\x1b[A", "> {_\n.   a"},
		{6, 5, "{\rabcd", "> {\n.   ab\ncd_"},
		{6, 5, "{\rab\x1b[A", "> {_\n.   ab"},
		{20, 3, "{\ra\rb\rc", ".   a\n.   b\n.   c_"},
		{20, 3, "{\ra\rb\rc\x1b[A\x1b[A\x1b[A", "> {_\n.   a\n.   b"},
		{20, 3, "{\ra\rb\rc\x1b[A\x1b[A\x1b[A\x1b[B\x1b[B\x1b[B", ".   a\n.   b\n.   c_"},
		{1, 5, "ab漢", "\na\nb\n?\n_"},
		{2, 5, "abcde", ">\nab\ncd\ne_"},
		{3, 2, "abcdefgh", "efg\nh_"},
		{20, 5, "one\x0b\x1b[1~\x0btwo", "> two_"},
		{20, 5, "abc\x0c", "> abc_"},
		{40, 5, "\x12", "(reverse-i-search)`': _"},
		{40, 5, "\x12b", "(reverse-i-search)`b': _b {\n.   c\n. }"},
		{40, 5, "\x12bx", "(failed reverse-i-search)`bx': _b {\n.   c\n. }"},
		{40, 5, "\x12b\x07", "> _"},
		{40, 5, "x\x1b[A\x1b[A\x1b[A\x1b[A\x1b[B\x1b[B\x1b[B\x1b[B", "> x_"},
	} {
		shows(t, c.width, c.height, history("a", "b {\n  c\n}"), c.keys, c.want)
	}
}

// A prompt may have styles, and several lines; the cursor tells vi's mode.
func TestPrompt(t *testing.T) {
	setup := func(e *Editor) {
		e.SetPrompt("\x1b[1mtwo\x1b[m\nlines\x1b[1;34m>\x1b[0m \x1b[5", "\x1b[2m... \x1b[m")
		e.Vi, e.Shapes = true, true
	}
	shows(t, 20, 5, setup, "{\ra", "two\nlines> ^[[5{\n...   a_")
	for keys, want := range map[string]string{"a": "6 ", "a\x1b": "2 ", "a\x1bi": "6 ", "a\x1b\x03": "0 "} {
		u := &user{glass: newGlass(t, 20, 5), keys: keys}
		e := u.editor()
		setup(e)
		e.Suspend = func() { t.Error("suspended") }
		shape := ""
		u.look = func(*user) bool { shape = u.shape; return false }
		if e.Read(); shape == "" {
			shape = u.shape
		}
		if shape != want {
			t.Errorf("after %q the cursor has the shape %q", keys, shape)
		}
	}
}

// The screen is as it was when Ctrl-Z has gone on.
func TestSuspend(t *testing.T) {
	suspended := ""
	u := &user{glass: newGlass(t, 20, 5), keys: "ab\x1a\x02c"}
	e := u.editor()
	e.Suspend = func() {
		suspended = u.lines(true)
		u.Write([]byte("stopped\n"))
	}
	e.Read()
	if suspended != "_" || u.seen != "stopped\n> ac_b" {
		t.Errorf("while it is suspended the screen is\n%s\nand afterwards\n%s", suspended, u.seen)
	}
}

func TestMenu(t *testing.T) {
	items := func(begin int, items ...Item) func(*Editor) {
		return func(e *Editor) {
			e.Complete = func(string, int) Completion { return Completion{begin, items} }
		}
	}
	many := func(e *Editor) {
		e.Complete = func(text string, cursor int) (c Completion) {
			for _, r := range "abcdefghijklmnopqrst" {
				c.Items = append(c.Items, Item{Text: "x" + string(r) + "yz"})
			}
			return c
		}
	}
	one := items(2, Item{Text: "print", Append: "("})
	two := items(0, Item{Text: "getpid"}, Item{Text: "getppid"})
	told := items(0, Item{Text: "getpid", Description: "this process"}, Item{Text: "getppid", Display: "getppid()", Description: "its parent"})
	for _, c := range []struct {
		setup         func(*Editor)
		width, height int
		keys, want    string
	}{
		{one, 20, 5, "a pr\t", "> a print(_"},
		{one, 20, 5, "a pr\x02\t", "> a print(_r"},
		{two, 20, 5, "g\t", "> getp_"},
		{two, 20, 5, "g\t\t", "> getp_\ngetpid   getppid"},
		{two, 20, 5, "g\t\tx", "> getpx_"},
		{two, 20, 5, "g\t\t\x1b[Z", "> getppid_\ngetpid   getppid"},
		{two, 20, 5, "g\t\t\t", "> getpid_\ngetpid   getppid"},
		{two, 20, 5, "g\t\t\t\t", "> getppid_\ngetpid   getppid"},
		{two, 20, 5, "g\t\t\t\t\t", "> getpid_\ngetpid   getppid"},
		{two, 20, 5, "g\t\t\t\r", "> getpid_"},
		{two, 20, 5, "g\t\t\t(", "> getpid(_"},
		{two, 20, 5, "g\t\t\t\x07", "> getp_"},
		{two, 10, 5, "g\t\t", "> getp_\ngetpid\ngetppid"},
		{told, 30, 5, "g\t\t", "> getp_\ngetpid     this process\ngetppid()  its parent"},
		{told, 16, 5, "g\t\t", "> getp_\ngetpid     this\ngetppid()  its p"},
		{many, 10, 6, "x\t", "> x_\nxayz\nxbyz\nxcyz\nxdyz\n... and 16"},
		{many, 20, 6, "x\t", "> x_\nxayz  xhyz  xoyz\nxbyz  xiyz  xpyz\nxcyz  xjyz  xqyz\nxdyz  xkyz  xryz\n... and 8 more"},
		{many, 10, 6, "x\t\x1b[Z", "> xtyz_\nxqyz\nxryz\nxsyz\nxtyz\n... and 16"},
		{many, 10, 1, "x\t", "> x_"},
		{two, 20, 5, "\t", ">   _"},
		{two, 20, 5, "a\x1b\r \t", "> a\n.   _"},
	} {
		shows(t, c.width, c.height, c.setup, c.keys, c.want)
	}
}

// What is drawn bit by bit is what is drawn at once, whatever keys come at
// whatever width, and after the terminal was resized; and what was on the screen
// before stays there.
func TestRandomKeys(t *testing.T) {
	seed := rand.Uint64()
	rounds := 300
	if os.Getenv("CI") != "" {
		rounds = 2000
	}
	for i := range rounds {
		random(t, rand.New(rand.NewPCG(seed, uint64(i))))
		if t.Failed() {
			t.Fatalf("seed %d, %d", seed, i)
		}
	}
}

func random(t *testing.T, r *rand.Rand) {
	pieces := []string{
		"a", "b ", "{", "}", "+", "(x)", "漢", "e\u0301", "\u0301", "👩‍👩‍👧", "🇩🇪", "\r", "\x1b\r", "\r", "\t", "\x1b[Z",
		"\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[3~", "\x1b[1;5C", "\x1b[", "\x1b", "\x7f", "\x7f",
		"\x12", "\x13", "\x07", "\x1b[200~p\na\ts\x01te\x1b[201~", "long and longer and longer", "\x16\x01", "\x16\t", "[[", "]]", "\x18\x15",
		"\x1by", "\x1b.", "\x1b<", "\x1b>", "\x0c",
	}
	u := &user{glass: newGlass(t, 1+r.IntN(30), 1+r.IntN(8))}
	e := u.editor()
	e.Vi, e.Rewraps, e.Styles = r.IntN(2) == 0, r.IntN(2) == 0, true
	e.History = []string{"one", "two {\n  2\n}", strings.Repeat("three ", 20)}
	e.Paint = func(text string) (spans []Span) {
		for i, c := range text {
			if c == 'a' {
				spans = append(spans, Span{i, i + 1, "1"})
			} else if c == '{' {
				spans = append(spans, Span{i, i + 1, "44"})
			}
		}
		return spans
	}
	e.Complete = func(text string, cursor int) Completion {
		return Completion{strings.LastIndexAny(text[:cursor], " \n") + 1, []Item{{Text: "alpha"}, {Text: "alphabet", Description: "letters"}, {Text: "al", Append: "("}}}
	}
	left := 60
	u.look = func(*user) bool {
		if !e.stale { // all keys have come, and the screen is what the text is
			compare(t, u, e)
		}
		if left--; left < 0 {
			return false
		}
		if !e.stale && r.IntN(8) == 0 {
			if width := 2 + r.IntN(30); e.Rewraps {
				u.resize(width, 1+r.IntN(8))
			} else {
				u.cut(width)
			}
			e.Hide()
			e.Show()
			compare(t, u, e)
		}
		switch n := r.IntN(len(pieces) * 2); {
		case n < len(pieces):
			u.keys = pieces[n]
		case n%2 == 0:
			u.keys = string(rune(r.IntN(128)))
		default:
			u.keys = string([]byte{byte(r.IntN(256)), byte(r.IntN(256))})
		}
		u.ready = r.IntN(2) == 0
		return true
	}
	for err := error(nil); err != (nothingMore{}); {
		u.Write([]byte("=\n"))
		_, err = e.Read()
	}
}

// compare draws the input anew on another screen.
func compare(t *testing.T, u *user, e *Editor) {
	fresh := &user{glass: newGlass(t, u.width, u.height)}
	again := *e
	again.Device = fresh
	again.screen = screen{top: e.screen.top}
	again.screen.resized(fresh)
	again.drawPage(false)
	again.screen.flush(fresh)
	first := u.row - e.screen.row
	if first < 0 {
		t.Fatalf("the cursor is in row %d of the screen and %d of the input", u.row, e.screen.row)
	}
	if above := u.text(max(0, first-1)); first > 0 && strings.TrimSpace(above) != "=" {
		t.Fatalf("%q has above it %q", e.text, above)
	}
	for i := range u.height - first {
		if got, want := u.text(first+i), fresh.text(i); got != want {
			t.Fatalf("%q at %d:\n%s\nand drawn at once\n%s", e.text, e.cursor, u.lines(true), fresh.lines(true))
		}
		if got, want := u.styles[first+i], fresh.styles[i]; !slices.Equal(got, want) {
			t.Fatalf("%q has the styles\n%q\nand drawn at once\n%q", u.rows[first+i], got, want)
		}
	}
	if u.column != fresh.column || u.row-first != fresh.row {
		t.Fatalf("%q at %d:\n%s\nand drawn at once\n%s", e.text, e.cursor, u.lines(true), fresh.lines(true))
	}
}
