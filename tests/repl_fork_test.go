package tests

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
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

// forked types a line and gives the pid of the process whose prompt comes up then,
// as its own namespace counts.
func (s *terminal) forked(line string) int {
	s.t.Helper()
	s.enter(line)
	s.expect("[pid ")
	s.expect("ns> ")
	pid := s.number("getpid()")
	s.promptOf(pid)
	return pid
}

// shown waits until a text is anywhere on the screen.
func (s *terminal) shown(text string) {
	s.t.Helper()
	read := s.read
	s.read = 0
	s.expect(text)
	s.read = read
}

// matching waits for what matches and gives its groups.
func (s *terminal) matching(pattern string) []string {
	s.t.Helper()
	find := regexp.MustCompile(pattern)
	for deadline := time.After(patience); ; {
		s.mu.Lock()
		rest, gone := s.screen.String()[s.read:], s.gone
		s.mu.Unlock()
		if at := find.FindStringSubmatchIndex(rest); at != nil {
			s.read += at[1]
			return find.FindStringSubmatch(rest)
		}
		if gone {
			s.t.Fatalf("the terminal has ended without %s after\n%q", pattern, rest)
		}
		select {
		case <-s.more:
		case <-deadline:
			s.t.Fatalf("no %s comes after\n%q", pattern, rest)
		}
	}
}

// told waits for a line about a process, which begins with its pid.
func (s *terminal) told(text string) (pid int) {
	s.t.Helper()
	pid, _ = strconv.Atoi(s.matching(`\[(\d+)\] ` + regexp.QuoteMeta(text) + `.*\r\n`)[1])
	return pid
}

// tryIn is try in the process pid.
func (s *terminal) tryIn(pid int, line string, prints ...string) {
	s.t.Helper()
	s.enter(line)
	for _, text := range prints {
		s.expect(text + "\r\n")
	}
	s.promptOf(pid)
}

// waits is what is told of a child that waits at its prompt.
func waits(pid int) string { return fmt.Sprintf("[%d] waits at its prompt: fg(%d)\r\n", pid, pid) }

// The terminal is in order whatever the child has done.
func TestPromptChildMischief(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s, first := replInShell(t, uid)
		for _, line := range []string{
			"for fd = 3, 255 do close(fd) end",
			"close(0)",
			"setsid()",
			"setpgid()",
			"os.execute('stty raw -echo')",
			"dup2(open '/dev/null', 0)",
			"execvp('sh', {'-c', 'stty raw -echo; kill -9 $$'})",
			"signal(SIGINT, SIG_IGN) signal(SIGTSTP, SIG_IGN)",
			"signal(SIGUSR1, function() exit(9) end) kill(getpid(), SIGUSR1)",
			"setuid(4242)",
			"chroot '/proc/self'",
			"kill(getpid(), SIGKILL)",
		} {
			s.enter("p = fork()")
			s.expect("ns> ")
			s.enter(line)
			// It ends by the line, or has a prompt and leaves there.
			s.send(fmt.Sprintf("if getpid() ~= %d then exit() end\r", first))
			s.matching(`\[\d+\] (exited|killed by) \w+\r\n`)
			s.promptOf(first)
			s.tryIn(first, "os.execute('stty -a | grep -o .icanon')", " icanon", "0")
			s.tryIn(first, "print((wait()) == p)", "true")
		}
		s.send(ctrlD)
		s.expect("status 0\r\n")
		s.expect("the terminal is as it was\r\n")
	})
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
		s.send(ctrlZ) // which stops nobody: nobody could end that
		pid := s.told("waits at its prompt: fg(")
		s.prompt()
		s.enter(fmt.Sprintf("fg(%d)", pid))
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
