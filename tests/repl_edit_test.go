package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// promptWith is nslua at its prompt, with more in its environment.
func promptWith(t *testing.T, environ ...string) *terminal {
	t.Helper()
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, environ...)
	s := open(t, command)
	s.prompt()
	return s
}

// yields types keys that make an input, enters it, and waits for what it prints.
func (s *terminal) yields(keys, prints string) {
	s.t.Helper()
	s.send(keys + "\r")
	s.expect("\r\n" + prints + "\r\n")
	s.prompt()
}

type edit struct{ keys, prints string }

func TestEditEmacs(t *testing.T) {
	s := promptWith(t, "NSLUA_EDIT=emacs")
	for _, e := range []edit{
		{"'bc'\x01\x06a\x05..'d'", "abcd"},            // C-a C-f C-e
		{"'one two'\x1bb\x1bbx\x1bfy", "xoney two"},   // M-b M-f
		{"'ac'\x02\x02b", "abc"},                      // C-b
		{"'abc'\x01\x06\x04", "bc"},                   // C-d
		{"'ab\x08\x7fc'", "c"},                        // C-h, Backspace
		{"'ab'\x01\x0b\x19", "ab"},                    // C-k C-y
		{"1\x152\x15\x19\x1by", "1"},                  // C-u, and M-y for what was cut before
		{"'one two'\x02\x17x", "one x"},               // C-w
		{"'one-two'\x02\x1b\x7fx", "one-x"},           // M-Backspace
		{"'one two'\x01\x06\x1bdx", "x two"},          // M-d
		{"'ab'\x02\x02\x14", "ba"},                    // C-t
		{"'one two'\x1bb\x1bt", "two one"},            // M-t
		{"'ab Cd ef'\x01\x1bu\x1bl\x1bc", "AB cd Ef"}, // M-u M-l M-c
		{"'ab'\x15\x1f", "ab"},                        // C-_
		{"'ab'\x15\x18\x15", "ab"},                    // C-x C-u
		{"'ab\x1f'c'", "c"},                           // what was typed in one go is undone so
		{"'ab\x0c'", "ab"},                            // C-l
		{"'last'", "last"},
		{"\x10", "last"},                 // C-p
		{"\x10\x10\x0e", "last"},         // C-n
		{"#\x1b.", "4"},                  // M-.
		{"#'kept'\x10\x10\x0e\x0e", "4"}, // what was typed is there after a walk
	} {
		s.yields(e.keys, e.prints)
	}
}

func TestEditVi(t *testing.T) {
	s := promptWith(t, "NSLUA_EDIT=vi")
	for _, e := range []edit{
		{"'bc'\x1b0aa", "abc"},
		{"'bc'\x1b0lia", "abc"},
		{"'a'\x1bA..'b'", "ab"},
		{"#'ab'\x1bI-", "-2"},
		{"'one two'\x1bbcwx", "one x"},
		{"'one two three'\x1b0l2dw", "three"},
		{"'one two'\x1b0ldtt", "two"},
		{"'a,b,c'\x1b0f,;r.", "a,b.c"},
		{"'a,b,c'\x1b0f,;,r.", "a.b,c"},
		{"'abc'\x1b0lx", "bc"},
		{"'abc'\x1b0l2x", "c"},
		{"'abcd'\x1b0lx.", "cd"},
		{"'ab'\x1b0lRxy", "xy"},
		{"'ab'\x1b0l~", "Ab"},
		{"'ab'\x1b0lylP", "aab"},
		{"1\x1bddi'c'", "c"},
		{"'ab'\x1b0DI'c'", "c"},
		{"'ab'\x1bS'c'", "c"},
		{"'ab'\x1b0xu", "ab"},
		{"'cd'\x1b\x1b[D\x1b[3~", "c"},
		{"\x1bk", "c"},
		{"\x1b/b'\r", "ab"},
		{"'漢字'\x1bhx", "漢"},
	} {
		s.yields(e.keys, e.prints)
	}
	s.send(ctrlD)
	s.ended()
	// What readline goes by says it too.
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, ".inputrc"), []byte("# mine\nset editing-mode vi\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = promptWith(t, "HOME="+home)
	s.yields("'abc'\x1b0lx", "bc")
	s = promptWith(t, "HOME=/", "INPUTRC="+home+"/.inputrc")
	s.yields("'abc'\x1b0lx", "bc")
	s = promptWith(t, "HOME="+home, "NSLUA_EDIT=emacs")
	s.yields("'abc'\x1bbX", "Xabc")
}

// What terminals send for the keys that have no character.
func TestEditTerminals(t *testing.T) {
	for _, c := range []struct{ term, home, end, left, right string }{
		{"xterm", "\x1b[H", "\x1b[F", "\x1b[1;5D", "\x1b[1;5C"},
		{"xterm", "\x1bOH", "\x1bOF", "\x1b[1;3D", "\x1b[1;3C"},
		{"tmux-256color", "\x1b[1~", "\x1b[4~", "\x1b[1;5D", "\x1b[1;5C"},
		{"screen", "\x1b[1~", "\x1b[4~", "\x1bOD", "\x1bOC"},
		{"linux", "\x1b[1~", "\x1b[4~", "\x1b[D", "\x1b[C"},
		{"rxvt", "\x1b[7~", "\x1b[8~", "\x1bOd", "\x1bOc"},
		{"unknown", "\x1b[H", "\x1b[F", "\x1b\x1b[D", "\x1b\x1b[C"},
	} {
		t.Run(c.term, func(t *testing.T) {
			s := promptWith(t, "TERM="+c.term)
			s.yields("..'b'"+c.home+"'a'"+c.end+"..'c'", "abc")
			s.yields("x'ab'"+c.home+deleteKey, "ab")
			wide := strings.HasSuffix(c.left, "[D") && !strings.HasPrefix(c.left, "\x1b\x1b") || c.left == "\x1bOD"
			if wide { // it has no key for words
				s.yields("'ac'"+c.left+c.left+"b"+c.right+c.right+"..'d'", "abcd")
				return
			}
			s.yields("'ab cd'"+c.left+"x"+c.left+c.left+"y"+c.right+"z", "yabz xcd")
		})
	}
}

func TestEditSearch(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("'needle', 1", "needle  1")
	s.try("for i = 1, 2 do print('needle', i) end", "needle\t1", "needle\t2")
	s.try("'hay'", "hay")
	s.send("kept\x12need")
	s.expect("(reverse-i-search)")
	s.expect("for i")
	s.send("\x12") // the entry before
	s.expect("'needle'")
	s.send("\x13") // and back
	s.expect("for i")
	s.send("\x07") // C-g leaves all as it was
	s.expect("ns> kept")
	s.send("\x15\x12needle'\x12\x05, 2\r")
	s.expect("needle  1  2\r\n")
	s.prompt()
	s.send("\x12nowhere")
	s.expect("failed reverse-i-search")
	s.send(ctrlC)
	s.expect("^C\r\n")
	s.prompt()
}

// A pasted block is one input, and does nothing before it is entered.
func TestEditPaste(t *testing.T) {
	s := repl(t, os.Getuid())
	if !s.pastes() {
		t.Error("bracketed paste is off at the prompt")
	}
	s.send("\x1b[200~for i = 1, 2 do\n\tprint('i' .. i)\nend\r\nprint('more')\n\x1b[201~")
	before := s.expect("print('more')\r\n")
	if strings.Contains(before, "i1") {
		t.Errorf("the block was evaluated: %q", before)
	}
	s.expect("... ")
	s.send("\r")
	s.expect("i1\r\ni2\r\nmore\r\n")
	s.prompt()
	s.send("\x1b[A\r") // it is one entry
	s.expect("i1\r\ni2\r\nmore\r\n")
	s.prompt()
	// Nothing that is pasted is a key: not even the end of the paste.
	s.send("\x1b[200~#'a\x03\x04\x1b[A\tb\x7f' \x1b[201~\r- \x1b[201~")
	s.expect("- ")
	s.send("1\r")
	s.expect("\r\n4\r\n") // a [ A TAB b, less one
	s.prompt()
	// Without brackets, lines come one by one.
	s.send("1 + 1\r2 + 2\r")
	s.expect("\r\n2\r\n")
	s.prompt()
	s.expect("\r\n4\r\n")
	s.prompt()
	s.enter("print('go', io.read())")
	if s.pastes() {
		t.Error("bracketed paste is on while Lua runs")
	}
	s.send("x\r")
	s.expect("go\tx\r\n")
	s.prompt()
	s.send(ctrlD)
	s.expect("\r\n")
	if s.pastes() {
		t.Error("bracketed paste is on when nslua has ended")
	}
	s.ended()
}

// pastes tells whether the terminal marks what is pasted.
func (s *terminal) pastes() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.marks
}

// An input of several lines has a continuation prompt and indentation, and ways out.
func TestEditLines(t *testing.T) {
	s := repl(t, os.Getuid())
	prompt := s.screen.String()[strings.LastIndex(s.screen.String(), "[pid"):]
	continuation := fmt.Sprintf("%*s", len(prompt), "... ")
	s.enter("for i = 1, 2 do")
	s.expect(continuation + "  ")
	s.enter("if i == 2 then")
	s.expect(continuation + "    ")
	s.enter("print('two')")
	s.expect(continuation + "    ")
	s.send("end\r") // goes back by a step
	s.expect("\x1b[2Dend\r\n" + continuation + "  ")
	s.send("end\r")
	s.expect("\x1b[2Dend\r\ntwo\r\n")
	s.prompt()
	// The lines of the entry are edited as they stand.
	s.send("\x1b[A\x1b[A\x1b[A\x05\x02\x02\x02\x02\x7fT\x1b[1;5F\r")
	s.expect("Two\r\n")
	s.prompt()
	s.send("print(1,\x1b\r2)\x1b\r\x7f\r") // Alt-Enter breaks a line
	s.expect("1\t2\r\n")
	s.prompt()
	// An empty line, where an expression breaks off; two where something is open.
	s.send("1 +\r")
	s.expect(continuation)
	s.send("\r")
	s.expect("'<eof>'\r\n")
	s.prompt()
	s.send("x = {\r")
	s.expect(continuation + "  ")
	s.send("\r\r")
	s.expect("'<eof>'\r\n")
	s.prompt()
	s.send("while true do\r\rbreak end 7\r")
	s.expect("near '7'\r\n")
	s.prompt()
	s.send("while true do\r")
	s.expect(continuation + "  ")
	s.send(ctrlC)
	s.expect("^C\r\n")
	s.prompt()
	s.send("#[[\r\r\r\r]]\r") // a text has as many as it has
	s.expect("\r\n3\r\n")
	s.prompt()
}

// What is one character to the user is moved over and deleted as one.
func TestEditWide(t *testing.T) {
	s := repl(t, os.Getuid())
	s.yields("'漢字'\x02\x7f", "漢")
	s.yields("'漢字'\x01\x06\x06x", "漢x字")
	s.yields("'ae\u0301'\x02\x7f", "a")
	s.yields("'a👩‍👩‍👧'\x02\x7f", "a")
}

// What was typed ahead reaches who reads it next.
func TestEditTypeAhead(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send("os.execute('read line; echo got $line')\rto the child\r6 * 7\r")
	s.expect("got to the child\r\n")
	s.prompt()
	s.expect("\r\n42\r\n")
	s.prompt()
}
