package tests

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

const sigRTMin, sigRTMax = 34, 64 // as libc counts them: 32 and 33 are its own

// suspending are the signals by which a terminal stops a job.
var suspending = []syscall.Signal{syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU}

// Every signal that can reach init comes to the child, and init lives on. After each
// SIGRTMAX is sent: it comes last, whatever is pending.
func TestInitsForward(t *testing.T) {
	const ownFault = "what tells of a fault in a program it takes for one of its own"
	const libc = "libc keeps 32 and 33 to itself"
	const goRuntime = "Go's runtime keeps SIGURG to itself"
	compareInits(t, []comparison{{
		name: "each",
		see: func(t *testing.T, i initProgram, at place) string {
			var lost, deadly []int
			var r *running
			for signal := 1; signal < sigRTMax; signal++ {
				if signal == int(syscall.SIGKILL) || signal == int(syscall.SIGSTOP) || slices.Contains(suspending, syscall.Signal(signal)) {
					continue
				}
				if r == nil {
					r = ready(t, i, at, "signals")
				}
				init := r.init()
				syscall.Kill(init, syscall.Signal(signal))
				syscall.Kill(init, sigRTMax)
				switch line := r.line(); line {
				case strconv.Itoa(signal):
					r.writes(strconv.Itoa(sigRTMax))
				case strconv.Itoa(sigRTMax):
					lost = append(lost, signal)
				case "", "15": // the death of nslua is a SIGTERM for its child
					deadly = append(deadly, signal)
					r.rest()
					r = nil
				default:
					t.Fatalf("%q after signal %d; %s", line, signal, &r.errors)
				}
			}
			return fmt.Sprint("lost ", lost, ", deadly ", deadly)
		},
		want: "lost [17], deadly []",
		differs: differences{
			"tini as pid 1":         {"lost [4 5 6 7 8 11 17 31 32 33], deadly []", ownFault + "; " + libc},
			"tini below pid 1":      {"lost [17], deadly [4 5 6 7 8 11 31 32 33]", ownFault + "; " + libc},
			"catatonit as pid 1":    {"lost [4 5 6 7 8 11 17 31 32 33], deadly []", ownFault + "; " + libc},
			"catatonit below pid 1": {"lost [17], deadly [4 5 6 7 8 11 31 32 33]", ownFault + "; " + libc},
			"dumb-init as pid 1":    {"lost [17 32 33], deadly []", libc},
			"dumb-init below pid 1": {"lost [17], deadly [32 33]", libc},
			"nslua as pid 1":        {"lost [4 5 6 7 8 11 17 23 31 32 33], deadly []", ownFault + "; " + goRuntime},
			"nslua below pid 1":     {"lost [17 23 33], deadly [4 5 6 7 8 11 31 32]", ownFault + "; " + goRuntime},
		},
	}})
}

// many are as many signals as there are of 17 kinds that all inits forward.
var many = []syscall.Signal{
	syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGPIPE,
	syscall.SIGALRM, syscall.SIGTERM, syscall.SIGSTKFLT, syscall.SIGXCPU, syscall.SIGXFSZ,
	syscall.SIGVTALRM, syscall.SIGPROF, syscall.SIGWINCH, syscall.SIGIO, syscall.SIGPWR, sigRTMin,
}

// 2,000 are answered one by one.
func TestInitsSingleSignals(t *testing.T) {
	compareInits(t, []comparison{{
		name: "2000",
		see: func(t *testing.T, i initProgram, at place) string {
			r := ready(t, i, at, "signals")
			init := r.init()
			for n := range 2000 {
				signal := many[n%len(many)]
				syscall.Kill(init, signal)
				r.writes(strconv.Itoa(int(signal)))
			}
			return "all"
		},
		want: "all",
		at:   pid1,
	}, {
		// The real-time ones queue up, and none merges with another.
		name: "2000 queued",
		see: func(t *testing.T, i initProgram, at place) string {
			r := ready(t, i, at, "signals", "count")
			init := r.init()
			for n := range 2000 {
				for syscall.Kill(init, syscall.Signal(sigRTMin+n%(sigRTMax-sigRTMin))) == syscall.EAGAIN {
				}
			}
			syscall.Kill(init, sigRTMax)
			return r.line()
		},
		want: "2000",
		at:   pid1,
	}})
}

// Of 17 different ones that come at once, while init cannot run, none is lost.
func TestInitsSignalsTogether(t *testing.T) {
	compareInits(t, []comparison{{
		name: "17",
		see: func(t *testing.T, i initProgram, at place) string {
			r := ready(t, i, at, "signals")
			init := r.init()
			syscall.Kill(init, syscall.SIGSTOP)
			r.state(init, "T")
			for _, signal := range many {
				syscall.Kill(init, signal)
			}
			syscall.Kill(init, syscall.SIGCONT)
			wanted := map[string]bool{"18": true}
			for _, signal := range many {
				wanted[strconv.Itoa(int(signal))] = true
			}
			for len(wanted) > 0 {
				line := r.line()
				if !wanted[line] {
					t.Fatalf("%q, with %v to come; %s", line, wanted, &r.errors)
				}
				delete(wanted, line)
			}
			return "all"
		},
		want: "all",
	}})
}

// Signals are handed on as others, or not at all.
func TestInitsRewrite(t *testing.T) {
	both := []string{"nslua", "dumb-init"}
	comparisons := []comparison{
		{name: "as they come", see: rewritten(nil, "15 3 18 2"), want: "15 3 18 2"},
		{name: "one", only: both, see: rewritten([]string{"-r", "15:2"}, "15 3 18 2"), want: "2 3 18 2"},
		{name: "crossed", only: both, see: rewritten([]string{"-r", "15:2", "-r", "2:15", "--rewrite", "3:3"}, "15 3 18 2"), want: "2 3 18 15"},
		{name: "far", only: both, see: rewritten([]string{"-r", "1:30", "-r", "30:1"}, "1 30"), want: "30 1"},
		{name: "dropped", only: both, see: rewritten([]string{"-r", "15:3", "-r", "2:0", "--rewrite=28:0"}, "15 2 28 1"), want: "3 1"},
		{name: "by name", only: both, see: rewritten([]string{"-r", "TERM:SIGINT"}, "15"), want: "2",
			differs: differences{"dumb-init": {"", "it takes numbers only"}}},
		{name: "a fault", only: both, see: rewritten([]string{"-r", "31:1"}, "31"), want: "1",
			differs: differences{"nslua": {"", "it leaves to itself what tells of a fault, and says so"}}},
	}
	compareInits(t, comparisons)
}

// rewritten sees which signals the child gets, when init gets these one after the
// other; SIGRTMAX is sent until it comes, which is after all others.
func rewritten(options []string, sent string) func(*testing.T, initProgram, place) string {
	return func(t *testing.T, i initProgram, at place) string {
		r := start(t, at, i.command(t, at, append(options, "--", initsC(t, "signals"))...))
		if r.line() != "ready" {
			return ""
		}
		var got []string
		for _, signal := range strings.Fields(sent) {
			n, _ := strconv.Atoi(signal)
			r.signal(syscall.Signal(n))
			r.signal(sigRTMax)
			for line := r.line(); line != strconv.Itoa(sigRTMax); line = r.line() {
				got = append(got, line)
			}
		}
		return strings.Join(got, " ")
	}
}

// SIGUSR1 comes to the child, or to its child as well: see group.c.
func TestInitsGroup(t *testing.T) {
	const main, all = "8", "7"
	see := func(options func(i initProgram) []string, variable string) func(*testing.T, initProgram, place) string {
		return func(t *testing.T, i initProgram, at place) string {
			command := i.command(t, at, append(options(i), "--", initsC(t, "group"))...)
			command.Env = append(command.Env, variable)
			r := start(t, at, command)
			r.writes("ready")
			r.signal(syscall.SIGUSR1)
			r.signal(syscall.SIGPWR)
			return fmt.Sprint(r.status())
		}
	}
	none := func(initProgram) []string { return nil }
	compareInits(t, []comparison{
		{name: "by itself", see: see(none, "A="), want: main,
			differs: differences{"dumb-init": {all, "it signals the group, unless -c is given"}}},
		{name: "all", see: see(func(i initProgram) []string { return i.group }, "A="), want: all},
		{name: "main", see: see(func(i initProgram) []string { return i.main }, "A="), want: main},
		{name: "TINI_KILL_PROCESS_GROUP", only: []string{"nslua", "tini"}, see: see(none, "TINI_KILL_PROCESS_GROUP=1"), want: all},
		{name: "DUMB_INIT_SETSID", only: []string{"nslua", "dumb-init"}, see: see(none, "DUMB_INIT_SETSID=0"), want: main},
	})
}

// SIGTSTP stops the child, and SIGCONT goes on with it; the others do nothing. On a
// terminal init stops with its child: TestInitsJob.
func TestInitsSuspend(t *testing.T) {
	const both, child, none = "child and init stop", "child stops", "nothing stops"
	const ignores = "it ignores what the terminal may send to itself"
	var comparisons []comparison
	for _, signal := range suspending {
		c := comparison{name: signal.String(), see: suspended(signal), want: none, differs: differences{
			"dumb-init as pid 1":    {child, "it stops by any of them"},
			"dumb-init below pid 1": {both, "it stops by any of them"},
		}}
		if signal == syscall.SIGTSTP {
			c.want = child
			c.differs["catatonit"] = difference{none, ignores}
		}
		comparisons = append(comparisons, c)
	}
	compareInits(t, comparisons)
}

func suspended(signal syscall.Signal) func(*testing.T, initProgram, place) string {
	return func(t *testing.T, i initProgram, at place) string {
		r := ready(t, i, at, "job")
		init, child := r.init(), r.child()
		r.signal(signal)
		r.signal(sigRTMax)
		answer := make(chan string)
		go func() {
			line, _ := r.lines.ReadString('\n')
			answer <- line
		}()
		answered := false
		if !eventually(func() bool {
			select {
			case line := <-answer:
				answered = line == "here\n"
			default:
			}
			return answered || stateOf(child) == "T"
		}) {
			t.Fatal("the child neither stops nor answers")
		}
		if answered {
			return "nothing stops"
		}
		// dumb-init stops itself too, in vain as pid 1, and a SIGCONT that is pending then is
		// gone: it has done so when it has taken the last signal.
		if !eventually(func() bool { return stateOf(init) == "T" || stateOf(init) == "S" && !isPending(init, sigRTMax) }) {
			t.Fatalf("init is in state %q", stateOf(init))
		}
		sees := "child stops"
		if i.name == "dumb-init" && at == below {
			r.state(init, "T") // which comes after the other
		}
		if stateOf(init) == "T" {
			sees = "child and init stop"
		}
		r.signal(syscall.SIGCONT)
		if line := <-answer; line != "here\n" {
			t.Errorf("%q after SIGCONT; %s", line, &r.errors)
		}
		return sees
	}
}

// state waits until a process is in a state, of those of proc(5).
func (r *running) state(pid int, state string) {
	r.t.Helper()
	if !eventually(func() bool { return stateOf(pid) == state }) {
		r.t.Fatalf("process %d is in state %q, and not %q; %s", pid, stateOf(pid), state, &r.errors)
	}
}

// stateOf is the state of a process, "" where there is none.
func stateOf(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, after, _ := strings.Cut(string(text), ") ")
	state, _, _ := strings.Cut(after, " ")
	return state
}
