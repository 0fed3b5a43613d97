package repl

import (
	"fmt"
	"os"

	glua "github.com/yuin/gopher-lua"

	"nslua/bindings"
)

// Who has the turn at the terminal. A child gets it from its parent's prompt, which
// stands behind it and has it back when the child ends, passes it back, or is
// stopped. Without it a process neither reads from the terminal nor changes its
// modes: it waits at its prompt, a job of its parent's.

// settle decides who has the terminal after an evaluation that may have forked. The
// child of a line that was nothing but the fork is given it; any other child waits
// for fg, having reported its error.
func (s *Session) settle(source string, err error) error {
	born := s.born
	s.born = 0
	switch {
	case s.child:
		if err != nil {
			s.report(err)
		}
		s.arrive()
		return nil
	case born != 0 && isFork(source):
		s.standBehind(s.state.LState, bindings.JobOf(born))
	}
	return err
}

// arrive is a child that has come to its prompt, and waits for the turn; of forkpty it
// has a terminal of its own.
func (s *Session) arrive() {
	s.child = false
	if bindings.Part() {
		s.turn = true
		return
	}
	s.awaitTurn(bindings.Arrive)
}

// awaitTurn says why this process waits, and returns with the turn. The handlers of
// signals run meanwhile, and may fork: that child has a parent of its own to wait for.
func (s *Session) awaitTurn(say func()) {
	restore := bindings.StandAside() // before others have the terminal
	s.turn = false
	for say(); !s.turn; {
		turn, known := false, false
		var err error
		s.standAside(func() {
			err = s.state.Protect(func(L *glua.LState) { turn, known = bindings.AwaitTurn(L, s.moved, s.unheard) })
		})
		if err != nil {
			s.report(err)
		}
		switch {
		case s.child:
			s.child = false
			bindings.Arrive()
		case !turn && err == nil && known: // and who ends the parent's prompt is told of jobs there
			s.leave(1)
		case !turn && err == nil:
			s.orphaned(true)
		}
		s.turn = turn
	}
	s.turns++
	restore()
	bindings.CatchInterrupt(s.interrupt)
	bindings.CatchStop(s.stop)
}

// dispossessed is a child that was stopped while it had the turn, and goes on without:
// others are at the terminal.
func (s *Session) dispossessed() {
	defer bindings.Unwatched()()
	s.awaitTurn(bindings.Arrive)
}

func (s *Session) moved() bool { return s.child }

// unheard tells why nothing happens, where the parent waits in its turn for this
// process to end. Nobody is disturbed who types.
func (s *Session) unheard() {
	if bindings.IsTerminal(0) && !bindings.IsRaw(0) {
		s.tell(fmt.Sprintf("[%d] has come to its prompt, and waits until its parent is at its own: "+
			"Ctrl-C stops what that does, and fg() comes here", os.Getpid()))
	}
}

// orphaned ends a child whose parent's prompt is gone. The terminal is left to the
// prompt before that, which has it in order; before the first one there is none. If
// last says that no child of this one will say the same, that prompt is shown again.
func (s *Session) orphaned(last bool) {
	if t, ok := s.editor.(*terminal); ok && s.depth == 1 {
		t.Abandon()
	}
	bindings.Unwatch()
	bindings.HangUp()
	why := "the prompt that it was forked from has ended"
	if !s.tied {
		why = "there were no descriptors left to tie it to the prompt that it was forked from"
	}
	s.state.Warn(fmt.Sprintf("\nnslua[%d]: %s", os.Getpid(), why))
	if last && s.depth > 1 {
		bindings.Refresh()
	}
	s.leave(1)
}

// leave ends this process: a child that nobody will give the turn, or that has done
// what it was for.
func (s *Session) leave(status int) {
	s.state.Finish()
	bindings.Exit(status)
}

// end ends a child that is to have no prompt.
func (s *Session) end(err error) {
	if err != nil {
		s.report(err)
		s.leave(1)
	}
	s.leave(0)
}

// standBehind gives a child the terminal and has it back, and tells why.
func (s *Session) standBehind(L *glua.LState, job *bindings.Job) {
	if how := s.behind(L, job); how != "" {
		s.editor.Reclaim()
		s.tell(afterEcho(how) + saying(job, how))
	}
}

// behind gives a child the terminal, and waits until it has it no more: see
// bindings.Job.StandBehind. "" is for a child that a handler has forked meanwhile.
func (s *Session) behind(L *glua.LState, job *bindings.Job) (how string) {
	s.turn = false
	restore := job.StandAside(L) // before the child has the terminal
	bindings.PassOn(true)
	if err := job.Give(); err != nil {
		s.complain(err)
	}
	for how == "" && !s.child {
		var err error
		s.standAside(func() {
			err = L.CallByParam(glua.P{Protect: true, Fn: L.NewFunction(func(L *glua.LState) int {
				how = job.StandBehind(L, s.editor.Reclaim, s.moved)
				return 0
			})})
		})
		if err != nil {
			s.complain(err)
		}
	}
	restore()
	if s.child {
		s.arrive()
		return ""
	}
	bindings.PassOn(false)
	s.turn = true
	return how
}

// saying tells what has become of a job.
func saying(job *bindings.Job, how string) string {
	switch how {
	case "waits":
		how = fmt.Sprintf("waits at its prompt: fg(%d)", job.Pid)
	case "stopped":
		how = fmt.Sprintf("stopped: fg(%d) goes on with it", job.Pid)
	}
	return fmt.Sprintf("[%d] %s", job.Pid, how)
}

// resume is what fg does.
func (s *Session) resume(L *glua.LState, job *bindings.Job) {
	if !s.turn || s.editor == nil {
		L.RaiseError("fg: this process is not at the terminal's prompt")
	}
	s.standBehind(L, job)
}

// announce tells of the children that have come to their prompts, and of those that
// waited there and have ended, and whether there were any. before is what stands
// before that.
func (s *Session) announce(before string) (told bool) {
	bindings.News(func(job *bindings.Job, how string) {
		s.tell(before + saying(job, how))
		before, told = "", true
	})
	return told
}

// suspend is Ctrl-Z at the prompt. A child passes the turn to its parent and waits
// for its next one; the first session stops, as any program does.
func (s *Session) suspend() {
	switch {
	case bindings.HasParent():
		s.awaitTurn(bindings.GiveBack)
	case !bindings.Suspend():
		s.tell("there is nobody to go on with this process: it is not suspended")
	}
	s.deliver()
}

// stopped is Ctrl-Z in an evaluation of a child, which goes on when it has the turn
// again: so can the first process of a pid namespace, too, which nothing stops.
func (s *Session) stopped(*glua.LState) int {
	s.awaitTurn(bindings.Pause)
	bindings.Continue()
	return 0
}

// yield is a child in the background that wants to read what is typed at a prompt: it
// waits for fg.
func (s *Session) yield() {
	s.child = false // it has the terminal when it comes to its prompt
	s.awaitTurn(bindings.Pause)
}

// hungUp is SIGHUP in an evaluation of a process that the kernel does not end with it.
// From within its pid namespace it does nothing, as ever.
func (s *Session) hungUp(*glua.LState) int {
	if bindings.IsHungUp() {
		s.leave(1)
	}
	return 0
}

// leaves tells whether the user may leave now. Where jobs wait he is told so once.
func (s *Session) leaves() bool {
	waiting := ""
	for _, job := range bindings.Jobs() {
		if job.Waits() {
			waiting += fmt.Sprintf("[%d] ", job.Pid)
		}
	}
	if waiting == "" || s.warned || !bindings.IsTerminal(0) {
		bindings.HangUp()
		return true
	}
	s.warned = true
	s.tell("there are jobs: " + waiting[:len(waiting)-1] + "; Ctrl-D again leaves")
	return false
}
