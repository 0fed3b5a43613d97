package tests

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Ctrl-Z passes the terminal back and ends nobody, and what was typed is still there;
// jobs and fg go in and out.
func TestPromptTurns(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		first := s.forked("fork()")
		s.tryIn(first, "x = 'first'")
		s.send("'half")
		s.expect("'half")
		s.send(ctrlZ)
		s.expect(waits(first) + fmt.Sprintf("%d\r\n", first)) // what fork returned
		s.prompt()
		second := s.forked("p = fork()")
		s.send(ctrlZ)
		s.expect(waits(second))
		s.prompt()
		s.try("x", "nil")
		s.try("jobs()", fmt.Sprintf("%d  waits  fork()", first), fmt.Sprintf("%d  waits  p = fork()", second))
		s.enter(fmt.Sprintf("fg(%d)", first))
		s.expect(fmt.Sprintf("[pid %d ", first))
		s.expect("'half")
		s.send("way'\r")
		s.expect("\r\nhalfway\r\n")
		s.promptOf(first)
		s.tryIn(first, "x", "first")
		s.send(ctrlZ)
		s.expect(waits(first))
		s.prompt()
		s.enter("fg()") // to the one that had the terminal last
		s.promptOf(first)
		s.send(ctrlD)
		s.expect(fmt.Sprintf("[%d] exited 0\r\n", first))
		s.prompt()
		s.try("jobs()", fmt.Sprintf("%d  ended  fork()", first), fmt.Sprintf("%d  waits  p = fork()", second))
		s.try("print((wait()))", fmt.Sprint(first))
		s.try("#jobs()", "1")
		s.enter("fg()")
		s.promptOf(second)
		s.enter("exit(3)")
		s.expect(fmt.Sprintf("[%d] exited 3\r\n", second))
		s.prompt()
		s.try("print((select(3, wait())))", "3")
		s.try("#jobs()", "0")
		s.send(ctrlD)
		s.ended()
	})
}

// fg is for jobs.
func TestPromptForegroundWhom(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("fg()", "fg: there are no jobs")
	s.try("r, w = pipe() p = fork() if p == 0 then close(w) read(r, 1) exit() end close(r)")
	pid := s.number("p")
	s.prompt()
	s.try("fg()", fmt.Sprintf("fg: no job waits: %d (running)", pid))
	s.try("fg(1)", fmt.Sprintf("bad argument #1 to 'fg' (1 is no job; there are %d (running))", pid))
	s.enter("fg(p)") // waits for its prompt, or its end
	s.standsBehind()
	s.send(ctrlC)
	s.expect(fmt.Sprintf("[%d] killed by SIGINT\r\n", pid))
	s.prompt()
	s.try("fg()", "fg: there are no jobs")
}

// standsBehind waits until the process stands behind another.
func (s *terminal) standsBehind() {
	s.t.Helper()
	if !eventually(func() bool { return isIn(s.pid(), "SigIgn", syscall.SIGTTIN) }) {
		s.t.Fatal("the process stands behind nobody")
	}
}

// A child that comes to its prompt otherwise than by a fork that is all of the line
// waits there, and the user is told.
func TestPromptJobs(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("function f() local p = fork() if p == 0 then x = 'mine' end return p == 0 end")
		for _, c := range []struct{ line, says, prints string }{
			{"if fork() == 0 then x = 'mine' end", "", ""},
			{"if fork() == 0 then x = 'mine' error('boom') end", ": stdin:1: boom\r\n", ""},
			{"f() and 'child' or nil", "", "child\r\n"},
			{"coroutine.wrap(f)() and 'child' or nil", "", "child\r\n"},
		} {
			s.enter(c.line)
			s.expect(c.says)
			pid := s.told("waits at its prompt: fg(")
			s.expect("ns> ")
			s.send(fmt.Sprintf("fg(%d)\r", pid))
			s.expect(fmt.Sprintf("fg(%d)\r\n%s", pid, c.prints))
			s.promptOf(pid)
			s.tryIn(pid, "x", "mine")
			s.tryIn(pid, "getppid()", fmt.Sprint(s.pid()))
			s.send(ctrlD)
			s.expect(fmt.Sprintf("[%d] exited 0\r\n", pid))
			s.prompt()
		}
		// It comes to its prompt while something is typed, of which nothing is lost.
		s.try("r, w = pipe() if fork() == 0 then close(w) read(r, 1) end close(r)")
		s.try("signal(SIGUSR1, function() close(w) end) and nil", "nil")
		s.send("'half")
		s.expect("'half")
		syscall.Kill(s.pid(), syscall.SIGUSR1)
		s.told("waits at its prompt: fg(")
		s.expect("'half")
		s.send("way'\r")
		s.expect("\r\nhalfway\r\n")
		s.prompt()
		// And while something runs.
		s.enter("r, w = pipe() if fork() == 0 then read(r, 1) else write(w, 'x') sleep(0.2) print('done') end")
		s.expect("done\r\n")
		s.told("waits at its prompt: fg(")
		s.prompt()
	})
}

// A job that ends in the background is told of before the next prompt, and is there
// to be waited for.
func TestPromptJobEnds(t *testing.T) {
	s := repl(t, os.Getuid())
	pid := s.forked("p = fork()")
	s.send(ctrlZ)
	s.expect(waits(pid))
	s.prompt()
	s.try("kill(p, SIGTERM) repeat sleep(0.01) until jobs()[1].state == 'ended'", fmt.Sprintf("[%d] killed by SIGTERM", pid))
	s.try("1 + 1", "2")
	s.try("print((wait()) == p)", "true")
	s.try("#jobs()", "0")
	s.enter("!kill -STOP $$") // nobody could wait for that
	pid = s.told("stopped: fg(")
	s.prompt()
	s.try("kill(jobs()[1].pid, SIGKILL) repeat sleep(0.01) until jobs()[1].state == 'ended'", fmt.Sprintf("[%d] killed by SIGKILL", pid))
	s.try("#jobs()", "0")
}

// Children that never come to a prompt are nobody's business.
func TestPromptNoJobs(t *testing.T) {
	s := repl(t, os.Getuid())
	for _, line := range []string{
		"if fork() == 0 then exit(4) end print((select(3, wait())))",
		"print(fork() == 0 and exit(4) or (select(3, wait())))",
		"p = fork() if p == 0 then execvp('sh', {'-c', 'exit 4'}) end print((select(3, wait())))",
		"print(enter(getpid(), function() return 4 end))",
		"print(os.execute('exit 4') / 256)",
		"f = io.popen('echo 4') io.write(f:read('*a')) f:close()",
		"p = fork() if p == 0 then p = fork() if p == 0 then exit(3) end wait() exit(4) end print((select(3, wait())))",
	} {
		s.enter(line)
		if before := s.expect("4\r\n"); before != "" {
			t.Errorf("%s prints %q", line, before)
		}
		s.prompt()
		s.try("#jobs()", "0")
	}
	// One that ends while a line is typed does not disturb that.
	s.try("r, w = pipe() if fork() == 0 then close(w) read(r, 1) exit() end close(r)")
	s.try("signal(SIGCHLD, function() while (waitpid(-1, WNOHANG) or 0) > 0 do end end) and nil", "nil")
	s.try("close(w) repeat until #jobs() == 0")
	s.enter("for i = 1, 300 do if fork() == 0 then exit() end end repeat until #jobs() == 0 print('all')")
	s.expect("all\r\n")
	s.prompt()
	s.send(ctrlD) // at once, since no jobs wait
	s.ended()
}

// A child that waits takes no key and no time, and Ctrl-C does nothing to it; nor is
// it stopped. Nor does its parent take time where that stands behind.
func TestPromptBackground(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("unshare(CLONE_NEWUSER)", "0")
		s.try("unshare(CLONE_NEWPID)", "0")
		s.forked("fork()")
		parent := ticks(t, s.pid())
		s.tryIn(1, "sleep(0.3)", "0")
		if now := ticks(t, s.pid()); now > parent+1 {
			t.Errorf("the parent has taken %d ticks behind its child", now-parent)
		}
		s.send(ctrlZ)
		pid := s.told("waits at its prompt: fg(")
		s.prompt()
		child := ticks(t, pid)
		for i := range 20 {
			s.try(fmt.Sprintf("'key' .. %d", i), fmt.Sprint("key", i))
		}
		s.enter("print('go') sleep(1000)")
		s.expect("go\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.prompt()
		s.try("sleep(0.3)", "0")
		if now := ticks(t, pid); now != child {
			t.Errorf("the child has taken %d ticks in the background", now-child)
		}
		if state := stat(t, pid)[0]; state != "S" {
			t.Errorf("the child is in state %s", state)
		}
		s.enter("fg()")
		s.promptOf(1)
		s.send(ctrlD)
		s.told("exited 0")
		s.prompt()
	})
}

// stat is what follows the name in /proc/pid/stat.
func stat(t *testing.T, pid int) []string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
}

// ticks is the processor time of a process, in hundredths of a second.
func ticks(t *testing.T, pid int) int {
	t.Helper()
	fields := stat(t, pid)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

// A child with a terminal of its own has its prompt there, and is no job.
func TestPromptOfPty(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try("p, m = forkpty()")
	s.try("function see(text) local all = '' repeat all = all .. read(m, 1000) until all:find(text, 1, true) return text end")
	s.try("see('[pid ' .. p) == '[pid ' .. p", "true")
	s.try("write(m, '6 * 7\\r')", "6")
	s.try("see('\\r\\n42\\r\\n')")
	s.try("#jobs()", "0")
	s.try("close(m)", "0")
	s.try("print((wait()) == p)", "true")
}

// What a script forks before the prompt waits as a job.
func TestPromptAfterScript(t *testing.T) {
	s := repl(t, os.Getuid(), "-i", "-e", "x = fork()")
	s.try("x > 0", "true")
	s.try("repeat sleep(0.01) until jobs()[1].state == 'waits'")
	s.shown("] waits at its prompt: fg(")
	s.enter("fg()")
	s.expect("[pid ")
	s.expect("ns> ")
	s.enter("x")
	s.expect("0\r\n")
	s.expect("ns> ")
	s.send(ctrlD)
	s.told("exited 0")
	s.prompt()
}

// A child that runs something is stopped by Ctrl-Z, and goes on by fg: an evaluation,
// which nothing else could stop as the first process of a pid namespace.
func TestPromptStopsEvaluation(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.try("unshare(CLONE_NEWUSER)", "0")
		s.try("unshare(CLONE_NEWPID)", "0")
		s.forked("fork()")
		inner := s.forked("fork()")
		s.tryIn(inner, "signal(SIGCONT, function() print('on') end) and 1", "1")
		for _, line := range []string{"sleep(1000)", "while true do end", "while true do pcall(sleep, 1000) end"} {
			s.enter("print('go') " + line)
			s.expect("go\r\n")
			s.send(ctrlZ)
			s.expect(fmt.Sprintf("[%d] stopped: fg(%d) goes on with it\r\n", inner, inner))
			s.promptOf(1)
			s.tryIn(1, "jobs()", fmt.Sprintf("%d  stopped  fork()", inner))
			s.enter("fg()")
			s.expect("on\r\n")
			if strings.Contains(line, "pcall") {
				s.send(ctrlZ)
				s.expect("goes on with it\r\n")
				s.promptOf(1)
				continue
			}
			s.send(ctrlC)
			s.expect("interrupted!\r\n")
			s.promptOf(inner)
		}
		s.tryIn(1, "kill("+fmt.Sprint(inner)+", SIGKILL)", "0")
		s.tryIn(1, "signal(SIGCONT, function() print('on') end) and 1", "1")
		s.enter("print('go') sleep(1000)")
		s.expect("go\r\n")
		s.send(ctrlZ)
		pid := s.told("stopped: fg(")
		s.prompt()
		s.enter(fmt.Sprintf("fg(%d)", pid))
		s.expect("on\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.promptOf(1)
	})
}

// A child that is stopped from outside while it has the terminal loses that: made to
// go on by another than fg, it waits as a job.
func TestPromptStoppedFromOutside(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		child := s.forked("p = fork()")
		s.send("'half")
		s.expect("'half")
		syscall.Kill(child, syscall.SIGSTOP)
		s.expect(fmt.Sprintf("[%d] stopped: fg(%d) goes on with it\r\n", child, child))
		s.prompt()
		s.try("kill(p, SIGCONT)", "0")
		s.shown(waits(child))
		for i := range 20 {
			s.try(fmt.Sprintf("'key' .. %d", i), fmt.Sprint("key", i))
		}
		s.enter("fg()")
		s.promptOf(child)
		s.send("way'\r")
		s.expect("\r\nhalfway\r\n")
		s.promptOf(child)
		// It is in the middle of an evaluation.
		s.enter("r, w = pipe() print('go') sleep(0.5) print('done')")
		s.expect("go\r\n")
		syscall.Kill(child, syscall.SIGSTOP)
		s.expect(fmt.Sprintf("[%d] stopped: fg(%d) goes on with it\r\n", child, child))
		s.prompt()
		s.try("kill(p, SIGCONT)", "0")
		s.expect("done\r\n")
		s.expect(waits(child))
		for i := range 20 {
			s.send(fmt.Sprintf("'key' .. %d\r", i))
			s.expect(fmt.Sprintf("\r\nkey%d\r\n", i))
		}
		s.enter("fg()")
		s.promptOf(child)
		s.send(ctrlZ)
		s.expect(waits(child))
		s.prompt()
		s.try("kill(p, SIGSTOP)", "0")
		s.enter("fg()")
		s.promptOf(child)
		s.tryIn(child, "1 + 1", "2")
		s.send(ctrlZ)
		s.expect(waits(child))
		s.prompt()
		for i := range 20 {
			s.try(fmt.Sprintf("'key' .. %d", i), fmt.Sprint("key", i))
		}
	})
}
