package tests

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkStreams is a million calls of io.write, of io.lines' iterator and of
// file:read, and print, under nslua and lua5.1, with output to /dev/null, a file
// and a pipe. Reported is the processor time of the whole program too: the other
// end of a pipe takes some of the rest.
func BenchmarkStreams(b *testing.B) {
	input := filepath.Join(b.TempDir(), "lines")
	f, err := os.Create(input)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 1_000_000 {
		fmt.Fprintln(f, "line", i)
	}
	f.Close()
	for _, program := range []struct {
		name    string
		writes  bool
		command []string
	}{
		{"write", true, []string{"bench/write.lua"}},
		{"print", true, []string{"bench/print.lua"}},
		{"lines", false, []string{"bench/lines.lua", input}},
		{"read", false, []string{"bench/read.lua", input}},
	} {
		outputs := []string{"null"}
		if program.writes {
			outputs = []string{"null", "file", "pipe"}
		}
		for _, output := range outputs {
			b.Run(program.name+"/"+output+"/nslua", func(b *testing.B) {
				stream(b, output, append([]string{nslua(b)}, program.command...))
			})
			b.Run(program.name+"/"+output+"/lua5.1", func(b *testing.B) {
				stream(b, output, append([]string{peer(b, "lua5.1", "-v")}, program.command...))
			})
		}
	}
}

// stream runs a command with its standard output there.
func stream(b *testing.B, output string, command []string) {
	var out io.Writer // none is /dev/null
	switch output {
	case "file":
		f, err := os.Create(filepath.Join(b.TempDir(), "out"))
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		out = f
	case "pipe":
		out = struct{ io.Writer }{io.Discard}
	}
	var used time.Duration
	for b.Loop() {
		cmd := exec.Command(command[0], command[1:]...)
		cmd.Stdout = out
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(float64(used.Nanoseconds())/float64(b.N), "cpu-ns/op")
}
