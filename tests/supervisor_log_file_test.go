package tests

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// A file gets what the service has written and nothing else, after what is there.
func TestSupervisorLogFile(t *testing.T) {
	dir := t.TempDir()
	source, path := filepath.Join(dir, "source"), filepath.Join(dir, "log")
	text := make([]byte, 1<<20)
	rand.New(rand.NewSource(1)).Read(text)
	if err := os.WriteFile(source, text, 0o644); err != nil {
		t.Fatal(err)
	}
	service := fmt.Sprintf(`{name = "web", log = {file = %q}, "cat", %q},`, path, source)
	for round := 1; round <= 2; round++ {
		stdout, stderr := outputOf(t, service)
		isOutput(t, stdout+stderr, "")
		if got := contentsOf(t, path); got != strings.Repeat(string(text), round) {
			t.Errorf("%d bytes, not the same", len(got))
		}
	}
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o640 {
		t.Error(info.Mode(), err)
	}
	os.Remove(path)
	stdout, _ := outputOf(t, sh("web", fmt.Sprintf("file = %q, prefix = true", path), "echo 1; echo 2 >&2; printf 3"))
	isOutput(t, stdout, "web | 1\nweb | 2\nweb | 3\n")
	isOutput(t, contentsOf(t, path), "1\n2\n3")
}

func TestSupervisorLogFileTimes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	outputOf(t, sh("web", fmt.Sprintf("file = %q, timestamps = true", path), "echo %1; echo; printf 3"))
	if got := contentsOf(t, path); !regexp.MustCompile(
		`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z %1\n[^ ]+Z \n[^ ]+Z 3\n$`).MatchString(got) {
		t.Errorf("the file has %q", got)
	}
}

// Files have the size that they may have, and whole lines; the last are kept.
func TestSupervisorLogRotation(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log")
	outputOf(t, sh("web", fmt.Sprintf("file = %q, size = 10000, keep = 3", path), "seq 20000; sleep .01; seq 20001 20500"))
	entries, _ := os.ReadDir(dir)
	if len(entries) != 4 {
		t.Error(entries)
	}
	var text string
	for _, name := range []string{"log.3", "log.2", "log.1", "log"} {
		part := contentsOf(t, filepath.Join(dir, name))
		if len(part) > 10000 || name != "log" && len(part) < 9990 || !strings.HasSuffix(part, "\n") {
			t.Errorf("%s has %d bytes", name, len(part))
		}
		text += part
	}
	var want strings.Builder
	for i := 1; i <= 20500; i++ {
		fmt.Fprintln(&want, i)
	}
	if !strings.HasSuffix(want.String(), "\n"+text) || len(text) < 30000 {
		t.Errorf("%d bytes, not the last lines", len(text))
	}

	for _, test := range []struct{ log, script, names string }{
		{"size = 10, keep = 0", "seq 10", "log"},                                    // nothing else is kept
		{"size = 10, keep = 1", "echo a long line of its own; echo 2", "log log.1"}, // it is not cut
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "log")
		stdout, stderr := outputOf(t, sh("web", fmt.Sprintf("file = %q, %s", path, test.log), test.script))
		isOutput(t, stdout+stderr, "")
		var names []string
		entries, _ := os.ReadDir(dir)
		for _, entry := range entries {
			names = append(names, entry.Name())
			if text := contentsOf(t, filepath.Join(dir, entry.Name())); !strings.HasSuffix(text, "\n") || len(text) > 24 {
				t.Errorf("%s has %q", entry.Name(), text)
			}
		}
		if got := strings.Join(names, " "); got != test.names {
			t.Errorf("%s: %s", test.log, got)
		}
	}
}

// fed is a service whose output is what is written to a fifo, and what goes in.
func fed(t testing.TB, log string) (service string, in *os.File) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fifo")
	mkfifo(t, path)
	in, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close() })
	return fmt.Sprintf(`{name = "web", followed = true, log = {%s}, "cat", %q},`, log, path), in
}

// A file that logrotate has moved away, or somebody has removed, is made again. One
// that has been emptied goes on from its beginning.
func TestSupervisorLogMoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	service, in := fed(t, fmt.Sprintf("file = %q", path))
	l := logging(t, exec.Command(nslua(t)), service)
	say := func(line, has string) {
		t.Helper()
		fmt.Fprintln(in, line)
		l.tells("line web 1 " + line)
		isOutput(t, contentsOf(t, path), has)
	}
	say("1", "1\n")
	os.Rename(path, path+".old")
	say("2", "2\n")
	say("3", "2\n3\n")
	os.Remove(path)
	say("4", "4\n")
	os.Truncate(path, 0)
	say("5", "5\n")
	isOutput(t, contentsOf(t, path+".old"), "1\n")
}

// What goes wrong with a file is told once; when it works again, how many lines
// were lost.
func TestSupervisorLogFileGone(t *testing.T) {
	asRoot(t) // takes from another user what he may
	const uid = 4242
	top := t.TempDir()
	reachable(top)
	dir := filepath.Join(top, "dir")
	path := filepath.Join(dir, "log")
	service, in := fed(t, fmt.Sprintf("file = %q, size = 6, keep = 1", path))
	os.Chmod(filepath.Dir(in.Name()), 0o755)
	var stderr bytes.Buffer
	command := exec.Command(nslua(t))
	command.Stderr = &stderr
	as(command, uid)
	l := logging(t, command, service)
	n := 0
	say := func(lines int) {
		for range lines {
			n++
			fmt.Fprintln(in, n)
			l.tells(fmt.Sprint("line web 1 ", n))
		}
	}
	say(3) // no such folder
	os.Mkdir(dir, 0o755)
	say(2) // not permitted
	os.Chown(dir, uid, uid)
	say(3) // 6 to 8
	isOutput(t, contentsOf(t, path), "6\n7\n8\n")
	os.Chmod(dir, 0o555)
	os.Chown(dir, 0, 0)
	say(2) // cannot be renamed: it grows
	os.Chown(dir, uid, uid)
	os.Chmod(dir, 0o755)
	say(2) // and is renamed when it has grown by its size
	l.command.Process.Signal(syscall.SIGTERM)
	l.tells("ended web killed 9", "written")
	l.command.Wait()
	isOutput(t, contentsOf(t, path+".1"), "6\n7\n8\n9\n10\n")
	isOutput(t, contentsOf(t, path), "11\n12\n")
	isOutput(t, stderr.String(), fmt.Sprintf(`nslua: web: cannot open %[1]s: No such file or directory
nslua: web: cannot open %[1]s: Permission denied
nslua: web: %[1]s is written again; 5 lines were lost
nslua: web: cannot rename %[1]s: Permission denied
`, path))
}

// A disk that is full costs lines, and nothing else: those that are there and those
// that are told as lost are all.
func TestSupervisorLogDiskFull(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		var stdout, stderr bytes.Buffer
		command := exec.Command(nslua(t))
		command.Stdout, command.Stderr = &stdout, &stderr
		as(command, uid)
		l := logging(t, command, `disk = "/mnt", {name = "web", log = {file = "/mnt/log"}, again = 2, "seq", "20000",
			ended = function()
				local _, lines = io.open("/mnt/log"):read("*a"):gsub("[0-9]+\n", "")
				print(lines)
				assert(truncate("/mnt/log", 0))
			end}`)
		for range 3 {
			l.tells("ended web exited 0")
		}
		l.tells("written")
		l.command.Wait()
		var kept [3]int
		fmt.Sscan(stdout.String(), &kept[0], &kept[1], &kept[2])
		const refused = `nslua: web: cannot write /mnt/log: No space left on device` + "\n"
		again := func(kept int) string {
			return fmt.Sprintf("nslua: web: /mnt/log is written again; %d lines were lost\n", 20000-kept)
		}
		isOutput(t, stderr.String(), refused+again(kept[0])+refused+again(kept[1])+refused)
	})
}
