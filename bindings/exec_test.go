package bindings

import (
	"os"
	"path/filepath"
	"testing"
)

// asChild runs Lua in a child and tells how that ended, since exec does not
// come back.
const asChild = `
	local function child(f)
		if fork() == 0 then
			print(f())
			_exit(100)
		end
		print(select(2, wait()))
	end
`

func TestExec(t *testing.T) {
	t.Setenv("OUTER", "kept")
	t.Setenv("PATH", "/usr/bin:/bin") // all of it open to everybody
	wantLines(t, lua(t, asChild+`
		child(function() return execv("/bin/sh", {"-c", "echo $0 $OUTER $1", "zero", 5}) end)
		child(function() return execv("/bin/sh", {"-c", "echo $0"}) end)
		child(function() return execv("/bin/sh", {[0] = "own name", "-c", "echo $0"}) end)
		child(function() return execvp("sh", {"-c", "exit 4"}) end)
		child(function() return execve("/usr/bin/env", {}, {A = 1, "B=two", C = "three"}) end)
		child(function() return execv("/no/such/file", {"x"}) end)
		child(function() return execvp("no-such-program", {}) end)
		child(function() return execvp("", {}) end)
		child(function() return execv("/etc/passwd", {}) end)
	`), `zero kept 5
exited	0	table: ...
/bin/sh
exited	0	table: ...
own name
exited	0	table: ...
exited	4	table: ...
B=two
A=1
C=three
exited	0	table: ...
nil	execv("/no/such/file", ["x"]): No such file or directory (ENOENT)
hint: there is no /no	2
exited	100	table: ...
nil	execvp("no-such-program", []): No such file or directory (ENOENT)
hint: no directory of PATH has it: /usr/bin:/bin	2
exited	100	table: ...
nil	execvp("", []): No such file or directory (ENOENT)	2
exited	100	table: ...
nil	execv("/etc/passwd", []): Permission denied (EACCES)
hint: /etc/passwd may not be executed by uid ... (mode 0644, owner 0:0)	13
exited	100	table: ...`)
}

// execvp goes on in PATH after a folder that is none and a file that may not be
// run, and gives a script without #! to the shell.
func TestExecvpSearches(t *testing.T) {
	dir := t.TempDir()
	for name, mode := range map[string]os.FileMode{"first/found": 0o644, "second/found": 0o755, "first/denied": 0o644} {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte("echo $0 $1\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", "/no/such/folder:/etc/passwd:"+dir+"/first:"+dir+"/second")
	wantLines(t, lua(t, asChild+`
		child(function() return execvp("found", {"argument"}) end)
		child(function() return execvp("denied", {}) end)
	`), dir+`/second/found argument
exited	0	table: ...
nil	execvp("denied", []): Permission denied (EACCES)
hint: `+dir+`/first/denied may not be executed by uid ... (mode 0644, ...)	13
exited	100	table: ...`)
}

// What the new program is given: caught signals at their default, ignored ones
// and the mask kept, and of the descriptors those that dup2 made.
func TestExecInherits(t *testing.T) {
	wantLines(t, lua(t, asChild+`
		local r, w = pipe()
		dup2(w, 7)
		signal(SIGUSR1, function() end)
		signal(SIGUSR2, SIG_IGN)
		sigprocmask(SIG_BLOCK, {SIGHUP})
		child(function() return execv("/bin/grep", {"-E", "^Sig(Pnd|Blk|Ign)", "/proc/self/status"}) end)
		child(function() return execv("/bin/sh", {"-c", "cd /proc/$$/fd && ls"}) end)
	`), `SigPnd:	0000000000000000
SigBlk:	0000000000000001
SigIgn:	0000000000000800
exited	0	table: ...
0
1
2
7
exited	0	table: ...`)
}
