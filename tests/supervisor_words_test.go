package tests

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// complaintsOf runs a script that supervises, and gives what it says on stderr.
func complaintsOf(t *testing.T, script string, before ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/app.lua", []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(nslua(t), append(before, "app.lua")...)
	command.Dir, command.Env = dir, environment()
	var complaints bytes.Buffer
	command.Stderr = &complaints
	command.Run()
	if text := complaints.String(); strings.Contains(text, "nslua/lib/") || strings.Contains(text, "\n\n") {
		t.Errorf("%s\nsays\n%s", script, text)
	}
	return complaints.String()
}

// What is wrong with a script is told with the place in it, and without nslua's own.
func TestSupervisorRefusesInTheScript(t *testing.T) {
	const S = `local S = require "supervisor" {}` + "\n"
	for script, wanted := range map[string]string{
		`local S = require "supervisor" { stratgy = 1 }`: `nslua: app.lua:1: unknown key "stratgy" (did you mean "strategy"?)`,
		S + `S:service "a" { "x", needs = "b" } S:run()`: `nslua: app.lua:2: service "a": needs: there is no service "b"`,
		S + `S:service "a" (settings) S:run()`:           `nslua: app.lua:2: service "a": false is not a table`,
		S + `S:service("a", settings) S:run()`:           `nslua: app.lua:2: service "a": no table of what it is follows its name`,
		S + `S:service { "a" } S:run()`:                  `nslua: app.lua:2: service a table: its name is a table, and not a string`,
		S + `S.service("a", { "x" })`:                    `nslua: app.lua:2: it is called with a colon, S:service`,
		S + `S:on("exti", print)`:                        `nslua: app.lua:2: there is no event "exti" (did you mean "exit"?)`,
		S + `S:on(5, print)`:                             `nslua: app.lua:2: bad argument #1 to 'on' (the name of an event expected)`,
	} {
		if got := complaintsOf(t, script); !strings.HasPrefix(got, wanted) || !strings.Contains(got, "in main chunk\n") {
			t.Errorf("%s\nsays\n%s\nand not\n%s", script, got, wanted)
		}
	}
	for script, wanted := range map[string]string{
		`error "broken"`: "nslua: app.lua:1: broken\nstack traceback:\n\t[C]: in function 'error'\n\tapp.lua:1: in main chunk\n",
		S + `S:on("exit", function() error "broken" end) S:service "a" { "true", restart = "never" } return S`: "supervisor: error in the hook for exit: app.lua:2: broken\nstack traceback:\n\t[C]: in function 'error'\n\tapp.lua:2: in function 'fn'\nnslua: shutdown: all have ended\n",
		"web: sleep 1\n": "nslua: app.lua:1: function arguments expected near '1'\nhint: -f has it read as a Procfile\n",
	} {
		if got := complaintsOf(t, script, "-m", "supervisor"); got != wanted {
			t.Errorf("%s\nsays\n%s\nand not\n%s", script, got, wanted)
		}
	}
}

// A script hears of a service that fails: through its hook, and else on stderr.
func TestSupervisorTellsOfFailure(t *testing.T) {
	const run = `S:service "a" { "/no/such", backoff = { from = "1ms" } } S:run()`
	got := complaintsOf(t, `S = require "supervisor" {} `+run)
	if want := "nslua: a: execvp(\"/no/such\", []): No such file or directory (ENOENT)\n"; !strings.HasPrefix(got, want) || strings.Count(got, "execvp") != 1 {
		t.Errorf("it says\n%s\nand not\n%s once", got, want)
	}
	for _, hook := range []string{`S:on("fail", function() end) `, `S:on("*", function() end) `} {
		if got := complaintsOf(t, `S = require "supervisor" {} `+hook+run); got != "" {
			t.Errorf("with %sit says\n%s", hook, got)
		}
	}
}
