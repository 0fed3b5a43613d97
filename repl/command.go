package repl

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/repl/line"
)

// A command is what an input that begins with a dot does. It is for the prompt, and
// no Lua.
type command struct {
	name     string // without the dot
	argument string // as its usage shows it; "" if it takes none
	help     string // a line
	// run does it; the argument is "" if there is none. io.EOF leaves the prompt.
	run  func(s *Session, argument string) error
	lua  bool   // the argument is Lua, and may take several lines
	like string // the one that .help lists in its place
}

// commands are all, in the order in which .help lists them. Completion offers them.
func commands() []command {
	return []command{
		{name: "help", argument: "[command]", help: "lists the commands, or tells about one, about the prompt or the keys", run: (*Session).helpCommand},
		{name: "ns", help: "this process's namespaces, against those that the session began in", run: (*Session).listNamespaces},
		{name: "ps", help: "the processes of this pid namespace, as a tree", run: (*Session).listProcesses},
		{name: "mounts", help: "the mounts of this mount namespace", run: (*Session).listMounts},
		{name: "fds", help: "the descriptors that this process has open", run: (*Session).listDescriptors},
		{name: "trace", argument: "[on|off]", help: "prints every system call as strace does", run: (*Session).traceCommand},
		{name: "time", argument: "expr", help: "evaluates, and tells the time that it takes", run: (*Session).timeCommand, lua: true},
		{name: "load", argument: "file", help: "runs a file as if it were typed", run: (*Session).loadCommand},
		{name: "save", argument: "file", help: "writes the inputs that have worked as a script; .save! over one that is there", run: (*Session).saveCommand},
		{name: "save!", argument: "file", run: (*Session).saveOver, like: "save"},
		{name: "edit", argument: "[name]", help: "edits the last input, or a function, and evaluates what is saved", run: (*Session).editCommand},
		{name: "lesson", argument: "[N]", help: "lists the lessons, or goes through one step by step", run: (*Session).lessonCommand},
		{name: "quit", help: "leaves, as Ctrl-D does", run: (*Session).quitCommand},
		{name: "exit", run: (*Session).quitCommand, like: "quit"},
	}
}

// usage is ".trace [on|off]".
func (c command) usage() string { return strings.TrimSuffix("."+c.name+" "+c.argument, " ") }

// errUsage is what is wrong with an argument.
var errUsage = errors.New("wrong argument")

// isCommand tells whether an input is not Lua: .name, ?name, name? and !program, or a
// dot by itself. A number may begin with a dot.
func isCommand(input string) bool {
	input = strings.TrimSpace(input)
	if input == "" || input == "." {
		return input != ""
	}
	if input[0] == '.' {
		return input[1] >= 'a' && input[1] <= 'z'
	}
	return input[0] == '!' || input[0] == '?' || asksAfter(input)
}

// asksAfter tells whether an input is a name and a question mark.
func asksAfter(input string) bool {
	name, asks := strings.CutSuffix(strings.TrimSpace(input), "?")
	return asks && name != "" && strings.IndexFunc(name, func(r rune) bool { return !isNamePart(r) && r != '.' && r != ':' }) < 0
}

// split takes a dot command apart.
func split(input string) (name, argument string) {
	input = strings.TrimSpace(input)
	if at := strings.IndexAny(input, " \t\n"); at >= 0 {
		input, argument = input[:at], strings.TrimSpace(input[at:])
	}
	return input[1:], argument
}

// unfinished tells whether more lines may make a command right.
func (s *Session) unfinished(input string) line.Need {
	if input = strings.TrimSpace(input); input[0] != '.' {
		return line.Nothing
	}
	name, argument := split(input)
	c, ok := commandNamed(name)
	if !ok || !c.lua || argument == "" {
		return line.Nothing
	}
	return s.compile(argument + "\n").need()
}

func commandNamed(name string) (command, bool) {
	all := commands()
	if i := slices.IndexFunc(all, func(c command) bool { return c.name == name }); i >= 0 {
		return all[i], true
	}
	return command{}, false
}

// command does an input that isCommand. It tells whether the user wants to leave.
func (s *Session) command(input string) (leaves bool) {
	bindings.CatchInterrupt(s.interrupt)
	input = strings.TrimSpace(input)
	who, err := input[:1], error(nil)
	switch {
	case who == "!":
		err = s.shell(strings.TrimSpace(input[1:]))
	case who == "?":
		err = s.helpOn(input[1:])
	case asksAfter(input):
		err = s.helpOn(strings.TrimSuffix(input, "?"))
	default:
		who, err = s.dot(input)
	}
	if err == io.EOF {
		return true
	}
	if err != nil {
		s.refuse(who, err)
	}
	return false
}

func (s *Session) dot(input string) (who string, err error) {
	name, argument := split(input)
	if name == "" {
		name = "help"
	}
	c, ok := commandNamed(name)
	switch {
	case !ok:
		return "." + name, unknown(name)
	case argument == "" && c.argument != "" && c.argument[0] != '[',
		argument != "" && c.argument == "":
		err = errUsage
	default:
		err = c.run(s, argument)
	}
	if err == errUsage {
		err = fmt.Errorf("usage: %s", c.usage())
	}
	return "." + name, err
}

// refuse tells why a command was not done.
func (s *Session) refuse(who string, err error) {
	text, _ := s.state.Describe(err)
	s.complain(errors.New(who + ": " + text))
}

// quietly does something whose calls a trace does not show: they are the prompt's.
func quietly(f func() error) error {
	before := bindings.Trace(false)
	defer bindings.Trace(before)
	return f()
}

// only is the first of a call's results, or the error that it tells.
func only(values []glua.LValue, err error) (glua.LValue, error) {
	if err != nil || len(values) == 0 {
		return glua.LNil, err
	}
	if values[0] == glua.LNil && len(values) > 1 {
		return glua.LNil, errors.New(values[1].String())
	}
	return values[0], nil
}

func (s *Session) quitCommand(string) error { return io.EOF }
