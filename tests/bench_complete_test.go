package tests

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// BenchmarkComplete is the time from the Tab key until the completion is on the
// screen, where there are 10,000 globals more than from the start:
//
//	one      a name of which one goes on
//	list     one of which ten do, which are listed with their descriptions
//	all      one of which all do
//	flags    what a parameter takes
//	string   the same in a string
//	path     a path, in a directory of a thousand files
//	pid      the processes that there are
func BenchmarkComplete(b *testing.B) {
	dir := b.TempDir()
	for i := range 1000 {
		if err := os.WriteFile(fmt.Sprintf("%s/file%04d", dir, i), nil, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	s := open(b, replCommand(b, os.Getuid(), b.TempDir()))
	s.prompt()
	s.enter("for i = 1, 10000 do _G[('global%05d'):format(i)] = i end")
	s.prompt()
	s.enter("chdir '" + dir + "'")
	s.prompt()
	pid := fmt.Sprint(s.pid())
	for _, c := range []struct{ name, typed, shows string }{
		{"one", "print(global1000", "0"},
		{"list", "print(global0123", "global01239"},
		{"all", "print(global", " more"},
		{"flags", "unshare(CLONE_NEWU", "CLONE_NEWUTS"},
		{"string", "unshare 'newuser,newp", "id"},
		{"path", "open('file050", "file0509"},
		{"pid", "kill(" + pid[:len(pid)-1], pid[len(pid)-1:]},
	} {
		b.Run(c.name, func(b *testing.B) {
			s.t = b
			var times []time.Duration
			for b.Loop() {
				s.send(c.typed)
				s.expect(c.typed)
				start := time.Now()
				s.send(tab)
				s.expect(c.shows)
				times = append(times, time.Since(start))
				s.send(ctrlC)
				s.prompt()
			}
			b.ReportMetric(quantile(times, 0.5), "ns/op")
			b.ReportMetric(quantile(times, 0.99), "p99-ns")
		})
	}
}
