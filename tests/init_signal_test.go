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
					r = start(t, at, i.command(t, at, "--", initsC(t, "signals")))
					r.writes("ready")
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
			"nslua below pid 1":     {"lost [17 23 32 33], deadly [4 5 6 7 8 11 31]", ownFault + "; " + goRuntime},
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
			r := start(t, at, i.command(t, at, "--", initsC(t, "signals")))
			r.writes("ready")
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
			r := start(t, at, i.command(t, at, "--", initsC(t, "signals"), "count"))
			r.writes("ready")
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
			r := start(t, at, i.command(t, at, "--", initsC(t, "signals")))
			r.writes("ready")
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

// state waits until a process is in a state, of those of proc(5).
func (r *running) state(pid int, state string) {
	r.t.Helper()
	if !eventually(func() bool { return stateOf(pid) == state }) {
		r.t.Fatalf("process %d is in state %q, and not %q; %s", pid, stateOf(pid), state, &r.errors)
	}
}

func stateOf(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, after, _ := strings.Cut(string(text), ") ")
	state, _, _ := strings.Cut(after, " ")
	return state
}
