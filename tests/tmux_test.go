package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A multiplexer is nslua at its prompt inside tmux, which is a terminal of its own:
// what a user would see there is what its screen has.
type multiplexer struct {
	t      *testing.T
	socket string
}

// tmux starts nslua with a prompt of "> " at the top of an empty screen.
func tmux(t *testing.T, columns, rows int) *multiplexer {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip(err)
	}
	m := &multiplexer{t, filepath.Join(t.TempDir(), "s")}
	home := t.TempDir()
	t.Cleanup(func() { m.command("kill-server").Run() })
	m.run("new-session", "-d", "-x", fmt.Sprint(columns), "-y", fmt.Sprint(rows),
		"env", "-u", "LS_COLORS", "NO_COLOR=1", "HOME="+home, "NSLUA_PROMPT=> ", nslua(t))
	m.shows(">", -1, -1)
	m.keys("C-l")
	m.shows(">", 2, 0)
	return m
}

func (m *multiplexer) command(arguments ...string) *exec.Cmd {
	command := exec.Command("tmux", append([]string{"-u", "-f", "/dev/null", "-S", m.socket}, arguments...)...)
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TERM=xterm")
	return command
}

func (m *multiplexer) run(arguments ...string) string {
	m.t.Helper()
	out, err := m.command(arguments...).CombinedOutput()
	if err != nil {
		m.t.Fatalf("tmux %q: %v\n%s", arguments, err, out)
	}
	return string(out)
}

// keys presses keys by their names, and types the text of others.
func (m *multiplexer) keys(keys ...string) {
	m.t.Helper()
	m.run(append([]string{"send-keys"}, keys...)...)
}

func (m *multiplexer) types(text string) {
	m.t.Helper()
	m.run("send-keys", "-l", text)
}

func (m *multiplexer) resize(columns, rows int) {
	m.t.Helper()
	m.run("resize-window", "-x", fmt.Sprint(columns), "-y", fmt.Sprint(rows))
}

// shows waits until the screen ends with lines, and the cursor is where it should
// be; with a row of -1 anywhere.
func (m *multiplexer) shows(lines string, column, row int) {
	m.t.Helper()
	var screen, cursor string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		out := strings.TrimRight(m.run("capture-pane", "-p", ";", "display-message", "-p", "#{cursor_x},#{cursor_y}"), "\n")
		end := strings.LastIndexByte(out, '\n')
		screen, cursor = out[:max(end, 0)], out[end+1:]
		screen = strings.TrimRight(screen, "\n ")
		if strings.HasSuffix("\n"+screen, "\n"+lines) && (row < 0 || cursor == fmt.Sprintf("%d,%d", column, row)) {
			return
		}
	}
	m.t.Fatalf("the screen is, with the cursor at %s,\n%s\nand not, with the cursor at %d,%d,\n%s", cursor, screen, column, row, lines)
}

func TestTmuxKeys(t *testing.T) {
	m := tmux(t, 40, 10)
	m.types("one two")
	m.shows("> one two", 9, 0)
	m.keys("Home")
	m.shows("> one two", 2, 0)
	m.keys("DC")
	m.shows("> ne two", 2, 0)
	m.keys("C-Right")
	m.shows("> ne two", 4, 0)
	m.keys("End")
	m.shows("> ne two", 8, 0)
	m.keys("C-Left")
	m.shows("> ne two", 5, 0)
	m.keys("M-Left", "M-Right", "M-b")
	m.shows("> ne two", 2, 0)
	m.keys("M-d", "C-e", "C-y", "BSpace")
	m.shows(">  twon", 7, 0)
	m.keys("F1", "F5", "F12", "PPage", "NPage", "IC", "C-Up", "S-Left", "End", "!")
	m.shows(">  twon!", 8, 0)
	m.keys("C-u")
	m.types("6 * 7")
	m.keys("Enter")
	m.shows("> 6 * 7\n42\n>", 2, 2)
	m.keys("Up")
	m.shows("> 6 * 7\n42\n> 6 * 7", 7, 2)
	m.keys("Down", "C-r", "*")
	m.shows("> 6 * 7\n42\n(reverse-i-search)`*': 6 * 7", 25, 2)
	m.keys("C-g")
	m.shows("> 6 * 7\n42\n>", 2, 2)
}

// Wide characters are moved over and deleted as one, also where a line is broken.
func TestTmuxWide(t *testing.T) {
	m := tmux(t, 10, 6)
	m.types("x='漢字漢字'")
	m.shows("> x='漢字\n漢字'", 5, 1)
	m.keys("Left", "Left")
	m.shows("> x='漢字\n漢字'", 2, 1)
	m.keys("Left", "BSpace")
	m.shows("> x='漢漢\n字'", 7, 0)
	m.keys("a")
	m.shows("> x='漢a漢\n字'", 8, 0)
	m.keys("Left", "Left")
	m.types("e\u0301")
	m.shows("> x='e\u0301漢a\n漢字'", 6, 0)
	m.keys("BSpace", "Home", "DC", "DC", "End", "Enter")
	m.shows("> '漢a漢字\n'\n漢a漢字\n>", 2, 3)
	m.keys("C-l")
	m.types("12345678")
	m.shows("> 12345678", 0, 1)
	m.types("9")
	m.shows("> 12345678\n9", 1, 1)
	m.keys("BSpace", "BSpace")
	m.shows("> 1234567", 9, 0)
	m.types("89")
	m.keys("Home", "C-k")
	m.shows(">", 2, 0)
}

func TestTmuxPaste(t *testing.T) {
	m := tmux(t, 40, 12)
	block := "function f()\n\treturn 'pasted'\nend\nprint(f())\n"
	m.run("set-buffer", block)
	m.run("paste-buffer", "-p")
	m.shows("> function f()\n...         return 'pasted'\n... end\n... print(f())\n...", 4, 4)
	m.keys("Enter")
	m.shows("...\npasted\n>", -1, -1)
	// The end of the paste can be pasted too.
	m.keys("C-l")
	m.run("set-buffer", "1\x1b[201~\r\x03+ 1")
	m.run("paste-buffer", "-p")
	m.shows("> 1\n... + 1", 7, 1)
}

func TestTmuxLines(t *testing.T) {
	m := tmux(t, 30, 8)
	m.types("for i = 1, 2 do")
	m.keys("Enter")
	m.types("print('i' .. i)")
	m.keys("Enter")
	m.shows("> for i = 1, 2 do\n...   print('i' .. i)\n...", 6, 2)
	m.types("end")
	m.shows("> for i = 1, 2 do\n...   print('i' .. i)\n... end", 7, 2)
	m.keys("Up", "Home", "DC", "DC", "Up", "End")
	m.shows("> for i = 1, 2 do\n... print('i' .. i)\n... end", 17, 0)
	m.keys("Down", "Down", "Enter")
	m.shows("> for i = 1, 2 do\n... print('i' .. i)\n... end\ni1\ni2\n>", 2, 5)
	m.keys("Up")
	m.shows("> for i = 1, 2 do\n... print('i' .. i)\n... end\ni1\ni2\n> for i = 1, 2 do\n... print('i' .. i)\n... end", 7, 7)
	m.keys("Up", "Up", "Up")
	m.keys("C-c")
	m.shows("... end^C\n>", -1, -1)
}

// A window that is resized shows the input whole, once, with the cursor in it. It
// stands at the bottom: of what is at the top tmux loses sight when it breaks lines.
func TestTmuxResize(t *testing.T) {
	m := tmux(t, 40, 12)
	m.types("for i = 1, 20 do print(i) end")
	m.keys("Enter")
	m.shows("20\n>", 2, 11)
	digits := strings.Repeat("0123456789", 5)
	m.types("x = '" + digits + "'")
	m.shows("20\n> x = '012345678901234567890123456789012\n34567890123456789'", 18, 11)
	m.keys("Left")
	for _, c := range []struct {
		columns, rows int
		lines         string
		column        int
	}{
		{20, 12, "20\n> x = '0123456789012\n34567890123456789012\n34567890123456789'", 17},
		{80, 12, "20\n> x = '" + digits + "'", 57},
		{57, 12, "20\n> x = '" + digits + "\n'", 0},
		{30, 3, "20\n> x = '01234567890123456789012\n345678901234567890123456789'", 27},
		{10, 3, "3456789012\n3456789012\n3456789'", 7},
	} {
		m.resize(c.columns, c.rows)
		m.shows(c.lines, c.column, c.rows-1)
	}
	m.resize(40, 12)
	m.keys("End", "Enter")
	m.shows("34567890123456789'\n>", -1, -1)
}

// What printed no newline stays to be seen.
func TestTmuxFreshLine(t *testing.T) {
	m := tmux(t, 20, 6)
	m.types("print = io.write")
	m.keys("Enter", "C-l")
	m.shows(">", 2, 0)
	m.types("_ = print('abc')")
	m.keys("Enter")
	m.shows("> _ = print('abc')\nabc\n>", 2, 2)
	m.keys("C-l")
	m.types("_ = print(('x'):rep(20))")
	m.keys("Enter")
	m.shows("p(20))\n"+strings.Repeat("x", 20)+"\n>", -1, -1)
}
