package tests

import (
	"fmt"
	"strings"
	"testing"
)

const ctrlBackslash = "\x1c"

// onTerminal runs an init as the leader of a session on a terminal.
func onTerminal(t *testing.T, i initProgram, at place, arguments ...string) *terminal {
	t.Helper()
	return open(t, i.command(t, at, arguments...))
}

// The child has the terminal that init has.
func TestInitsTerminal(t *testing.T) {
	const ownSession = "its child has a session of its own, and the terminal only if init was a leader of one itself"
	compareInits(t, []comparison{
		{name: "reads and writes", see: func(t *testing.T, i initProgram, at place) string {
			s := onTerminal(t, i, at, "--", "sh", "-c", "stty -echo; echo ready; exec tac")
			s.expect("ready\r\n")
			s.send("1\n2\n3\n" + ctrlD)
			s.expect("3\r\n2\r\n1\r\n")
			return fmt.Sprint(s.end().ExitStatus())
		}, want: "0"},
		{name: "job control", see: func(t *testing.T, i initProgram, at place) string {
			s := onTerminal(t, i, at, "--", "bash", "--norc", "--noprofile", "-m", "-i")
			s.send("echo 'flags'=$-.\n")
			s.expect("flags=")
			flags := s.expect(".\r\n")
			s.send("exit 3\n")
			status := s.end().ExitStatus()
			screen := s.screen.String()
			return fmt.Sprint(status, " ", strings.Contains(flags, "m"), " ", !strings.Contains(screen, "no job control"))
		}, want: "3 true true", differs: differences{
			"dumb-init below pid 1": {"3 false false", ownSession},
		}},
		// Nothing comes before what is typed: no SIGHUP or SIGCONT of a terminal that
		// changes hands. And what is typed comes once.
		{name: "keys", see: func(t *testing.T, i initProgram, at place) string {
			s := onTerminal(t, i, at, "--", initsC(t, "signals"))
			s.expect("ready\r\n")
			s.send(ctrlBackslash)
			got := s.expect("3\r\n")
			s.send(ctrlC)
			got += s.expect("2\r\n")
			return strings.NewReplacer("^\\", "", "^C", "").Replace(got)
		}, want: ""},
		{name: "foreground", see: func(t *testing.T, i initProgram, at place) string {
			s := onTerminal(t, i, at, "--", initsC(t, "signals"))
			s.expect("ready\r\n")
			return s.foregroundName()
		}, want: "signals", differs: differences{
			"dumb-init below pid 1": {"sh", ownSession},
		}},
		// The window's size is the child's to know.
		{name: "resized", see: func(t *testing.T, i initProgram, at place) string {
			s := onTerminal(t, i, at, "--", initsC(t, "signals"))
			s.expect("ready\r\n")
			s.resize(100)
			return strings.TrimSpace(s.expect("28\r\n"))
		}, want: ""},
		{name: "restored", see: func(t *testing.T, i initProgram, at place) string {
			// The shell's own modes, in which echo is on, are back after the job.
			s := jobOf(t, i, at, "sh", "-c", "stty -echo raw; kill -9 $$")
			s.expect("Shell>")
			s.send("echo and 'back'\n")
			s.expect("and back")
			return "restored"
		}, want: "restored"},
	})
}

// jobOf runs an init in the foreground of an interactive shell.
func jobOf(t *testing.T, i initProgram, at place, command ...string) *terminal {
	t.Helper()
	program := append(i.program(t), "--")
	s := open(t, namespaced(at, append([]string{"env", "PS1=Shell>", "TERM=dumb", "bash", "--norc", "--noprofile", "-i", "-s"},
		append(program, command...)...)...))
	s.expect("Shell>")
	s.send(`"$@"` + "\n")
	return s
}

// Ctrl-Z stops a job, of which init is a part, and fg goes on with it.
func TestInitsJob(t *testing.T) {
	for _, i := range inits {
		t.Run(i.name, func(t *testing.T) {
			s := jobOf(t, i, pid1, "sh", "-c", "echo ready; exec cat")
			s.expect("ready\r\n")
			s.send("one\n")
			s.expect("one\r\none\r\n")
			s.send(ctrlZ)
			switch i.name {
			case "tini":
				// The child stops, and nobody tells the shell, which waits for init.
				init := descendants(s.pid())[0]
				child := descendants(init)[0]
				if !eventually(func() bool { return stateOf(child) == "T" }) || stateOf(init) == "T" {
					t.Errorf("the child is in state %q, and init in %q", stateOf(child), stateOf(init))
				}
				return
			case "catatonit":
				// The child has SIGTSTP blocked, and goes on.
				s.send("two\n")
				s.expect("two\r\ntwo\r\n")
				return
			}
			s.expect("Stopped")
			s.expect("Shell>")
			// dumb-init's child, which has no controlling terminal, might read what comes now.
			child := descendants(descendants(s.pid())[0])[0]
			if !eventually(func() bool { return stateOf(child) == "T" }) {
				t.Fatalf("the child is in state %q", stateOf(child))
			}
			s.send("echo 'the shell' has it\n")
			s.expect("the shell has it")
			s.send("fg\n")
			s.expect(`"$@"`)
			s.send("two\n")
			s.expect("two\r\ntwo\r\n")
			s.send(ctrlD)
			s.expect("Shell>")
			s.send("exit 5\n")
			if status := s.end().ExitStatus(); status != 5 {
				t.Error("status", status)
			}
		})
	}
}
