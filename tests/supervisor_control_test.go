package tests

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// three is a configuration: web comes after db, mig ends at once.
const three = `
local S = require "supervisor" { log = {} }
S:service "db" { "sleep", "1000" }
S:oneshot "mig" { "true", after = "db" }
S:service "web" { "sh", "-c", "echo up; exec sleep 1000", after = "mig" }
return S
`

func TestSupervisorCommands(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		c := controlling(t, uid, "app.lua", three, "up")
		out, _, status := c.asks("status")
		wanted := regexp.MustCompile(`^supervisor, pid \d+, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: 2 up, 1 done
NAME  STATE  +PID  UPTIME  RESTARTS  LAST    HEALTH  REASON
db    up     +\d+ +\d+s         0  -       -
mig   done   +- +-         0  exit 0  -
web   up     +\d+ +\d+s         0  -       -
$`)
		if status != 0 || !wanted.MatchString(out) {
			t.Errorf("status %d, printed\n%s", status, out)
		}
		s := open(t, c.nslua("--control", c.socket(), "status"))
		s.expect("\x1b[32mup\x1b[0m  ")
		s.ended()
		before := c.status()
		c.told("web: stopped\n", "stop", "web")
		if s := c.status()["web"]; s.State != "down" || s.Pid != 0 {
			t.Errorf("stopped: %+v", s)
		}
		c.told("web: up, pid <N>\n", "start", "web")
		c.told("db: up, pid <N>\n", "restart", "db")
		c.told("mig: done\n", "restart", "mig")
		after := c.status()
		if db := after["db"]; db.Pid == before["db"].Pid || db.Launches != 2 || after["mig"].Launches != 2 {
			t.Errorf("restarted: %+v", after)
		}
		c.told("web: up, pid <N>\n", "start", "web", "web")
		c.prints("up")
		c.told("", "restart", "--no-wait", "web")
		c.prints("up")
		c.told("up\nup\nup\n", "logs", "web")
		c.told("web | up\nweb | up\n", "logs", "-n", "2")
		c.refused(2, `no service "wbe" (did you mean "web"?)`, "stop", "db", "wbe")
		if s := c.status()["db"]; s.State != "up" {
			t.Errorf("a command with an unknown name has stopped %+v", s)
		}
		c.told("mig: done\nweb: stopped\ndb: stopped\n", "stop", "all")
		c.told("nothing has changed\n", "reload")
		c.told("ended with status 0\n", "shutdown")
		if status := c.ended(); status != 0 {
			t.Errorf("the supervisor ended with status %d: %s", status, c.text)
		}
		c.refused(3, "no supervisor runs a file of "+c.dir+": start one with nslua -m supervisor FILE, or name its socket with --control PATH", "status")
	})
}

// What is not to be understood is refused with the place and what was meant, before
// anybody is asked.
func TestSupervisorUsage(t *testing.T) {
	for _, c := range []struct {
		arguments []string
		complaint string
	}{
		{nil, "a file or a command must be given"},
		{[]string{"status", "--jsno"}, "argument 2: there is no option --jsno here (did you mean --json?)"},
		{[]string{"-x", "app.lua"}, "argument 1: there is no option -x here"},
		{[]string{"logs", "-n", "many"}, "argument 3: many is no number of lines"},
		{[]string{"logs", "-n"}, "--lines: a number must follow"},
		{[]string{"--control"}, "--control: a path must follow"},
		{[]string{"stop"}, `stop: which services? "all" is all of them`},
		{[]string{"stop", "a b"}, `argument 2: no service is named "a b"`},
		{[]string{"reload", "web"}, "argument 2: reload takes no names"},
		{[]string{"status", "--json=1"}, "argument 2: --json takes no value"},
		{[]string{"--check", "status"}, "--check is for a file, and not for status"},
		{[]string{"-q", "stop", "web"}, "--quiet is for a file, and not for stop"},
	} {
		out, complaints, status := outcomeOf(t, exec.Command(nslua(t), append([]string{"-m", "supervisor"}, c.arguments...)...))
		wanted := "nslua: supervisor: " + c.complaint + "\nusage: "
		if status != 2 || out != "" || !strings.HasPrefix(complaints, wanted) {
			t.Errorf("%v: status %d, wanted\n%s\nprinted\n%s%s", c.arguments, status, wanted, out, complaints)
		}
	}
	out, err := exec.Command(nslua(t), "-m", "supervisor", "--help").Output()
	if err != nil || !strings.HasPrefix(string(out), "usage: nslua -m supervisor") {
		t.Errorf("%v\n%s", err, out)
	}
}

// A command ends when it is done, and says what came of it: when the service is
// ready, has failed, is gone.
func TestSupervisorWaits(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"go", "end"} {
		mkfifo(t, filepath.Join(dir, name))
	}
	c := controlling(t, os.Getuid(), "app.lua", `
local S = require "supervisor" { log = {} }
S:service "slow" { "sh", "-c", "trap 'echo asked; read x <end; exit 0' TERM; echo begun; read x <go; echo >&3; while :; do sleep 0.01; done",
  cwd = "`+dir+`", ready = { fd = 3, timeout = "10s" } }
S:service "user" { "sleep", "1000", needs = "slow" }
S:service "bad" { "sh", "-c", "exit 3", restart = "never", after = "user", ready = { fd = 3 } }
S:service "worse" { "/no/such/program", restart = "never", after = "user" }
S:service "again" { "sh", "-c", "kill -9 $$", ready = { fd = 3 }, backoff = { from = "1h", max = "1h" }, after = "user" }
return S
`, "begun")

	// waiting gives a command that is not done before the supervisor prints that it is
	// asked; finish has it done.
	waiting := func(arguments ...string) (finish func(fifo, wanted string)) {
		command := c.nslua(arguments...)
		var out bytes.Buffer
		command.Stdout, command.Stderr = &out, &out
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		return func(fifo, wanted string) {
			t.Helper()
			if pid, _ := syscall.Wait4(command.Process.Pid, nil, syscall.WNOHANG, nil); pid != 0 {
				t.Fatalf("%v has not waited: %s", arguments, &out)
			}
			if err := os.WriteFile(filepath.Join(dir, fifo), []byte("\n"), 0); err != nil {
				t.Fatal(err)
			}
			if err := command.Wait(); err != nil || match(wanted, out.String()) != nil {
				t.Errorf("%v: %v, printed\n%s", arguments, err, &out)
			}
		}
	}
	finish := waiting("start", "slow")
	finish("go", "slow: up, pid <N>\n")
	if !eventually(func() bool { return c.status()["again"].State == "backoff" }) {
		t.Errorf("%+v", c.status())
	}

	c.refused(1, "bad: failed: exited with 3", "start", "bad")
	out, complaints, status := c.asks("restart", "worse")
	if status != 1 || out != "" || !strings.Contains(complaints, "worse: failed: ") || !strings.Contains(complaints, "No such file") {
		t.Errorf("status %d: %s%s", status, out, complaints)
	}
	c.refused(1, "again: failed: killed by SIGKILL (it is tried again)", "restart", "again")

	before := c.status()
	finish = waiting("restart", "slow")
	c.prints("asked")
	if s := c.status()["user"]; s.Pid != 0 {
		t.Errorf("what needs it is stopped first: %+v", s)
	}
	os.WriteFile(filepath.Join(dir, "end"), []byte("\n"), 0)
	c.prints("begun")
	finish("go", "slow: up, pid <N>\n")
	if s := c.status()["slow"]; s.Pid == before["slow"].Pid || s.Launches != 2 {
		t.Errorf("%+v, before %+v", s, before["slow"])
	}

	// Ctrl-C ends the waiting and nothing else.
	interrupted := c.nslua("stop", "slow")
	interrupted.Start()
	c.prints("asked")
	interrupted.Process.Signal(syscall.SIGINT)
	if err := interrupted.Wait(); err == nil || err.Error() != "signal: interrupt" {
		t.Errorf("ended with %v", err)
	}
	finish = waiting("stop", "slow")
	finish("end", "slow: stopped\n")
	c.told("ended with status 0\n", "shutdown")
}

// The socket is its owner's, and root's.
func TestSupervisorStranger(t *testing.T) {
	asRoot(t)
	socket := filepath.Join(shared, "stranger.sock")
	c := controlling(t, 0, "app.lua", three, "up", "--control", socket)
	if is, err := os.Stat(socket); err != nil || is.Mode().Perm() != 0o600 {
		t.Fatal(is, err)
	}
	stranger := *c
	stranger.uid = 4242
	_, complaints, status := stranger.asks("--control", socket, "stop", "all")
	if status != 1 || !strings.Contains(complaints, "Permission denied") {
		t.Errorf("status %d: %s", status, complaints)
	}
	os.Chmod(socket, 0o666) // who does that shall not have given it away
	stranger.refused(1, "uid 4242 may not control the supervisor of uid 0", "--control", socket, "stop", "all")
	if s := c.status()["web"]; s.State != "up" {
		t.Errorf("stopped by a stranger: %+v", s)
	}

	theirs := controlling(t, 4242, "app.lua", three, "up")
	theirs.uid = 0
	theirs.told("web: stopped\n", "--control", theirs.socket(), "stop", "web")
}

// Any script's supervisor is controlled, if it has a socket; where there is no room
// for those who connect, they give way.
func TestSupervisorScript(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		c := placed(t, uid, "app.lua", `
local S = require "supervisor" { control = "app.sock" }
S:service "web" { "sh", "-c", "echo up; exec sleep 1000", log = {} }
S:service "db" { "sleep", "1000" }
assert(setrlimit(RLIMIT_NOFILE, { cur = 40 }))
while S:step(60) do end
print "over"
`)
		c.command = c.own(exec.Command(nslua(t), "app.lua"))
		c.run("up")
		for range 100 {
			conn, err := net.Dial("unix", filepath.Join(c.dir, "app.sock"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			conn.SetDeadline(time.Now().Add(patience))
			if _, err := conn.Read(make([]byte, 9)); err != nil {
				t.Fatal(err)
			}
		}
		c.told("db: up, pid <N>\n", "--control", "app.sock", "start", "db")
		c.told("up\n", "--control", "app.sock", "logs", "web")
		c.refused(1, "no log is kept of db: it goes to where the supervisor's output does", "--control", "app.sock", "logs", "db")
		c.refused(1, "there is nothing to reload the configuration from", "--control", "app.sock", "reload")
		c.told("ended with status 0\n", "--control", "app.sock", "shutdown")
		c.prints("over")
		if status := c.ended(); status != 0 {
			t.Errorf("status %d", status)
		}
		if _, err := os.Stat(filepath.Join(c.dir, "app.sock")); err == nil {
			t.Error("the socket is still there")
		}
	})
}
