package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// What differs by options and variables, beside those of the signals.
func TestInitsOptions(t *testing.T) {
	both := []string{"nslua", "tini"}
	exit := func(n int, options ...string) func(*testing.T, initProgram, place) string {
		return outcome(append(options, "--", "sh", "-c", fmt.Sprint("exit ", n))...)
	}
	var others []string // all statuses but 7
	for n := range 256 {
		if n != 7 {
			others = append(others, "-e", strconv.Itoa(n))
		}
	}
	const wrong = "-"
	compareInits(t, []comparison{
		{name: "-e", only: both, see: exit(7, "-e", "7"), want: "0: "},
		{name: "-e many", only: both, see: exit(9, "-e", "7", "-e9", "-e", "255"), want: "0: "},
		{name: "-e others", only: both, see: exit(7, others...), want: "7: "},
		{name: "-e 143", only: both, see: outcome("-e", "143", "--", "sh", "-c", "kill $$"), want: "0: "},
		{name: "-e of no command", only: both, see: outcome("-e", "127", "--", "nonexistent-command"), want: "0: "},
		{name: "-e 256", only: both, see: complains(wrong, "-e", "256", "true"), want: "1: … " + wrong},
		{name: "-e x", only: both, see: complains(wrong, "-e", "7x", "true"), want: "1: … " + wrong},
		{name: "-e alone", only: both, see: complains(wrong, "-e"), want: "1: … " + wrong},
		{name: "-p NOPE", only: both, see: complains(wrong, "-p", "NOPE", "true"), want: "1: … " + wrong},
		{name: "-p by name", only: both, see: outcome("-p", "SIGTERM", "true"), want: "0: "},
		{name: "together", only: both, see: outcome("-gwse7", "-sp", "SIGTERM", "--", "sh", "-c", "exit 7"), want: "0: "},
		{name: "-r nonsense", only: []string{"nslua", "dumb-init"}, see: complains("-r", "-r", "15", "true"), want: "1: … -r"},
		{name: "-r too high", only: []string{"nslua", "dumb-init"}, see: complains("-r", "-r", "15:99", "true"), want: "1: … -r"},
		{name: "-c", only: []string{"nslua", "dumb-init"}, see: outcome("-c", "echo", "-c"), want: "0: -c"},
		{name: "--single-child", only: []string{"nslua", "dumb-init"}, see: outcome("--single-child", "--", "echo", "hi"), want: "0: hi"},
		{name: "--help", only: []string{"nslua", "dumb-init"}, see: helps("--help"), want: "0: true"},
	})
}

// Told is what happens, more of it with each -v, and nothing unless one asks.
func TestInitsVerbose(t *testing.T) {
	told := func(variables []string, options ...string) func(*testing.T, initProgram, place) string {
		return func(t *testing.T, i initProgram, at place) string {
			command := i.command(t, at, append(options, "--", initsC(t, "job"))...)
			command.Env = append(command.Env, variables...)
			r := start(t, at, command)
			r.writes("ready")
			r.signal(syscall.SIGTERM)
			text := r.rest()
			r.status()
			text += r.errors.String()
			var kinds []string
			for _, kind := range []struct{ name, pattern string }{
				{"start", `(?i)(spawned|runs as)`}, {"end", `(?i)(exited with|has ended|terminated by)`},
				{"signal", `(?i)(passing signal|forwarded signal|comes from)`},
			} {
				if regexp.MustCompile(kind.pattern).MatchString(text) {
					kinds = append(kinds, kind.name)
				}
			}
			return strings.Join(kinds, " ")
		}
	}
	compareInits(t, []comparison{
		{name: "nothing", see: told(nil), want: ""},
		{name: "-v", only: []string{"nslua", "tini", "dumb-init"}, see: told(nil, "-v"), want: "start end", differs: differences{
			"dumb-init": {"start end signal", "it has one level"},
		}},
		{name: "-vv", only: []string{"nslua", "tini"}, see: told(nil, "-vv"), want: "start end signal"},
		{name: "TINI_VERBOSITY", only: []string{"nslua", "tini"}, see: told([]string{"TINI_VERBOSITY=3"}), want: "start end signal"},
		{name: "DUMB_INIT_DEBUG", only: []string{"nslua", "dumb-init"}, see: told([]string{"DUMB_INIT_DEBUG=1"}), want: "start end signal"},
	})
}

// What init was started with is what the child is started with.
func TestInitsDispositions(t *testing.T) {
	const resets = "it gives every signal its default, and lets all through"
	compareInits(t, []comparison{{
		name: "odd",
		see: func(t *testing.T, i initProgram, at place) string {
			command := i.command(t, at, "--", "cat", "/proc/self/status")
			command.Args = slices.Insert(command.Args, 4, initsC(t, "odd"), "odd")
			r := start(t, at, command)
			sets := map[string]uint64{}
			for _, line := range strings.Split(strings.TrimSpace(r.rest()), "\n") {
				name, set, _ := strings.Cut(line, ":\t")
				sets[name], _ = strconv.ParseUint(set, 16, 64) // the names that are not asked for have others
			}
			var text []string
			for _, name := range []string{"SigIgn", "SigBlk"} {
				text = append(text, name)
				for signal := 1; signal <= 64; signal++ {
					if sets[name]>>(signal-1)&1 == 1 {
						text = append(text, strconv.Itoa(signal))
					}
				}
			}
			return strings.Join(text, " ")
		},
		want: "SigIgn 1 2 11 22 SigBlk 4 15 21",
		differs: differences{
			"dumb-init": {"SigIgn SigBlk", resets},
			"catatonit": {"SigIgn 1 2 11 22 SigBlk 4 15 20 21 22", "it blocks what the terminal stops jobs with, for the child too"},
			"nslua":     {"SigIgn 1 2 22 SigBlk 4 15 21", "Go's runtime has a handler for it, which was there before nslua could look"},
		},
	}})
}

// With -p the end of its parent is a signal for init, and so for the child.
func TestInitsParentDeath(t *testing.T) {
	compareInits(t, []comparison{{
		name: "SIGTERM",
		only: []string{"nslua", "tini"},
		at:   below,
		see: func(t *testing.T, i initProgram, at place) string {
			// The parent is a shell that waits for its input to end.
			arguments := append(i.program(t), "-p", "SIGUSR1", "--", initsC(t, "signals"))
			command := namespaced(at, append([]string{"sh", "-c", `"$@" & read line`, "-"}, arguments...)...)
			command.Args[2] = strings.Replace(command.Args[2], "; exit $?", "; wait; sleep infinity", 1)
			in, err := command.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			r := start(t, at, command)
			r.writes("ready")
			if i.name == "nslua" {
				// It follows its parent when the child runs: it has done so when it answers.
				syscall.Kill(r.child(), syscall.SIGUSR2) // the shell's child, which is init
				r.writes("12")
			}
			in.Close()
			return r.line()
		},
		want: "10",
	}})
}
