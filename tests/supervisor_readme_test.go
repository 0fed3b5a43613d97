package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// shownAt is what stands in README's section about supervising from a line that
// begins so to the end of its block, without the indentation.
func shownAt(t *testing.T, first string) (lines []string) {
	t.Helper()
	_, rest, found := strings.Cut(readme(t, "Supervising"), "\n    "+first)
	if !found {
		t.Fatalf("README does not show %q", first)
	}
	for line := range strings.Lines("    " + first + rest) {
		shown, ok := strings.CutPrefix(line, "    ")
		if !ok {
			break
		}
		lines = append(lines, strings.TrimSuffix(shown, "\n"))
	}
	return lines
}

// retyped runs in a shell what is typed there, and compares what comes of it
// with what is shown. Numbers are any numbers, and columns as wide as they must be.
func retyped(t *testing.T, lines []string, command *exec.Cmd) {
	t.Helper()
	var shown, script strings.Builder
	for _, line := range lines {
		if line, ok := strings.CutPrefix(line, "$ "); ok {
			script.WriteString(line + "\n")
		} else {
			shown.WriteString(line + "\n")
		}
	}
	command.Path, command.Args = "/bin/sh", []string{"sh", "-c", script.String()}
	out, err := command.CombinedOutput()
	if err != nil || shape(string(out)) != shape(shown.String()) {
		t.Errorf("%v: README shows\n%sand what came is\n%s", err, shown.String(), out)
	}
}

var digits, columns = regexp.MustCompile(`\d+`), regexp.MustCompile(` +`)

func shape(text string) string {
	return columns.ReplaceAllString(digits.ReplaceAllString(text, "<N>"), " ")
}

// inPath puts programs into a folder that PATH begins with, nslua among them.
func inPath(t *testing.T, programs map[string]string) {
	t.Helper()
	dir, err := os.MkdirTemp(shared, "bin-")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err == nil {
		err = os.Symlink(nslua(t), filepath.Join(dir, "nslua"))
	}
	for name, text := range programs {
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text), 0o755)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
}

// README's example does with stand-ins for its programs what README says.
func TestReadmeSupervisor(t *testing.T) {
	inPath(t, map[string]string{
		"postgres": "trap 'exit 0' INT; echo >&3; while :; do sleep 1000 & wait $!; done",
		"migrate":  "exit 0",
		"node":     "echo serving $1; exec sleep 1000",
		"probe":    "exit 0",
	})
	_, script, _ := strings.Cut(readme(t, "Supervising"), "\n```lua\n")
	script, _, _ = strings.Cut(script, "```\n")
	eachUser(t, func(t *testing.T, uid int) {
		c := controlling(t, uid, "app.lua", script, "web | serving app.js")
		retyped(t, shownAt(t, "$ nslua -m supervisor status"), c.nslua())
		c.prints("web | serving app.js") // it was restarted
		c.command.Process.Signal(syscall.SIGTERM)
		if status := c.ended(); status != 0 {
			t.Errorf("ended with status %d", status)
		}
		const wanted = `^mig\t0\t.*\nweb \| serving app.js\nweb\tSIGTERM\t.*\nweb \| serving app.js\n(.*\n)*` +
			`web\tSIGTERM\t.*\ndb\t0\t.*\n$`
		if printed := c.text; !regexp.MustCompile(wanted).MatchString(printed) {
			t.Errorf("printed\n%s", printed)
		}
	})
}

func TestReadmeProcfile(t *testing.T) {
	lines := shownAt(t, "$ cat Procfile")
	file, shown, _ := strings.Cut(strings.Join(lines[1:], "\n"), "\n$ nslua -m supervisor Procfile\n")
	shown = strings.TrimSuffix(shown, "…")
	eachUser(t, func(t *testing.T, uid int) {
		c := controlling(t, uid, "Procfile", file, "port 5000")
		line, err := c.printed.ReadString('\n')
		if printed := c.text + line; err != nil || shape(printed) != shape(shown) {
			t.Errorf("%v: printed\n%s", err, printed)
		}
	})
}

func TestReadmeInit(t *testing.T) {
	inPath(t, nil)
	eachUser(t, func(t *testing.T, uid int) {
		command := exec.Command("sh")
		as(command, uid)
		retyped(t, shownAt(t, "$ nslua -m init"), command)
	})
}
