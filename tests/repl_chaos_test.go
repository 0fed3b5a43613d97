package tests

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whatever is typed, and whichever child is killed, stopped or made to go on, one of
// them is at the terminal afterwards, and nobody beside him. SEED=n repeats a run, as
// far as the machine does, and tells what it does.
func TestPromptChaos(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	c := newChaos(t)
	for range 8 {
		for range 30 {
			c.step()
		}
		for pid := range c.seen {
			syscall.Kill(pid, syscall.SIGCONT) // also those whose parents are gone
		}
		c.calm()
		for i := range 8 {
			c.send(fmt.Sprintf("'key' .. %d\r", i))
			c.expect(fmt.Sprintf("\nkey%d\r\n", i))
		}
	}
	for _, pid := range descendants(c.first) {
		syscall.Kill(pid, syscall.SIGKILL)
		gone(t, pid)
	}
	c.calm()
	c.promptOf(c.first)
	c.send(ctrlD)
	c.expect("status 0\r\n")
	c.expect("the terminal is as it was\r\n")
}

type chaos struct {
	*terminal
	first  int
	random *rand.Rand
	typed  []string
	calms  int
	seen   map[int]bool
	tells  bool
}

func newChaos(t *testing.T) *chaos {
	seed, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64)
	if err != nil {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d", seed)
	c := &chaos{seen: map[int]bool{}, random: rand.New(rand.NewPCG(seed, 0)), tells: err == nil}
	c.terminal, c.first = replInShell(t, os.Getuid())
	inChild := fmt.Sprintf("if getpid() ~= %d then ", c.first)
	c.typed = []string{
		"fork()\r", "p = fork()\r", "if fork() == 0 then x = 1 end\r", "if fork() == 0 then exit() end\r",
		"fg()\r", "fg()\r", "jobs()\r", ctrlZ, ctrlC, "1\r", "half", "sleep(0.01)\r", "wait(0)\r",
		inChild + "exit() end\r", inChild + "execvp('true', {}) end\r",
	}
	return c
}

// step does something, and lets as much of it happen as may be.
func (c *chaos) step() {
	for _, pid := range descendants(c.first) {
		c.seen[pid] = true
	}
	signals := []syscall.Signal{syscall.SIGKILL, syscall.SIGSTOP, syscall.SIGCONT, syscall.SIGTSTP, syscall.SIGINT, syscall.SIGTTIN, syscall.SIGWINCH}
	if all := descendants(c.first); len(all) > 0 && c.random.IntN(3) == 0 {
		pid, sig := all[c.random.IntN(len(all))], signals[c.random.IntN(len(signals))]
		c.tell("%d: %s", pid, sig)
		syscall.Kill(pid, sig)
	} else {
		keys := c.typed[c.random.IntN(len(c.typed))]
		c.tell("%q", keys)
		c.send(keys)
	}
	time.Sleep(time.Duration(c.random.IntN(20)) * time.Millisecond) // no wait: chaos has its own time
}

func (c *chaos) tell(format string, values ...any) {
	if c.tells {
		c.t.Logf(format, values...)
	}
}

// calm has what is half typed dropped, and what runs stopped, until somebody answers.
func (c *chaos) calm() {
	c.t.Helper()
	for range 10 {
		c.calms++
		c.send(ctrlC)
		c.send(fmt.Sprintf("'calm' .. %d\r", c.calms))
		if c.appears(fmt.Sprintf("\ncalm%d\r\n", c.calms), 2*time.Second) {
			return
		}
	}
	c.t.Fatal("nobody is at the terminal")
}

// appears is expect for a time, without complaint.
func (s *terminal) appears(text string, within time.Duration) bool {
	for deadline := time.After(within); ; {
		s.mu.Lock()
		i := strings.Index(s.screen.String()[s.read:], text)
		s.mu.Unlock()
		if i >= 0 {
			s.read += i + len(text)
			return true
		}
		select {
		case <-s.more:
		case <-deadline:
			return false
		}
	}
}

// descendants are the processes below a process.
func descendants(pid int) (all []int) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, word := range strings.Fields(string(text)) {
		child, _ := strconv.Atoi(word)
		all = append(append(all, child), descendants(child)...)
	}
	return all
}
