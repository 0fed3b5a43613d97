// Package repl is the interactive prompt: an input is read, evaluated, and what it
// returns is printed.
//
//	repl, evaluate, print, watch      the loop; package show says how values look
//	terminal, plain, input, keys      the two editors: package line edits where it can
//	prompt, prompt_global, template   the prompt, made anew each time
//	history, init, folder             what the user has in folders of his own
//	words, complete, highlight        what can be told of a text that is being typed
//	help, page                        ?name, and the colours of pages of help
//	command, lesson                   what is typed for the prompt and is no Lua
//	turn                              who has the terminal, of processes that fork at it
//
// Everything happens on the main goroutine, as in a script: evaluation, signal
// handlers and the reading of keys, since only there can a handler run where a call
// blocks. So a fork finds nothing of the editor but memory, and the child can edit
// lines in its turn. Nothing but an evaluation runs Lua, and what the user has made
// for it: a prompt of his own, a __tostring, a handler of a signal.
//
// Each input is a chunk, but its local variables are the session's (see
// syntax.Session), as if all were typed in one block. The first value that it
// returns is kept in the global _.
//
// RATIONALE.md beside this file says why it is done in this way.
package repl

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
	"nslua/lua"
	"nslua/repl/colour"
	"nslua/repl/line"
)

// An editor reads inputs from the user.
type editor interface {
	// ReadInput gives what is typed, without its last newline: a line, and as many
	// after it as more asks for. The error is io.EOF when the user leaves, and
	// line.ErrInterrupted when he wants to begin anew.
	ReadInput(prompt string, more func(input string) line.Need) (string, error)
	// Reclaim puts the terminal in order after a child has had it.
	Reclaim()
}

// A Session is one user at the prompt of one process, or of the children that
// take over from it.
type Session struct {
	state     *lua.State
	editor    editor
	palette   colour.Palette
	interrupt *glua.LFunction // handles SIGINT
	stop      *glua.LFunction // handles SIGTSTP in a child
	hangup    *glua.LFunction // handles SIGHUP in the first process of a pid namespace
	init      *glua.LFunction // the user's init.lua, nil if there is none
	prompter  prompter
	history   *history
	evaluated string        // the Lua that is evaluated, or was last
	worked    []string      // inputs that have run without an error
	remark    string        // what was typed before the next chunk, and nothing but comments
	learning  bool          // this process goes through a lesson
	warned    bool          // that there are jobs, by the last thing that was typed
	away      time.Duration // how long this process has stood behind others
	kinship
}

// A kinship is what this process is to the others at the terminal: see settle.
type kinship struct {
	depth int  // how many forks it is from the first
	turn  bool // it may read from the terminal
	turns int  // how often it was given that
	tied  bool // it can be given that by its parent
	child bool // it was forked since the line began
	born  int  // the child forked last since then, or 0
}

// New readies a session. It comes before what a script does, so that a child
// that the script leaves behind is known for one, and Ctrl-C ends the script and
// not the session.
func New(state *lua.State) *Session {
	s := &Session{state: state, prompter: newPrompter(), kinship: kinship{turn: true}}
	s.interrupt, s.stop, s.hangup = state.NewFunction(interrupt), state.NewFunction(s.stopped), state.NewFunction(s.hungUp)
	bindings.Tie(func() string { return strings.TrimSpace(s.evaluated) })
	bindings.AtFork(bindings.ForkHook{
		Parent: func(pid int) { s.born = pid },
		Child: func() {
			s.kinship = kinship{depth: s.depth + 1, turns: s.turns, tied: bindings.HasParent(), child: true}
			s.learning = false
		},
	})
	bindings.Orphaned = func() { s.orphaned(s.turn) }
	bindings.Dispossessed = s.dispossessed
	bindings.Foreground = s.resume
	bindings.HasTurn, bindings.Yield = func() bool { return s.turn }, s.yield
	bindings.CatchInterrupt(s.interrupt)
	return s
}

// Run reads, evaluates and prints until the user leaves. It tells whether that
// was why it ended; if not, the error has been reported.
func (s *Session) Run(banner string) bool {
	bindings.CatchInterrupt(s.interrupt)
	bindings.Shown = s.painted
	s.palette = colour.Wanted(bindings.IsTerminal(1))
	if s.child { // of the script
		s.arrive()
	} else if bindings.IsTerminal(0) {
		s.state.Print(glua.LString(banner))
		s.initialize()
	}
	if onTerminal() {
		s.history = openHistory(s)
		s.editor = newTerminal(s)
	} else {
		s.history = new(history)
		s.editor = &plain{session: s, prompts: bindings.IsTerminal(0)}
	}
	for {
		switch input, err := s.read(); err {
		case nil:
			switch leaves := s.enter(input); {
			case !leaves:
				s.warned = false
			case s.leaves():
				return true
			}
		case line.ErrInterrupted:
		case io.EOF:
			if s.leaves() {
				return true
			}
		default:
			s.state.Report(fmt.Errorf("cannot read from the terminal: %w", err))
			return false
		}
	}
}

// onTerminal tells whether lines can be edited where the session is.
func onTerminal() bool {
	return bindings.IsTerminal(0) && bindings.IsTerminal(1) && os.Getenv("TERM") != "dumb"
}

// read reads an input.
func (s *Session) read() (string, error) {
	if bindings.TurnLost() {
		s.awaitTurn(bindings.Arrive)
	}
	s.settleStray()
	prompt := s.prompt()
	if err := s.state.Protect(func(*glua.LState) { bindings.Flush() }); err != nil {
		s.complain(err)
	}
	s.announce("")
	if s.settleStray() {
		prompt = s.prompt()
	}
	return s.editor.ReadInput(prompt, s.need)
}

// settleStray has a child wait for the turn that was forked where the prompt itself has run
// Lua: by a handler, or the __tostring of an error.
func (s *Session) settleStray() bool {
	stray := s.child
	for s.child {
		s.settle("", nil)
	}
	return stray
}

// need tells whether more lines may make an input right.
func (s *Session) need(input string) line.Need {
	if isCommand(input) {
		return s.unfinished(input)
	}
	return s.compile(input + "\n").need()
}

// enter does what an input says. It tells whether that was that the user leaves.
func (s *Session) enter(input string) (leaves bool) {
	s.history.add(input)
	if isCommand(input) {
		return s.command(input)
	}
	c := s.compile(input + "\n")
	s.annotate(c)
	if s.evaluate(c) && !blank(c.source) {
		s.worked = append(s.worked, c.source)
	}
	return false
}

// interrupted is the error that Ctrl-C raises in an evaluation.
const interrupted = glua.LString("interrupted!")

func interrupt(L *glua.LState) int {
	L.Error(interrupted, 0)
	return 0
}

func isInterrupt(err error) bool {
	var api *glua.ApiError
	return errors.As(err, &api) && api.Object == interrupted
}

// deliver runs the handlers of signals that have come while a line is read, and
// tells of the jobs that wait. An interrupt concerns only what is evaluated.
func (s *Session) deliver() {
	for bindings.Pending() {
		err := s.state.Protect(bindings.Deliver)
		switch {
		case s.child:
			s.settle("", err)
		case err != nil && !isInterrupt(err):
			s.complain(err)
		}
		s.settleStray()
	}
	if bindings.TurnLost() {
		s.awaitTurn(bindings.Arrive)
	}
	s.announce("")
}

// blank tells whether there is nothing on a line.
func blank(line string) bool { return strings.TrimSpace(line) == "" }
