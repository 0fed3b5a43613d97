package tests

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// tourist is who the tour in README was written by.
const tourist = "alice"

// TestTour types what README's tour types, as an ordinary user, and compares all
// that then stands on the terminal with what README shows.
func TestTour(t *testing.T) {
	wanted := tour(t)
	uid := os.Getuid()
	if uid == 0 {
		uid = 4242
	}
	command := replCommand(t, uid, t.TempDir())
	command.Args[0] = "./nslua"
	s := openSized(t, command, 400) // no line is broken
	for _, line := range wanted {
		if news.MatchString(line) { // comes when it does, above the prompt
			s.expect(news.FindString(line))
		}
		_, typed, ok := strings.Cut(line, "ns> ")
		if !ok || !strings.HasPrefix(line, "[pid ") {
			continue
		}
		s.expect("] ns> ")
		switch typed {
		case "(Ctrl-Z)":
			s.send(ctrlZ)
		case "(Ctrl-D)":
			s.send(ctrlD)
		default:
			s.enter(typed)
		}
	}
	s.ended()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := sameTour(wanted, strings.Split(legible(s.screen.String()), "\n"), uid); err != nil {
		t.Error(err)
	}
}

var news = regexp.MustCompile(`^\[\d\] .*`)

// readme is a section of README.
func readme(t *testing.T, title string) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	_, section, found := strings.Cut(string(text), "\n## "+title+"\n")
	if err != nil || !found {
		t.Fatalf("README has no section %q: %v", title, err)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	return section
}

// tour is what README's tour shows, line by line.
func tour(t *testing.T) (lines []string) {
	for line := range strings.Lines(readme(t, "A first hour")) {
		if shown, ok := strings.CutPrefix(line, "    "); ok {
			lines = append(lines, strings.TrimSuffix(shown, "\n"))
		}
	}
	if len(lines) < 50 {
		t.Fatalf("README's tour has %d lines", len(lines))
	}
	return lines[1:] // the shell's prompt is not ours
}

// What differs from run to run is the terminal's name, and with it the width of ps's
// columns, and whether a process runs or sleeps just then.
var (
	ourTTY  = regexp.MustCompile(` [RSD]  +pts/\d+`)
	between = regexp.MustCompile(` {2,}`)
)

func settled(line string) string {
	return between.ReplaceAllString(ourTTY.ReplaceAllString(line, " S  pts/0"), "  ")
}

// legible is what can be read at last of what was written to a terminal that never
// moves its cursor to another line.
func legible(screen string) string {
	var page strings.Builder
	var line []rune
	at := 0
	for screen != "" {
		if sequence := sequence.FindStringSubmatch(screen); sequence != nil {
			screen = screen[len(sequence[0]):]
			n, err := strconv.Atoi(sequence[1])
			if err != nil {
				n = 1
			}
			switch sequence[2] {
			case "C":
				at += n
			case "D":
				at = max(0, at-n)
			case "J", "K":
				line = line[:min(at, len(line))]
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(screen)
		screen = screen[size:]
		switch r {
		case '\r':
			at = 0
		case '\n':
			page.WriteString(strings.TrimRight(string(line), " ") + "\n")
			line, at = nil, 0
		default:
			for len(line) <= at {
				line = append(line, ' ')
			}
			line[at] = r
			at++
		}
	}
	return page.String() + strings.TrimRight(string(line), " ")
}

var sequence = regexp.MustCompile(`^\x1b\[\??([0-9;]*)([A-Za-z])`)

// sameTour compares line by line. A line that is … stands for any, also for none,
// and in a line for any text; a number of four digits for the same number wherever it stands, and no other.
func sameTour(wanted, got []string, uid int) error {
	numbers := map[string]string{}
	known := map[string]bool{}
	for i, want := range wanted {
		if want == "…" {
			for len(got) > 0 && i+1 < len(wanted) && !strings.HasPrefix(got[0], "[pid ") {
				got = got[1:]
			}
			continue
		}
		if strings.HasSuffix(want, "(Ctrl-Z)") {
			continue // the prompt goes away with who had it
		}
		if len(got) == 0 {
			return fmt.Errorf("nothing comes where %q should", want)
		}
		pattern := regexp.QuoteMeta(settled(strings.Replace(want, tourist, who(uid), 1)))
		pattern = regexp.MustCompile(` \\\(Ctrl-.\\\)$`).ReplaceAllString(pattern, "")
		pattern = strings.ReplaceAll(pattern, "…", ".*")
		names := long.FindAllString(pattern, -1)
		found := regexp.MustCompile("^" + long.ReplaceAllString(pattern, `(\d+)`) + "$").FindStringSubmatch(settled(got[0]))
		if found == nil {
			return fmt.Errorf("want %q, got %q", want, got[0])
		}
		for j, name := range names {
			number := found[j+1]
			if numbers[name] == "" && !known[number] {
				numbers[name], known[number] = number, true
			}
			if numbers[name] != number {
				return fmt.Errorf("%q: %s was %s, and is now %s", want, name, numbers[name], number)
			}
		}
		got = got[1:]
	}
	if rest := strings.Join(got, "\n"); strings.TrimSpace(rest) != "" {
		return fmt.Errorf("more comes: %q", rest)
	}
	return nil
}

var long = regexp.MustCompile(`\d{4,}`)
