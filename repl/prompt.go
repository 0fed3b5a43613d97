package repl

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"
	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua/vm"
	"nslua/repl/colour"
)

// promptTemplate is the prompt where the user wants no other: "[pid 1 # | pid mnt] ns> ".
const promptTemplate = "[pid %p %u%( depth %d%)%( | %n%)] ns> "

// The globals that make another prompt, and another one for further lines, as those
// of lua's own do: strings, or functions that give strings.
const (
	promptGlobal       = "_PROMPT"
	continuationGlobal = "_PROMPT2"
)

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
	now := s.stand()
	if text, ok := s.custom(promptGlobal, now); ok {
		return text
	}
	return now.prompt()
}

// continuation is what is shown before the further lines of an input: as wide as its
// prompt, so that what is typed is aligned. It may run Lua.
func (s *Session) continuation(prompt string) string {
	if text, ok := s.custom(continuationGlobal, s.stand()); ok {
		return text
	}
	return fmt.Sprintf("%*s", width(prompt), "... ")
}

// A standing is where the process is when a prompt is made.
type standing struct {
	session *Session
	uid     int
	places  []bindings.Place
}

func (s *Session) stand() *standing {
	return &standing{s, os.Geteuid(), bindings.Places()}
}

// prompt is the one without Lua.
func (now *standing) prompt() string {
	if template := now.session.prompter.template; template != "" {
		return now.expand(template, colour.Plain)
	}
	return now.expand(promptTemplate, colour.Prompt)
}

// user is # for root, and else a name or a number.
func (now *standing) user() string {
	if now.uid == 0 {
		return "#"
	}
	if name := now.session.prompter.user.name(now.uid, now.places); name != "" {
		return name
	}
	return fmt.Sprint("uid ", now.uid)
}

// namespaces names those that the session did not begin in.
func (now *standing) namespaces() []string {
	return bindings.Elsewhere(now.places, now.session.prompter.first)
}

// depth is "" for who was not forked at a prompt.
func (now *standing) depth() string {
	if now.session.depth == 0 {
		return ""
	}
	return strconv.Itoa(now.session.depth)
}

// table is what a function in Lua is given to make a prompt of.
func (now *standing) table() *glua.LTable {
	names := vm.NewTable(4, 0)
	for i, name := range now.namespaces() {
		vm.SetInt(names, i+1, glua.LString(name))
	}
	t := vm.NewTable(0, 8)
	vm.SetString(t, "pid", glua.LNumber(os.Getpid()))
	vm.SetString(t, "uid", glua.LNumber(now.uid))
	vm.SetString(t, "user", glua.LString(now.user()))
	vm.SetString(t, "depth", glua.LNumber(now.session.depth))
	vm.SetString(t, "namespaces", names)
	vm.SetString(t, "host", glua.LString(bindings.HostName()))
	vm.SetString(t, "cwd", glua.LString(bindings.WorkingDirectory()))
	vm.SetString(t, "default", glua.LString(now.prompt()))
	return t
}

// custom is the prompt that a global makes, if it is set. What it does wrong is told
// once.
func (s *Session) custom(global string, now *standing) (prompt string, ok bool) {
	maker := vm.Get(s.state.G.Global, glua.LString(global))
	if maker == glua.LNil || maker == s.prompter.refused[global] {
		return "", false
	}
	text, err := s.made(maker, now)
	if s.child { // it was forked to make the prompt, and has done so
		s.end(err)
	}
	if err != nil {
		s.prompter.refused[global] = maker
		s.complain(err)
		s.state.Warn(fmt.Sprintf("%s has failed: the usual prompt is shown until it is set anew", global))
		return "", false
	}
	return text, true
}

// longestPrompt is in bytes.
const longestPrompt = 4096

func (s *Session) made(maker glua.LValue, now *standing) (string, error) {
	switch maker := maker.(type) {
	case glua.LString, glua.LNumber:
		if len(maker.String()) <= longestPrompt {
			return now.expand(maker.String(), colour.Plain), nil
		}
		return "", errors.New("this prompt is too long")
	case *glua.LFunction:
		bindings.CatchInterrupt(s.interrupt)
		if err := s.state.CallByParam(glua.P{Fn: maker, NRet: 1, Protect: true}, now.table()); err != nil {
			return "", err
		}
		defer s.state.Pop(1)
		switch text := s.state.Get(-1).(type) {
		case glua.LString, glua.LNumber:
			if text := text.String(); len(text) <= longestPrompt {
				return text, nil
			}
			return "", errors.New("the prompt that a function has made is too long")
		default:
			return "", fmt.Errorf("a prompt's function must return a string, and this has returned a %s value", text.Type())
		}
	}
	return "", fmt.Errorf("a prompt is a string or a function, not a %s value", maker.Type())
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
		here.found = printable(bindings.UserName(uid))
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

// printable keeps what others have chosen from moving the cursor.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return '?'
		}
		return r
	}, text)
}
