package tests

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soakTime is how long TestSoak lets services crash: NSLUA_SOAK, as "30m".
func soakTime(t *testing.T) time.Duration {
	text := os.Getenv("NSLUA_SOAK")
	if text == "" {
		return 4 * time.Second
	}
	long, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal("NSLUA_SOAK:", err)
	}
	return long
}

// TestSoak supervises 200 services that crash at random, and looks at what the
// supervisor has grown by since a quarter of the time, and whether its counts and
// those of the services agree.
func TestSoak(t *testing.T) {
	crasher := compile(t, "testdata/soak/crasher.c")
	runs := filepath.Join(t.TempDir(), "runs")
	if err := os.WriteFile(runs, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const life = "3000" // milliseconds
	s := soak(t, crasher, runs, life)
	long := soakTime(t)
	time.Sleep(long / 4)
	before := s.report(syscall.SIGUSR1)
	time.Sleep(long - long/4)
	after := s.report(syscall.SIGUSR1)
	last := s.report(syscall.SIGTERM)
	if err := s.command.Wait(); err != nil {
		t.Error(err)
	}
	t.Logf("a quarter: %v", before)
	t.Logf("the end:   %v", after)
	t.Logf("ended:     %v", last)

	// Each service has at most three descriptors while it is launched or checked.
	const logged, perService = 66 * 4, 3
	if most := 20 + logged + 200*perService; after["descriptors"] > most {
		t.Errorf("%d descriptors while it runs", after["descriptors"])
	}
	if last["descriptors"] > 10 {
		t.Errorf("%d descriptors are left after the end", last["descriptors"])
	}
	if after["threads"] > before["threads"]+2 {
		t.Errorf("threads have grown from %d to %d", before["threads"], after["threads"])
	}
	if after["rss"] > before["rss"]*5/4+2048 {
		t.Errorf("memory has grown from %d to %d kB", before["rss"], after["rss"])
	}
	if last["starts"] != last["exits"] || last["running"] != 0 || last["fails"] != 0 {
		t.Errorf("the supervisor's counts do not add up: %v", last)
	}
	written, err := os.ReadFile(runs)
	if err != nil {
		t.Fatal(err)
	}
	// One that was ended by the supervisor may not have come to write.
	if n := len(written); n > last["starts"] || n < last["starts"]-last["stopped"] {
		t.Errorf("%d runs have written of %d starts, %d of which were stopped", n, last["starts"], last["stopped"])
	}
	if last["starts"] <= 200 { // once each would be no soak
		t.Errorf("only %d starts", last["starts"])
	}
	if left := processesOf(crasher); len(left) > 0 {
		t.Errorf("still there: %v", left)
	}
}

// A soaking is a supervisor of testdata/soak/soak.lua.
type soaking struct {
	*testing.T
	command *exec.Cmd
	lines   *bufio.Reader
}

func soak(t *testing.T, arguments ...string) *soaking {
	command := exec.Command(nslua(t), append([]string{"testdata/soak/soak.lua"}, arguments...)...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Kill() })
	return &soaking{t, command, bufio.NewReader(out)}
}

// report sends a signal and reads the report that follows, past what services print.
func (s *soaking) report(signal syscall.Signal) map[string]int {
	s.Helper()
	if err := s.command.Process.Signal(signal); err != nil {
		s.Fatal(err)
	}
	for {
		line, err := s.lines.ReadString('\n')
		if err != nil {
			s.Fatal("no report: ", err)
		}
		if !strings.HasPrefix(line, "descriptors=") {
			continue
		}
		if signal == syscall.SIGTERM {
			io.Copy(io.Discard, s.lines)
		}
		counts := map[string]int{}
		for _, field := range strings.Fields(line) {
			name, value, _ := strings.Cut(field, "=")
			if counts[name], err = strconv.Atoi(value); err != nil {
				s.Fatal(line)
			}
		}
		return counts
	}
}

// processesOf are the processes that run a program.
func processesOf(program string) (found []string) {
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if path, _ := os.Readlink(link); path == program {
			found = append(found, link)
		}
	}
	return found
}

// TestKillRestart kills a service a thousand times as soon as it runs: each time it
// comes back, and nothing of the supervisor grows.
func TestKillRestart(t *testing.T) {
	command := exec.Command(nslua(t), "testdata/soak/kill.lua", "1000")
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var starts, exits, restarts, zombies int
	var fds, threads, rss [2]int
	if _, err := fmt.Sscanf(string(out), "starts %d exits %d restarts %d zombies %d\ndescriptors %d %d threads %d %d rss %d %d",
		&starts, &exits, &restarts, &zombies, &fds[0], &fds[1], &threads[0], &threads[1], &rss[0], &rss[1]); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("\n%s", out)
	if starts != 1001 || exits != 1001 || restarts != 1000 || zombies != 0 {
		t.Error("the counts do not add up")
	}
	if fds[1] > fds[0] || threads[1] > threads[0]+1 || rss[1] > rss[0]*5/4+1024 {
		t.Error("it has grown")
	}
}
