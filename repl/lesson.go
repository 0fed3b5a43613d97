package repl

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"nslua/lua/syntax"
	"nslua/scripts"
)

// A lesson is a teaching script.
type lesson struct {
	number int
	name   string // "03-init"
	source string
}

// lessons are all there are, by their numbers.
func lessons() (all []lesson) {
	files, _ := scripts.Files.ReadDir(".") // sorted
	for _, file := range files {
		source, _ := scripts.Files.ReadFile(file.Name())
		name := strings.TrimSuffix(path.Base(file.Name()), ".lua")
		digits, _, _ := strings.Cut(name, "-")
		number, _ := strconv.Atoi(digits)
		all = append(all, lesson{number, name, string(source)})
	}
	return all
}

// title is its first line.
func (l lesson) title() string {
	line, _, _ := strings.Cut(l.source, "\n")
	return strings.TrimLeft(line, "- ")
}

// stepped cuts a script into steps: at blank lines where what is before is whole and
// has something in it that runs. It gives the script with a call of its argument at
// each cut, where the next step begins, so that the numbers of its lines stay.
func (l lesson) stepped(whole func(source string) bool) (source string, steps []string) {
	var done, step strings.Builder
	cut := func() {
		steps = append(steps, strings.Trim(step.String(), "\n"))
		done.WriteString(step.String())
		step.Reset()
	}
	for line := range strings.Lines(l.source) {
		if blank(line) && len(syntax.Words(step.String())) > 0 && whole(done.String()+step.String()) {
			cut()
			line = fmt.Sprintf("do (...)(%d) end\n", len(steps)+1)
			done.WriteString(line)
			continue
		}
		step.WriteString(line)
	}
	cut()
	return done.String(), steps
}
