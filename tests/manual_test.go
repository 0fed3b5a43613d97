package tests

import (
	"bytes"
	"go/ast"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// manual is the page that --man prints.
func manual(t *testing.T) string {
	t.Helper()
	page, err := exec.Command(nslua(t), "--man").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// words are a page's without its markup.
func words(page string) string {
	page = strings.NewReplacer(`\-`, "-", `\&`, "").Replace(page)
	return regexp.MustCompile(`\\f.`).ReplaceAllString(page, "")
}

// The page tells of every option, and no other has it.
func TestManualOptions(t *testing.T) {
	usage, err := exec.Command(nslua(t), "--help").Output()
	if err != nil {
		t.Fatal(err)
	}
	option := regexp.MustCompile(`(?m)^(?:-\w, )?--[\w-]+( \w+)?`)
	var listed []string
	for line := range strings.Lines(string(usage)) {
		if found := option.FindString(strings.TrimSpace(line)); found != "" {
			listed = append(listed, found)
		}
	}
	told := option.FindAllString(words(manual(t)), -1)
	if len(listed) < 10 || strings.Join(listed, "\n") != strings.Join(told, "\n") {
		t.Errorf("--help lists %q, the page tells of %q", listed, told)
	}
}

func TestManualSections(t *testing.T) {
	page := words(manual(t))
	at := 0
	for _, section := range []string{
		"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "THE PROMPT", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO",
	} {
		i := strings.Index(page[at:], ".SH "+section+"\n")
		if i < 0 {
			t.Fatalf("no %s after %q", section, page[:at])
		}
		at += i
	}
}

// It tells of every variable of the environment that changes what nslua does.
func TestManualEnvironment(t *testing.T) {
	sources, err := product()
	if err != nil {
		t.Fatal(err)
	}
	page := words(manual(t))
	own := regexp.MustCompile(`^"(NSLUA_\w+|LUA_\w+|NO_COLOR|XDG_\w+|VISUAL|EDITOR|SHELL|INPUTRC)"$`)
	found := 0
	for _, s := range sources {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && own.MatchString(literal.Value) {
				found++
				if !strings.Contains(page, strings.Trim(literal.Value, `"`)) {
					t.Errorf("%s asks for %s, of which the manual page tells nothing", s.path, literal.Value)
				}
			}
			return true
		})
	}
	if found < 5 {
		t.Errorf("only %d variables found: this test looks in the wrong place", found)
	}
}

// It tells of every command of the prompt, and of all that a prompt may show.
func TestManualPrompt(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir(), "-i")
	command.Stdin = strings.NewReader(".help\n.help prompt\n")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	page, found := words(manual(t)), 0
	for _, match := range regexp.MustCompile(`(?m)^  ([.!?%]\S+)`).FindAllStringSubmatch(string(out), -1) {
		found++
		if !strings.Contains(page, "\n"+match[1]) && !strings.Contains(page, "\n.B "+match[1]) {
			t.Errorf("the manual page tells nothing of %s", match[1])
		}
	}
	if found < 15 {
		t.Errorf("only %d found in %s", found, out)
	}
}

// The formatters have nothing to complain of.
func TestManualFormats(t *testing.T) {
	page := manual(t)
	for _, checker := range [][]string{
		{"groff", "-mandoc", "-ww", "-z"},
		{"mandoc", "-T", "lint"},
	} {
		t.Run(checker[0], func(t *testing.T) {
			if _, err := exec.LookPath(checker[0]); err != nil {
				t.Skipf("%s is not installed", checker[0])
			}
			check := exec.Command(checker[0], checker[1:]...)
			check.Stdin = strings.NewReader(page)
			if out, err := check.CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
