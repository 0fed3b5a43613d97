package tests

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// help() lists families, and help "family" lists what is in one.
func TestHelpFamilies(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("help()", "  Namespaces                       unshare idmap getidmap",
		"  string       byte char dump find format gfind gmatch gsub len lower match rep",
		"               reverse sub upper")
	s.try("?", "System calls")
	s.try("help 'namespaces'", "Namespaces\r\n  unshare   Moves the process into new namespaces")
	s.try("help 'string'", "  string.upper    Makes the letters of ASCII large")
	s.try("help 'clone_flags'", "  CLONE_NEWUTS         a UTS namespace: host name and domain name")
	s.try("help 'keywords'", "  while     Does the block as long as the condition is true")
}

// All that a page has, by each of the ways in which it is asked for.
func TestHelpPage(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, input := range []string{"help(umount2)", "help 'umount2'", "?umount2", "umount2?", "? umount2 "} {
		s.try(input,
			"umount2(target: path, flags: umount_flags) -> 0  -- umount(2)",
			"As umount, with flags. With MNT_DETACH the mount goes from the tree now and is",
			"flags, one or a sum of:",
			"  MNT_FORCE        ends what waits for a file system that does not answer (NFS)",
			"Errors:",
			"  EBUSY   in use",
			"Where the cause can be told, a second line of the message does: \"hint: ...\".",
			"Example:",
			"  > umount2(\"/tmp\", MNT_DETACH)",
			"See also: mount umount pivot_root pivot mounts mount_proc")
	}
}

// What ? takes: constants, words of Lua, Lua's own functions, and whatever a name or
// a field is the value of. It runs nothing.
func TestHelpQuestionMark(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("?CLONE_NEWPID", "CLONE_NEWPID: clone_flags = 0x20000000", "A pid namespace: for the children, of whom the first is pid 1")
		s.try("?ECHILD", "ECHILD: errno = 10", "No child processes")
		s.try("?for", "for i = first, last [, step] do ... end, for k, v in pairs(t) do ... end")
		s.try("?string.format", "string.format(format, ...) -> string")
		s.try("?io.stdout.seek", "f:seek(whence?: \"set\"|\"cur\"|\"end\", offset?) -> integer")
		s.try("out = io.stdout")
		s.try("?out", "A file, standard output, open for writing on descriptor 1.")
		s.try("?doctor", "require \"doctor\"", "nslua -m doctor [--json]: what of namespaces works on this machine, and for")
		s.try("t = {answer = 42, deep = {1, 2}}")
		s.try("?t", "A table of 2 fields.", "  answer  42", "  deep    table of 2 items")
		s.try("?t.deep", "A table of 2 items.")
		s.try("local mine = function(a, b) end")
		s.try("?mine", "mine(a, b)", "Defined at the prompt.")
		s.try("?unshrae", "Nothing is called \"unshrae\"; perhaps unshare?")
		s.try("trap = setmetatable({}, {__index = function() print('ran') end})")
		s.try("?trap.x", "Nothing is called \"trap.x\"; help() lists the functions.")
		s.try("?print('ran')", "? looks at names and fields, and runs nothing: help(print('ran')) takes any value.")
	})
}

func TestHelpApropos(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("apropos 'mount'", "Functions", "  mount             Mounts a file system, or with flags changes a mount",
		"  umount            Takes the topmost mount away from target", "Constants", "  UMOUNT_NOFOLLOW          umount_flags: a target that is a symbolic link is not")
	s.try("apropos 'uppercase'", "Nothing has to do with \"uppercase\".")
	s.try("apropos 'random seed'", "Lua\r\n  math.randomseed  Makes the same random numbers come after the same x")
	s.enter("apropos 'doctor'")
	s.expect("Modules\r\n  doctor  ")
	s.prompt()
}

// The comment above a function, in a file and as it was typed, and the head of a
// module.
func TestHelpComments(t *testing.T) {
	dir := t.TempDir()
	module := `#!/usr/bin/env nslua
-- Counts things.
-- Slowly.

local counter = {limit = 9}

-- up gives the number after n. There is always one.
function counter.up(n) return n + 1 end

--[[ down gives the number before n. ]]
counter.down = function(n, ...) return n - 1 end

function counter:bare() end

return counter
`
	if err := os.WriteFile(filepath.Join(dir, "counter.lua"), []byte(module), 0o644); err != nil {
		t.Fatal(err)
	}
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "NSLUA_PATH="+dir+"/?.lua")
	s := open(t, command)
	s.prompt()
	s.try("c = require 'counter'")
	for _, input := range []string{"help(c)", "?c", "help 'counter'"} {
		s.try(input, "require \"counter\"", "Counts things.\r\nSlowly.", "From "+dir+"/counter.lua.",
			"  bare()", "  down(n, ...)  down gives the number before n", "  up(n)         up gives the number after n",
			"  limit  9")
	}
	s.try("?c.up", "counter.up(n)", "up gives the number after n. There is always one.", "Defined in "+dir+"/counter.lua, line 8.")
	s.try("help(c.down)", "counter.down(n, ...)", "down gives the number before n.")
	s.try("?c.bare", "counter:bare()", "Defined in "+dir+"/counter.lua, line 13.")
	s.try("apropos 'counts'", "  counter  Counts things")
	// At the prompt: a comment of its own is remembered for what comes next.
	s.try("-- twice doubles a number.")
	s.try("function twice(n) return 2 * n end")
	s.try("?twice", "twice(n)", "twice doubles a number.", "Defined at the prompt.")
	s.try("function plain() end")
	s.enter("?plain")
	s.expect("plain()\r\n\r\nDefined at the prompt.\r\n")
	s.prompt()
	s.try("twice('x')", "stdin:1: attempt to perform arithmetic on local 'n' (a string value)")
}

// help goes where print goes, in one write, and to a pipe as to a terminal.
func TestHelpToPipe(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Stdin = strings.NewReader("local _ = io.write 'first '\nhelp(getpid)\n?getppid\n")
	out, err := command.Output()
	text := string(out)
	if err != nil || !strings.Contains(text, "first getpid() -> integer") || !strings.Contains(text, "\ngetppid() -> integer") {
		t.Errorf("%v, printed %q", err, text)
	}
}
