package tests

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// eachUser runs a test as the user of the tests, and as an ordinary one.
func eachUser(t *testing.T, test func(t *testing.T, uid int)) {
	t.Run("self", func(t *testing.T) { test(t, os.Getuid()) })
	t.Run("uid4242", func(t *testing.T) {
		asRoot(t)
		test(t, 4242)
	})
}

// as has a command run as a user.
func as(command *exec.Cmd, uid int) {
	if uid != os.Getuid() {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(uid)}}
	}
}

const (
	ctrlC     = "\x03"
	ctrlD     = "\x04"
	ctrlZ     = "\x1a"
	deleteKey = "\x1b[3~"
	up        = "\x1b[A"
)

func TestPromptEvaluates(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("1 + 1", "2")
		s.try("x = 5")
		s.try("x", "5")
		s.try("= x", "5")
		s.try("nil, 'a'", "nil  a")
		s.try("unshare(MS_BIND)", "stdin:1: bad argument #1 to 'unshare' (clone flags expected, got mount flags MS_BIND)")
		s.try("print('hello')", "hello")
		s.enter("local _ = io.write('no', 'newline')") // and still there when the prompt is
		s.expect("nonewline" + strings.Repeat(" ", 80) + "\r")
		s.prompt()
		s.try("-- a comment")
		s.try("error('boom')", "stdin:1: boom")
		s.try("function f() error('deep') end")
		s.try("f()", "stdin:1: deep")
		s.try("x = f()", "stdin:1: deep", "in function 'f'")
		s.try("error()", "(error object is a nil value)")
		s.try("x = = 2", "near '='")
		s.try("coroutine.wrap(function() error({}) end)()", "(error object is a table value)")
		s.enter("for i = 1, 2 do")
		s.expect("... ")
		s.enter("print('i' .. i)")
		s.expect("... ")
		s.enter("end")
		s.expect("i1\r\ni2\r\n")
		s.prompt()
		s.enter("[[a")
		s.expect("... ")
		s.enter("b]]")
		s.expect("a\r\nb\r\n")
		s.prompt()
		s.send(ctrlD)
		s.ended()
	})
}

func TestPromptExits(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("os.exit(7)")
	if status := s.end(); status.ExitStatus() != 7 {
		t.Errorf("wait status %#x", int(status))
	}
}

func TestPromptInterrupt(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		for _, line := range []string{
			"print('go') while true do end",
			"print('go') sleep(1000)",
			"print('go') read(pipe(), 1)",
			"print('go') pause()",
			"print('go') io.read()",
			"print('go') repeat until false",
		} {
			s.enter(line)
			s.expect("go\r\n")
			s.send(ctrlC)
			s.expect("interrupted!\r\n")
			s.prompt()
		}
		s.enter("r, w = pipe() p = fork() if p == 0 then signal(SIGINT, SIG_IGN) write(w, '.') pause() end read(r, 1) print('go') wait()")
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.prompt()
		s.try("kill(p, SIGKILL) _, how = wait() print(how)", "killed")
		// At the prompt it drops what was typed.
		s.send("print('never')" + ctrlC)
		s.expect("^C\r\n")
		s.prompt()
		s.enter("for i = 1, 2 do")
		s.expect("... ")
		s.send(ctrlC)
		s.expect("^C\r\n")
		s.prompt()
		// SIG_DFL does not last longer than its line, a handler does.
		s.try("type(signal(SIGINT, SIG_DFL))", "function")
		s.enter("print('go') sleep(1000)")
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.prompt()
		s.try("type(signal(SIGINT, function() error('mine') end))", "function")
		s.enter("print('go') sleep(1000)")
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("mine\r\n")
		s.prompt()
	})
}

func TestPromptTypeAhead(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("signal(SIGUSR1, function() ready = true end) print('go') while not ready do end print(io.read())")
	s.expect("go\r\n")
	s.send("for the script\r6 * 7\r")
	s.expect("6 * 7\r\n") // the echo
	if err := syscall.Kill(s.pid(), syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	s.expect("for the script\r\n")
	s.expect("\r\n42\r\n")
	s.prompt()
	// A program that is run gets it too.
	s.enter("print('go') os.execute('read line; echo got $line')")
	s.expect("go\r\n")
	s.send("a line\r")
	s.expect("got a line\r\n")
	s.prompt()
}

func TestPromptKeys(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send(deleteKey + deleteKey + "12" + "\x1b[1~" + deleteKey + "\x1b[4~" + "3\r")
	s.expect("\r\n23\r\n")
	s.prompt()
	// Keys that mean nothing, or nothing on an empty line.
	s.send("\x00\x1c\x1d\x1e\x1f\x1b[15~\x1b[[A\x1bz\x1b\x14\x1b\x1b[1;2P4\r")
	s.expect("\r\n4\r\n")
	s.prompt()
	s.send("\tpri\t('tab')\r")
	s.expect("print('tab')\r\n")
	s.expect("tab\r\n")
	s.prompt()
	s.send("string.u\t('up')\r")
	s.expect("string.upper('up')\r\n")
	s.expect("UP\r\n")
	s.prompt()
	s.send("string.re\t")
	s.expect("\r\nreverse  ")
	s.send("p('a', 2)\r")
	s.expect("aa\r\n")
	s.prompt()
	s.send("x = '\u00fc\u6f22'\r")
	s.expect("\r\n")
	s.prompt()
	s.try("#x", "5")
	long := "#'" + strings.Repeat("long", 60) + "'"
	s.send(long + "\r")
	s.expect("240\r\n")
	s.prompt()
	s.send(ctrlD)
	s.ended()
}

// A terminal that cannot move its cursor: the kernel edits the line.
func TestPromptDumb(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "TERM=dumb")
	s := open(t, command)
	s.prompt()
	s.try("6 * 7", "42")
	s.send("abandoned" + ctrlC)
	s.expect("\r\n")
	s.prompt()
	s.enter("fork()")
	s.expect("0\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("exited 0\r\n")
	s.prompt()
	s.send(ctrlD)
	s.ended()
}

func TestPromptFromPipe(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i", "-e", "x, p = 6, getpid()")
	command.Stdin = strings.NewReader("x *\n7\nerror('boom')\nfork()\ngetpid() == p\n'end'")
	out, err := command.Output()
	// The child reads on, and leaves nothing to its parent.
	wanted := "42\n0\nfalse\nend\n[<A>] exited 0\n<A>\n"
	if err != nil || match(wanted, string(out)) != nil {
		t.Errorf("%v, printed %q", err, out)
	}
}

// A backspace at the left edge is in the line above already in some terminals,
// as in tmux: what moves up from there must not begin with one.
func TestPromptWrappedLine(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send("x = '" + strings.Repeat("a", 200))
	s.expect(strings.Repeat("a", 200))
	s.send("\x1b[H")
	if before := s.expect("\x1b[2A"); strings.HasSuffix(before, "\b") {
		t.Errorf("before it moves up comes %q", before)
	}
	s.send("#")
	s.expect("#x = '")
	s.send("\x1b[F")
	s.enter("' -- end")
	s.prompt()
}
