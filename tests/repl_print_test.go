package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// screenAfter types a line and gives what is printed up to the next prompt, with
// lines as a program writes them.
func (s *terminal) screenAfter(line string) string {
	s.t.Helper()
	s.enter(line)
	printed := s.expect(fmt.Sprintf("[pid %d ", s.pid()))
	s.expect("ns> ")
	var lines []string
	for _, line := range strings.Split(printed, "\r\n") {
		if !strings.HasPrefix(strings.TrimLeft(line, " "), "\r") { // the prompt's own
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// prints fails unless a line prints just that.
func (s *terminal) prints(line, want string) {
	s.t.Helper()
	if got := s.screenAfter(line); got != want {
		s.t.Errorf("%s prints\n%q, want\n%q", line, got, want)
	}
}

// What is typed is an expression if it can be one; its values are printed two
// blanks apart.
func TestPromptPrintsValues(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.prints("1 + 1", "2")
		s.prints("x = 1", "")
		s.prints("1, nil, true, 'a b', ''", `1  nil  true  a b  ""`)
		s.prints(`"\27[2J"`, `"\27[2J"`)
		s.prints("2^53, 1/3", "9007199254740992  0.33333333333333")
		s.prints("print()", "")
		s.prints("nil", "nil")
		s.prints("(function() end)()", "")
		s.prints("io.write('no newline, ')", "no newline, true")
		s.prints("unshare", `function: unshare(flags: clone_flags, map?: table|"root"|"current"|"auto") -> 0`)
		s.prints("1 +* 2", "stdin:1: unexpected symbol near '*'")
		s.prints("function f(a) end return f", "function: f(a) stdin:1")
		s.prints("local function g(a, ...) end", "")
		s.prints("g", "function: g(a, ...) stdin:1")
	})
}

// Tables are sorted, nested, and limited in depth and in length; a table in itself
// is a cycle.
func TestPromptPrintsTables(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("{3, 1, b = 2, a = {x = 'y'}, [CLONE_NEWPID] = true}", `{3, 1, a = {x = "y"}, b = 2, [CLONE_NEWPID] = true}`)
	s.prints("t = {} t.t = t return t", "{t = <cycle>}")
	s.prints("{{{{{}}}}}, {{{{{1}}}}}", "{{{{{}}}}}  {{{{{…}}}}}")
	s.prints("t = {} for i = 1, 1000 do t['k' .. i] = i end", "")
	if got := s.screenAfter("t"); !strings.HasPrefix(got, "{\n  k1    = 1,\n  k10   = 10,\n  k100  = 100,\n") || !strings.HasSuffix(got, "\n  … 900 more\n}") {
		t.Errorf("%q", got)
	}
	s.prints("{name = ('x'):rep(70), n = 1}", "{\n  n    = 1,\n  name = \""+strings.Repeat("x", 70)+"\"\n}")
	s.prints("setmetatable({}, {__tostring = function() return 'mine' end})", "mine")
	s.prints("setmetatable({}, {__tostring = error})", "<error in __tostring>")
	if got := s.screenAfter("uname()"); !strings.HasPrefix(got, "{\n  domainname = ") || !strings.Contains(got, "\n  sysname    = \"Linux\",\n") {
		t.Errorf("%q", got)
	}
}

// Lists of records are columns, those of calls and any other, in the width of the
// terminal.
func TestPromptPrintsColumns(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("{{pid = 1, name = 'init'}, {pid = 4711, name = '日本'}}", " PID  NAME\n   1  init\n4711  日本")
	for call, head := range map[string]string{
		"ps()":     "PID PPID UID STATE TTY COMMAND",
		"lsns()":   "TYPE INODE NPROCS PID UID OWNER PARENT COMMAND PATH",
		"mounts()": "ID PARENT TARGET SOURCE FSTYPE PROPAGATION OPTIONS",
	} {
		lines := strings.Split(s.screenAfter(call), "\n")
		if got := strings.Join(strings.Fields(lines[0]), " "); !strings.HasPrefix(head, got) || len(lines) < 2 {
			t.Errorf("%s begins %q", call, lines)
		}
		for _, line := range lines {
			if n := len([]rune(line)); n > 80 {
				t.Errorf("%s: %d columns: %s", call, n, line)
			}
		}
	}
	s.prints("t = {{n = 1, text = ('long '):rep(30)}, {n = 2, text = ''}}", "")
	s.prints("t", "N  TEXT\n1  "+strings.Repeat("long ", 30)[:76]+"…\n2")
	s.resize(40)
	s.prompt() // drawn anew
	s.prints("t", "N  TEXT\n1  "+strings.Repeat("long ", 30)[:36]+"…\n2")
}

// Flags and signals have their names.
func TestPromptPrintsNames(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("CLONE_NEWUSER + CLONE_NEWPID, {SIG_IGN}", "CLONE_NEWUSER|CLONE_NEWPID  {SIG_IGN}")
	s.prints("p = spawn {'sleep', '1000'}", "")
	s.prints("kill(p, SIGKILL)", "0")
	got := s.screenAfter("wait()")
	for _, part := range []string{"  killed  9 (SIGKILL)\n{inblock = ", ", utime = "} {
		if !strings.Contains(got, part) {
			t.Errorf("no %q in %q", part, got)
		}
	}
	s.prints("p = spawn {'sh', '-c', 'exit 9'}", "")
	if got := s.screenAfter("wait()"); !strings.Contains(got, "  exited  9\n{") {
		t.Errorf("%q", got)
	}
	s.prints("sigprocmask(SIG_BLOCK, {SIGUSR1, SIGTERM})", "{}")
	s.prints("raise(SIGUSR1)", "0")
	s.prints("sigpending()", "{10 (SIGUSR1)}")
	s.prints("sigwait {SIGUSR1}", "10 (SIGUSR1)")
	s.prints("(function() local sigwait = function() return 10 end return sigwait() end)()", "10")
	s.prints("local sigwait = function() return 10 end", "")
	s.prints("sigwait {}", "10")
	s.prints("{signo = SIGHUP, how = 'killed', status = 9}", `{how = "killed", signo = 1 (SIGHUP), status = 9 (SIGKILL)}`)
}

// A call that is refused is nil and its message; the hint has a line of its own.
func TestPromptPrintsRefusals(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("wait()", "nil  wait(): No child processes (ECHILD)")
	s.prints("error({code = 2})", "(error object is a table value)\n{code = 2}")
	s.prints("error(setmetatable({}, {__tostring = function() return 'says so' end}))", "says so")
	s.prints("errno = select(3, wait()) return errno == ECHILD", "true")
	s.prints("io.open('/nonexistent')", "nil  /nonexistent: No such file or directory")
	s = repl(t, 4242)
	got := s.screenAfter("unshare(CLONE_NEWPID)")
	if !strings.HasPrefix(got, "nil  unshare(CLONE_NEWPID): Operation not permitted (EPERM)\nhint: ") {
		t.Errorf("%q", got)
	}
}

// An error in an input of several lines, or in a file, shows the line.
func TestPromptPrintsPlaces(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	file := filepath.Join(t.TempDir(), "broken.lua")
	if err := os.WriteFile(file, []byte("\nerror('in the file')\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	command.Stdin = strings.NewReader("x = = 1\nerror('one line')\ndo\n  error('two')\nend\n{1,\n  2 3}\ndofile '" + file + "'\n")
	out, err := command.CombinedOutput()
	want := "stdin:1: unexpected symbol near '='\n" +
		"stdin:1: one line\n" +
		"stdin:2: two\n    2 |   error('two')\n" +
		"stdin:2: '}' expected (to close '{' at line 1) near '3'\n    2 |   2 3}\n      |     ^\n" +
		file + ":2: in the file\n    2 | error('in the file')\n"
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out, want)
	}
}

// _ is the last value, whatever the user has made of it, and strict has nothing
// against it.
func TestPromptLastValue(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("_", "nil")
	s.prints("6 * 7", "42")
	s.prints("x = 1", "")
	s.prints("print(_)", "42")
	s.prints("_ + 1, 5", "43  5")
	s.prints("error('boom')", "stdin:1: boom")
	s.prints("_", "43")
	s.prints("_ = 'mine'", "")
	s.prints("_", "mine")
	s.prints("local _, b = 1, 2", "")
	s.prints("_, b", "1  2")
	s.prints("'new'", "new")
	s.prints("_", "new")
	s.prints("s = require 'strict'", "")
	s.prints("nil", "nil")
	s.prints("_", "nil")
	if got := s.screenAfter("undeclared"); got != "stdin:1: variable 'undeclared' is not declared" {
		t.Errorf("%q", got)
	}
}

// A local variable at top level is there for the lines that follow.
func TestPromptKeepsLocals(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, c := range [][2]string{
		{"local x = 1", ""},
		{"x", "1"},
		{"x = x + 1 return x, _G.x", "2  nil"},
		{"local x = x * 10", ""},
		{"local function fact(n) return n == 0 and x or n * fact(n - 1) end", ""},
		{"fact(3)", "120"},
		{"local x, y = 1", ""},
		{"fact(3), x, y", "120  1  nil"},
		{"local z = 5 error('boom') local x = 2", "stdin:1: boom"},
		{"z, x", "5  1"},
		{"do local z = 6 end for z = 1, 2 do local x = z end return z, x", "5  1"},
		{"c = coroutine.wrap(function() while true do coroutine.yield(x) x = x + 1 end end)", ""},
		{"c(), c(), x", "1  2  2"},
		{"loadstring('return x')()", "nil"},
		{"factt(1)", "stdin:1: attempt to call global 'factt' (a nil value)\nhint: did you mean fact?"},
		{"local longname = {}", ""},
		{"longnmae.x", "stdin:1: attempt to index global 'longnmae' (a nil value)\nhint: did you mean longname?"},
	} {
		s.prints(c[0], c[1])
	}
	// As if it were typed.
	file := filepath.Join(t.TempDir(), "typed.lua")
	if err := os.WriteFile(file, []byte("#!/usr/bin/env nslua\nlocal loaded = x\nlocal function f() return loaded end\nloaded = loaded + 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.prints(".load "+file, "")
	s.prints("loaded, f(), x", "3  3  2")
	// A child has its own.
	s.enter("local pid = fork()")
	s.expect("ns> ")
	child := s.number("getpid()")
	s.promptOf(child)
	s.enter("local x = 'the child\\'s'")
	s.promptOf(child)
	s.enter("pid, x")
	s.expect("0  the child's\r\n")
	s.promptOf(child)
	s.send(ctrlD)
	s.expect("exited 0\r\n")
	s.prompt()
	s.prints("pid, x", fmt.Sprint(child, "  2"))
}

// The time is told of what took more than a second, but for what a child took at
// its prompt.
func TestPromptTellsTime(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("sleep(0.1)", "0")
	s.enter("sleep(1.1)")
	s.expect("0\r\n1.1")
	s.expect(" s\r\n")
	s.prompt()
	for _, line := range []string{"fork()", "fg()"} {
		s.enter(line)
		s.expect("ns> ")
		s.enter("sleep(1.1)")
		s.expect(" s\r\n")
		s.expect("ns> ")
		if line == "fork()" {
			s.send(ctrlZ)
		} else {
			s.send(ctrlD)
			s.expect("exited 0\r\n")
		}
		before := s.expect(fmt.Sprintf("[pid %d ", s.pid()))
		if strings.Contains(before, " s\r\n") {
			t.Errorf("the parent tells %q", before)
		}
		s.expect("ns> ")
	}
	// Nor where nobody looks.
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Stdin = strings.NewReader("sleep(1.1)\n")
	if out, err := command.Output(); err != nil || string(out) != "0\n" {
		t.Errorf("%v, %q", err, out)
	}
}

// Nothing that goes wrong with printing ends the session, and Ctrl-C ends printing.
func TestPromptPrintingFails(t *testing.T) {
	s := repl(t, os.Getuid())
	s.prints("tostring, print = nil, nil return {1}", "{1}")
	s.enter("setmetatable({}, {__tostring = function() io.write('go\\n') while true do end end})")
	s.expect("go\r\n")
	s.send(ctrlC)
	s.expect("interrupted!\r\n")
	s.prompt()
	s.prints("t = {} for i = 1, 30000 do t[{}] = i end", "")
	if got := s.screenAfter("t"); !strings.Contains(got, "[table] = ") || !strings.HasSuffix(got, "… 29900 more\n}") {
		t.Errorf("%q", got)
	}
	s.prints("setmetatable({}, {__tostring = function() return os.exit end}), 1", "<__tostring gives no string>  1")
	// What a script has written without a newline comes first.
	s.prints("io.write('first, ') return 'second'", "first, second")
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Stdin = strings.NewReader("io.stdout:setvbuf('full') io.write('a') return 'b'\nclose(1)\n1 + 1\nio.stderr:write('still here\\n')\n")
	var out, errors strings.Builder
	command.Stdout, command.Stderr = &out, &errors
	if err := command.Run(); err != nil || out.String() != "ab\n" || errors.String() != "still here\n" {
		t.Errorf("%v, %q, %q", err, out.String(), errors.String())
	}
	command = exec.Command(nslua(t), "-i")
	command.Stdin = strings.NewReader("1 + 1\nio.stderr:write('still here\\n')\n")
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	errors.Reset()
	command.Stdout, command.Stderr = full, &errors
	if err := command.Run(); err == nil || !strings.HasPrefix(errors.String(), "still here\n") {
		t.Errorf("%v, %q", err, errors.String())
	}
}

// With colours it is the same, and errors are red and hints dim, also of what is no
// value; without a terminal, and with NO_COLOR, there are none.
func TestPromptPrintsColours(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = slices.DeleteFunc(command.Env, func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") })
	s := open(t, command)
	s.expect("ns> ")
	for line, want := range map[string]string{
		"'text'":        "\x1b[32mtext\x1b[m\r\n",
		"wait()":        "\x1b[35mnil\x1b[m  \x1b[31mwait(): No child processes (ECHILD)\x1b[m\r\n",
		"error('boom')": "\x1b[31mstdin:1: boom\x1b[m\r\n",
		"frok()":        "\x1b[2mhint: did you mean fork?\x1b[m\r\n",
		"{a = 1}":       "\x1b[m = \x1b[36m1\x1b[m}\r\n",
	} {
		s.send(line + "\r")
		s.expect(want)
		s.expect("ns> ")
	}
	command = replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Env = slices.DeleteFunc(command.Env, func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") })
	command.Stdin = strings.NewReader("{a = 'text', b = unshare}\nwait()\nfrok()\n")
	if out, _ := command.CombinedOutput(); strings.Contains(string(out), "\x1b") || !strings.Contains(string(out), "did you mean fork?") {
		t.Errorf("%q", out)
	}
}
