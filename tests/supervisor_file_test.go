package tests

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A reload changes what has changed, and nothing else.
func TestSupervisorReload(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		const before = `
local names = require "names"
local S = require "supervisor" { log = {} }
S:service "kept"    { "sleep", "1000" }
S:service "changed" { "sleep", names.time }
S:service "removed" { "sleep", "1002" }
S:service "held"    { "sleep", "1003", restart = "always" }
S:service "web"     { "sh", "-c", "echo up; sleep 1000", after = { "kept", "changed", "removed", "held" } }
return S
`
		after := strings.Replace(before, `S:service "removed"`, `S:service "added"`, 1)
		after = strings.Replace(after, `restart = "always"`, `restart = "never"`, 1)
		after = strings.Replace(after, `"removed"`, `"added"`, 1)
		c := placed(t, uid, "app.lua", before)
		os.WriteFile(filepath.Join(c.dir, "names.lua"), []byte("return { time = 1001 }"), 0o644)
		c.start("up")
		old := c.status()
		same := func(names ...string) {
			t.Helper()
			now := c.status()
			for _, name := range names {
				if now[name].Pid != old[name].Pid || now[name].Launches != 1 {
					t.Errorf("%s was %+v, is %+v", name, old[name], now[name])
				}
			}
		}

		c.told("nothing has changed\n", "reload")
		same("kept", "changed", "removed", "held", "web")

		for _, wrong := range []struct{ text, complaint string }{
			{"return )", "app.lua:1: unexpected symbol near ')'"},
			{`error "no luck"`, "app.lua:1: no luck"},
			{"return 1", `app.lua: it returns no supervisor: let it end with "return S"`},
			{strings.Replace(before, `"always"`, `"allways"`, 1), `app.lua:7: service "held": restart: "allways" is not "always", "on-failure" or "never" (did you mean "always"?)`},
		} {
			c.write(wrong.text)
			c.refused(1, wrong.complaint, "reload")
			c.prints("not reloaded: " + wrong.complaint)
			same("kept", "changed", "removed", "held", "web")
		}

		c.write(after)
		os.WriteFile(filepath.Join(c.dir, "names.lua"), []byte("return { time = 999 }"), 0o644)
		out, complaints, status := c.asks("reload")
		lines := strings.SplitAfter(out, "\n")
		slices.Sort(lines) // they come as they are up
		const wanted = "added: added\nadded: up, pid <A>\nchanged: changed, held, web\nchanged: up, pid <C>\n" +
			"held: up, pid <H>\nremoved: removed\nweb: up, pid <W>\n"
		if status != 0 || complaints != "" || match(wanted, strings.Join(lines, "")) != nil {
			t.Errorf("status %d, printed\n%s%s", status, out, complaints)
		}
		same("kept", "held", "web")
		now := c.status()
		if s := now["changed"]; s.Launches != 2 || s.Pid == old["changed"].Pid {
			t.Errorf("changed is %+v", s)
		}
		if _, there := now["removed"]; there || now["added"].State != "up" {
			t.Errorf("%+v", now)
		}
		gone(t, old["removed"].Pid)

		c.write(before)
		c.command.Process.Signal(syscall.SIGHUP)
		c.prints("reloaded: added removed; removed added; changed held, web")
		if !eventually(func() bool { return c.status()["removed"].State == "up" }) {
			t.Errorf("%+v", c.status())
		}
		same("kept", "held", "web")
	})
}

// A script may run its supervisor itself: its exit status is its own, and it is
// reloaded all the same.
func TestSupervisorFileRuns(t *testing.T) {
	const text = `
print(arg[0], arg[1], ...)
local S = require "supervisor" { log = {} }
S:service "web" { "sh", "-c", "trap 'exit 7' TERM; echo up; while :; do sleep 0.01; done", TIME }
local status = S:run()
print("ended", status)
os.exit(status + 40)
`
	c := controlling(t, os.Getuid(), "app.lua", strings.Replace(text, ", TIME", "", 1), "up")
	if !strings.HasPrefix(c.text, "app.lua\tnil\n") {
		t.Errorf("printed %q", c.text)
	}
	c.told("nothing has changed\n", "reload")
	c.write(strings.Replace(text, "TIME", "cwd = '/'", 1))
	c.told("changed: web\nweb: up, pid <N>\n", "reload")
	if s := c.status()["web"]; s.Launches != 2 {
		t.Errorf("%+v", s)
	}
	c.told("ended with status 0\n", "shutdown")
	if status := c.ended(); status != 40 || !strings.HasSuffix(c.text, "ended\t0\n") {
		t.Errorf("status %d, printed\n%s", status, c.text)
	}

	// A service may be a supervisor that has nothing to do with this one.
	c.write(`
local S = require "supervisor" { exit = { from = "inner" } }
S:service "inner" { restart = "never", run = function()
  local S = require "supervisor" { exit = { from = "web" } }
  S:service "web" { "sh", "-c", "exit 9", restart = "never" }
  return S:run()
end }
return S
`)
	inner := c.nslua("-q", "app.lua")
	if out, err := inner.CombinedOutput(); err == nil || err.Error() != "exit status 9" {
		t.Errorf("%v, printed\n%s", err, out)
	}

	c.write(`local S = require "supervisor" { exit = { from = "web" } }
		S:service "web" { "sh", "-c", "exit $1", "-", arg[1], restart = "never" }
		return S`)
	for _, status := range []string{"0", "3", "255"} {
		command := c.nslua("-q", "app.lua", status)
		command.Run()
		if got := command.ProcessState.String(); got != "exit status "+status {
			t.Errorf("%s, not %s", got, status)
		}
	}
}

// A file that is only checked is not run, whatever it says.
func TestSupervisorCheck(t *testing.T) {
	c := placed(t, os.Getuid(), "app.lua", three)
	wanted := "app.lua: 3 services\n" +
		"  db   service  sleep 1000\n" +
		"  mig  oneshot  true  (after db)\n" +
		"  web  service  sh -c echo up; exec sleep 1000  (after mig)\n"
	c.told(wanted, "--check", "app.lua")
	c.write(strings.Replace(three, "return S", "os.exit(S:run())", 1))
	c.told(wanted, "--check", "app.lua")
	c.write(strings.Replace(three, "after", "afer", 1))
	c.refused(1, `app.lua:4: oneshot "mig": unknown key "afer" (did you mean "after"?)`, "--check", "app.lua")
	c.refused(1, "there is no file statu (did you mean the command status?)", "statu")
	c.write("local x = nil\nprint(x.y)")
	_, complaints, status := c.asks("app.lua")
	if status != 1 || !strings.HasPrefix(complaints, "nslua: app.lua:2: ") || !strings.Contains(complaints, "traceback") {
		t.Errorf("status %d: %s", status, complaints)
	}
}
