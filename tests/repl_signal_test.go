package tests

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// A signal that ends the program at its prompt leaves the terminal as it was.
func TestPromptEndsBySignal(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGUSR1, syscall.SIGSEGV, 40} {
		t.Run(sig.String(), func(t *testing.T) {
			// A child of a shell, which keeps the terminal.
			shell := exec.Command("sh", "-c", `read line; "$0"; echo "status $?"; read line`, nslua(t))
			shell.Env = append(os.Environ(), "NO_COLOR=1", "HOME="+t.TempDir())
			s := open(t, shell)
			before := s.modes()
			s.send("\r")
			s.expect("ns> ")
			if s.modes() == before {
				t.Error("the terminal is not raw at the prompt")
			}
			pid := s.number("getpid()")
			s.promptOf(pid)
			if err := syscall.Kill(pid, sig); err != nil {
				t.Fatal(err)
			}
			s.expect(fmt.Sprintf("status %d", 128+int(sig)))
			if s.modes() != before {
				t.Error("the terminal is not as it was")
			}
		})
	}
}

// replInShell is nslua at its prompt, started by a shell that keeps the terminal, and
// its pid. The shell prints the status that it ends with, and looks whether stty -a
// says the same as before.
func replInShell(t *testing.T, uid int) (s *terminal, pid int) {
	t.Helper()
	program := replCommand(t, uid, t.TempDir())
	shell := exec.Command("sh", "-c", `before=$(stty -a); trap : INT; read line; "$0"; echo "status $?"
		test "$before" = "$(stty -a)" && echo the terminal is as it was || stty -a; read line`, program.Path)
	shell.Env, shell.SysProcAttr = program.Env, program.SysProcAttr
	s = open(t, shell)
	s.send("\r")
	s.expect("ns> ")
	pid = s.number("getpid()")
	s.promptOf(pid)
	return s, pid
}

// What handles and ignores signals while Lua runs is what the script has asked
// for, and the prompt's own SIGINT.
func TestPromptSignalsOfScript(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("for line in io.lines('/proc/self/status') do print(line:match('^Sig[IC]gn:.*') or line:match('^SigCgt:.*') or '') end")
	s.expect("SigCgt:\t")
	s.expect("\r\n")
	s.prompt()
	text := s.screen.String()
	field := text[strings.LastIndex(text, "SigCgt:\t")+8:]
	caught, err := strconv.ParseUint(field[:16], 16, 64)
	if err != nil {
		t.Fatal(err)
	}
	const own = 1<<(syscall.SIGINT-1) | 1<<(33-1)
	const runtimes = 1<<(syscall.SIGSEGV-1) | 1<<(syscall.SIGBUS-1) | 1<<(syscall.SIGFPE-1) | 1<<(syscall.SIGURG-1) | 1<<(syscall.SIGPROF-1)
	if caught&^runtimes != own {
		t.Errorf("caught: %#x", caught)
	}
}

func TestPromptRunsHandlers(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("signal(SIGUSR1, function(sig) print('handled', sig) end)", "SIG_DFL")
		s.try("signal(SIGUSR2, function(sig) error('failed') end)", "SIG_DFL")
		s.send("1 + ")
		s.expect("1 + ")
		for range 3 {
			syscall.Kill(s.pid(), syscall.SIGUSR1)
			s.expect("handled\t10\r\n")
			s.expect("ns> 1 + ")
		}
		syscall.Kill(s.pid(), syscall.SIGUSR2)
		s.expect("failed\r\n")
		s.expect("ns> 1 + ")
		s.send("1\r")
		s.expect("2\r\n")
		s.prompt()
		// A handler finds the terminal as a script does, may fork, and may exit.
		s.try("signal(SIGUSR1, function() if fork() > 0 then os.execute('stty -a | grep -o .icanon') end end) and 1", "1")
		s.send("'half")
		s.expect("'half")
		syscall.Kill(s.pid(), syscall.SIGUSR1)
		s.expect(" icanon\r\n")
		pid := s.told("waits at its prompt: fg(")
		s.expect("'half")
		s.send("way'\r")
		s.expect("\r\nhalfway\r\n")
		s.prompt()
		s.enter("fg()")
		s.promptOf(pid)
		s.send("way'\r") // it has the line, too, as all else
		s.expect("\r\nhalfway\r\n")
		s.promptOf(pid)
		s.send(ctrlD)
		s.told("exited 0")
		s.prompt()
		s.try("signal(SIGUSR1, function() exit(3) end) and 1", "1")
		syscall.Kill(s.pid(), syscall.SIGUSR1)
		if status := s.end(); status.ExitStatus() != 3 {
			t.Errorf("wait status %#x", int(status))
		}
	})
}

func TestPromptResize(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send("'" + strings.Repeat("x", 100))
	s.expect(strings.Repeat("x", 100))
	for _, columns := range []uint16{40, 0, 200} {
		s.resize(columns)
		s.expect("ns> 'xxx")
	}
	s.resize(1) // there is room for the end of it
	s.expect(strings.Repeat("x", 23))
	s.send("y'\r")
	s.expect("xy\r\n")
}

// A terminal that does not know its width, and one too narrow for the prompt.
func TestPromptWidth(t *testing.T) {
	for _, columns := range []uint16{0, 1, 7, 14} {
		t.Run(fmt.Sprint(columns), func(t *testing.T) {
			s := openSized(t, replCommand(t, os.Getuid(), t.TempDir()), columns)
			s.expect("ns> ")
			s.send("string.re\tp('a', 3)\x01\x05\r")
			s.expect("aaa\r\n")
			s.expect("ns> ")
			s.send(ctrlD)
			s.ended()
		})
	}
}

// Ctrl-Z under a shell with job control: it stops, with the terminal in order,
// and goes on where it was.
func TestPromptStops(t *testing.T) {
	shell := exec.Command("bash", "--norc", "--noediting", "-i")
	shell.Env = append(os.Environ(), "NO_COLOR=1", "PS1=shell> ", "HOME="+t.TempDir(), "NSLUA="+nslua(t))
	s := open(t, shell)
	s.expect("shell> ")
	before := s.modes()
	s.send("$NSLUA\r")
	s.expect("ns> ")
	s.send("'half")
	s.expect("'half")
	for range 2 {
		s.send(ctrlZ)
		s.expect("Stopped")
		s.expect("shell> ")
		if s.modes() != before {
			t.Error("the terminal is not as it was")
		}
		s.send("fg\r")
		s.expect("ns> 'half")
	}
	s.send("way'\r")
	s.expect("\r\nhalfway\r\n")
	s.expect("ns> ")
	// A child passes the terminal to its parent, and that stops.
	child := s.forked("fork()")
	s.send(ctrlZ)
	s.expect(waits(child))
	s.expect("ns> ")
	s.send(ctrlZ)
	s.expect("Stopped")
	s.expect("shell> ")
	if s.modes() != before {
		t.Error("the terminal is not as it was")
	}
	s.send("fg\r")
	s.expect("ns> ")
	s.enter("fg()")
	s.promptOf(child)
	// So it does while something runs, also another program, which has the signal.
	s.tryIn(child, "signal(SIGCONT, function() print('on') end) and 1", "1")
	for _, line := range []string{"sleep(1000)", "execvp('sleep', {'1000'})"} {
		s.enter("print('go') " + line)
		s.expect("go\r\n")
		if line[0] == 'e' {
			s.running(child, "sleep", "S")
		}
		s.send(ctrlZ)
		s.expect(fmt.Sprintf("[%d] stopped: fg(%d) goes on with it\r\n", child, child))
		s.expect("ns> ")
		s.enter("fg()")
		if line[0] == 'e' {
			s.running(child, "sleep", "S")
			break
		}
		s.expect("on\r\n")
		s.send(ctrlC)
		s.expect("interrupted!")
		s.promptOf(child)
	}
	s.send(ctrlC)
	s.expect("killed by SIGINT\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("shell> ")
	s.send("exit\r")
	s.ended()
}

// running waits until a process runs a program of that name and is in a state.
func (s *terminal) running(pid int, name, state string) {
	s.t.Helper()
	if !eventually(func() bool {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		return strings.Contains(string(text), " ("+name+") "+state)
	}) {
		s.t.Fatalf("%d does not run %s", pid, name)
	}
}

// Where nothing would make it go on, Ctrl-Z is refused: the terminals of these tests
// have no shell.
func TestPromptCannotStop(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send("1 +")
	s.expect("1 +")
	s.send(ctrlZ)
	s.expect("it is not suspended\r\n")
	s.expect("1 +")
	s.send(" 2\r")
	s.expect("\r\n3\r\n")
	s.prompt()
	s.enter("print('go') print(sleep(0.3))") // nor is an evaluation
	s.expect("go\r\n")
	s.send(ctrlZ)
	s.expect("0\r\n")
	s.prompt()
}

// Ctrl-Z of a session that a script has started stops both, as in any shell.
func TestPromptStopsScript(t *testing.T) {
	shell := exec.Command("bash", "--norc", "--noediting", "-i")
	shell.Env = append(os.Environ(), "NO_COLOR=1", "PS1=shell> ", "HOME="+t.TempDir(), "NSLUA="+nslua(t))
	s := open(t, shell)
	s.expect("shell> ")
	s.send(`sh -c '"$NSLUA"; echo left $?'` + "\r")
	s.expect("ns> ")
	s.send("1")
	for range 2 {
		s.send(ctrlZ)
		s.expect("Stopped")
		s.expect("shell> ")
		s.send("fg\r")
		s.expect("ns> 1")
	}
	s.send(" + 1\r")
	s.expect("\r\n2\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("left 0\r\n")
}

// Ctrl-C stops evaluations and never the shell; what the script does on SIGINT stays
// as it has said.
func TestPromptInterrupts(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, line := range []string{
		"sleep(1000)", "while true do end", "pause()", "wait()", "read(0, 1)", "io.read()",
		"string.rep('a', 30):find(('a*'):rep(30) .. 'b')", "coroutine.wrap(function() while true do end end)()",
	} {
		if line == "wait()" {
			line = "p = fork() if p == 0 then pause() end wait()"
		}
		s.enter("print('go') " + line)
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.prompt()
	}
	s.try("signal(SIGINT, function() print('mine') end) and 1", "1")
	s.enter("print('go') print(sleep(0.5))")
	s.expect("go\r\n")
	s.send(ctrlC)
	s.expect("mine\r\n0\r\n")
	s.prompt()
	s.send("\x1c1" + ctrlC) // at the prompt neither Ctrl-\\ nor Ctrl-C ends it
	s.prompt()
	s.send("\x1c")
	s.try("1 + 1", "2")
	s.enter("print('go') sleep(1000)")
	s.expect("go\r\n")
	s.send("\x1c") // and there it is the way out of what does not end
	if status := s.end(); status.Signal() != syscall.SIGQUIT {
		t.Errorf("wait status %#x", int(status))
	}
}

// A terminal that is hung up ends the program, also one that ignores SIGHUP.
func TestPromptHangup(t *testing.T) {
	s := repl(t, os.Getuid())
	s.file.Close()
	// The kernel ends the input first and sends SIGHUP then: either may be seen.
	if status := s.end(); status != 0 && status != syscall.WaitStatus(syscall.SIGHUP) {
		t.Errorf("wait status %#x", int(status))
	}
	s = repl(t, os.Getuid())
	s.try("signal(SIGHUP, SIG_IGN)", "SIG_DFL")
	s.file.Close()
	s.ended()
	// And all that stand behind each other, also where they ignore it.
	for _, line := range []string{"", "signal(SIGHUP, SIG_IGN)"} {
		s = repl(t, os.Getuid())
		s.send(line + "\r")
		s.prompt()
		child := s.forked("fork()")
		waiting := s.forked("fork()")
		s.send(ctrlZ)
		s.expect(waits(waiting))
		s.promptOf(child)
		last := s.forked("fork()")
		s.file.Close()
		s.end()
		for _, pid := range []int{child, waiting, last} {
			gone(s.t, pid)
		}
	}
}
