package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// What misbehaves at the prompt: scripts, files and terminals of others.

// bornChild waits until a child has come to its prompt, and gives its pid.
func (s *terminal) bornChild() int {
	s.t.Helper()
	said := s.expect("] waits at its prompt: fg(")
	pid, err := strconv.Atoi(said[strings.LastIndexByte(said, '[')+1:])
	if err != nil {
		s.t.Fatalf("no pid is at the end of %q", said)
	}
	return pid
}

// A child that the __tostring of an error has forked waits for its turn: it does not
// read from the terminal beside its parent.
func TestPromptErrorForks(t *testing.T) {
	for _, line := range []string{
		`error(setmetatable({}, {__tostring = function() fork() return "x" end}))`,
		`sigaction(SIGUSR1, {handler = function() error(setmetatable({}, {__tostring = function() fork() return "x" end})) end})`,
	} {
		s := repl(t, os.Getuid())
		s.enter(line)
		if strings.HasPrefix(line, "sig") {
			s.prompt()
			syscall.Kill(s.pid(), syscall.SIGUSR1)
		}
		child := s.bornChild()
		s.prompt()
		for range 20 {
			s.try("getpid()", fmt.Sprint(s.pid()))
		}
		s.enter("fg()")
		s.promptOf(child)
		s.send("\x04")
		s.expect(fmt.Sprintf("[%d] exited 0", child))
		s.prompt()
	}
}

// What the prompt's commands do is theirs, whatever a script has made of Lua's own
// names; and os.execute's.
func TestPromptNamesGone(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("for name in pairs(_G) do if name ~= 'os' then _G[name] = nil end end")
	s.try("getmetatable('').__index = nil")
	s.try("!echo here", "here")
	s.try("os.execute('echo there')", "there", "0  exit  0")
	s.enter(".ps")
	s.expect("COMMAND")
	s.prompt()
	s.enter(".lesson 1")
	s.expect("q leaves] ")
	s.send("q\r")
	s.prompt()
	mark := filepath.Join(t.TempDir(), "mark")
	if err := os.WriteFile(mark, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.enter("os.remove('" + mark + "') while true do end")
	if !eventually(func() bool { // before that Ctrl-C would be a key of the editor's
		_, err := os.Stat(mark)
		return err != nil
	}) {
		t.Fatal("the evaluation does not begin")
	}
	s.send("\x03")
	s.expect("interrupted!")
	s.prompt()
}

// The handler of a signal that fails while a program runs takes nothing from the
// prompt: the terminal's signals are its own again.
func TestPromptHandlerFails(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("sigaction(SIGUSR1, {handler = function() error('oops') end})")
	s.enter("!for i in 1 2 3 4 5; do kill -USR1 $PPID; done; echo done")
	s.expect("done\r\n")
	s.prompt()
	s.try("#sigprocmask()", "0")
	s.enter("print('go' .. 'es') while true do end")
	s.expect("goes\r\n") // before that Ctrl-C would be a key of the editor's
	s.send("\x03")
	s.expect("interrupted!")
	s.prompt()
}

// A child that was stopped with the turn, at a prompt without an editor, has its
// signals as they were when it goes on: SIGTERM ends it.
func TestPromptDumbDispossessed(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "TERM=dumb")
	s := open(t, command)
	s.prompt()
	s.send("p = fork()\r")
	s.expect(" depth 1] ns> ")
	s.send("getpid()\r")
	s.expect("getpid()\r\n")
	child, _ := strconv.Atoi(strings.TrimSpace(s.expect("\r\n")))
	s.expect(" depth 1] ns> ")
	syscall.Kill(child, syscall.SIGSTOP)
	s.expect("stopped: fg(")
	s.prompt()
	syscall.Kill(child, syscall.SIGCONT)
	if s.bornChild() != child {
		t.Fatal("another child is at its prompt")
	}
	s.prompt()
	s.send("fg()\r")
	s.promptOf(child)
	s.send("while true do end\r")
	s.expect("end\r\n")
	syscall.Kill(child, syscall.SIGTERM)
	s.expect(fmt.Sprintf("[%d] killed by SIGTERM", child))
	s.prompt()
}

// The prompt comes up whatever stands where it looks for settings: it waits for no
// writer.
func TestPromptSettingsFIFO(t *testing.T) {
	for _, variable := range []string{"INPUTRC", "HOME"} {
		folder := t.TempDir()
		fifo := folder + "/.inputrc"
		if err := syscall.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		command := replCommand(t, os.Getuid(), folder)
		if variable == "INPUTRC" {
			command = replCommand(t, os.Getuid(), t.TempDir())
			command.Env = append(command.Env, "INPUTRC="+fifo)
		}
		s := open(t, command)
		s.prompt()
		s.try("1 + 1", "2")
	}
}

// A prompt in the root directory of others reads no file of theirs without an end.
func TestPromptEndlessPasswd(t *testing.T) {
	asRoot(t)
	root := t.TempDir()
	os.Mkdir(root+"/etc", 0o755)
	if err := syscall.Mknod(root+"/etc/passwd", syscall.S_IFCHR|0o666, 1<<8|5); err != nil { // as /dev/zero
		t.Skip(err)
	}
	s := repl(t, os.Getuid())
	s.try(fmt.Sprintf("chroot('%s')", root), "0")
	s.enter("setuid(4242)")
	s.expect(" uid 4242 | root] ns> ")
}

// A limit on descriptors that is smaller than what the prompt waits for does not end
// it, nor what stands behind it.
func TestPromptFewDescriptors(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("fork()")
	s.expect(" depth 1] ns> ")
	s.enter("setrlimit(RLIMIT_NOFILE, {cur = 0})")
	s.expect(" depth 1] ns> ")
	s.enter("6 * 7")
	s.expect("42\r\n")
	s.expect(" depth 1] ns> ")
	s.send("\x1a")
	s.expect("waits at its prompt: fg(")
	s.prompt()
	s.enter("setrlimit(RLIMIT_NOFILE, {cur = 1})")
	s.prompt()
	s.enter("fg()")
	s.expect(" depth 1] ns> ")
	s.send("\x04")
	s.expect("] exited 0")
	s.prompt()
	s.try("6 * 7", "42")
}

// A job that takes the terminal for a process group of its own does not end the
// prompt, of which nobody would have go on what the kernel stops: it waits until the
// job has ended, and has the terminal back.
func TestPromptTerminalTaken(t *testing.T) {
	const take = "setpgid(0,0) sigaction(SIGTTOU,{handler=SIG_IGN}) tcsetpgrp(0,getpid()) print('t'..'aken', getpid()) sleep(100)"
	for _, line := range []string{
		"if fork()==0 then " + take + " end",
		"if fork()==0 then sigaction(SIGUSR1,{handler=function() " + take + " end}) print('t'..'aken', getpid()) sleep(100) end",
	} {
		s := repl(t, os.Getuid())
		s.enter(line)
		s.expect("taken\t")
		child, _ := strconv.Atoi(strings.TrimSpace(s.expect("\r\n")))
		if strings.Contains(line, "USR1") { // while the prompt waits for a key
			s.try("5 * 5", "25")
			syscall.Kill(child, syscall.SIGUSR1)
			s.expect("taken\t")
		}
		s.send("6 * 7\r")
		syscall.Kill(child, syscall.SIGKILL)
		s.expect("42\r\n")
		s.prompt()
		s.try("7 * 8", "56")
	}
}

// What is printed for others moves no cursor and turns no text around: errors of
// children, what an editor has left, values, cells of lists.
func TestPromptPrintsNothingHarmful(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, `EDITOR=printf '1 --\033]0;title\007\n' >`)
	s := open(t, command)
	s.prompt()
	for _, c := range [][2]string{
		{`if fork() == 0 then error("\27[31mred") end`, `\27[31mred`},
		{`"x\226\128\174y"`, `"x\226\128\174y"`},
		{`{{a = "x\226\128\174y", b = 1}, {a = "\194\155 31m", b = 2}}`, "x?y"},
		{".edit", `1 --\27]0;title\7`},
	} {
		s.enter(c[0])
		before := s.expect(c[1])
		after := s.expect("ns> ")
		for _, bad := range []string{"\x1b[31m", "\x1b]0", "\u202e", "\u009b"} {
			if strings.Contains(before+after, bad) {
				t.Errorf("%s prints %q", c[0], before+after)
			}
		}
	}
}

// What is told of a program that Ctrl-C has ended stands on a line of its own, below
// the ^C of the terminal.
func TestPromptInterruptedProgram(t *testing.T) {
	s := repl(t, os.Getuid())
	// A shell that is about to run another program would wait for its end first.
	s.enter("!exec " + nslua(t) + ` -e 'print("runs") pause()'`)
	s.expect("runs\r\n")
	s.send("\x03")
	s.expect("^C\r\nkilled by SIGINT\r\n")
	s.prompt()
}

// A prompt that goes on in the background wipes nothing off the screen of the shell
// that has the terminal.
func TestPromptInBackgroundDrawsNothing(t *testing.T) {
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip(err)
	}
	command := exec.Command(shell, "--norc", "-i")
	command.Env = append(replCommand(t, os.Getuid(), t.TempDir()).Env, "PS1=B> ")
	s := open(t, command)
	s.expect("B> ")
	s.send(nslua(t) + " & jobs -p; fg\r")
	s.expect("\r\n")
	pid := 0
	for pid == 0 { // what jobs prints
		for _, word := range strings.Fields(s.expect("\r\n")) {
			if n, err := strconv.Atoi(word); err == nil {
				pid = n
			}
		}
	}
	s.expect("ns> ")
	syscall.Kill(pid, syscall.SIGSTOP)
	s.expect("Stopped")
	s.expect("B> ")
	syscall.Kill(pid, syscall.SIGCONT)
	shown := ""
	for stopped := false; !stopped; { // the kernel has stopped it again
		s.send("\r")
		before := s.expect("B> ")
		shown += before
		stopped = strings.Contains(before, "Stopped")
	}
	if strings.Contains(shown, "\x1b[J") {
		t.Errorf("this comes to the screen: %q", shown)
	}
	s.send("fg\r")
	s.expect("ns> ")
	s.send("6 * 7\r")
	s.expect("42\r\n")
}
