package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Procfiles and what stands in .env beside them are read as foreman does, and what is
// wrong there is told with its line.
func TestSupervisorProcfile(t *testing.T) {
	procfile := func(text, variables, want string) configuration {
		return configuration{"return processes([=[" + text + "]=], [=[" + variables + "]=])", want}
	}
	one := func(command, want string) configuration {
		return procfile("web: "+command, "", `{{"web", "`+want+`", {PORT = "5000"}}}`)
	}
	env := func(variables, want string) configuration {
		return procfile("web: a", variables, `{{"web", "exec a", {`+want+`}}}`)
	}
	configured(t, []configuration{
		procfile("# all\nweb: a -p $PORT\r\n\n  worker_2 :  b  \nx-y:c", "",
			`{{"web", "exec a -p $PORT", {PORT = "5000"}}, {"worker_2", "exec b", {PORT = "5100"}}, {"x-y", "exec c", {PORT = "5200"}}}`),
		one(`a && b`, `a && b`),
		one(`cd x; a`, `cd x; a`),
		one(`A=1 a`, `A=1 a`),
		one(`while true`, `while true`),
		one(`exec a`, `exec a`),
		one("a > x # y", "exec a > x # y"),
		one("\t'my prog' x:y", "exec 'my prog' x:y"),
		procfile("", "", `Procfile: there is no process in it`),
		procfile("# a\n\n", "", `Procfile: there is no process in it`),
		procfile("# a\nweb a", "", `Procfile:2: this is not "name: command"`),
		procfile("web:", "", `Procfile:1: web has no command`),
		procfile("my web: a", "", `Procfile:1: this is not "name: command"`),
		procfile("web: a\nall: b", "", `Procfile:2: service "all": this name stands for all of the services`),
		procfile("web: a\nweb: b", "", `Procfile:2: service "web": this name is taken, at Procfile:1`),
		procfile("web: a\x00b", "", `Procfile:1: service "web": [3]: "exec a\000b" has a NUL byte, which a program cannot be given`),

		env("# all\n\nA=1\nexport B=two words\n  C = x # no\nD=a#b\nE=\nF_2=a=b\r\n", `A = "1", B = "two words", C = "x", D = "a#b", E = "", F_2 = "a=b", PORT = "5000"`),
		env(`A='$x \n # "y"' # z`+"\n"+`B="a\n\"b\" \\ 'c'"`+"\nC=\"\"", `A = "$x \\n # \"y\"", B = "a\`+"\n"+`\"b\" \\ 'c'", C = "", PORT = "5000"`),
		env("PORT=7000", `PORT = "7000"`),
		procfile("web: a", "A=1\nB", `.env:2: this is not KEY=value`),
		procfile("web: a", "1A=1", `.env:1: this is not KEY=value`),
		procfile("web: a", `A="b`, `.env:1: the quote is not closed`),
		procfile("web: a", `A='b'c`, `.env:1: there is more after the quote`),
		procfile("web: a", "PORT=http", `.env: PORT: "http" is not a port from 1 to 65535`),
		procfile("web: a\nb: c", "PORT=65500", `.env: PORT: "65500" is not a port from 1 to 65435`),
		{`processes("web: a", nil, { port = 70000 })`, `Procfile: port: "70000" is not a port from 1 to 65535`},
		{`return processes("web: a", nil, { port = 80 })`, `{{"web", "exec a", {PORT = "80"}}}`},
		{`return processes("web: a", nil, { env = "none" })`, `{{"web", "exec a", {PORT = "5000"}}}`},
		{`processes "web: a" local c = require "supervisor.procfile".read "Procfile" local s = c.services[1] local signals = c.signals c.services, c.signals, c.begun = nil
return { c, signals[1], s.restart, s.argv[1], s.argv[2], s.log }`,
			`{{exit = {from = "any", map = {}}, grace = 5, group = false, intensity = 5, log = {colour = "auto", prefix = true, timestamps = false}, ` +
				`on_giveup = "shutdown", others = "drop", period = 10, place = "Procfile", strategy = "one_for_one", subreaper = true}, ` +
				`{does = "shutdown"}, "never", "/bin/sh", "-c", {colour = "auto", prefix = true, timestamps = false}}`},
		{`return { pcall(require "supervisor.procfile".read, "none") }`, `{false, "open(\"none\", O_RDONLY): No such file or directory (ENOENT)"}`},
	})
}

// The end of one process of a Procfile is the end of all, and with its status; with
// --restart it is not.
func TestSupervisorProcfileEnds(t *testing.T) {
	const text = "web: read line < status; exit $line\nworker: cat pipe\n"
	run := func(status string, options ...string) (int, string) {
		c := placed(t, os.Getuid(), "Procfile", text)
		if err := os.WriteFile(filepath.Join(c.dir, "status"), []byte(status+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		mkfifo(t, filepath.Join(c.dir, "pipe"))
		out, complaints, got := c.asks(append(options, "Procfile")...)
		return got, out + complaints
	}
	for _, status := range []string{"0", "3"} {
		if got, out := run(status); strconv.Itoa(got) != status {
			t.Errorf("status %d, not %s\n%s", got, status, out)
		}
	}
	if got, out := run("7", "--restart"); got != 7 || !strings.Contains(out, "web: ") || strings.Contains(out, "web has ended") {
		t.Errorf("status %d\n%s", got, out)
	}
}

const procfile = "web: echo at $PORT; read x <go; echo bye\nworker: echo works; sleep 1000\n"

// A Procfile runs with the names before the lines, and ends as foreman's do.
func TestSupervisorProcfileRuns(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		c := placed(t, uid, "Procfile.dev", procfile)
		fifo := filepath.Join(c.dir, "go")
		mkfifo(t, fifo)
		goOn := func() { os.WriteFile(fifo, []byte("\n"), 0) }

		c.start("web    | at 5000")
		if !strings.Contains(c.text, "worker | works") {
			c.prints("worker | works")
		}
		goOn()
		if status := c.ended(); status != 0 {
			t.Errorf("status %d", status)
		}
		lines := strings.Split(c.text, "\n")
		for _, wanted := range []string{"web    | bye", "nslua: shutdown: web has ended"} {
			if !strings.Contains(c.text, wanted+"\n") {
				t.Errorf("no %q in %q", wanted, lines)
			}
		}

		terminalOf := func(variable string) *terminal {
			command := c.nslua(c.file)
			command.Env = append(command.Env, variable)
			// The terminal begins in /.
			command.Args = append([]string{"sh", "-c", `cd "$0" && exec "$@"`, c.dir}, append([]string{command.Path}, command.Args[1:]...)...)
			command.Path, _ = exec.LookPath("sh")
			return open(t, command)
		}
		s := terminalOf("A=b")
		s.expect("\x1b[0m\x1b[36mweb    | \x1b[0mat 5000\r\n")
		goOn()
		s.expect("\x1b[0m\x1b[36mweb    | \x1b[0mbye\r\n")
		s.ended()
		s = terminalOf("NO_COLOR=1")
		s.expect("web    | at 5000\r\n")
		s.send(ctrlC)
		s.expect("shutdown: SIGINT")
		s.ended()
		if strings.Contains(s.screen.String(), "\x1b[") {
			t.Errorf("colours in %q", s.screen.String())
		}
	})
}
