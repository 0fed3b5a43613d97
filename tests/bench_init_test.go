package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkInitOrphans is the time until nothing is left of 10,000 orphans that end
// together, from their release.
func BenchmarkInitOrphans(b *testing.B) {
	eachInit(b, func(b *testing.B, i initProgram) {
		var times []time.Duration
		for b.Loop() {
			r := start(b, pid1, i.command(b, pid1, "--", initsC(b, "orphans"), "10000"))
			times = append(times, time.Duration(integer(b, r.line())))
			r.status()
			b.ReportMetric(float64(r.cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss), "peak-KiB")
		}
		b.ReportMetric(quantile(times, 0.5), "ns/op")
	})
}

// BenchmarkInitForward is the time from sending a signal until the child has it; direct
// is that without an init between.
func BenchmarkInitForward(b *testing.B) {
	eachInit(b, func(b *testing.B, i initProgram) {
		note := filepath.Join(b.TempDir(), "note")
		if err := os.WriteFile(note, make([]byte, 4096), 0o666); err != nil {
			b.Fatal(err)
		}
		r := ready(b, i, pid1, "forward", "answer", note)
		median := func(pid int) float64 {
			out, err := exec.Command(initsC(b, "forward"), "measure", note, strconv.Itoa(pid), "500").Output()
			if err != nil {
				b.Fatal(err)
			}
			return float64(integer(b, strings.TrimSpace(string(out))))
		}
		for b.Loop() {
			b.ReportMetric(median(r.init()), "ns/op")
			b.ReportMetric(median(r.child()), "direct-ns")
		}
	})
}

// BenchmarkInitIdle is what an init is when nothing happens: how much memory it has,
// and how often one of its threads is woken in a second.
func BenchmarkInitIdle(b *testing.B) {
	const watched = 3 * time.Second
	eachInit(b, func(b *testing.B, i initProgram) {
		r := ready(b, i, pid1, "signals")
		r.signal(10)
		r.writes("10")
		for b.Loop() {
			// What was going on is over: the runtime's threads take a while to lie down.
			time.Sleep(time.Second)
			before := switches(b, r.init())
			time.Sleep(watched)
			b.ReportMetric(float64(switches(b, r.init())-before)/watched.Seconds(), "wakeups/s")
		}
		for metric, field := range map[string]string{"peak-KiB": "VmHWM", "resident-KiB": "VmRSS"} {
			b.ReportMetric(float64(statusField(b, fmt.Sprintf("/proc/%d/status", r.init()), field)), metric)
		}
		b.ReportMetric(0, "ns/op")
	})
}

// BenchmarkInitStart is a whole run of true.
func BenchmarkInitStart(b *testing.B) {
	eachInit(b, func(b *testing.B, i initProgram) {
		program := i.program(b)
		var times []time.Duration
		for b.Loop() {
			begin := time.Now()
			if out, err := exec.Command(program[0], append(program[1:], "--", "true")...).CombinedOutput(); err != nil {
				b.Fatal(err, out)
			}
			times = append(times, time.Since(begin))
		}
		b.ReportMetric(quantile(times, 0.5), "ns/op")
	})
}

func eachInit(b *testing.B, run func(b *testing.B, i initProgram)) {
	nslua(b)
	for _, i := range inits {
		b.Run(i.name, func(b *testing.B) { run(b, i) })
	}
}

func integer(b testing.TB, text string) int {
	b.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// statusField is a number of a process's status, as in proc(5).
func statusField(b testing.TB, path, field string) int {
	b.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + field + `:\s+(\d+)`).FindSubmatch(text)
	if found == nil {
		b.Fatalf("no %s in %s", field, path)
	}
	return integer(b, string(found[1]))
}

// switches is how often the threads of a process have been given a processor.
func switches(b testing.TB, pid int) (n int) {
	b.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil || len(threads) == 0 {
		b.Fatal("no threads", err)
	}
	for _, path := range threads {
		n += statusField(b, path, "voluntary_ctxt_switches") + statusField(b, path, "nonvoluntary_ctxt_switches")
	}
	return n
}
