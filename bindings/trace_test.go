package bindings

import (
	"regexp"
	"testing"
)

func TestTrace(t *testing.T) {
	r := finish(t, command(`
		trace(true)
		unshare(CLONE_NEWUSER + CLONE_NEWPID)
		kill(0x7fffffff, "TERM")
		open("/no/such", "rdwr,creat", "0600")
		write(2, ("x"):rep(100))
		idmap{uid = {{0, 1, 1}}, setgroups = "deny"}
		local p = fork()
		if p == 0 then execv("/bin/sh", {"-c", "exit 3"}) end
		wait()
		execv("/no/such", {})
		trace(false)
		getpid()
		trace(true)
		exit(2)
	`))
	line := regexp.MustCompile(`(?m)^\[pid \d+\] \d\d:\d\d:\d\d\.\d{6} `)
	if n := len(line.FindAllString(r.stderr, -1)); n != 13 {
		t.Errorf("%d lines begin with pid and time:\n%s", n, r.stderr)
	}
	wantLines(t, line.ReplaceAllString(r.stderr, ""), `unshare(CLONE_NEWUSER|CLONE_NEWPID) = 0
kill(2147483647, SIGTERM) = -1 ESRCH (No such process)
open("/no/such", O_RDWR|O_CREAT, 0600) = -1 ENOENT (No such file or directory)
xxx...xxx[pid ...] ... write(2, "xxx...xxx"...) = 100
idmap({...}) = -1 EPERM (Operation not permitted)
fork() = ...
fork() = ...
execv("/bin/sh", ["-c", "exit 3"]) = ?
wait() = ..., "exited", 3, {...utime=...}
execv("/no/such", []) = ?
execv("/no/such", []) = -1 ENOENT (No such file or directory)
trace(false) = true
exit(2) = ?`)
	if r.status != 2 {
		t.Errorf("exit status %d", r.status)
	}
}
