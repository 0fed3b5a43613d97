package tests

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkSupervisorLog is how fast the output of a service goes through the
// supervisor: lines of 80 bytes, and of 2, to /dev/null, a pipe and a file. ns/op is
// of one line; sed puts the same prefix before them.
func BenchmarkSupervisorLog(b *testing.B) {
	dir := b.TempDir()
	file := filepath.Join(dir, "log")
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer null.Close()
	for _, kind := range []struct{ name, log, output string }{
		{"prefix/null", "prefix = true", "null"},
		{"prefix/pipe", "prefix = true", "pipe"},
		{"prefix+time/null", "prefix = true, timestamps = true", "null"},
		{"file", fmt.Sprintf("file = %q", file), "null"},
		{"file/rotated", fmt.Sprintf("file = %q, size = 1000000, keep = 3", file), "null"},
		{"file/times", fmt.Sprintf("file = %q, timestamps = true", file), "null"},
		{"sed/null", "", "null"},
	} {
		for _, length := range []int{80, 2} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, length), func(b *testing.B) {
				input := filepath.Join(b.TempDir(), "input")
				line := strings.Repeat("x", length-1) + "\n"
				if err := os.WriteFile(input, bytes.Repeat([]byte(line), b.N), 0o644); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(length))
				command := exec.Command("sed", "s/^/web | /", input)
				if kind.log != "" {
					command = exec.Command(nslua(b), "testdata/supervisor/logging.lua",
						fmt.Sprintf(`return {{name = "web", log = {%s}, "cat", %q}}`, kind.log, input))
					command.ExtraFiles = []*os.File{null} // who is told
				}
				if kind.output == "pipe" {
					command.Stdout = struct{ io.Writer }{io.Discard}
				}
				b.ResetTimer()
				if err := command.Run(); err != nil {
					b.Fatal(err)
				}
				used := command.ProcessState.UserTime() + command.ProcessState.SystemTime()
				b.ReportMetric(float64(used.Nanoseconds())/float64(b.N), "cpu-ns/op")
			})
		}
	}
}

// BenchmarkSupervisorLogFlood is how long a signal waits while services print as
// much as they can.
func BenchmarkSupervisorLogFlood(b *testing.B) {
	for _, floods := range []int{0, 1, 200} {
		b.Run(fmt.Sprint(floods), func(b *testing.B) {
			services := sh("quiet", "", "exec sleep 1000")
			for i := range floods {
				services += sh(fmt.Sprint("flood", i), "prefix = true", "exec yes")
			}
			l := logging(b, exec.Command(nslua(b)), services)
			l.await(floods, runs("yes"))
			var times []time.Duration
			for b.Loop() {
				start := time.Now()
				l.alive()
				times = append(times, time.Since(start))
			}
			b.ReportMetric(quantile(times, 0.5), "median-ns")
			b.ReportMetric(quantile(times, 0.99), "p99-ns")
		})
	}
}
