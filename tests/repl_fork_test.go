package tests

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

// A child has the terminal, and a child of it, and so on; each parent stands
// behind its own.
func TestPromptForks(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		pids := []int{s.pid()}
		for generation, line := range []string{"fork()", "p = fork();", "local p = fork()", "p, fd = clone(0)", "fork()"} {
			s.enter(line)
			s.expect("] ns> ")
			pid := s.number("getpid()")
			pids = append(pids, pid)
			s.promptOf(pid)
			s.enter("getppid()")
			s.expect(fmt.Sprintf("%d\r\n", pids[generation]))
			s.promptOf(pid)
			s.enter("print('go') sleep(1000)")
			s.expect("go\r\n")
			s.send(ctrlC)
			s.expect("interrupted!\r\n")
			s.promptOf(pid)
		}
		for i := len(pids) - 1; i > 0; i-- {
			s.send(ctrlD)
			s.expect(fmt.Sprintf("[%d] exited 0\r\n", pids[i]))
			s.promptOf(pids[i-1])
			s.enter("print(waitpid(-1, WNOHANG) == " + fmt.Sprint(pids[i]) + ")")
			s.expect("true\r\n")
			s.promptOf(pids[i-1])
		}
		s.try("1 + 1", "2")
		s.send(ctrlD)
		s.ended()
	})
}

// However a child ends, its parent has the terminal in order.
func TestPromptChildEnds(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		child := func() int {
			s.enter("p = fork()")
			s.expect("] ns> ")
			pid := s.number("getpid()")
			s.promptOf(pid)
			return pid
		}
		icanon := func() {
			s.prompt()
			s.enter("os.execute('stty -a | grep -o .icanon')")
			s.expect(" icanon\r\n")
			s.prompt()
		}
		pid := child()
		syscall.Kill(pid, syscall.SIGKILL) // while the terminal is raw
		s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", pid))
		icanon()
		pid = child()
		s.enter("execv('/bin/sh', {'-c', 'stty raw; read line; exit 5'})")
		s.send("x\n")
		s.expect(fmt.Sprintf("[%d] exited 5\r\n", pid))
		icanon()
		pid = child()
		s.enter("execvp('bash', {'--norc', '--noediting', '-i'})")
		s.expect("bash-")
		s.send("echo $((6 * 7)); kill -9 $$\r")
		s.expect("\r\n42\r\n")
		s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", pid))
		icanon()
		pid = child()
		s.enter("error('boom')") // does not end it
		s.expect("boom\r\n")
		s.promptOf(pid)
		s.enter("exit(3)")
		s.expect(fmt.Sprintf("[%d] exited 3\r\n", pid))
		icanon()
	})
}

// A child that is no child of a fork by itself never reads from the terminal.
func TestPromptChildWithoutTerminal(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, c := range []struct{ line, says string }{
		{"if fork() == 0 then p = getpid() else wait() end", "exits at the end of its line"},
		{"if fork() == 0 then error('boom') else wait() end", ": stdin:1: boom"},
		{"pid = fork() wait() print('after ' .. pid)", "exits at the end of its line"},
	} {
		s.enter(c.line)
		s.expect("nslua[")
		s.expect(c.says)
		s.prompt()
	}
	s.try("if fork() == 0 then exit(4) end print(select(3, wait()) == 4)", "true")
	s.try("print(fork() == 0 and exit(4) or #{wait()})", "4")
	// One that lives on in the background does not get the prompt either.
	s.try("r, w = pipe() if fork() == 0 then close(w) read(r, 1) end close(r)")
	s.enter("close(w) wait()")
	s.expect("exits at the end of its line")
	s.prompt()
	s.send(ctrlD)
	s.ended()
}

// What a script forks before the prompt has none.
func TestPromptAfterScript(t *testing.T) {
	s := repl(t, os.Getuid(), "-i", "-e", "x = fork()")
	s.try("p, how = wait()")
	s.try("how", "exited")
	s.try("x > 0", "true")
}

// The first process of a pid namespace, with a /proc of its own.
func TestPromptNamespaces(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("unshare(CLONE_NEWUSER)", "0")
		s.try("idmap 'root'", "0")
		s.try("unshare(CLONE_NEWNS + CLONE_NEWPID + CLONE_NEWNET + CLONE_NEWUTS + CLONE_NEWIPC + CLONE_NEWCGROUP + CLONE_NEWTIME)", "0")
		s.enter("fork()")
		s.expect("0\r\n")
		s.promptOf(1)
		s.enter("mount_proc()")
		s.expect("0\r\n")
		s.promptOf(1)
		s.enter("io.open('/proc/1/comm'):read():match('nslua')")
		s.expect("nslua\r\n")
		s.promptOf(1)
		// A shell takes the terminal for a group of its own, and cannot give it back
		// to one that has no number here.
		for _, ends := range []string{"exit", "kill -9 $$"} {
			s.enter("fork()")
			s.expect("0\r\n")
			s.expect("] ns> ")
			s.enter("execvp('bash', {'--norc', '--noediting', '-i'})")
			s.expect("bash-")
			s.send(ends + "\r")
			s.expect("\r\n[")
			s.promptOf(1)
		}
		s.send("'no" + ctrlZ + " stop'\r") // which nobody could end
		s.expect("\r\nno stop\r\n")
		s.promptOf(1)
		s.enter("fork()")
		s.expect("0\r\n")
		s.expect("] ns> ")
		s.enter("execvp('sh', {'-c', 'echo $PPID $(id -u)'})")
		s.expect("1 0\r\n")
		s.expect("] exited 0\r\n")
		s.promptOf(1)
		s.send(ctrlD)
		s.expect("] exited 0\r\n")
		s.prompt()
		s.send(ctrlD)
		s.ended()
	})
}

// A terminal that was lent to a process group is taken back when that has ended.
func TestPromptLendsTerminal(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("p = spawn({'sleep', '1000'}, {pgroup = 0}) tcsetpgrp(0, p) print(select(2, waitpid(p)))")
	s.foreground("sleep")
	s.send(ctrlC)
	s.expect("killed\t2")
	s.prompt()
	s.try("1 + 1", "2")
}
