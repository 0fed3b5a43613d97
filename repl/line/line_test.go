package line

import (
	"errors"
	"io"
	"strings"
	"testing"
)

// shows types keys and compares the screen.
func shows(t *testing.T, width, height int, setup func(*Editor), keys, want string) {
	t.Helper()
	for _, ready := range []bool{false, true} { // drawn after each key, and at the end
		u := &user{glass: newGlass(t, width, height), keys: keys, ready: ready}
		e := u.editor()
		if setup != nil {
			setup(e)
		}
		if _, err := e.Read(); !errors.As(err, new(nothingMore)) {
			t.Errorf("%q: the input has ended: %v", keys, err)
		}
		if got := u.seen; got != want {
			t.Errorf("%q shows\n%s\nand not\n%s", keys, got, want)
		}
	}
}

// gives types keys and compares the input that is entered.
func gives(t *testing.T, setup func(*Editor), keys, want string) {
	t.Helper()
	u := &user{glass: newGlass(t, 80, 24), keys: keys, ready: true}
	e := u.editor()
	if setup != nil {
		setup(e)
	}
	got, err := e.Read()
	if err != nil || got != want || u.keys != "" {
		t.Errorf("%q gives %q, %v, and leaves %q; want %q", keys, got, err, u.keys, want)
	}
}

func TestEmacs(t *testing.T) {
	for keys, want := range map[string]string{
		"abc\x01x\x05y":                               "xabcy",
		"abc\x02\x02x\x06y":                           "axbyc",
		"one two\x1bb\x1bbx":                          "xone two",
		"one two\x01\x1bfx":                           "onex two",
		"a\x04\x01\x04b":                              "b",
		"ab\x08\x7fc":                                 "c",
		"abc def\x1bb\x0b":                            "abc ",
		"abc def\x1bb\x15":                            "def",
		"one two-three\x17x":                          "one x",
		"one two-three\x1b\x7fx":                      "one two-x",
		"one two\x01\x1bdx":                           "x two",
		"one two\x17\x17\x19":                         "one two",
		"a b\x17\x02\x17\x19\x1by":                    "b ",
		"a\x15b\x15\x19\x1by":                         "a",
		"ab\x14":                                      "ba",
		"abc\x02\x14":                                 "acb",
		"one two\x1bt":                                "two one",
		"one two\x1bt three\x1b<":                     "two one three",
		"one\x01\x1bu":                                "ONE",
		"ONE two\x01\x1bl\x1bc":                       "one Two",
		"abc\x1f":                                     "",
		"abc \x17\x1f":                                "abc ",
		"abc\x17def\x18\x15\x18\x15":                  "abc",
		"a\x16\x01b":                                  "a\x01b",
		"\x1b[3~a\x1b[D\x1b[3~b":                      "b",
		"ab\x1b[Hx\x1b[Fy":                            "xaby",
		"ab\x1bOHx\x1bOFy":                            "xaby",
		"ab\x1b[1~x\x1b[4~y":                          "xaby",
		"ab\x1b[7~x\x1b[8~y":                          "xaby",
		"a b\x1b[1;5Dx\x1b[1;3Dy":                     "a yxb",
		"a b\x1bOdx\x01\x1b[1;5Cy":                    "ay xb",
		"ab\x1b[H\x1b[3$c":                            "cb",
		"ab\x1b[7^x\x1b[8^y\x1b[3^":                   "xaby",
		"1\x1bOk2\x1bOl3\x1bOZ":                       "1+2,3",
		"a\x1bO\x01b":                                 "ba",
		"a b\x1b[1;5H\x1b[3;5~x\x1b[1;5Fy":            "x by",
		"a b\x1b[1;2D\x1b[1;9Dx\x1b[2;5D":             "a xb",
		"a b" + strings.Repeat("\x1b", 1<<20) + "[Dx": "a xb",
		"a\x18\x01b":                                  "ab",
		"ab\x01\x1bc\x05 .\x01\x1bt\x05c":             "Ab .c",
		"a\x1b\x1b[Db":                                "ba",
		"a\x1b[15~\x1b[5~\x1b[2~\x1b[[Ab\x1b[1;2P\x1b[?1;2c\x1b[M": "ab",
		"a\x1b[1\x01b":                   "ba",
		"a\x1b[\x1b[Db":                  "ba",
		"a\x00\x1c\x1d\x1e\x1bzb":        "ab",
		"\xe6\xbca\xffb\xc0\x80\xc2\x9b": "ab",
		"漢字\x02x":                        "漢x字",
		"e\u0301x\x7f\x7fy":              "y",
		"👩‍👩‍👧a\x02\x7fb":                "ba",
		"\x1b[200~a\x1b[201~b":           "ab",
		"\x1b[200~a\r\nb\rc\n\td\x01\x1b[A\x1b[20\x1b[201~": "a\nb\nc\n\td[A[20",
		"\x1b[200~a\x1b[201~\r\x03b\x1b[201~c":              "a[201~"[:1] + "\nbc",
	} {
		gives(t, nil, keys+"\r", want)
	}
}

func TestLeaves(t *testing.T) {
	for keys, want := range map[string]error{
		"\x04":             io.EOF,
		"a\x7f\x04":        io.EOF,
		"abc\x03":          ErrInterrupted,
		"{\r\x03":          ErrInterrupted,
		"\x12abc\x03":      ErrInterrupted,
		"\x1b[200~abc\x03": nothingMore{},
	} {
		u := &user{glass: newGlass(t, 80, 24), keys: keys}
		if _, err := u.editor().Read(); err != want {
			t.Errorf("%q: %v, want %v", keys, err, want)
		}
	}
	u := &user{glass: newGlass(t, 80, 24), keys: "{\rab\x02\x03"}
	u.editor().Read()
	if got := u.lines(true); got != "> {\n.   ab^C\n_" || u.paste {
		t.Errorf("Ctrl-C leaves\n%s", got)
	}
}

func TestLines(t *testing.T) {
	for keys, want := range map[string]string{
		"{\ra\r}\r":           "{\n  a\n}",
		"{\r{\r}\r}\r":        "{\n  {\n  }\n}",
		"{\r}x\r":             "{\n}x",
		"{\ra\r\r\r":          "{\n  a",
		"1 +\r\r":             "1 +",
		"1 +\r2\r":            "1 +\n2",
		"{\r[[\r  a\r  ]]}\r": "{\n  [[\n  a\n  ]]}",
		"[[\r\r\r\r]]\r":      "[[\n\n\n\n]]",
		"a\x1b\rb\r":          "a\nb",
		"{\ra\r}\x1b[A\x1b[A\x1b[Fb\x1b[B\x1b[B\r": "{b\n  a\n}",
		"ab\x1b\rc\x1b[A\x1b[Hx\x1b[B\r":           "xab\nc",
		"{}\x1b[D\r":                               "{}",
		"{\x1b\r}\x1b[A\x1b[H\r\x1b[B\r":           "\n{\n}",
		"a\x1b\rb\x1b[A\rc\x1b[B\x05\r":            "a\nc\nb",
		"\ta\r":                                    "  a",
	} {
		gives(t, nil, keys, want)
	}
}

func history(entries ...string) func(*Editor) {
	return func(e *Editor) { e.History = entries }
}

func TestHistory(t *testing.T) {
	setup := history("one", "two {\n  2\n}", "three")
	for keys, want := range map[string]string{
		"\x1b[A":                                     "three",
		"\x10\x10\x1b[A\x1b[A\x1b[A":                 "one",
		"x\x1b[A\x1b[A\x1b[B\x1b[B":                  "x",
		"x\x1b[A\x1b[B":                              "x",
		"\x1b[Ax\x1b[A\x1b[B\x1b[B\x1b[B\x1b[A":      "threex",
		"\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A": "one",
		"x\x1b<\x1b>":                                "x",
		"\x0e\x1b[B":                                 "",
		"a \x1b.":                                    "a three",
		"a \x1b.\x1b.":                               "a }",
		"\x12wo":                                     "two {\n  2\n}",
		"\x12wo\x07x":                                "x",
		"y\x12wo\x07x":                               "yx",
		"\x12e\x12":                                  "three",
		"\x12e\x12\x12":                              "one",
		"\x12e\x12\x12\x13":                          "three",
		"\x12one\x7f\x7f\x7fthr":                     "three",
		"\x12nowhere":                                "one",
		"\x12onx":                                    "one",
		"\x12two\x01x\x1b[1;5F":                      "xtwo {\n  2\n}",
		"\x12two\x1b[Dx\x1b[1;5F":                    "xtwo {\n  2\n}",
	} {
		gives(t, setup, keys+"\r", want)
	}
}

func TestVi(t *testing.T) {
	vi := func(e *Editor) { e.Vi = true; e.History = []string{"one", "two {\n  2\n}", "three"} }
	for keys, want := range map[string]string{
		"abc\x1bix":                          "abxc",
		"abc\x1bax":                          "abcx",
		"abc\x1bIx\x1bAy":                    "xabcy",
		"abc\x1b0x":                          "bc",
		"abc\x1b02x":                         "c",
		"abc\x1bX":                           "ac",
		"abc\x1bhhlrx":                       "axc",
		"abcd\x1b03rx":                       "xxxd",
		"abcd\x1b05rx":                       "abcd",
		"abc\x1b0Rxy\x1bAz":                  "xycz",
		"abc\x1b0sx":                         "xbc",
		"abc\x1bSx":                          "x",
		"abc\x1b0~~":                         "ABc",
		"one two three\x1bbD":                "one two ",
		"one two three\x1bbCx":               "one two x",
		"one two three\x1b0dw":               "two three",
		"one two three\x1b02dw":              "three",
		"one two three\x1b0d2w":              "three",
		"one two three\x1b0cwx":              "x two three",
		"one two three\x1b0cwx\x1bw.":        "x x three",
		"one two three\x1b0wde":              "one  three",
		"one two\x1bgeax":                    "onex two",
		"one two\x1bgex":                     "on two",
		"a.b c\x1b0wx":                       "ab c",
		"a.b c\x1b0Wx":                       "a.b ",
		"a.b c\x1bBBx":                       ".b c",
		"a.b c\x1b0Ex":                       "a. c",
		"a(b)c\x1b0f(x":                      "ab)c",
		"a,b,c,d\x1b0f,;x":                   "a,bc,d",
		"a,b,c,d\x1b0f,;,x":                  "ab,c,d",
		"a,b,c,d\x1b0dt,":                    ",b,c,d",
		"a,b,c,d\x1b0df,":                    "b,c,d",
		"a,b,c,d\x1b02df,":                   "c,d",
		"a,b,c,d\x1bdF,":                     "a,b,cd",
		"a,b,c,d\x1bT,rx":                    "a,b,c,x",
		"a,b,c,d\x1b0t,;rx":                  "a,x,c,d",
		"f(a[1])\x1b0d%":                     "",
		"f(a[1])\x1b0fa%x":                   "f(a[1)",
		"one two\x1bddix":                    "x",
		"one two\x1bddp":                     "one two",
		"one two\x1bbyw0P":                   "twoone two",
		"one two\x1bbyw$p":                   "one twotwo",
		"one\x1bYP":                          "onee",
		"ab\x1b0x2p":                         "baa",
		"abc\x1bccx":                         "x",
		"one two\x1bdbu":                     "one two",
		"one two\x1bdbx..":                   "on",
		"one\x1bu":                           "",
		"one\x1ba two\x1bu":                  "one",
		"one\x1b\x1b[Dx":                     "oe",
		"one\x1b[Dx":                         "onxe",
		"one\x1b[1~x":                        "xone",
		"one\x1bOHx":                         "xone",
		"one\x1b~":                           "onE",
		"\x1bk":                              "three",
		"\x1bkk":                             "two {\n  2\n}",
		"\x1bkkkkdd":                         "  2\n}",
		"x\x1bkkj\x0e":                       "x",
		"\x1b/tw\r":                          "two {\n  2\n}",
		"\x1b/e\rn":                          "one",
		"\x1bx0$^wbeWBEf;,rqdyyccpP~.u/\x07": "",
		"\x1br\x1bx":                         "",
		"a\x1bd\x1b~":                        "A",
		"a\x1b\rb\x1bddP":                    "b\na",
		"a\x1b\rb\x1bddp":                    "a\nb",
		"a\x1b\rb\x1bkJ":                     "a b",
		"a\x1b\rb\x1bkyyp":                   "a\na\nb",
		"a\x1b\rb\x1bkyy2p":                  "a\na\na\nb",
		"a\x1b\rb\x1b\rc\x1bkkdj":            "c",
		"a\x1b\rb\x1b\rc\x1bdk":              "a",
		"a\x1b\rb\x1b\rc\x1bkdG":             "a",
		"a\x1b\rb\x1b\rc\x1bkdgg":            "c",
		"a\x1b\rb\x1b\rc\x1bkccx\x1b\x1b":    "a\nx\nc",
		"a\x1b\rb\x1bkox\x1b\x1b":            "a\nx\nb",
		"ab cd\x1b0wdgE":                     "ad",
		"abcd\x1b3|x":                        "abd",
		"f(x, y)\x1b0ct)z":                   "z)",
		"a b c\x1b0cwx\x1bw.w.":              "x x x",
		"a b c\x1b0yw$p":                     "a b ca ",
		"漢字\x1b0x":                           "字",
	} {
		gives(t, vi, keys+"\r", want)
	}
}
