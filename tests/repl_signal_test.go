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
		s.try("signal(SIGUSR1, function() if fork() == 0 then return end wait() os.execute('stty -a | grep -o .icanon') end) and 1", "1")
		syscall.Kill(s.pid(), syscall.SIGUSR1)
		s.expect("exits at the end of its line")
		s.expect(" icanon\r\n")
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
	// A child at the prompt takes its parent along.
	s.send("fork()\r")
	s.expect("\r\n0\r\n")
	s.expect("ns> ")
	s.send(ctrlZ)
	s.expect("Stopped")
	s.expect("shell> ")
	s.send("fg\r")
	s.expect("ns> ")
	// So it does while something runs.
	s.send("signal(SIGCONT, function() print('on') end) print('go') sleep(1000)\r")
	s.expect("\r\ngo\r\n")
	s.send(ctrlZ)
	s.expect("Stopped")
	s.expect("shell> ")
	s.send("fg\r")
	s.expect("on\r\n")
	s.send(ctrlC)
	s.expect("interrupted!")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("exited 0\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("shell> ")
	s.send("exit\r")
	s.ended()
}

// Where nothing would make it go on, Ctrl-Z does nothing: the terminals of these
// tests have no shell.
func TestPromptCannotStop(t *testing.T) {
	s := repl(t, os.Getuid())
	s.send("1 +" + ctrlZ + " 2\r")
	s.expect("\r\n3\r\n")
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
}
