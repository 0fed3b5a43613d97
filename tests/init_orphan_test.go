package tests

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Orphans come to init and are reaped by it.
func TestInitsReap(t *testing.T) {
	adopt := initsC(t, "adopt")
	compareInits(t, []comparison{
		{name: "one", see: outcome("--", adopt), want: "0: adopted", differs: differences{
			"tini below pid 1":      {"0: left to another", "it must be asked to be a subreaper"},
			"dumb-init below pid 1": {"0: left to another", "it never becomes a subreaper"},
		}},
		{name: "as asked", only: []string{"nslua", "tini"}, see: outcome("-s", "--", adopt), want: "0: adopted"},
		{name: "TINI_SUBREAPER", only: []string{"nslua", "tini"}, see: func(t *testing.T, i initProgram, at place) string {
			command := i.command(t, at, "--", adopt)
			command.Env = append(command.Env, "TINI_SUBREAPER=")
			return seen(start(t, at, command))
		}, want: "0: adopted"},
		{name: "warned of", only: []string{"nslua", "tini"}, see: func(t *testing.T, i initProgram, at place) string {
			r := start(t, at, i.command(t, at, "-s", "-w", "--", adopt))
			status := r.status()
			return fmt.Sprint(status, ": ", strings.Contains(r.errors.String(), "eaped"))
		}, want: "0: true"},
		{name: "not warned of", only: []string{"nslua", "tini"}, see: func(t *testing.T, i initProgram, at place) string {
			r := start(t, at, i.command(t, at, "-s", "--", adopt))
			status := r.status()
			return fmt.Sprint(status, ": ", r.errors.String())
		}, want: "0: "},
		// The child waits until it is alone with init; a zombie would keep it company.
		{name: "10,000 together", at: pid1, see: func(t *testing.T, i initProgram, at place) string {
			r := start(t, at, i.command(t, at, "--", initsC(t, "orphans"), "10000"))
			r.rest()
			return fmt.Sprint(r.status(), r.errors.String())
		}, want: "0"},
	})
}

// While orphans are made all the time none stays a zombie: the child ends when it is
// alone with init. NSLUA_CHURN says for how many seconds; .ci/run sets it for one of
// its suites.
func TestInitsChurn(t *testing.T) {
	seconds := os.Getenv("NSLUA_CHURN")
	if seconds == "" {
		seconds = "2"
	}
	for _, i := range inits {
		t.Run(i.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, pid1, i.command(t, pid1, "--", initsC(t, "churn"), seconds))
			length, _ := strconv.Atoi(seconds)
			r.limit += time.Duration(length) * time.Second
			t.Log("orphans:", r.line())
			if status := r.status(); status != 0 {
				t.Errorf("status %d; %s", status, &r.errors)
			}
		})
	}
}

// Where SIGCHLD is ignored the kernel reaps the children, and tells nobody: nslua and
// dumb-init undo that. tini and catatonit wait for ever for a child that is gone;
// they have been told again when they have taken the signal, and sleep.
func TestInitsChildIgnored(t *testing.T) {
	for _, i := range inits {
		for _, at := range []place{pid1, below} {
			t.Run(i.name+"/"+string(at), func(t *testing.T) {
				command := i.command(t, at, "--", initsC(t, "signals"))
				command.Args = slices.Insert(command.Args, 4, initsC(t, "odd"), "chld")
				r := start(t, at, command)
				r.writes("ready")
				init, child := r.init(), r.child()
				syscall.Kill(child, syscall.SIGKILL)
				if i.name != "tini" && i.name != "catatonit" {
					if status := r.status(); status != 128+int(syscall.SIGKILL) {
						t.Errorf("status %d; %s", status, &r.errors)
					}
					return
				}
				gone(t, child)
				r.signal(syscall.SIGCHLD)
				if !eventually(func() bool { return stateOf(init) == "S" && !isPending(init, syscall.SIGCHLD) }) {
					t.Errorf("it is in state %q; %s", stateOf(init), &r.errors)
				}
			})
		}
	}
}

// isPending tells whether a process has yet to take a signal.
func isPending(pid int, signal syscall.Signal) bool { return isIn(pid, "ShdPnd", signal) }

// isIn tells whether a signal is in a set of a process's status, as in proc(5).
func isIn(pid int, set string, signal syscall.Signal) bool {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, _ := strings.Cut(string(text), "\n"+set+":\t")
	line, _, _ := strings.Cut(after, "\n")
	mask, _ := strconv.ParseUint(line, 16, 64)
	return mask>>(signal-1)&1 == 1
}

// What init's child leaves behind may clean up, when it has ended itself. The others
// end at once, and the kernel kills what is left of the namespace; outside of one it
// goes on, and nobody looks after it.
func TestInitsSiblings(t *testing.T) {
	for _, manner := range []struct{ name, grace, nslua string }{
		{"quick", "1h", "term\n"}, // and it is not waited for
		{"clean", "1h", "term\n"},
		{"stopped", "1h", "term\n"},
		{"ignore", "0.1", ""},
	} {
		for _, far := range []string{"child", "group", "session", "daemon"} {
			for _, i := range inits {
				t.Run(manner.name+"/"+far+"/"+i.name, func(t *testing.T) {
					t.Parallel() // they sleep most of the time
					arguments := []string{"--", initsC(t, "sibling"), far, manner.name}
					if i.name == "nslua" {
						arguments = slices.Insert(arguments, 0, "--grace", manner.grace)
					}
					for _, at := range []place{pid1, below} {
						r := start(t, at, i.command(t, at, arguments...))
						got, want := r.rest(), manner.nslua
						if i.name == "dumb-init" && far == "child" && manner.name == "quick" {
							// It sends SIGTERM to the child's process group, and does not wait.
							continue
						}
						if i.name != "nslua" {
							want = ""
						}
						if status := r.status(); got != want || status != 7 {
							t.Errorf("%s: %q, status %d; %s", at, got, status, &r.errors)
						}
					}
				})
			}
		}
	}
}
