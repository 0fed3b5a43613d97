package tests

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
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
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.pid()))
		_, ignored, _ := strings.Cut(string(status), "\nSigIgn:\t")
		var mask uint64
		fmt.Sscanf(ignored, "%x", &mask)
		if mask&(1<<(syscall.SIGTTIN-1)) != 0 {
			return
		}
	}
	s.t.Fatal("the process stands behind nobody")
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

// The parent of a child at its prompt is killed: who has the terminal then is the
// parent of that, and nobody beside him.
func TestPromptParentKilled(t *testing.T) {
	s := repl(t, os.Getuid())
	middle := s.forked("fork()")
	other := s.forked("fork()")
	last := s.forked("fork()")
	s.send("half")
	s.expect("half")
	syscall.Kill(middle, syscall.SIGKILL)
	s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", middle))
	s.prompt()
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", other))
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
	for i := range 20 {
		s.send(fmt.Sprintf("'key' .. %d\r", i))
		s.expect(fmt.Sprintf("\r\nkey%d\r\n", i))
	}
	s.prompt()
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
	// The same with one that comes to its prompt only afterwards.
	middle = s.forked("fork()")
	s.forked("fork()")
	s.enter("print('go') sleep(1)")
	s.expect("go\r\n")
	syscall.Kill(middle, syscall.SIGKILL)
	s.expect(fmt.Sprintf("[%d] killed by SIGKILL\r\n", middle))
	s.prompt()
	s.expect("the prompt that it was forked from has ended\r\n")
	s.send("1 + 1\r")
	s.expect("\r\n2\r\n")
}

// The first session is ended while a child is at its prompt: nobody is left, and the
// terminal is in order.
func TestPromptFirstKilled(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		for _, line := range []string{"", "fork()"} {
			s, first := replInShell(t, os.Getuid())
			last := s.forked("fork()")
			if line != "" {
				last = s.forked(line)
			}
			raw := s.modes()
			s.send("half")
			s.expect("half")
			syscall.Kill(first, sig)
			s.shown(fmt.Sprintf("status %d\r\n", 128+sig))
			s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", last))
			for deadline := time.Now().Add(patience); s.modes() == raw; time.Sleep(time.Millisecond) {
				if time.Now().After(deadline) {
					t.Fatalf("the terminal is raw after %s", sig)
				}
			}
		}
	}
}

// Who leaves while jobs wait is told so first, and the jobs end.
func TestPromptLeavesJobs(t *testing.T) {
	s, first := replInShell(t, os.Getuid())
	pid := s.forked("fork()")
	s.send(ctrlZ)
	s.expect(waits(pid))
	s.promptOf(first)
	s.send(ctrlD)
	s.expect(fmt.Sprintf("there are jobs: [%d]; Ctrl-D again leaves\r\n", pid))
	s.promptOf(first)
	s.tryIn(first, "1 + 1", "2")
	s.send(ctrlD)
	s.expect("Ctrl-D again leaves\r\n")
	s.promptOf(first)
	s.send(ctrlD)
	s.expect("status 0\r\n")
	s.shown(fmt.Sprintf("nslua[%d]: the prompt that it was forked from has ended\r\n", pid))
	s.shown("the terminal is as it was\r\n")
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
