package tests

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"nslua/repl/colour"
)

// coloured is nslua at its prompt with more in its environment than NO_COLOR,
// which is not set.
func coloured(t *testing.T, uid int, environment ...string) *terminal {
	t.Helper()
	command := replCommand(t, uid, t.TempDir())
	command.Env = append(append(command.Env, "NO_COLOR="), environment...)
	return openSized(t, command, 200) // so that no name is on two rows
}

func paint(style colour.Style, text string) string {
	return colour.Palette{Colours: true}.Paint(style, text)
}

// sgr is an escape sequence that changes how text looks.
var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// What is typed has its colours at the key that makes it what it is.
func TestColourTyped(t *testing.T) {
	s := coloured(t, os.Getuid())
	s.expect("ns> ")
	for _, c := range []struct {
		typed string
		style colour.Style
		text  string // that comes to have the style
	}{
		{"local", colour.Keyword, "local"},
		{" p = fork", colour.Binding, "fork"},
		{"() unshare", colour.Binding, "unshare"},
		{"(CLONE_NEWUSER", colour.Constant, "CLONE_NEWUSER"},
		{") kill(p, SIGTERM", colour.Constant, "SIGTERM"},
		{") x = EPERM", colour.Constant, "EPERM"},
		{" y = 7", colour.Number, "7"},
		{" z = '", colour.Text, "'"}, // which is unfinished
		{"q' --", colour.Comment, "--"},
	} {
		s.send(c.typed)
		s.expect(paint(c.style, c.text))
	}
	s.send(ctrlC)
	s.expect("ns> ")
	for typed, style := range map[string]colour.Style{"?": colour.Command, "!": colour.Command, "[[": colour.Text} {
		s.send(typed)
		s.expect(paint(style, typed))
		s.send(ctrlC)
		s.expect("ns> ")
	}
	// What a name means now is what counts.
	for _, line := range []string{"kill = 1", "local wait, read = 1, read"} {
		s.send(line + "\r")
		s.expect("ns> ")
	}
	s.send("kill + wait + read")
	before := s.expect(paint(colour.Binding, "read"))
	for _, name := range []string{"kill", "wait"} {
		if strings.Contains(before, paint(colour.Binding, name)) {
			t.Errorf("%s is another in %q", name, before)
		}
	}
}

// Values, errors and hints have theirs, which are not those that are typed.
func TestColourPrinted(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := coloured(t, uid)
		s.expect("ns> ")
		for _, c := range []struct{ typed, printed string }{
			{"20 + 3", paint(colour.Number, "23")},
			{"{a = 'b' .. 'c'}", paint(colour.Text, `"bc"`)},
			{"{a = 1}", paint(colour.Key, "a")},
			{"{flag = MS_RDONLY}", paint(colour.Constant, "MS_RDONLY")},
			{"nil", paint(colour.Keyword, "nil")},
			{"error('bo' .. 'om')", paint(colour.Error, "stdin:1: boom")},
			{"x = = 1", paint(colour.Error, "stdin:1: unexpected symbol near '='")},
			{"frok()", paint(colour.Hint, "hint: did you mean fork?")},
			{"help(unshare)", paint(colour.Binding, "unshare") + "("},
			{"?unshare", paint(colour.Binding, "unshare") + "("},
			{"help 'unshare'", paint(colour.Prompt, "Errors:")},
			{"kill(2^22 + 1, 0)", paint(colour.Error, "kill(4194305, 0): No such process (ESRCH)")},
		} {
			s.send(c.typed + "\r")
			s.expect(c.printed)
			s.expect("ns> ")
		}
	})
}

// transcript types at a terminal what is coloured elsewhere, and gives all that was on
// the screen.
func transcript(s *terminal) string {
	s.t.Helper()
	s.expect("ns> ")
	for _, line := range []string{"local x = fork", "{a = 'b'}", "error('boom')", "frok()", "help(fork)"} {
		s.send(line + "\r")
		s.expect("ns> ")
	}
	s.send("exit()\r")
	s.ended()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.screen.String()
}

func TestColourUnwanted(t *testing.T) {
	if screen := transcript(coloured(t, os.Getuid())); !sgr.MatchString(screen) {
		t.Errorf("this test could not fail: %q", screen)
	}
	for _, environment := range []string{"NO_COLOR=1", "NO_COLOR=0", "TERM=dumb", "TERM="} {
		if found := sgr.FindString(transcript(coloured(t, os.Getuid(), environment))); found != "" {
			t.Errorf("%s: %q", environment, found)
		}
	}
}

func TestColourPipe(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Env = append(command.Env, "NO_COLOR=")
	command.Stdin = strings.NewReader("1 + 1\n{a = 'b'}\nnil\nfrok()\nx = = 1\nkill(2^22 + 1, 0)\nhelp(fork)\n")
	out, err := command.CombinedOutput()
	if err != nil || strings.Contains(string(out), "\x1b") || !strings.Contains(string(out), "hint: ") {
		t.Errorf("%v: %q", err, out)
	}
}

// Who types at a terminal and has the output in a pipe gets no escape sequences
// into it; what goes to the terminal all the same is coloured.
func TestColourPartly(t *testing.T) {
	command := exec.Command("sh", "-c", `"$0" | cat`, nslua(t))
	command.Env = append(replCommand(t, os.Getuid(), t.TempDir()).Env, "NO_COLOR=")
	s := open(t, command)
	s.expect("ns> ")
	s.send("{a = 'b'}\r")
	if before := s.expect("ns> "); sgr.MatchString(before) || !strings.Contains(before, "b") {
		t.Errorf("%q", before)
	}
	s.send("error('bo' .. 'om')\r")
	s.expect(paint(colour.Error, "stdin:1: boom"))
}
