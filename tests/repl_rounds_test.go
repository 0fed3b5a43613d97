package tests

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A round is a child at the prompt, which has a number, and its end.
type round struct {
	*terminal
	n, parent, child int
}

// ends are how a child ends: each has the parent back at its prompt, with a line
// typed ahead for it, and gives what is told of the end.
var ends = map[string]func(r *round) (told string){
	"exit": func(r *round) string {
		r.send(fmt.Sprintf("exit(%d)\r%s", r.n%256, r.ahead()))
		return fmt.Sprint("exited ", r.n%256)
	},
	"Ctrl-D": func(r *round) string {
		r.send(ctrlD + r.ahead())
		return "exited 0"
	},
	"SIGKILL": func(r *round) string {
		syscall.Kill(r.child, syscall.SIGKILL)
		r.send(r.ahead())
		return "killed by SIGKILL"
	},
	"SIGKILL while it runs": func(r *round) string {
		r.enter("print('runs') sleep(1000)")
		r.expect("runs\r\n")
		syscall.Kill(r.child, syscall.SIGKILL)
		r.send(r.ahead())
		return "killed by SIGKILL"
	},
	"exec": func(r *round) string {
		r.send("execvp('true', {})\r" + r.ahead())
		return "exited 0"
	},
	"exec of what leaves the terminal raw": func(r *round) string {
		r.enter("execvp('sh', {'-c', 'stty raw -echo; echo raw; kill -9 $$'})")
		r.expect("raw")
		return "killed by SIGKILL"
	},
	"Ctrl-Z and back": func(r *round) string {
		r.send(ctrlZ + "fg()\r" + r.line("in") + "exit(7)\r" + r.ahead())
		r.expect(waits(r.child))
		r.evaluated("in", r.child)
		return "exited 7"
	},
	"Ctrl-Z, and killed in the background": func(r *round) string {
		r.send(ctrlZ)
		r.expect(waits(r.child))
		r.promptOf(r.parent)
		syscall.Kill(r.child, syscall.SIGKILL)
		r.send(r.ahead())
		return ""
	},
	"another child, and both leave": func(r *round) string {
		r.send("fork()\r" + r.line("inner") + "exit(0)\r" + r.line("outer") + "exit(1)\r" + r.ahead())
		r.expect(fmt.Sprintf("inner %d ", r.n))
		r.evaluated("outer", r.child)
		return "exited 1"
	},
}

// line is typed for some process, and evaluated checks that this one had it.
func (r *round) line(word string) string { return fmt.Sprintf("'%s %d ' .. getpid()\r", word, r.n) }

func (r *round) evaluated(word string, pid int) {
	r.t.Helper()
	r.expect(fmt.Sprintf("\n%s %d %d\r\n", word, r.n, pid))
}

func (r *round) ahead() string { return r.line("back") }

// Children that come and go in all ways leave a terminal in order, no process, and
// every key to whom it was typed for.
func TestPromptRounds(t *testing.T) {
	rounds := 500
	if testing.Short() {
		rounds = 60
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	names := slices.Sorted(maps.Keys(ends))
	s, first := replInShell(t, os.Getuid())
	for n := range rounds {
		r := &round{terminal: s, n: n, parent: first}
		// The child has what was typed ahead of it.
		r.send("p = fork()\r" + r.line("child"))
		r.expect(fmt.Sprintf("\nchild %d ", n))
		fmt.Sscan(r.expect("\r\n"), &r.child)
		if r.child == first {
			t.Fatalf("round %d: the parent has the child's line", n)
		}
		r.promptOf(r.child)
		name := names[random.IntN(len(names))]
		if told := ends[name](r); told != "" {
			r.expect(fmt.Sprintf("[%d] %s\r\n", r.child, told))
		}
		if !strings.Contains(name, "raw") {
			r.evaluated("back", first)
		}
		r.promptOf(first)
		r.tryIn(first, "(wait()) == p", "true")
		if t.Failed() {
			t.Fatalf("round %d: %s", n, name)
		}
	}
	s.tryIn(first, "#jobs()", "0")
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", first, first))
	if len(children) > 0 || err != nil {
		t.Errorf("children are left: %s, %v", children, err)
	}
	s.send(ctrlD)
	s.expect("status 0\r\n")
	s.expect("the terminal is as it was\r\n")
}
