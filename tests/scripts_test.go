package tests

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestScripts runs the teaching scripts and compares what they print with the
// .out beside each: as the user of the test, as an ordinary user, and where a
// mount that is not kept private would reach the host.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("../scripts/*.lua")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		name := strings.TrimSuffix(filepath.Base(script), ".lua")
		wanted, err := os.ReadFile(strings.TrimSuffix(script, ".lua") + ".out")
		if err != nil {
			t.Error(err)
			continue
		}
		path := readable(t, script)
		t.Run(name, func(t *testing.T) {
			compare(t, exec.Command(nslua(t), path), string(wanted))
		})
		t.Run(name+"/uid4242", func(t *testing.T) {
			asRoot(t)
			command := exec.Command(nslua(t), path)
			command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 4242, Gid: 4242}}
			compare(t, command, string(wanted))
		})
		t.Run(name+"/shared", func(t *testing.T) {
			asRoot(t)
			const both = `before=$(cat /proc/self/mountinfo); "$@" || exit; ` +
				`test "$before" = "$(cat /proc/self/mountinfo)" || { echo the mounts have changed >&2; exit 1; }`
			compare(t, exec.Command("unshare", "-m", "--propagation", "shared",
				"sh", "-c", both, "-", nslua(t), path), string(wanted))
		})
	}
}

func asRoot(t testing.TB) {
	if os.Geteuid() != 0 {
		t.Skip("needs root to become another user or to make a mount namespace")
	}
}

// readable copies a file to where every user can read it.
func readable(t testing.TB, path string) string {
	text, err := os.ReadFile(path)
	copied := filepath.Join(shared, filepath.Base(path))
	if err == nil {
		err = os.WriteFile(copied, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return copied
}

// mkfifo makes a fifo that every user may read and write.
func mkfifo(t testing.TB, path string) {
	t.Helper()
	err := syscall.Mkfifo(path, 0o666)
	if err == nil {
		err = os.Chmod(path, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// compare runs a command, which must succeed and print what is wanted.
func compare(t *testing.T, command *exec.Cmd, wanted string) {
	t.Helper()
	var out, failures bytes.Buffer
	command.Stdout, command.Stderr = &out, &failures
	command.Dir = "/"
	if err := command.Run(); err != nil {
		t.Errorf("%v: %v\n%s", command, err, &failures)
	}
	if err := match(settle(wanted), settle(out.String())); err != nil {
		t.Errorf("%v\nprinted:\n%s", err, &out)
	}
}

// settle puts the lines of two processes that do not wait for each other, those
// that a fork's return prints, in one order: the child's first.
func settle(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i := 1; i < len(lines); i++ {
		if strings.HasPrefix(lines[i-1], "fork():") && strings.HasPrefix(lines[i], "fork():\t0\t") {
			lines[i-1], lines[i] = lines[i], lines[i-1]
		}
	}
	return strings.Join(lines, "")
}

// hole is a number in a .out that differs from run to run. The same name stands
// for the same number.
var hole = regexp.MustCompile(`<[A-Z]>`)

func match(wanted, got string) error {
	wants, gots := strings.Split(wanted, "\n"), strings.Split(got, "\n")
	numbers := map[string]string{}
	for i, want := range wants {
		if i >= len(gots) {
			return fmt.Errorf("line %d is missing: %q", i+1, want)
		}
		names := hole.FindAllString(want, -1)
		pattern := "^" + hole.ReplaceAllString(regexp.QuoteMeta(want), `(\d+)`) + "$"
		found := regexp.MustCompile(pattern).FindStringSubmatch(gots[i])
		if found == nil {
			return fmt.Errorf("line %d: want %q, got %q", i+1, want, gots[i])
		}
		for j, name := range names {
			if known, ok := numbers[name]; ok && known != found[j+1] {
				return fmt.Errorf("line %d: %s was %s, and is now %s", i+1, name, known, found[j+1])
			}
			numbers[name] = found[j+1]
		}
	}
	if len(gots) > len(wants) {
		return fmt.Errorf("more lines than wanted: %q", gots[len(wants)])
	}
	return nil
}
