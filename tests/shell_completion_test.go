package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// completed says what nslua gets for a command line with a Tab at its end, in each
// shell. In the folder are alpha.lua, beta.txt and the folder gamma.
var completed = []struct{ typed, argv string }{
	{"nslua --tra", "<--trace>"},
	{"nslua --no", "<--no-init>"},
	{"nslua -m do", "<-m><doctor>"},
	{"nslua --module do", "<--module><doctor>"},
	{"nslua -l st", "<-l><strict>"},
	{"nslua --completion fi", "<--completion><fish>"},
	{"nslua -e 1 --max-memory 1G --tra", "<-e><1><--max-memory><1G><--trace>"},
	{"nslua al", "<alpha.lua>"},
	{"nslua -i al", "<-i><alpha.lua>"},
	{"nslua -- al", "<--><alpha.lua>"},
	{"nslua ga", "<gamma/>"},
	// What follows the script or the module is for them.
	{"nslua alpha.lua --tra", "<alpha.lua><--tra>"},
	{"nslua alpha.lua be", "<alpha.lua><beta.txt>"},
	{"nslua -m doctor --tra", "<-m><doctor><--tra>"},
	{"nslua -m doctor be", "<-m><doctor><beta.txt>"},
	{"nslua -- alpha.lua --tra", "<--><alpha.lua><--tra>"},
	{"nslua -ie 1 alpha.lua be", "<-ie><1><alpha.lua><beta.txt>"},
	// No word of these is known.
	{"nslua --max-memory be", "<--max-memory><be>"},
	{"nslua -e be", "<-e><be>"},
}

// described is what a list of options tells of one.
const described = "print every system call as strace does"

// inShell readies a command that runs a shell, in a folder with nslua and files.
func inShell(t *testing.T, shell string, arguments ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		t.Skipf("%s is not installed", shell)
	}
	dir := t.TempDir()
	for _, name := range []string{"alpha.lua", "beta.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "gamma"), 0o755); err != nil {
		t.Fatal(err)
	}
	script, err := exec.Command(nslua(t), "--completion", shell).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".completion"), script, 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(shell, arguments...)
	command.Dir = dir
	command.Env = append(os.Environ(), "TERM=xterm", "HOME="+dir, "LC_ALL=C.UTF-8", "PS1=$ ", "PS2=", "HISTFILE=")
	return command
}

func TestCompletionInBash(t *testing.T) {
	s := open(t, inShell(t, "bash", "--norc", "--noprofile", "-i"))
	s.send("cd; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'; source .completion\r")
	s.send(`nslua() { printf '<%s>' "$@"; printf ' is typed\n'; }` + "\r")
	completes(s)
	s.send("nslua --completion=fi\t\r")
	s.expect("<--completion=fish> is typed")
	s.send("nslua --\t\t")
	s.expect("--trace  " + described)
	s.expect("$ nslua --")
}

func TestCompletionInZsh(t *testing.T) {
	s := open(t, inShell(t, "zsh", "-f", "-i"))
	s.send("cd; unsetopt zle_bracketed_paste prompt_cr prompt_sp beep auto_remove_slash; autoload -U compinit; compinit -D -u; source .completion\r")
	s.send(`nslua() { printf '<%s>' "$@"; printf ' is typed\n' }` + "\r")
	completes(s)
	s.send("nslua --completion=fi\t\r")
	s.expect("<--completion=fish> is typed")
	s.send("nslua --\t")
	s.expect(described)
}

// completes types each line with a Tab, and looks at what nslua gets.
func completes(s *terminal) {
	s.t.Helper()
	for _, c := range completed {
		s.send(c.typed + "\t\r")
		s.expect(c.argv + " is typed")
	}
}

func TestCompletionInFish(t *testing.T) {
	for _, c := range completed {
		command := inShell(t, "fish", "--no-config", "-c", "source .completion; complete -C $argv[1]", c.typed)
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		words := strings.Split(strings.Trim(c.argv, "<>"), "><")
		last, typed := words[len(words)-1], c.typed[strings.LastIndexByte(c.typed, ' ')+1:]
		if last == typed { // nothing is offered
			last = ""
		}
		offered, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\t")
		if offered != last {
			t.Errorf("%q: %q, want %q", c.typed, offered, last)
		}
	}
	out, err := inShell(t, "fish", "--no-config", "-c", "source .completion; complete -C 'nslua --'").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--trace\t"+described+"\n") {
		t.Errorf("%v: %s", err, out)
	}
}
