package repl

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/repl/colour"
)

// promptTemplate is the prompt where the user wants no other: "[pid 1 # | pid mnt] ns> ".
const promptTemplate = "[pid %p %u%( depth %d%)%( | %n%)] ns> "

// A prompter makes the prompt, anew each time that one is shown: what is typed, and
// what handlers of signals do, changes what it tells.
type prompter struct {
	first    []bindings.Place // where the session began
	template string           // NSLUA_PROMPT
	user     user
	refused  map[string]glua.LValue // globals' values that have failed, and are asked no more
}

func newPrompter() prompter {
	return prompter{first: bindings.Places(), template: os.Getenv("NSLUA_PROMPT"), refused: map[string]glua.LValue{}}
}

// prompt is what is shown before an input. It may run Lua.
func (s *Session) prompt() string {
	if text, ok := s.custom(promptGlobal); ok {
		return text
	}
	return s.whereabouts().prompt()
}

// continuation is what is shown before the further lines of an input: as wide as its
// prompt, so that what is typed is aligned, unless that takes more than half of the
// terminal. It may run Lua.
func (s *Session) continuation(prompt string) string {
	if text, ok := s.custom(continuationGlobal); ok {
		return text
	}
	wide := width(prompt)
	if most := s.width() / 2; most > 0 && wide > most {
		wide = 0
	}
	return fmt.Sprintf("%*s", wide, "... ")
}

// Whereabouts say where the process is when a prompt is made.
type whereabouts struct {
	session *Session
	uid     int
	places  []bindings.Place
}

func (s *Session) whereabouts() *whereabouts {
	return &whereabouts{s, os.Geteuid(), bindings.Places()}
}

// prompt is the one without Lua.
func (now *whereabouts) prompt() string {
	if template := now.session.prompter.template; template != "" {
		return now.expand(template, colour.Plain)
	}
	return now.expand(promptTemplate, colour.Prompt)
}

// user is # for root, and else a name or a number.
func (now *whereabouts) user() string {
	if now.uid == 0 {
		return "#"
	}
	if name := now.session.prompter.user.name(now.uid, now.places); name != "" {
		return name
	}
	return fmt.Sprint("uid ", now.uid)
}

// namespaces names those that the session did not begin in.
func (now *whereabouts) namespaces() []string {
	return bindings.Elsewhere(now.places, now.session.prompter.first)
}

// depth is "" for who was not forked at a prompt.
func (now *whereabouts) depth() string {
	if now.session.depth == 0 {
		return ""
	}
	return strconv.Itoa(now.session.depth)
}

// user remembers whose name was looked up last, and where: another root directory
// or mount namespace may have another /etc/passwd.
type user struct {
	uid    int
	places [2]bindings.Place
	found  string
}

func (u *user) name(uid int, places []bindings.Place) string {
	here := user{uid: uid, places: [2]bindings.Place{placeNamed(places, "mnt"), placeNamed(places, "root")}}
	if here.uid != u.uid || here.places != u.places {
		here.found = bindings.Printable(bindings.UserName(uid))
		*u = here
	}
	return u.found
}

func placeNamed(places []bindings.Place, name string) bindings.Place {
	for _, p := range places {
		if p.Name == name {
			return p
		}
	}
	return bindings.Place{}
}

// width is in columns of a terminal, of the last line: SGR sequences have none.
func width(prompt string) int {
	line := prompt[strings.LastIndexByte(prompt, '\n')+1:]
	plain := ""
	for line != "" {
		before, sequence, _ := strings.Cut(line, "\x1b[")
		plain += before
		_, line, _ = strings.Cut(sequence, "m")
	}
	return runewidth.StringWidth(plain)
}
