package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// supervisorScript writes a script that every user can read. S is a supervisor in it
// whose hooks end the script at an error, and show(event) prints one.
func supervisorScript(t *testing.T, settings, rest string) string {
	t.Helper()
	const prelude = `
local sys = require "sys"
local S = require "supervisor" %s
S:on("error", function() sys._exit(99) end)
local function show(e) print("<" .. table.concat({ e.is, e.name or e.signal, e.name and e.signal or e.code }, " ") .. ">") end
`
	file, err := os.CreateTemp(shared, "*.lua")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(file, prelude, settings)
	file.WriteString(rest)
	file.Chmod(0o644)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

// supervise runs such a script on a terminal, within a command if there is one.
func supervise(t *testing.T, uid int, script string, within ...string) *terminal {
	t.Helper()
	line := append(within, nslua(t), script)
	command := exec.Command(line[0], line[1:]...)
	command.Env = environment()
	as(command, uid)
	return open(t, command)
}

// Signals are forwarded, rewritten, dropped, handled; what nobody has thought of does no harm.
func TestSupervisorSignals(t *testing.T) {
	script := supervisorScript(t, `{ signals = {
  USR1 = "forward:USR2", USR2 = false, WINCH = "forward", ALRM = function(signal) print("<called " .. signal .. ">") end,
  INT = "shutdown",
} }`, `
S:service "a" { ready = { fd = 9 }, run = function()
  for _, name in ipairs { "USR1", "USR2", "WINCH", "HUP" } do
    sys.signal(name, function() print("<got " .. name .. ">") end)
  end
  sys.write_all(9, "\n")
  while true do sys.pause() end
end }
S:on("ready", show)
S:on("signal", show)
S:on("shutdown", show)
os.exit(S:run())
`)
	eachUser(t, func(t *testing.T, uid int) {
		s := supervise(t, uid, script)
		s.expect("<ready a>")
		send := func(signal syscall.Signal) {
			if err := syscall.Kill(s.pid(), signal); err != nil {
				t.Fatal(err)
			}
		}
		send(syscall.SIGUSR1)
		s.expect("<signal SIGUSR1>")
		s.expect("<got USR2>")
		send(syscall.SIGUSR2)
		s.expect("<signal SIGUSR2>")
		send(syscall.SIGWINCH)
		if between := s.expect("<got WINCH>"); strings.Contains(between, "got") {
			t.Errorf("a dropped signal came through: %q", between)
		}
		send(syscall.SIGALRM)
		s.expect("<called 14>")
		for _, signal := range []syscall.Signal{syscall.SIGPIPE, syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU,
			syscall.SIGXCPU, syscall.SIGVTALRM, syscall.SIGIO, syscall.SIGPWR, sigRTMin, sigRTMin + 7, sigRTMax} {
			send(signal)
			if signal < sigRTMin {
				s.expect("<signal SIG")
			} else {
				s.expect("<signal ")
			}
		}
		send(syscall.SIGINT)
		s.expect("<shutdown")
		s.ends(0)
	})
}

// A supervisor that has nothing to do does nothing: there is a second in which none of
// its threads runs.
func TestSupervisorIdle(t *testing.T) {
	control := filepath.Join(t.TempDir(), "control")
	s := supervise(t, os.Getuid(), supervisorScript(t, fmt.Sprintf(`{ control = %q }`, control), `
for i = 1, 5 do
  S:service("s" .. i, { "sh", "-c", "echo '<said>'; exec sleep 1000", log = { prefix = true } })
end
S:service "h" { "sleep", "1000", health = { exec = { "true" }, every = "1h" } }
S:on("ready", show)
os.exit(S:run())
`))
	for range 5 {
		s.expect("<said>")
	}
	const attempts = 15 // the Go runtime takes some seconds to calm down
	var counts []int
	for range attempts {
		before := switches(t, s.pid())
		time.Sleep(time.Second)
		count := switches(t, s.pid()) - before
		if count == 0 {
			return
		}
		counts = append(counts, count)
	}
	t.Errorf("threads that have run in each of %d seconds: %v", attempts, counts)
}

// As pid 1 of a pid namespace, whatever is mounted at /proc, all is reaped, ended and
// counted, and the status is that of the service.
func TestSupervisorFirst(t *testing.T) {
	script := supervisorScript(t, `{ exit = { from = "main" }, grace = ".2s" }`, `
assert(sys.getpid() == 1)
local daemon = [[{ setsid sh -c 'trap "" TERM; echo; exec >&2; while :; do sleep 1000; done' & } | read line]]
S:service "sibling" { ready = { fd = 9 }, run = function()
  local over
  sys.signal(sys.SIGTERM, function() over = true end)
  sys.write_all(9, "\n")
  while not over do sys.pause() end
  print "<cleaned up>"
end }
S:oneshot "orphans" { "sh", "-c", "for i in 1 2 3 4 5; do (true & true &); done" }
S:oneshot "daemon" { "sh", "-c", daemon }
S:service "main" { "sh", "-c", "kill -TERM $$", restart = "never", after = { "sibling", "orphans", "daemon" } }
S:on("exit", show)
local status = S:run()
print("<orphans>", S:stats().orphans >= 10, sys.waitpid(-1, sys.WNOHANG) == nil)
os.exit(status)
`)
	eachUser(t, func(t *testing.T, uid int) {
		for _, mounts := range [][]string{{"--mount-proc"}, {}} {
			within := append([]string{"unshare", "--pid", "--fork", "--kill-child"}, mounts...)
			if uid != 0 {
				within = append(within, "--user", "--map-root-user")
			}
			s := supervise(t, uid, script, within...)
			s.expect("<exit main SIGTERM>")
			s.expect("<cleaned up>")
			s.expect("<exit sibling 0>")
			s.expect("<orphans>\ttrue\ttrue")
			s.ends(143)
		}
	})
}

// An error of the supervisor's own leaves no service behind.
func TestSupervisorCollapse(t *testing.T) {
	script := supervisorScript(t, `{ grace = ".2s" }`, `
S:service "a" { "sleep", "1000" }
S:service "b" { "sh", "-c", "trap '' TERM; echo >&9; while :; do sleep 1000; done", ready = { fd = 9 } }
local core = require "supervisor.core"
local step, pids = core.step, {}
function core.step(...)
  if #pids == 2 then error "an injected fault" end
  return step(...)
end
S:on("ready", function(e)
  table.insert(pids, e.pid)
  if #pids == 2 then sys.kill(sys.getpid(), sys.SIGUSR1) end
end)
local status = S:run()
for _, pid in ipairs(pids) do assert(sys.kill(pid, 0) == nil) end
print("<gone>", #pids)
os.exit(status)
`)
	eachUser(t, func(t *testing.T, uid int) {
		s := supervise(t, uid, script)
		s.expect("internal error, all services are ended")
		s.expect("an injected fault")
		s.expect("traceback")
		s.expect("<gone>\t2")
		s.ends(1)
	})
}

// A foreground service has the terminal: what is typed, Ctrl-C, and Ctrl-Z, by which the
// shell gets it back until fg.
func TestSupervisorForeground(t *testing.T) {
	script := supervisorScript(t, `{ exit = { from = "cat" } }`, `
S:service "cat" { tty = "foreground", restart = "never", run = function()
  sys.signal(sys.SIGCONT, function() print "<back>" end)
  print "<begins>"
  for line in io.lines() do print("<" .. line .. ">") end
end }
S:service "other" { "sleep", "1000" }
S:on("exit", show)
os.exit(S:run())
`)
	eachUser(t, func(t *testing.T, uid int) {
		command := exec.Command("bash", "--norc", "--noprofile", "-i")
		command.Env = append(environment(), "PS1=[shell] ", "HISTFILE=", "TERM=dumb")
		as(command, uid)
		s := open(t, command)
		s.expect("[shell] ")
		s.send(nslua(t) + " " + script + "\r")
		s.expect("<begins>")
		s.send("one\r")
		s.expect("<one>")
		for range 3 {
			s.send(ctrlZ)
			s.expect("Stopped")
			s.expect("[shell] ")
			s.send("fg\r")
			s.expect("<back>")
			s.send("two\r")
			s.expect("<two>")
		}
		s.send(ctrlC)
		s.expect("<exit cat SIGINT>")
		s.expect("<exit other SIGTERM>")
		s.expect("[shell] ")
		s.send("echo status $?\r")
		s.expect("\nstatus 130\r\n")
		s.send("exit\r")
		s.ends(0)
	})
}

// At the prompt a supervisor is run as a function is, and Ctrl-C shuts it down.
func TestSupervisorPrompt(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("S = require 'supervisor' {}")
		s.try("S:oneshot 'a' {'echo', 'hello'}")
		s.try("S:run()", "hello", "0")
		s.try("S = require 'supervisor' {}")
		s.try("S:service 'a' {'sh', '-c', 'echo up; exec sleep 1000'}")
		s.enter("S:run()")
		s.expect("up\r\n")
		s.send(ctrlC)
		s.expect("0\r\n")
		s.prompt()
		s.try("S:stats().services.a.state", "down")
		s.try("getpid() > 0", "true")
	})
}

// Nothing is left of a supervisor that is killed, but for what has asked for it.
func TestSupervisorKilled(t *testing.T) {
	script := supervisorScript(t, `{}`, `
S:service "a" { "sleep", "1000" }
S:on("start", function(e) print("<" .. e.pid .. ">") end)
os.exit(S:run())
`)
	eachUser(t, func(t *testing.T, uid int) {
		s := supervise(t, uid, script)
		s.expect("<")
		pid, err := strconv.Atoi(s.expect(">"))
		if err != nil {
			t.Fatal(err)
		}
		syscall.Kill(s.pid(), syscall.SIGKILL)
		gone(t, pid)
	})
}
