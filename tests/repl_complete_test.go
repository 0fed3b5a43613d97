package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

const tab = "\t"

// completes types a text, which ends in a Tab, waits for what the line is then, and
// drops it.
func (s *terminal) completes(typed string, shows ...string) {
	s.t.Helper()
	s.send(typed)
	for _, text := range shows {
		s.expect(text)
	}
	s.send(ctrlC)
	s.prompt()
}

// Names: of globals, fields, methods, words of Lua and local variables, of those
// that are kept and of those in the lines that are being typed.
func TestCompleteNames(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.completes("setmeta"+tab, "setmetatable")
		s.completes("print(string.up"+tab, "string.upper")
		s.try("outer = {inner = {deepest = 1}}")
		s.completes("outer.in"+tab+".dee"+tab, "outer.inner", ".deepest")
		s.completes("('x'):up"+tab, "upper")
		s.completes("io.stdout:setv"+tab, "setvbuf")
		s.completes("whi"+tab, "while")
		s.try("local keptvariable = 1")
		s.completes("keptv"+tab, "keptvariable")
		s.completes("for counter = 1, 2 do print(coun"+tab, "counter")
		s.enter("function f(parameter)")
		s.expect("... ")
		s.completes("print(param"+tab, "parameter")
		// What it completes is there: the line that Enter takes has it.
		s.send("1 + tonum" + tab + "('2')\r")
		s.expect("\r\n3\r\n")
		s.prompt()
	})
}

// Inside a call the constants that the parameter takes are offered, and no others.
func TestCompleteArguments(t *testing.T) {
	s := repl(t, os.Getuid())
	s.completes("unshare(CLONE_NEWU"+tab, "CLONE_NEWUSER", "a user namespace", "CLONE_NEWUTS", "host name")
	s.completes("unshare(CLONE_NEWPID + CLONE_NEWI"+tab, "CLONE_NEWIPC")
	s.completes("unshare("+tab+tab, "unshare(CLONE_", "CLONE_NEWUSER")
	s.completes("kill(1, SIGST"+tab, "SIGSTOP", "Stopped (signal)")
	s.completes("umount2('/', "+tab, "MNT_FORCE", "MNT_DETACH", "MNT_EXPIRE", "UMOUNT_NOFOLLOW")
	s.completes("spawn({'true'}, {cw"+tab, "cwd = ")
	s.completes("unshare 'newuser,newp"+tab, "newuser,newpid")
	s.completes("kill(1, 'KIL"+tab, "KILL'")
	s.completes("print(kill(0, SIGCHL"+tab, "SIGCHLD")
}

// Pids come with their commands, children first.
func TestCompletePid(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		child := s.number("spawn {'sleep', '1000'}")
		s.prompt()
		digits := fmt.Sprint(child)
		s.completes("kill("+digits[:len(digits)-1]+tab, digits)
		s.send("waitpid(" + tab)
		s.expect(digits + " ") // the first of the list
		s.expect("sleep")
		s.send(ctrlC)
		s.prompt()
		s.try(fmt.Sprintf("kill(%d, SIGKILL)", child), "0")
	})
}

// Paths within strings, with the quote after a file and a slash after a directory.
func TestCompletePath(t *testing.T) {
	dir := t.TempDir()
	os.Chmod(dir, 0o755)
	os.Mkdir(filepath.Join(dir, "folder"), 0o755)
	os.WriteFile(filepath.Join(dir, "folder", "some file.txt"), []byte("found it\n"), 0o644)
	os.WriteFile(filepath.Join(dir, ".secret"), nil, 0o644)
	s := repl(t, os.Getuid())
	s.try("chdir '"+dir+"'", "0")
	s.send("io.open(\"fol" + tab + "so" + tab + "):read()\r")
	s.expect("folder/")
	s.expect("some file.txt\")")
	s.expect("found it\r\n")
	s.prompt()
	s.send("#listdir('" + dir + "/fo" + tab + "')\r")
	s.expect("\r\n1\r\n")
	s.prompt()
	s.completes("open('.s"+tab, ".secret'")
}

// Modules in require: files along package.path, what comes with nslua, and sys.
func TestCompleteModule(t *testing.T) {
	dir := t.TempDir()
	os.Mkdir(filepath.Join(dir, "package_of"), 0o755)
	os.WriteFile(filepath.Join(dir, "mymodule.lua"), nil, 0o644)
	os.WriteFile(filepath.Join(dir, "package_of", "modules.lua"), nil, 0o644)
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "NSLUA_PATH="+dir+"/?.lua")
	s := open(t, command)
	s.prompt()
	s.completes("require 'mym"+tab, "mymodule'")
	s.completes("require('package_"+tab+"mod"+tab, "package_of.", "modules'")
	s.completes("require \"stric"+tab, "strict\"")
	s.completes("require 'sy"+tab, "sys'")
}

// What completion does not know it leaves alone, and it runs no Lua.
func TestCompleteNothing(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("trap = setmetatable({}, {__index = function() print('ran') end})")
	for _, typed := range []string{"trap.x", "nosuchname", "f().x", "-- setmeta", "'/nosuchfolder/x"} {
		s.completes(typed+tab, "\a")
	}
	// A directory that is a FIFO by now is no place to wait at.
	dir := t.TempDir()
	s.try("chdir '"+dir+"'", "0")
	s.try("mkfifo 'fifo'", "0")
	s.completes("open('fifo/x"+tab, "\a")
	s.completes("open('fif"+tab, "fifo'")
}

// Commands, what they are given, and what ? asks about.
func TestCompleteCommands(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "script file.lua"), nil, 0o644)
	s := repl(t, os.Getuid())
	s.try("chdir '"+dir+"'", "0")
	s.completes(".moun"+tab, ".mounts")
	s.completes(".trace of"+tab, ".trace off")
	s.completes(".load scr"+tab, ".load script file.lua")
	s.completes(".time tonum"+tab, ".time tonumber")
	s.completes("!cat scr"+tab, "!cat script\\ file.lua")
	s.completes("?unsha"+tab, "?unshare")
	s.completes("?string.up"+tab, "?string.upper")
	s.completes("?mount_fl"+tab, "?mount_flags")
	s.completes("help 'unsha"+tab, "unshare'")
}
