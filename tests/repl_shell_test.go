package tests

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// !program runs in the foreground, and what it leaves behind is put in order.
func TestCommandShell(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter("!echo one; echo $((1 + 1)) | cat")
		s.matches(`^one\r\n2\r\n$`)
		s.enter("!exit 3")
		s.matches(`^exit 3\r\n$`)
		s.enter("!kill -TERM $$")
		s.matches(`^killed by SIGTERM\r\n$`)
		s.enter("!/no/such/program")
		s.matches(`not found\r\nexit 127\r\n$`)
		// Its own process group has the terminal, and the signals that are typed.
		s.enter("!exec sleep 1000")
		s.foreground("sleep")
		s.send(ctrlC)
		s.matches(`killed by SIGINT\r\n$`)
		s.enter("!exec sleep 1000")
		s.foreground("sleep")
		s.send("\x1c")
		s.matches(`killed by SIGQUIT`)
		s.enter("!trap 'echo caught; exit 0' INT; echo go; while :; do sleep 0.01; done")
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("caught\r\n")
		s.prompt()
		// It reads from the terminal.
		s.enter("!read line; echo got $line")
		s.send("typed\r")
		s.expect("got typed\r\n")
		s.prompt()
		s.try("1 + 1", "2")
		s.try("tcgetpgrp(0) == getpgrp()", "true")
		s.enter("wait()") // none is left
		s.matches("ECHILD")
	})
}

// The modes of a program that has died are not left to the prompt.
func TestCommandShellModes(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, dies := range []string{"kill -KILL $$", "exit 1"} {
		s.enter("!stty raw -echo; " + dies)
		s.prompt()
		s.enter("!stty -a | grep -o '.icanon' | tr - N")
		s.matches(`^ icanon\r\n$`)
	}
	// What stty is typed for stays.
	s.enter("!stty -ixany ixany")
	s.prompt()
	s.enter("!stty -a | grep -o '.ixany' | tr - N")
	s.matches(`^ ixany\r\n$`)
}

// ! alone is the user's shell.
func TestCommandShellAlone(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "SHELL=/bin/sh", "PS1=shell-$((6 * 7))> ")
	s := open(t, command)
	s.prompt()
	s.enter("!")
	s.expect("shell-42> ")
	s.send("echo $PPID; exit 5\r")
	s.expect("exit 5\r\n")
	s.expect("exit 5\r\n")
	s.prompt()
	s.try("1 + 1", "2")
}

// Where the process group has no number, the program stays in it.
func TestCommandShellInNamespace(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter("unshare(CLONE_NEWUSER) idmap 'root' unshare(CLONE_NEWPID)")
		s.prompt()
		s.enter("!echo no")
		s.matches(`^!: it would be the first process of the new pid namespace`)
		s.enter(".lesson 1")
		s.matches(`^\.lesson: it would be the first process`)
		s.enter("fork()")
		s.expect("[pid 1 ")
		s.expect("ns> ")
		s.enter("!echo $$ $PPID")
		s.expect("2 1\r\n")
		s.expect("ns> ")
		s.enter("!exec sleep 1000")
		s.expectProcess("sleep")
		s.send(ctrlC)
		s.expect("killed by SIGINT\r\n")
		s.expect("ns> ")
		s.enter("mount_proc()")
		s.expect("ns> ")
		s.enter("!echo still $$")
		s.expect("still ")
		s.expect("[pid 1 ")
		s.expect("ns> ")
		s.send(ctrlD)
		s.prompt()
		s.try("1 + 1", "2")
		s.send(ctrlD)
		s.ended()
	})
}

// Nothing that a script has done to signals is different afterwards.
func TestCommandShellSignals(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("_ = signal(SIGCHLD, function() print('a child') end)")
	s.enter("!true")
	s.prompt()
	s.try("_ = signal(SIGQUIT, SIG_IGN) signal(SIGINT, function() print('mine') end)")
	s.enter("!exec sleep 1000")
	s.foreground("sleep")
	s.send("\x1c" + ctrlC)
	s.expect("killed by SIGINT\r\n")
	s.prompt()
	syscall.Kill(s.pid(), syscall.SIGINT)
	s.expect("mine")
	s.try("tostring(signal(SIGQUIT, SIG_DFL))", "SIG_IGN")
}

// expectProcess waits until the session has a process of that name.
func (s *terminal) expectProcess(name string) {
	s.t.Helper()
	if !eventually(func() bool { return exec.Command("pgrep", "-s", fmt.Sprint(s.pid()), "-x", name).Run() == nil }) {
		s.t.Fatalf("there is no %s", name)
	}
}

// Ctrl-Z makes a job of it, and its modes are its own.
func TestCommandShellStops(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter("!stty -echo; echo go; read line; echo got $line; stty echo; kill -TERM $$")
		s.expect("go\r\n")
		s.send(ctrlZ)
		s.expect("stopped: fg(")
		s.prompt()
		s.enter("!stty -a | grep -o '.echo ' | tr - N")
		s.matches(`^ echo \r\n$`)
		s.enter("#jobs() .. jobs()[1].state .. jobs()[1].line")
		s.matches(`^1stopped!stty -echo; echo go`)
		s.enter("fg()")
		s.send("typed\r")
		s.expect("got typed\r\n")
		s.expect("killed by SIGTERM\r\n")
		s.prompt()
		s.enter("wait()") // none is left
		s.matches("ECHILD")
		s.send(ctrlD)
		s.ended()
	})
}

// However programs end, the terminal is as it was, and none is left.
func TestCommandShellRounds(t *testing.T) {
	s := repl(t, os.Getuid())
	modes := func() string {
		s.enter("!stty -a")
		before := s.expect("ns> ")
		return before[:strings.LastIndexByte(before, '\n')]
	}
	before := modes()
	ends := []func(){
		func() { s.enter("!true") },
		func() { s.enter("!stty raw -echo; exit 1"); s.expect("exit 1") },
		func() { s.enter("!stty raw -echo; kill -KILL $$"); s.expect("killed by SIGKILL") },
		func() {
			s.enter("!exec sleep 1000")
			s.foreground("sleep")
			s.send(ctrlC)
			s.expect("killed by SIGINT")
		},
		func() {
			s.enter("!stty raw isig -echo; exec sleep 1000")
			s.foreground("sleep")
			s.send(ctrlZ)
			s.expect("stopped: fg(")
			s.prompt()
			s.enter("fg()")
			s.foreground("sleep")
			s.send(ctrlC)
			s.expect("killed by SIGINT")
		},
		func() { s.enter("!sleep 0 & exec sleep 0 | cat") },
	}
	random := rand.New(rand.NewPCG(6, 8))
	for range 40 {
		ends[random.IntN(len(ends))]()
		s.prompt()
	}
	if after := modes(); after != before {
		t.Errorf("the modes were\n%s\nand are\n%s", before, after)
	}
	s.enter("wait()")
	s.matches("ECHILD")
	s.enter("#jobs()")
	s.matches(`^0\r\n$`)
	s.send(ctrlD)
	s.ended()
}
