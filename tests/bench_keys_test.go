package tests

import (
	"os"
	"strings"
	"testing"
	"time"
)

// BenchmarkKey is the time from a key until its echo is on the screen, on a line
// of 200 characters in colour:
//
//	append   at its end
//	insert   at its beginning, so that all of it moves
//	lines    at the end of the last of 20 lines, each as long
func BenchmarkKey(b *testing.B) {
	const most = 10 * time.Millisecond
	line := "x = {" + strings.Repeat("getpid(), 'text', ", 10) + "unshare, true -- ab"
	for _, c := range []struct{ name, typed string }{
		{"append", line},
		{"insert", line + "\x01"},
		{"lines", strings.Repeat(line+"\x1b\r", 19) + line},
	} {
		b.Run(c.name, func(b *testing.B) {
			command := replCommand(b, os.Getuid(), b.TempDir())
			command.Env = append(command.Env, "NO_COLOR=")
			s := open(b, command)
			s.expect("ns> ")
			s.send(c.typed)
			s.expect("ab")
			var times []time.Duration
			for b.Loop() {
				start := time.Now()
				s.send("q")
				s.expect("q")
				times = append(times, time.Since(start))
				s.send("\x7f")
				s.expect("\x1b[K")
			}
			report(b, times, most)
		})
	}
}

// BenchmarkPrompt is the time from starting nslua until its first prompt can be
// typed at.
func BenchmarkPrompt(b *testing.B) {
	const most = 30 * time.Millisecond
	home := b.TempDir()
	var times []time.Duration
	for b.Loop() {
		start := time.Now()
		s := open(b, replCommand(b, os.Getuid(), home))
		s.expect("ns> ")
		times = append(times, time.Since(start))
		s.send(ctrlD)
		s.end()
	}
	report(b, times, most)
}

// report gives the median, and says where it is more than what is promised: on a
// machine that is busy it may be.
func report(b *testing.B, times []time.Duration, most time.Duration) {
	median := quantile(times, 0.5)
	b.ReportMetric(median, "ns/op")
	b.ReportMetric(quantile(times, 0.99), "p99-ns")
	if median > float64(most) {
		b.Logf("the median is %v, more than %v", time.Duration(median), most)
	}
}
