package tests

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A configuration is the text of an app.lua, and what comes of it.
type configuration struct{ text, want string }

// configured runs all texts, and compares what comes of each.
func configured(t *testing.T, list []configuration) {
	t.Helper()
	texts := make([]string, len(list))
	for i, c := range list {
		texts[i] = c.text
	}
	given, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(nslua(t), readable(t, "testdata/supervisor/configure.lua"))
	command.Dir = t.TempDir()
	command.Env = append(environment(), "PORT=")
	command.Stdin = bytes.NewReader(given)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &complaints)
	}
	var answers []string
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(list) {
		t.Fatalf("%v: %d of %d answers\n%s", err, len(answers), len(list), out)
	}
	for i, c := range list {
		if answers[i] != c.want {
			t.Errorf("%s\n  gives: %s\n   want: %s", c.text, answers[i], c.want)
		}
	}
}

const (
	aDuration = `a duration (a number of seconds, or as "10s", "500ms", "1m30s")`
	aSignal   = `a signal ("TERM", "SIGTERM", 15)`
)

// A bad configuration is refused before anything is started, with the line that it
// stands in and the reason.
func TestSupervisorConfigureRefuses(t *testing.T) {
	settings := func(keys, want string) configuration {
		return configuration{"S = supervisor {" + keys + "}", "app.lua:1: " + want}
	}
	service := func(keys, want string) configuration {
		return configuration{"\nS:service \"web\" {\n  \"a\",\n  " + keys + "\n}", `app.lua:2: service "web": ` + want}
	}
	oneshot := func(keys, want string) configuration {
		return configuration{`S:oneshot "mig" { "a", ` + keys + "}", `app.lua:1: oneshot "mig": ` + want}
	}
	bare := func(definition, want string) configuration {
		return configuration{`S:service "web" {` + definition + "}", `app.lua:1: service "web": ` + want}
	}
	named := func(name, want string) configuration {
		return configuration{"S:service (" + name + `) { "a" }`, "app.lua:1: service " + want}
	}
	configured(t, []configuration{
		// Keys that are none, at every level.
		settings(`strategie = "one_for_one"`, `unknown key "strategie" (did you mean "strategy"?)`),
		settings(`bees = 1`, `unknown key "bees"`),
		settings(`exit = { form = "web" }`, `exit: unknown key "form" (did you mean "from"?)`),
		settings(`log = { file = "x" }`, `log: unknown key "file"`),
		settings(`[1] = "a"`, `unknown key 1`),
		service(`restrat = "never"`, `unknown key "restrat" (did you mean "restart"?)`),
		service(`backoff = { form = 1 }`, `backoff: unknown key "form" (did you mean "from"?)`),
		service(`color = true`, `unknown key "color"`),
		service(`log = { color = true }`, `log: unknown key "color" (did you mean "colour"?)`),
		service(`[true] = 1`, `unknown key true`),
		service(`[0] = "b"`, `unknown key 0`),
		service(`[1.5] = "b"`, `unknown key 1.5`),
		service(`[ [[a
"b"]] ] = 1`, `unknown key "a\n\"b\""`),

		// All that is wrong in one table is told at once.
		service(`restrat = 1, umask = 22, backoff = { max = "30 s", jitter = 2 }`,
			`unknown key "restrat" (did you mean "restart"?)
app.lua:2: service "web": backoff.max: "30 s" is not `+aDuration+`
app.lua:2: service "web": backoff.jitter: 2 is not a number from 0 to 1
app.lua:2: service "web": umask: 22 is a number, and those are decimal: it is an octal string, as "022"`),

		// Words.
		settings(`strategy = "one-for-one"`, `strategy: "one-for-one" is not "one_for_one", "rest_for_one" or "one_for_all" (did you mean "one_for_one"?)`),
		settings(`on_giveup = "panic"`, `on_giveup: "panic" is not "shutdown" or "park"`),
		service(`restart = "allways"`, `restart: "allways" is not "always", "on-failure" or "never" (did you mean "always"?)`),
		service(`restart = true`, `restart: true is not "always", "on-failure" or "never"`),
		service(`tty = true`, `tty: true is not "foreground"`),
		service(`stdin = "nul"`, `stdin: "nul" is not "null" or "inherit" (did you mean "null"?)`),
		service(`stdin = {}`, `stdin: file is missing`),
		service(`clearenv = 1`, `clearenv: 1 is not true or false`),
		service(`log = { colour = "red" }`, `log.colour: "red" is not "auto"`),
		service(`log = 7`, `log: 7 is not true, a path, or a table of prefix, colour, timestamps, file, size and keep`),
		service(`log = { size = "1M" }`, `log: size is only for file`),
		service(`log = { file = "a", keep = 3 }`, `log: keep is only for size`),
		service(`log = { file = "a", size = 0 }`, `log.size: it must be more than 0`),
		service(`log = { file = "a", size = "10 MB" }`, `log.size: "10 MB" is not a size (a number of bytes, or as "64K", "10M", "1G")`),
		service(`log = { file = "a", size = "10iB" }`, `log.size: "10iB" is not a size (a number of bytes, or as "64K", "10M", "1G")`),
		service(`run = "f"`, `run: "f" is not a function`),
		settings(`subreaper = 0`, `subreaper: 0 is not true or false`),

		// Durations.
		settings(`grace = "10 s"`, `grace: "10 s" is not `+aDuration),
		settings(`grace = "10x"`, `grace: "10x" is not `+aDuration),
		settings(`grace = ""`, `grace: "" is not `+aDuration),
		settings(`grace = "."`, `grace: "." is not `+aDuration),
		settings(`grace = "30s1m"`, `grace: "30s1m" is not `+aDuration),
		settings(`grace = "1s1s"`, `grace: "1s1s" is not `+aDuration),
		settings(`grace = -1`, `grace: -1 is not `+aDuration),
		settings(`grace = "-1s"`, `grace: "-1s" is not `+aDuration),
		settings(`grace = "0x10"`, `grace: "0x10" is not `+aDuration),
		settings(`grace = 0/0`, `grace: nan is not `+aDuration),
		settings(`grace = math.huge`, `grace: inf is not `+aDuration),
		settings(`grace = "1e3"`, `grace: "1e3" is not `+aDuration),
		settings(`grace = {10}`, `grace: a table is not `+aDuration),
		settings(`grace = false`, `grace: false is not `+aDuration),
		settings(`period = 0`, `period: it must be more than 0`),
		settings(`period = "0ms"`, `period: it must be more than 0`),

		// Limits of restarts.
		settings(`intensity = -1`, `intensity: -1 is not a whole number, 0 or more, or false for no limit`),
		settings(`intensity = 1.5`, `intensity: 1.5 is not a whole number, 0 or more, or false for no limit`),
		settings(`intensity = "5"`, `intensity: "5" is not a whole number, 0 or more, or false for no limit`),
		settings(`intensity = true`, `intensity: true is not a whole number, 0 or more, or false for no limit`),
		service(`backoff = { from = "1m" }`, `backoff: max, the longest delay, is shorter than from, the first`),
		service(`backoff = { factor = .5 }`, `backoff.factor: 0.5 is not a number from 1 to 1000`),
		service(`backoff = { jitter = -1 }`, `backoff.jitter: -1 is not a number from 0 to 1`),
		service(`backoff = "1s"`, `backoff: "1s" is not a table of from, factor, max, jitter and reset`),
		service(`backoff = { from = "5s", jitter = 0 }, intensity = 5, period = "30s"`,
			`intensity: 6 restarts take at least 1m35s with this backoff, which is more than period 30s, and the limit is never reached`),
		service(`backoff = { from = "5s", max = "5s", jitter = .2 }, period = "19s"`,
			`intensity: 6 restarts take at least 20s with this backoff, which is more than period 19s, and the limit is never reached`),
		service(`intensity = 1e9`, `intensity: 1000000001 restarts take at least 2d18h36m17s with this backoff, which is more than period 10s, and the limit is never reached`),
		{`S = supervisor { intensity = 30 }
S:oneshot "a" { "a" }
S:service "b" { "b", intensity = 1 }
S:service "c" { "c", backoff = { max = "1s" } }`,
			`app.lua:1: intensity: 31 restarts take at least 21.2s with this backoff, which is more than period 10s, and the limit is never reached`},

		// Commands.
		bare(``, `it has no command: { "program", "argument", ... }, or run = function() ... end`),
		bare(`""`, `the program is missing: its name comes first`),
		bare(`true`, `[1]: true is not a string`),
		bare(`"a", {}`, `[2]: a table is not a string`),
		bare(`"a", nil, "c"`, `[2]: it is nil, and the list goes on`),
		bare(`nil, "c"`, `[1]: it is nil, and the list goes on`),
		bare(`"a", "b\0c"`, `[2]: "b\000c" has a NUL byte, which a program cannot be given`),
		bare(`"a", run = print`, `it has a command and run: one of both`),
		{`S:service("web", "a")`, `app.lua:1: service "web": "a" is not a table: { "program", "argument", ..., key = value, ... }`},

		// Names.
		named(`""`, `"": its name is empty`),
		named(`"a b"`, `"a b": its name has " ", and can have letters, digits and _ . @ : + -`),
		named(`"a/b"`, `"a/b": its name has "/", and can have letters, digits and _ . @ : + -`),
		named(`"a\nb"`, `"a\nb": its name has "\n", and can have letters, digits and _ . @ : + -`),
		named(`".."`, `"..": its name does not begin with a letter, a digit or _`),
		named(`"-f"`, `"-f": its name does not begin with a letter, a digit or _`),
		named(`("a"):rep(101)`, `"`+strings.Repeat("a", 57)+`...": its name is longer than 100 bytes`),
		named(`"all"`, `"all": this name stands for all of the services`),
		named(`7`, `7: its name is 7, and not a string`),
		named(`{}`, `a table: its name is a table, and not a string`),
		{`S:service "a" { "a" }
S:oneshot "a" { "b" }`, `app.lua:2: oneshot "a": this name is taken, at app.lua:1`},

		// Signals.
		service(`stop = { signal = "TREM" }`, `stop.signal: "TREM" is not `+aSignal+` (did you mean "TERM"?)`),
		service(`stop = "FOO!"`, `stop.signal: "FOO!" is not `+aSignal),
		service(`stop = 65`, `stop.signal: 65 is not `+aSignal),
		service(`stop = 0`, `stop.signal: 0 is not `+aSignal),
		service(`stop = "RTMIN+31"`, `stop.signal: "RTMIN+31" is not `+aSignal),
		service(`stop = true`, `stop: true is not a table of signal, grace and group, or a signal`),
		service(`pdeathsig = true`, `pdeathsig: true is not `+aSignal),
		settings(`signals = "TERM"`, `signals: "TERM" is not a table by signals, each "shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", "forward:SIGNAL:service" or a function; default is for those not listed: "drop" or "forward"`),
		settings(`signals = { TERM = "shutdwon" }`, `signals.TERM: "shutdwon" is not "shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", "forward:SIGNAL:service" or a function (did you mean "shutdown"?)`),
		settings(`signals = { TERM = true }`, `signals.TERM: true is not "shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", "forward:SIGNAL:service" or a function`),
		settings(`signals = { INT = "forward:QIUT" }`, `signals.INT: "QIUT" is not `+aSignal+` (did you mean "QUIT"?)`),
		settings(`signals = { INT = "forward:" }`, `signals.INT: "forward:" is not "shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", "forward:SIGNAL:service" or a function`),
		settings(`signals = { INT = "forward:QUIT:web:2" }`, `signals.INT: "forward:QUIT:web:2" is not "shutdown", "reload", "drop" (or false), "forward", "forward:SIGNAL", "forward:SIGNAL:service" or a function`),
		settings(`signals = { KILL = false }`, `signals.KILL: SIGKILL cannot be listed: nothing can catch it`),
		settings(`signals = { [19] = false }`, `signals[19]: SIGSTOP cannot be listed: nothing can catch it`),
		settings(`signals = { CHLD = "forward" }`, `signals.CHLD: SIGCHLD cannot be listed: it tells the supervisor that a process has ended`),
		settings(`signals = { CLD = "forward" }`, `signals.CLD: SIGCHLD cannot be listed: it tells the supervisor that a process has ended`),
		settings(`signals = { SEGV = "forward" }`, `signals.SEGV: SIGSEGV cannot be listed: it tells of a fault in the supervisor itself`),
		settings(`signals = { URG = "forward" }`, `signals.URG: SIGURG cannot be listed: the Go runtime keeps it for itself`),
		settings(`signals = { [33] = "forward" }`, `signals[33]: signal 33 cannot be listed: nslua keeps it for itself`),
		settings(`signals = { TERM = false, SIGTERM = false }`, `signals.TERM: SIGTERM is listed twice`),
		settings(`signals = { default = "shutdown" }`, `signals.default: "shutdown" is not "drop" or "forward"`),
		settings(`signals = { default = true }`, `signals.default: true is not "drop" (or false) or "forward"`),
		{`S = supervisor { signals = { USR1 = "forward:TERM:wbe" } }
S:service "web" { "a" }`, `app.lua:1: signals.USR1: there is no service "wbe" (did you mean "web"?)`},
		settings(`exit = { map = { [256] = 0 } }`, `exit.map[256]: 256 is not an exit status (0 to 255, or a signal, as "TERM", for 128 + its number)`),
		settings(`exit = { map = { [1] = -1 } }`, `exit.map[1]: -1 is not an exit status (0 to 255, or a signal, as "TERM", for 128 + its number)`),
		settings(`exit = { map = { TERM = 0, [143] = 1 } }`, `exit.map.TERM: the status 143 is there twice`),
		service(`success = { "NONE" }`, `success[1]: "NONE" is not an exit status (0 to 255, or a signal, as "TERM", for 128 + its number)`),

		// Readiness and health.
		service(`ready = { fd = 2 }`, `ready.fd: 2 is not a whole number from 3 to 63`),
		service(`ready = { fd = 64 }`, `ready.fd: 64 is not a whole number from 3 to 63`),
		service(`ready = {}`, `ready: it takes one of fd, exec and delay`),
		service(`ready = { fd = 3, delay = 1 }`, `ready: it takes one of fd, exec and delay`),
		service(`ready = { fd = 3, every = 1 }`, `ready: every is only for exec`),
		service(`ready = { delay = 3, timeout = 1 }`, `ready: timeout is only for fd and exec`),
		service(`ready = { exec = {} }`, `ready.exec: the program is missing: its name comes first`),
		service(`ready = { exec = { "p", 1, nil, 3 } }`, `ready.exec[3]: it is nil, and the list goes on`),
		service(`ready = { exec = "p", timeout = "2m" }`, `ready: timeout, of one try, is longer than limit, of all`),
		service(`ready = true`, `ready: true is not a table with fd, exec or delay, or a duration`),
		service(`ready = "soon"`, `ready.delay: "soon" is not `+aDuration),
		service(`health = {}`, `health: exec is missing: the command that checks`),
		service(`log = { prefix = "a\nb" }`, `log.prefix: "a\nb" is not a line of printable characters`),
		service(`health = { exec = "p", every = 0 }`, `health.every: it must be more than 0`),
		service(`health = { exec = "p", fails = 0 }`, `health.fails: 0 is not a whole number from 1 to 1000`),
		service(`health = "probe"`, `health: "probe" is not a table of exec, every, timeout and fails`),
		oneshot(`ready = 1`, `ready: it is for services: a oneshot is ready when it has ended`),
		oneshot(`health = {}`, `health: it is for services: a oneshot does its work and ends`),
		oneshot(`restart = "always"`, `restart: a oneshot that is always restarted is never done: "on-failure" or "never", or a service`),
		oneshot(`restart = "on-falure"`, `restart: "on-falure" is not "on-failure" or "never" (did you mean "on-failure"?)`),

		// What a program is run with.
		service(`env = "A=1"`, `env: "A=1" is not a table of strings by name; false takes a variable away`),
		service(`env = { "A=1" }`, `env[1]: this cannot be a variable's name`),
		service(`env = { ["A=B"] = "1" }`, `env["A=B"]: this cannot be a variable's name`),
		service(`env = { [""] = "1" }`, `env[""]: this cannot be a variable's name`),
		service(`env = { A = true }`, `env.A: true is not a string, nor false, which takes the variable away`),
		service(`env = { A = {} }`, `env.A: a table is not a string`),
		service(`cwd = ""`, `cwd: "" is not a path`),
		service(`user = -1`, `user: -1 is not a name or a number from 0 to 4294967294`),
		service(`user = 4294967295`, `user: 4294967295 is not a name or a number from 0 to 4294967294`),
		service(`user = "a:b"`, `user: "a:b" is two: user = "a", group = "b"`),
		service(`groups = { "a", {} }`, `groups[2]: a table is not a name or a number from 0 to 4294967294`),
		service(`umask = 022`, `umask: 22 is a number, and those are decimal: it is an octal string, as "022"`),
		service(`umask = "1777"`, `umask: "1777" is not an octal string from "000" to "777"`),
		service(`umask = "089"`, `umask: "089" is not an octal string from "000" to "777"`),
		service(`nice = 20`, `nice: 20 is not a whole number from -20 to 19`),
		service(`limits = { nofiles = 1 }`, `limits.nofiles: there is no such limit (did you mean "nofile"?)`),
		service(`limits = { 1024 }`, `limits[1]: there is no such limit`),
		service(`limits = { nofile = "many" }`, `limits.nofile: "many" is not a whole number, 0 or more, nor "unlimited"`),
		service(`limits = { nofile = 0/0 }`, `limits.nofile: nan is not a whole number, 0 or more, nor "unlimited"`),
		service(`limits = { as = "1X" }`, `limits.as: "1X" is not a size (a number of bytes, or as "64K", "10M", "1G"), nor "unlimited"`),
		service(`limits = { cpu = "1x" }`, `limits.cpu: "1x" is not `+aDuration+`, nor "unlimited"`),
		service(`limits = { core = { 2, 1 } }`, `limits.core: the soft limit 2 is above the hard limit 1`),
		service(`limits = { core = { "unlimited", 1 } }`, `limits.core: the soft limit "unlimited" is above the hard limit 1`),
		service(`limits = { core = { 1 } }`, `limits.core[2]: nil is not a size (a number of bytes, or as "64K", "10M", "1G"), nor "unlimited"`),
		service(`limits = { core = { soft = 1 } }`, `limits.core: it has the key "soft", and is { soft, hard }`),
		service(`unshare = "newpdi"`, `unshare: "newpdi" is not namespaces, as CLONE_NEWPID + CLONE_NEWNS or "newpid,newns": unknown clone flags 'newpdi'`),
		service(`unshare = MS_BIND`, `unshare: MS_BIND is not namespaces, as CLONE_NEWPID + CLONE_NEWNS or "newpid,newns": clone flags expected, got mount flags MS_BIND`),
		service(`unshare = CLONE_VM + CLONE_NEWPID`, `unshare: CLONE_VM makes no namespace`),
		service(`unshare = true`, `unshare: true is not namespaces, as CLONE_NEWPID + CLONE_NEWNS or "newpid,newns": clone flags expected, got boolean`),
		service(`idmap = "root"`, `idmap: it is for a CLONE_NEWUSER of its own (unshare)`),
		service(`unshare = CLONE_NEWUSER, idmap = "none"`, `idmap: "none" is not "root", "current" or "auto"`),
		service(`unshare = CLONE_NEWUSER, idmap = { uid = { { 0, 1 } } }`, `idmap.uid[1]: it has 2 numbers, and takes three: inside, outside and count`),
		service(`unshare = CLONE_NEWUSER, idmap = { uids = {} }`, `idmap: unknown key "uids" (did you mean "uid"?)`),
		service(`unshare = CLONE_NEWPID, hostname = "web"`, `hostname: it is for a CLONE_NEWUTS of its own (unshare), and would be the host's`),
		service(`tty = "foreground", stdin = "null"`, `stdin: with tty it is the terminal`),

		// The whole.
		service(`after = "wbe"`, `after: there is no service "wbe" (did you mean "web"?)`),
		service(`needs = { "web", "db" }`, `needs: there is no service "db"`),
		service(`needs = { 7 }`, `needs[1]: 7 is not a name`),
		service(`after = { db = true }`, `after: it has the key "db", and is a list of names, or one`),
		service(`after = "web"`, `it waits for itself: web waits for web`),
		{`S:service "a" { "a", after = "b" }
S:service "b" { "a", needs = { "d", "c" } }
S:service "c" { "a", after = "b" }
S:service "d" { "a" }`, `app.lua:2: service "b": it waits for itself: b waits for c waits for b`},
		{`S:service "a" { "a", after = "x" }
S = supervisor { exit = { from = "wbe" } }
S:service "web" { "a" }`, `app.lua:2: exit.from: there is no service "wbe" (did you mean "web"?)`},
		{`S = supervisor { exit = { from = "mig" } }
S:oneshot "mig" { "a" }
S:service "web" { "a", after = "mig" }`,
			`app.lua:3: service "web": after: it waits for the end of mig, with which everything ends (exit.from)`},
		{`S:service "a" { "a", tty = "foreground" }
S:service "b" { "a", tty = "foreground" }`, `app.lua:2: service "b": tty: a has the terminal, at app.lua:1`},
		{`S:service "a" { "a", log = "x.log" }
S:service "b" { "a", log = { file = "x.log" } }`, `app.lua:2: service "b": log.file: "x.log" is the log of a, at app.lua:1`},
		service(`log = "none/x.log"`, `log.file: access("none", W_OK|X_OK): No such file or directory (ENOENT)`),
		service(`log = "/"`, `log.file: "/" is a directory`),
		service(`log = "/dev/null/x"`, `log.file: stat("/dev/null/x"): Not a directory (ENOTDIR)
hint: /dev/null is a character device, not a directory`),
		service(`cgroup = "/"`, `cgroup: "/" is not a directory of cgroup2`),
		settings(`cgroup = "/none"`, `cgroup: statfs("/none"): No such file or directory (ENOENT)`),
		settings(`control = "/none/s"`, `control: access("/none", W_OK|X_OK): No such file or directory (ENOENT)`),
		settings(`control = ("x"):rep(108)`, `control: a socket's path has at most 107 bytes, and this has 108`),
		{`S = supervisor(7)`, `app.lua:1: 7 is not a table of settings`},
	})
}

// What is read is what the rest of the supervisor works with.
func TestSupervisorConfigureReads(t *testing.T) {
	of := func(keys, what, want string) configuration {
		return configuration{`S:service "web" { "a", ` + keys + `} return complete().services.web.` + what, want}
	}
	settings := func(keys, what, want string) configuration {
		return configuration{`S = supervisor {` + keys + `} S:service "web" { "a" } return complete().` + what, want}
	}
	configured(t, []configuration{
		{`S:service "web" { "a", 1, 1.5, 1e15 }
return complete().services`, `{{after = {}, argv = {"a", "1", "1.5", "1e+15"}, ` + aService + `}, web = {after = {}, argv = {"a", "1", "1.5", "1e+15"}, ` + aService + `}}`},
		{`S:oneshot "mig" { "a" } local s = complete().services[1] return { s.kind, s.restart, s.place }`, `{"oneshot", "never", "app.lua:1"}`},
		{`local c = complete() c.services, c.signals, c.place, c.begun = nil return c`, `{exit = {map = {}}, grace = 10, group = false, intensity = 5, on_giveup = "shutdown", others = "drop", period = 10, strategy = "one_for_one", subreaper = true}`},

		settings(``, `signals`, `{{does = "reload"}, {does = "shutdown"}, {does = "shutdown"}, [15] = {does = "shutdown"}}`),
		settings(`signals = { HUP = false, SIGUSR1 = "forward", usr2 = "forward:INT", [34] = "forward::web", RTMIN_ = nil,
			["RTMIN+2"] = "forward:TERM:web", INT = print, ["3"] = "drop", default = "forward" }`, `signals`,
			`{{does = "drop"}, {does = "call", fn = function}, {does = "drop"}, [10] = {does = "forward"}, [12] = {does = "forward", signal = 2}, `+
				`[15] = {does = "shutdown"}, [34] = {does = "forward", to = "web"}, [36] = {does = "forward", signal = 15, to = "web"}}`),
		settings(`signals = { default = "forward" }`, `others`, `"forward"`),
		settings(`signals = { default = false }`, `others`, `"drop"`),
		settings(`exit = { from = "web", map = { TERM = 0, [7] = 3 } }`, `exit`, `{from = "web", map = {[7] = 3, [143] = 0}}`),
		settings(`exit = { from = "any" }`, `exit.from`, `"any"`),
		settings(`grace = "1h1m1.5s"`, `grace`, `3661.5`),
		settings(`grace = ".5s"`, `grace`, `0.5`),
		settings(`grace = "250ms"`, `grace`, `0.25`),
		settings(`grace = "7"`, `grace`, `7`),
		settings(`grace = "1d"`, `services.web.stop.grace`, `86400`),
		settings(`intensity = false`, `intensity`, `inf`),
		settings(`intensity = 0`, `intensity`, `0`),
		settings(`log = true`, `services.web.log`, `{colour = "auto", prefix = true, timestamps = false}`),
		settings(`control = "sock"`, `control`, `"sock"`),

		of(`stop = "INT"`, `stop`, `{grace = 10, group = false, signal = 2}`),
		of(`stop = { grace = 0, group = true }`, `stop`, `{grace = 0, group = true, signal = 15}`),
		of(`after = "x", needs = { "x" } } S:service "x" { "a"`, `after`, `{"x"}`),
		of(`success = { 2, "TERM" }`, `success`, `{[0] = true, [2] = true, [143] = true}`),
		of(`success = 3`, `success`, `{[0] = true, [3] = true}`),
		of(`intensity = 2`, `period`, `10`),
		of(`period = "1m"`, `intensity`, `5`),
		of(`intensity = 5, period = "5m", backoff = { from = "10s" }`, `backoff.from`, `10`),
		of(`intensity = false, backoff = { from = "10s" }`, `intensity`, `inf`),
		of(`restart = "never", backoff = { from = "30s" }`, `restart`, `"never"`),
		of(`ready = { fd = 3 }`, `ready`, `{fd = 3, timeout = 60}`),
		of(`ready = "2s"`, `ready`, `{delay = 2}`),
		of(`ready = { exec = "p" }`, `ready`, `{every = 1, exec = {"p"}, limit = 60, timeout = 5}`),
		of(`ready = { exec = { "p", 1 }, limit = 2 }`, `ready`, `{every = 1, exec = {"p", "1"}, limit = 2, timeout = 2}`),
		of(`health = { exec = { "p" } }`, `health`, `{every = 10, exec = {"p"}, fails = 3, timeout = 5}`),
		of(`health = { exec = { "p" }, every = "1s" }`, `health.timeout`, `5`),
		of(`env = { A = 1, B = false, C = "" }`, `env`, `{A = "1", B = false, C = ""}`),
		of(`user = "www", group = 33, groups = { "x", 1 }`, `groups`, `{"x", 1}`),
		of(`umask = "027"`, `umask`, `23`),
		of(`umask = 0`, `umask`, `0`),
		of(`limits = { nofile = { 10, "unlimited" }, RLIMIT_CORE = 0, as = "1G", cpu = "1m" }`, `limits`,
			`{{4, 0, 0}, {9, 1073741824, 1073741824}, {0, 60, 60}, {7, 10, inf}}`),
		of(`unshare = "newuser,newpid"`, `unshare`, `CLONE_NEWUSER|CLONE_NEWPID`),
		of(`unshare = "newuser,newpid"`, `idmap`, `"root"`),
		of(`unshare = CLONE_NEWUSER, idmap = { uid = { { 0, 0, 10 } }, setgroups = "deny" }`, `idmap`, `{setgroups = "deny", uid = {{0, 0, 10}}}`),
		of(`unshare = CLONE_NEWUTS, hostname = "web"`, `hostname`, `"web"`),
		of(`tty = "foreground"`, `stdin`, `"inherit"`),
		of(`stdin = { file = "/x" }`, `stdin`, `{file = "/x"}`),
		of(`pdeathsig = false`, `pdeathsig`, `false`),
		of(`log = "x.log"`, `log`, `{colour = "auto", file = "x.log", timestamps = false}`),
		of(`log = { file = "x.log", size = "10M" }`, `log.keep`, `5`),
		of(`log = { file = "x.log", size = "1.5kib" }`, `log.size`, `1536`),
		of(`log = { file = "x.log", size = "64KB" }`, `log.size`, `65536`),
		of(`log = { file = "x.log", size = 10 }`, `log.size`, `10`),
		{`S = supervisor { log = true } S:service "web" { "a", log = false } return { complete().services.web.log }`, `{}`},
		{`S:service "web" { run = print } return complete().services.web.run`, `function`},
		{`for i = 1, 6000 do S:service("s" .. i) { "a", after = i > 1 and "s" .. i - 1 or nil } end return #complete().services`, `6000`},
	})
}

const aService = `backoff = {factor = 2, from = 0.05, jitter = 0.2, max = 30, reset = 30}, clearenv = false, env = {}, ` +
	`kind = "service", limits = {}, name = "web", needs = {}, pdeathsig = 15, place = "app.lua:1", restart = "always", ` +
	`stdin = "null", stop = {grace = 10, group = false, signal = 15}, success = {[0] = true}`

// A reload finds what has changed, and not what has only moved.
func TestSupervisorDifference(t *testing.T) {
	const text = `local greeting, count = "hello", { 1, 2 }
local function answer() return greeting, count end
S:service "a" { "a", env = { A = "1" } }
S:service "f" { run = function()
  return answer()
end }
S:service "g" { run = function() return count end } S:service "h" { "h" }
`
	changed := func(from, to, want string) configuration {
		old, new := "[=["+text+"]=]", "[=["+strings.ReplaceAll(text, from, to)+"]=]"
		return configuration{"return change(" + old + ", " + new + ")", want}
	}
	configured(t, []configuration{
		changed("", "", `{}`),
		changed("local greeting", "\n-- what is said\nlocal greeting", `{}`),
		changed(`A = "1"`, `A = "2", B = "1"`, `{changed = {"a"}, keys = {a = {"env"}}}`),
		changed(`"a", env`, `"b", restart = "never", env`, `{changed = {"a"}, keys = {a = {"argv", "restart"}}}`),
		changed(`"hello"`, `"bye"`, `{changed = {"f"}, keys = {f = {"run"}}}`),
		changed(`{ 1, 2 }`, `{ 1, 3 }`, `{changed = {"f", "g"}, keys = {f = {"run"}, g = {"run"}}}`),
		changed("return answer()", "return (answer())", `{changed = {"f"}, keys = {f = {"run"}}}`),
		changed(`"h" }`, `"h", user = "x" }`, `{changed = {"g", "h"}, keys = {g = {"run"}, h = {"user"}}}`),
		changed(`S:service "a"`, `S:service "b"`, `{added = {"b"}, removed = {"a"}}`),
		changed(`S:service "a"`, `S:oneshot "a"`, `{changed = {"a"}, keys = {a = {"kind", "restart"}}}`),
		changed(`S:service "a"`, `S.config.period = 3 S:service "a"`, `{settings = {"period"}}`),
		{`return change("S:service 'a' { run = function() return 1 end, setup = function() return 2 end }",
			"S:service 'a' { run = function() return 1 end, setup = function() return 3 end }")`,
			`{changed = {"a"}, keys = {a = {"run", "setup"}}}`},
		{`return change("local t = {} t.t = t S:service 'a' { run = function() return t end }",
			"local t = {} t.t = t S:service 'a' { run = function() return t end }")`, `{}`},
		{`return change("S:service 'a' { run = print }", "S:service 'a' { run = print }")`, `{}`},
		{`return change("S:service 'a' { run = print }", "S:service 'a' { run = type }")`, `{changed = {"a"}, keys = {a = {"run"}}}`},
	})
}

// Of rubbish comes an error with its place, or a configuration that is as complete
// as any.
func TestSupervisorConfigureRubbish(t *testing.T) {
	seed := strconv.FormatInt(time.Now().UnixNano()%1e9, 10)
	command := exec.Command(nslua(t), readable(t, "testdata/supervisor/rubbish.lua"), seed, "1500")
	command.Dir = t.TempDir()
	out, err := command.CombinedOutput()
	if read, _ := strconv.Atoi(strings.TrimSpace(string(out))); err != nil || read < 100 {
		t.Errorf("%v\n%s", err, out)
	}
}

// A user who runs a bad configuration is told the place and the reason, and nothing
// has been started.
func TestSupervisorConfigureFails(t *testing.T) {
	for name, app := range map[string]string{
		"at once": `
local S = require "supervisor" { grace = "1s" }
S:service "early" { "touch", "started" }
S:service "web" { "a", restrat = "never" }
os.exit(S:run())`,
		"as a whole": `
local S = require "supervisor" { grace = "1s" }
S:service "early" { "touch", "started" }
S:service "web" { "a", needs = "ealry" }
os.exit(S:run())`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "app.lua"), []byte(app), 0o644); err != nil {
				t.Fatal(err)
			}
			command := exec.Command(nslua(t), "app.lua")
			command.Dir = dir
			out, _ := command.CombinedOutput()
			if status := command.ProcessState.ExitCode(); status != 1 {
				t.Errorf("status %d", status)
			}
			if line, _, _ := strings.Cut(string(out), "\n"); !strings.HasPrefix(line, `nslua: app.lua:4: service "web": `) ||
				!strings.Contains(line, "did you mean") {
				t.Errorf("%s", out)
			}
			if _, err := os.Stat(filepath.Join(dir, "started")); err == nil {
				t.Error("it has been started")
			}
		})
	}
}

// The reference has every key with what it means, and fits a terminal.
func TestSupervisorConfigureReference(t *testing.T) {
	out, err := exec.Command(nslua(t), "-m", "supervisor", "keys").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(out), "\n") {
		if len(line) > 80 || strings.TrimRight(line, " ") != line {
			t.Errorf("%q", line)
		}
	}
	for _, entry := range []string{"\n  grace             a duration (\"10s\")\n                    how long ", "\n  health.fails ", "\n  ready  ", "\n  orphan  "} {
		if !strings.Contains(string(out), entry) {
			t.Errorf("%q is not in\n%s", entry, out)
		}
	}
}
