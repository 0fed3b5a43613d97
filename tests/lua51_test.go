package tests

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// leastCorpus is how many programs the corpus must have.
const leastCorpus = 400

// TestLua51 runs each program of lua51/ under Debian's lua5.1 and under nslua, and
// compares what they wrote and how they ended. See lua51/README.md.
func TestLua51(t *testing.T) {
	reference, err := exec.LookPath("lua5.1")
	if err != nil {
		t.Skip("nothing to compare with: ", err)
	}
	ours := nslua(t)
	for _, path := range corpus(t) {
		t.Run(subject(path), func(t *testing.T) {
			t.Parallel()
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			declared, err := parseDeviations(string(source))
			if err != nil {
				t.Fatal(err)
			}
			want, got := runLua(t, reference, path), runLua(t, ours, path)
			if want.stdout == "" && want.stderr == "" {
				t.Fatal("the program prints nothing to compare")
			}
			got.stderr = unadorned(want.stderr, got.stderr)
			if len(declared) > 0 && want == got {
				t.Fatal("the declared deviation is none any more")
			}
			text := want.String()
			for _, d := range declared {
				if text, err = d.apply(text); err != nil {
					t.Error(err)
				}
			}
			wanted, gotten := strings.Split(text, "\n"), strings.Split(got.String(), "\n")
			nameFunctions(wanted, gotten)
			if diff := cmp.Diff(wanted, gotten); diff != "" {
				t.Errorf("(-lua5.1 +nslua):\n%s", diff)
			}
		})
	}
}

// TestLua51Corpus tells how large the corpus is and in what nslua deviates.
func TestLua51Corpus(t *testing.T) {
	paths := corpus(t)
	count := 0
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		declared, err := parseDeviations(string(source))
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, d := range declared {
			count++
			t.Logf("%s: %s", subject(path), d.reason)
		}
	}
	t.Logf("%d programs, %d deviations", len(paths), count)
	if len(paths) < leastCorpus {
		t.Errorf("%d programs, of at least %d", len(paths), leastCorpus)
	}
}

func corpus(t *testing.T) []string {
	paths, err := filepath.Glob("lua51/*/*.lua")
	if err != nil || len(paths) == 0 {
		t.Fatal("no corpus", err)
	}
	return paths
}

// subject is family/name of a program.
func subject(path string) string {
	return strings.TrimSuffix(strings.TrimPrefix(path, "lua51/"), ".lua")
}

// result is what a program did.
type result struct {
	stdout, stderr string
	status         int
}

func (r result) String() string {
	return fmt.Sprintf("%s\n--- stderr\n%s\n--- status %d\n", r.stdout, r.stderr, r.status)
}

// luaLimit is for a program that hangs; few take a hundredth of it.
const luaLimit = 20 * time.Second

// runLua runs a program in a new directory of its own, in which an interpreter
// is known as "lua": to the program, should it run another, too.
func runLua(t *testing.T, interpreter, program string) result {
	t.Helper()
	source, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	bin, work := t.TempDir(), t.TempDir()
	name := filepath.Base(program)
	if err := os.Symlink(interpreter, filepath.Join(bin, "lua")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(work, name), source, 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	command := exec.Command(filepath.Join(bin, "lua"), name)
	command.Args[0] = "lua"
	command.Dir = work
	command.Env = []string{"PATH=" + bin + ":/usr/bin:/bin", "TZ=UTC", "LC_ALL=C", "HOME=/nonexistent"}
	command.Stdout, command.Stderr = &stdout, &stderr
	command.WaitDelay = time.Second // for a child of the program that holds its output
	if input, err := os.Open(strings.TrimSuffix(program, ".lua") + ".in"); err == nil {
		defer input.Close()
		command.Stdin = input
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	hung := time.AfterFunc(luaLimit, func() { command.Process.Kill() })
	command.Wait()
	if !hung.Stop() {
		t.Errorf("%s ran for %v", interpreter, luaLimit)
	}
	return result{
		stdout: stdout.String(),
		stderr: whoSpeaks.ReplaceAllString(stderr.String(), "lua: "),
		status: command.ProcessState.ExitCode(),
	}
}

// whoSpeaks begins a report of nslua's, whatever it was called as.
var whoSpeaks = regexp.MustCompile(`(?m)^nslua: `)

const trace = "stack traceback:\n"

// unadorned takes out of nslua's report of an error what it says more than
// lua5.1: all between the message and the traceback. Nothing else.
func unadorned(want, got string) string {
	message, _, _ := strings.Cut(want, trace)
	more, calls, traced := strings.Cut(got, trace)
	if message == "" || !strings.HasPrefix(more, message) {
		return got
	}
	if !traced {
		return message
	}
	return message + trace + calls
}

// unnamed is what lua5.1 says of a function whose name the calling instruction
// does not tell, as in pcall(string.rep).
var unnamed = regexp.MustCompile(`(bad argument #\d+ to|calling) '\?'`)

// nameFunctions puts the name that nslua gives a function for lua5.1's '?'. This
// is the one deviation that no program has to declare.
func nameFunctions(want, got []string) {
	for i := range min(len(want), len(got)) {
		if !unnamed.MatchString(want[i]) {
			continue
		}
		pattern := strings.ReplaceAll(regexp.QuoteMeta(want[i]), `'\?'`, `'[\w.:]+'`)
		if regexp.MustCompile("^" + pattern + "$").MatchString(got[i]) {
			want[i] = got[i]
		}
	}
}

// deviation is declared in a program by comment lines:
//
//	--deviation: the reason
//	--< lines as lua5.1 writes them
//	--> what nslua writes in their place
type deviation struct{ reason, want, got string }

func parseDeviations(source string) ([]deviation, error) {
	var all []deviation
	for line := range strings.Lines(source) {
		line = strings.TrimSuffix(line, "\n")
		if reason, ok := strings.CutPrefix(line, "--deviation: "); ok {
			all = append(all, deviation{reason: reason})
			continue
		}
		theirs, isTheirs := strings.CutPrefix(line, "--< ")
		ours, isOurs := strings.CutPrefix(line, "--> ")
		switch {
		case !isTheirs && !isOurs:
		case len(all) == 0:
			return nil, fmt.Errorf("%q without a --deviation: before it", line)
		case isTheirs:
			all[len(all)-1].want += theirs + "\n"
		case isOurs:
			all[len(all)-1].got += ours + "\n"
		}
	}
	for _, d := range all {
		if d.want == "" || d.want == d.got {
			return nil, fmt.Errorf("deviation %q says not in what", d.reason)
		}
	}
	return all, nil
}

// apply makes of what lua5.1 did what is expected of nslua.
func (d deviation) apply(text string) (string, error) {
	if !strings.Contains("\n"+text, "\n"+d.want) {
		return text, fmt.Errorf("deviation %q: lua5.1 does not write\n%s", d.reason, d.want)
	}
	return strings.ReplaceAll("\n"+text, "\n"+d.want, "\n"+d.got)[1:], nil
}
