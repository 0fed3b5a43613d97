package bindings

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// Give gives a job the turn, and has it go on where it was stopped. It may be that
// this process must not signal it.
func (j *Job) Give() error {
	stopped := j.State() == "stopped" && j.at != paused
	j.at, j.turn, j.news, j.known = 0, true, false, false
	j.lend()
	j.tie.say(theTurn)
	if !stopped {
		return nil
	}
	whom := j.Pid
	if group, _ := unix.Getpgid(j.Pid); group == j.Pid {
		whom = -j.Pid
	}
	_, err := quick(unix.SYS_KILL, uintptr(whom), uintptr(unix.SIGCONT), 0, 0, 0, 0)
	return explain(err, hintKill(j.Pid, err))
}

// lend gives the terminal to the process group of a child that is in another than
// this process.
func (j *Job) lend() {
	var t Terminal
	if group, err := unix.Getpgid(j.Pid); err == nil && group > 0 && group != unix.Getpgrp() && t.Ours() {
		t.setForeground(group)
	}
}

// StandAside is for a process that is to stand behind the job. The terminal's signals
// are passed on to a job that has left the terminal's process group, and gets none
// from the kernel.
func (j *Job) StandAside(L *glua.LState) (restore func()) {
	return standAside(L.NewFunction(func(L *glua.LState) int {
		if slices.Contains(jobs, j) { // else this is a child
			j.pass(int(glua.LVAsNumber(L.Get(1))))
		}
		return 0
	}))
}

func (j *Job) pass(sig int) {
	group, err := unix.Getpgid(j.Pid)
	switch {
	case err == nil && group != unix.Getpgrp():
	case sig == int(unix.SIGTSTP) && !j.isTied() && stopsBy(j.Pid, sig):
		// The kernel stops none of a group that nobody would have go on. Here is who will.
		sig = int(unix.SIGSTOP)
	default:
		return
	}
	quick(unix.SYS_KILL, uintptr(j.Pid), uintptr(sig), 0, 0, 0, 0)
}

// stopsBy tells whether a process leaves a signal to its default.
func stopsBy(pid, sig int) bool {
	folder, err := processDir(pid)
	if err != nil {
		return false
	}
	status := readProc(folder + "/status")
	for _, label := range [...]string{"SigBlk:", "SigIgn:", "SigCgt:"} {
		set, err := strconv.ParseUint(field(status, label), 16, 64)
		if err != nil || set&(1<<(sig-1)) != 0 {
			return false
		}
	}
	return true
}

// A watcher stands behind a job.
type watcher struct {
	*Job
	terminal Terminal
	pidfd    int
	reaps    bool   // the script wants no zombies
	reclaim  func() // has the terminal in order
}

// StandBehind waits while a job has the terminal, and tells why it has it no more:
// "waits" and "stopped" are its State, the rest is how it ended, "exited 0" or
// "killed by SIGKILL"; the child stays there for wait(). It is called after StandAside
// and Give. reclaim puts the terminal in order before a signal ends this process.
// An error of a handler is raised in L. moved tells whether a handler has forked and
// this is the child: then the answer is "".
func (j *Job) StandBehind(L *glua.LState, reclaim func(), moved func() bool) string {
	w := &watcher{Job: j, pidfd: keepPidfd(j.Pid), reclaim: reclaim}
	defer fork.Drop(w.pidfd)
	defer w.noteChildren()()
	for !moved() {
		j.listen()
		if how := w.returned(L); how != "" {
			return how
		}
		if w.wait() == unix.EINTR {
			Deliver(L)
		}
	}
	return ""
}

// noteChildren has SIGCHLD interrupt the wait, as it does when a child stops.
func (w *watcher) noteChildren() (restore func()) {
	const sig = int(unix.SIGCHLD)
	before := fork.Disposed(sig)
	w.reaps = w.Own || before.Action == fork.Ignore || before.Flags&fork.NoChildWait != 0
	noted := before
	noted.Action = fork.Note
	noted.Flags &^= fork.NoChildStop | fork.NoChildWait
	fork.Sigaction(sig, noted)
	return func() { fork.Sigaction(sig, before) }
}

// keepPidfd is a pidfd of the host's own, -1 where there is none to be had.
func keepPidfd(pid int) int {
	fd, err := quick(unix.SYS_PIDFD_OPEN, uintptr(pid), 0, 0, 0, 0, 0)
	if err != nil {
		return -1
	}
	kept, err := fork.Keep(int(fd))
	if err != nil {
		return -1
	}
	return kept
}

// wait waits until the job says something or ends, or a signal comes. A script that
// blocks SIGCHLD has it look from time to time.
func (w *watcher) wait() unix.Errno {
	timeout := time.Duration(-1)
	if fork.GetMask()&(1<<(unix.SIGCHLD-1)) != 0 {
		timeout = time.Second / 5
	}
	defer w.watch()()
	entries := []unix.PollFd{
		{Fd: int32(w.tie), Events: unix.POLLIN},
		{Fd: int32(w.pidfd), Events: unix.POLLIN},
		{Fd: int32(parentTie), Events: unix.POLLIN},
	}
	_, errno := pollIn(entries, timeout)
	if errno == 0 && entries[2].Revents != 0 {
		orphan()
	}
	return errno
}

// watch has signals that would end this process noted, so that it leaves a terminal
// in order that a prompt has raw: see Deliver.
func (w *watcher) watch() (stop func()) {
	Watch()
	return func() {
		Unwatch()
		if w.isTied() && Pending() && fork.Fatal() {
			w.reclaim()
		}
	}
}

// returned tells how the terminal has come back: "" where it has not.
func (w *watcher) returned(L *glua.LState) string {
	info, err := w.look(unix.WNOWAIT)
	switch {
	case err != nil && w.ended():
		return "ended" // a handler has waited for it
	case err == nil && info.Code == childStopped && w.behind:
		// Who has the terminal runs on, and would have nobody to give it back to.
		quick(unix.SYS_KILL, uintptr(w.Pid), uintptr(unix.SIGCONT), 0, 0, 0, 0)
		Nap()
	case err == nil && info.Code == childStopped:
		if w.terminal.Ours() || w.terminal.heldBy(w.Pid) {
			w.tie.say(revoked)
			w.turn, w.known = false, true
			w.rest()
			return "stopped"
		}
		w.stopWith(unix.Signal(info.Status))
	case err == nil && info.hasEnded():
		if w.reaps {
			w.look(0)
		}
		return info.end()
	case w.at != 0:
		w.known = true
		return w.State()
	}
	return ""
}

// ended is for what is no child of this process (CLONE_PARENT).
func (w *watcher) ended() bool {
	if w.pidfd < 0 {
		return !w.isTied()
	}
	n, _ := pollIn([]unix.PollFd{{Fd: int32(w.pidfd), Events: unix.POLLIN}}, 0)
	return n != 0
}

func (i *childInfo) hasEnded() bool {
	return i.Code == childExited || i.Code == childKilled || i.Code == childDumped
}

// end tells how a child has ended.
func (i *childInfo) end() string {
	if i.Code == childExited {
		return fmt.Sprintf("exited %d", i.Status)
	}
	if name := unix.SignalName(unix.Signal(i.Status)); name != "" {
		return "killed by " + name
	}
	return fmt.Sprintf("killed by signal %d", i.Status)
}

// stopWith stops this process for the reason for which its child has stopped: the
// terminal is in the hands of others, who have stopped both. The child goes on
// afterwards.
func (w *watcher) stopWith(sig unix.Signal) {
	old, _ := fork.Signal(int(sig), fork.Default)
	fork.Raise(int(sig))
	fork.Signal(int(sig), old)
	if getpid() == 1 { // which nothing stops: not to go round and round
		Nap()
	}
	quick(unix.SYS_KILL, uintptr(w.Pid), uintptr(unix.SIGCONT), 0, 0, 0, 0)
}
