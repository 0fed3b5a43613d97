package tests

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// python is Debian's, not one that a version manager puts before it.
const python = "/usr/bin/python3"

// contender is a program to be timed and how it is called.
type contender struct {
	name    string
	command func(b *testing.B) []string
}

// BenchmarkFork sets nslua's fork beside that of others, in one run:
//
//	CGO_ENABLED=0 go test ./tests -run '^$' -bench .
//
// Every program in bench/ does the same: fork, _exit in the child, waitpid in
// the parent; and it writes a byte before the fork, after it and after the wait,
// which the kernel stamps with the time (see stamps). Reported in ns are the
// medians and 99th percentiles over all rounds of
//
//	fork    from before the fork until it has returned in the parent
//	round   from before the fork until the child is reaped; its median is ns/op
//
// Start-up of the programs is no part of it.
func BenchmarkFork(b *testing.B) {
	runRounds(b, "fork-ns", []contender{
		{"nslua", script("nslua", "bench/fork.lua")},
		{"c", func(b *testing.B) []string { return []string{compile(b, "bench/fork.c")} }},
		{"luaposix", script("luaposix", "bench/fork_posix.lua")},
		{"python", script("python", "bench/fork.py")},
	})
}

// BenchmarkSpawn does the same for running /bin/true: spawn is until that has
// returned, round until the child is reaped.
func BenchmarkSpawn(b *testing.B) {
	runRounds(b, "spawn-ns", []contender{
		{"nslua", script("nslua", "bench/spawn.lua")},
		{"luaposix", script("luaposix", "bench/spawn_posix.lua")},
		{"posix_spawn", script("python", "bench/spawn.py")},
		{"subprocess", script("python", "bench/spawn_subprocess.py")},
	})
}

// script is how the interpreters run a script.
func script(interpreter, path string) func(b *testing.B) []string {
	return func(b *testing.B) []string {
		switch interpreter {
		case "luaposix":
			return []string{peer(b, "lua5.1", "-e", `require "posix"`), path}
		case "python":
			return []string{peer(b, python, "-c", ""), path}
		}
		return []string{nslua(b), path}
	}
}

func runRounds(b *testing.B, half string, contenders []contender) {
	nslua(b) // built before any time is taken
	for _, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			first, round := rounds(b, c.command(b))
			b.ReportMetric(quantile(round, 0.5), "ns/op")
			b.ReportMetric(quantile(round, 0.99), "round-p99-ns")
			b.ReportMetric(quantile(first, 0.5), half)
			b.ReportMetric(quantile(first, 0.99), strings.Replace(half, "-ns", "-p99-ns", 1))
		})
	}
}

// BenchmarkStart is the time from starting a program that has nothing to do
// until it is reaped.
func BenchmarkStart(b *testing.B) {
	runWhole(b, []contender{
		{"nslua", func(b *testing.B) []string { return []string{nslua(b), "-e", ""} }},
		{"lua5.1", func(b *testing.B) []string { return []string{peer(b, "lua5.1", "-v"), "-e", ""} }},
		{"python", func(b *testing.B) []string { return []string{peer(b, python, "-c", ""), "-c", ""} }},
	})
}

// BenchmarkCall is a call of a binding from Lua beside the bare system call.
func BenchmarkCall(b *testing.B) {
	runPrinted(b, []contender{
		{"nslua", script("nslua", "bench/getpid.lua")},
		{"c", func(b *testing.B) []string { return []string{compile(b, "bench/getpid.c")} }},
	})
}

// BenchmarkTable is what the functions of the table library take for an item.
func BenchmarkTable(b *testing.B) {
	for _, work := range []string{"sort", "strings", "comparator", "concat", "insert", "remove", "front"} {
		b.Run(work, func(b *testing.B) {
			runPrinted(b, []contender{
				{"nslua", func(b *testing.B) []string { return []string{nslua(b), "bench/table.lua", work} }},
				{"lua5.1", func(b *testing.B) []string { return []string{peer(b, "lua5.1", "-v"), "bench/table.lua", work} }},
			})
		})
	}
}

// BenchmarkNamespace is a new pid and mount namespace with a /proc of its own, in
// which true is run, as a script and by unshare(1).
func BenchmarkNamespace(b *testing.B) {
	needRoot(b)
	runWhole(b, []contender{
		{"nslua", script("nslua", "bench/namespace.lua")},
		{"unshare", func(b *testing.B) []string {
			return []string{peer(b, "unshare", "--version"), "--fork", "--pid", "--mount-proc", "true"}
		}},
	})
}

// BenchmarkContainer is the container of the teaching scripts running true, and
// bubblewrap's with all its namespaces and with the same.
func BenchmarkContainer(b *testing.B) {
	runWhole(b, []contender{
		{"nslua", func(b *testing.B) []string {
			return []string{nslua(b), "../scripts/05-container.lua", "run", "true"}
		}},
		{"bwrap", func(b *testing.B) []string {
			return []string{peer(b, "bwrap", "--version"), "--unshare-all", "--bind", "/", "/", "--proc", "/proc", "true"}
		}},
		{"bwrap-alike", func(b *testing.B) []string {
			return []string{peer(b, "bwrap", "--version"), "--unshare-pid", "--unshare-uts", "--unshare-ipc", "--bind", "/", "/", "--proc", "/proc", "true"}
		}},
	})
}

// BenchmarkRestart is the time from a service's first crash until it runs again.
func BenchmarkRestart(b *testing.B) {
	runPrinted(b, []contender{{"nslua", script("nslua", "bench/restart.lua")}})
}

func needRoot(b *testing.B) {
	if os.Geteuid() != 0 {
		b.Skip("needs root")
	}
}

// runWhole times programs from their start until they are reaped.
func runWhole(b *testing.B, contenders []contender) {
	nslua(b)
	for _, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			command := c.command(b)
			var times []time.Duration
			for b.Loop() {
				start := time.Now()
				process, err := os.StartProcess(command[0], command, &os.ProcAttr{Files: make([]*os.File, 3)})
				if err != nil {
					b.Fatal(err)
				}
				state, err := process.Wait()
				if err != nil || !state.Success() {
					b.Fatal(state, err)
				}
				times = append(times, time.Since(start))
			}
			b.ReportMetric(quantile(times, 0.5), "ns/op")
			b.ReportMetric(quantile(times, 0.99), "p99-ns")
		})
	}
}

// runPrinted takes the time that programs print themselves, the least of all runs.
func runPrinted(b *testing.B, contenders []contender) {
	nslua(b)
	for _, c := range contenders {
		b.Run(c.name, func(b *testing.B) {
			command := c.command(b)
			least := math.Inf(1)
			for b.Loop() {
				out, err := exec.Command(command[0], command[1:]...).Output()
				if err != nil {
					b.Fatal(err)
				}
				ns, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
				if err != nil {
					b.Fatal(err)
				}
				least = min(least, ns)
			}
			b.ReportMetric(least, "ns/op")
		})
	}
}

// rounds runs a program of bench/ for b.N rounds, and a few more: the first one
// of every run finds the caches cold and is left out.
func rounds(b *testing.B, command []string) (fork, round []time.Duration) {
	s := newStamps(b)
	for left := b.N; left > 0; {
		n := min(left, maxStamps/3-1)
		left -= n
		cmd := exec.Command(command[0], append(command[1:], strconv.Itoa(n+1))...)
		cmd.ExtraFiles = []*os.File{s.writer} // descriptor 3
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v: %v\n%s", cmd, err, out)
		}
		times, err := s.take()
		if err != nil {
			b.Fatal(err)
		}
		if len(times) != 3*(n+1) {
			b.Fatalf("%v: %d times for %d rounds", cmd, len(times), n+1)
		}
		for at := range slices.Chunk(times[3:], 3) {
			fork = append(fork, at[1]-at[0])
			round = append(round, at[2]-at[0])
		}
	}
	return fork, round
}

// quantile is the value that a share q of the times do not exceed, in ns.
func quantile(times []time.Duration, q float64) float64 {
	slices.Sort(times)
	return float64(times[int(q*float64(len(times)-1))])
}

// peer is the path of a program to compare with; without one that runs the
// test or benchmark is skipped.
func peer(b testing.TB, name string, probe ...string) string {
	b.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		b.Skip(err)
	}
	if out, err := exec.Command(path, probe...).CombinedOutput(); err != nil {
		b.Skipf("%s %q: %v\n%s", name, probe, err, out)
	}
	return path
}

// compile is the path of the program that a C source makes, once for all tests: every
// user can run it, and it is named as the source is.
func compile(b testing.TB, source string) string {
	b.Helper()
	compiling.Lock()
	defer compiling.Unlock()
	path := filepath.Join(shared, strings.TrimSuffix(source, ".c"))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	gcc := peer(b, "gcc", "--version")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.Fatal(err)
	}
	if out, err := exec.Command(gcc, "-O2", "-Wall", "-Werror", "-o", path, source).CombinedOutput(); err != nil {
		b.Fatalf("gcc: %v\n%s", err, out)
	}
	return path
}

var compiling sync.Mutex
