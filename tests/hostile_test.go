package tests

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestHostile runs each line of testdata/hostile.txt, which try to use up memory,
// time or the stack, to upset the interpreter or its collector. Each must end,
// well or in a Lua error, and take at most twice what it may.
func TestHostile(t *testing.T) {
	// In KiB. While memory is collected, and where weak tables are swept, there may
	// be as much again for a moment.
	const ceiling, slack = 128 << 10, 128 << 10
	path := nslua(t)
	list, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	for chunk := range strings.Lines(string(list)) {
		chunk = strings.TrimSpace(chunk)
		if chunk == "" || chunk[0] == '#' {
			continue
		}
		t.Run(chunk[:min(len(chunk), 60)], func(t *testing.T) {
			t.Parallel()
			command := exec.Command(path, "--max-memory", "128M", "-e", chunk)
			var complaints strings.Builder
			command.Stderr = &complaints
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			hung := time.AfterFunc(hostileLimit, func() { command.Process.Kill() })
			command.Wait()
			if !hung.Stop() {
				t.Fatal("it goes on for ever: ", chunk)
			}
			state := command.ProcessState
			if code := state.ExitCode(); code != 0 && code != 1 || crash.MatchString(complaints.String()) {
				t.Errorf("%s\nended with %v:\n%.2000s", chunk, state, complaints.String())
			}
			if most := state.SysUsage().(*syscall.Rusage).Maxrss; most > ceiling+slack {
				t.Errorf("%s\ntook %d MiB", chunk, most>>10)
			}
		})
	}
}

// hostileLimit is for a chunk that never ends; on a machine that has nothing
// else to do all take a few seconds at most.
const hostileLimit = 2 * time.Minute

// crash is what only a fault of the host's prints.
var crash = regexp.MustCompile(`goroutine \d|fatal error|panic|runtime error|internal error`)
