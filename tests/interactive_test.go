package tests

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// after is nslua -i with more on its command line; the files are in its folder,
// which is the working directory's absolute path @.
func after(t *testing.T, arguments ...string) *terminal {
	t.Helper()
	home := t.TempDir()
	for name, source := range map[string]string{
		"fine.lua":  "global = 'from the script' print(arg[0]:match '[^/]*$', ...)",
		"fails.lua": "global = 'before' local function inner() error 'boom' end inner()",
		"wrong.lua": "x = = 1",
		"exits.lua": "print 'leaving' os.exit(3)",
		"forks.lua": "local p = fork() if p == 0 then global = 'child' else wait() end",
		"part.lua":  "return {main = function(...) print('main', ...) part = 'from main' return 7 end}",
	} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	arguments = append([]string{"-i"}, arguments...)
	for i := range arguments {
		arguments[i] = strings.ReplaceAll(arguments[i], "@", home)
	}
	command := replCommand(t, os.Getuid(), home, arguments...)
	command.Env = append(command.Env, "NSLUA_PATH="+home+"/?.lua")
	return open(t, command)
}

func TestInteractiveScript(t *testing.T) {
	s := after(t, "@/fine.lua", "a", "-e")
	s.expect("fine.lua\ta\t-e\r\n")
	s.prompt()
	s.try("global", "from the script")
	s.try("arg[1] .. arg[2]", "a-e")
	s.send(ctrlD)
	s.ended()
}

// What became of the script may be what is to be looked at.
func TestInteractiveAfterFailure(t *testing.T) {
	s := after(t, "@/fails.lua")
	s.expect("fails.lua:1: boom\r\n")
	s.expect("in function 'inner'")
	s.prompt()
	s.try("global", "before")
	s.send(ctrlD)
	s.ended()
	for file, want := range map[string]string{"@/wrong.lua": "wrong.lua:1: unexpected symbol near '='", "@/none.lua": "none.lua: No such file"} {
		s := after(t, file)
		s.expect(want)
		s.prompt()
		s.try("1 + 1", "2")
	}
}

func TestInteractiveScriptExits(t *testing.T) {
	s := after(t, "@/exits.lua")
	s.expect("leaving\r\n")
	if status := s.end(); status.ExitStatus() != 3 {
		t.Errorf("wait status %#x", int(status))
	}
}

func TestInteractiveChunks(t *testing.T) {
	s := after(t, "-e", "a = 1", "-l", "part", "-e", "b = a + 1")
	s.prompt()
	s.try("a + b", "3")
	s.try("type(package.loaded.part)", "table")
	s = after(t, "-e", "error 'boom'", "-e", "late = true")
	s.expect("boom\r\n")
	s.prompt()
	s.try("late == nil", "true")
}

func TestInteractiveModule(t *testing.T) {
	s := after(t, "-m", "part", "x", "-i")
	s.expect("main\tx\t-i\r\n")
	s.prompt()
	s.try("part", "from main")
	s.send(ctrlD)
	s.ended() // the user has left, whatever main returned
	s = after(t, "-m", "nothing")
	s.expect("module 'nothing' not found")
	s.prompt()
}

// The end of what is typed for the script is not the end of the prompt.
func TestInteractiveInput(t *testing.T) {
	s := after(t, "-", "y")
	s.send("typed = ...\r" + ctrlD)
	s.prompt()
	s.try("typed", "y")
	s.send(ctrlD)
	s.ended()
}

// A script that is stopped by Ctrl-C leaves the user at the prompt.
func TestInteractiveInterrupt(t *testing.T) {
	s := after(t, "-e", "global = 'half' print 'begun' while true do end")
	s.expect("begun\r\n")
	s.send(ctrlC)
	s.expect("interrupted!")
	s.prompt()
	s.try("global", "half")
}

// A child that has come to its prompt while its parent waits for its end tells why
// nothing happens: with -i, and where lines are pasted that are a script's.
func TestInteractiveScriptWaits(t *testing.T) {
	s := after(t, "@/forks.lua")
	s.expect("] has come to its prompt, and waits until its parent is at its own: Ctrl-C stops what that does")
	s.send(ctrlC)
	s.expect("interrupted!")
	s.prompt()
	s.enter("fg()")
	s.expect("ns> ")
	s.send("global\r")
	s.expect("child\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.expect("exited 0")
	s.prompt()
	s.send(ctrlD)
	s.ended()
}
