package bindings

import (
	"regexp"
	"strings"
	"testing"
)

func TestTrace(t *testing.T) {
	r := finish(t, command(`
		trace(true)
		unshare(CLONE_NEWUSER + CLONE_NEWPID)
		kill(0x7fffffff, "TERM")
		open("/no/such", "rdwr,creat", "0600")
		write(1, ("x"):rep(100))
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
	line := regexp.MustCompile(`^\[pid (\d+)\] \d\d:\d\d:\d\d\.\d{6} (.*\n)$`)
	var parent, child string
	for text := range strings.Lines(r.stderr) {
		words := line.FindStringSubmatch(text)
		switch {
		case words == nil:
			t.Fatalf("no pid and time: %s", text)
		case words[1] == "1":
			child += words[2]
		default:
			parent += words[2]
		}
	}
	wantLines(t, child, `fork() = 0
execv("/bin/sh", ["-c", "exit 3"]) = ?`)
	wantLines(t, parent, `unshare(CLONE_NEWUSER|CLONE_NEWPID) = 0
kill(2147483647, SIGTERM) = -1 ESRCH (No such process)
open("/no/such", O_RDWR|O_CREAT, 0600) = -1 ENOENT (No such file or directory)
write(1, "xxx...xxx"...) = 100
idmap({...}) = -1 EPERM (Operation not permitted)
fork() = ...
wait() = ..., "exited", 3
execv("/no/such", []) = ?
execv("/no/such", []) = -1 ENOENT (No such file or directory)
exit(2) = ?`)
	if r.status != 2 {
		t.Errorf("exit status %d", r.status)
	}
}
