package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// matches waits for the next prompt and fails unless what comes before it is as the
// expression has it.
func (s *terminal) matches(expression string) {
	s.t.Helper()
	before := s.expect(fmt.Sprintf("[pid %d ", s.pid()))
	before = before[:strings.LastIndexByte(before, '\n')+1] // what follows draws the prompt
	if !regexp.MustCompile(expression).MatchString(before) {
		s.t.Errorf("%q does not match %s", before, expression)
	}
	s.expect("ns> ")
}

func TestCommandHelp(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter(".help")
		for _, name := range []string{".help", ".ns", ".ps", ".mounts", ".fds", ".trace", ".time", ".load", ".save", ".edit", ".lesson", ".quit", "!program", "?name"} {
			s.expect("  " + name)
		}
		s.prompt()
		s.enter(".help time")
		s.matches(`^\.time expr\r\n  .*time`)
		s.enter(".help prompt")
		s.matches(`NSLUA_PROMPT[^$]*_PROMPT2`)
		s.enter(".help keys")
		s.matches(`  Ctrl-R  [^$]*  Ctrl-Z  `)
		s.enter(".help nothing")
		s.matches(`^\.help: no such command`)
		s.enter("?getppid")
		s.matches(`getppid\(\)`)
	})
}

// What is wrong names the command and the cause.
func TestCommandErrors(t *testing.T) {
	s := repl(t, os.Getuid())
	for input, says := range map[string]string{
		".mount":         `^\.mount: no such command\r\nhint: did you mean \.mounts\?`,
		".lessen 1":      `^\.lessen: no such command\r\nhint: did you mean \.lesson\?`,
		".xyzzy":         `^\.xyzzy: no such command\r\nhint: \.help lists`,
		".ns 1":          `^\.ns: usage: \.ns\r\n`,
		".trace perhaps": `^\.trace: usage: \.trace \[on\|off\]`,
		".time":          `^\.time: usage: \.time expr`,
		".time 1 +* 2":   `unexpected symbol near '\*'`,
		".load":          `^\.load: usage: \.load file`,
		".load /no/such": `^\.load: .*/no/such.*No such file`,
		".save /no/such": `^\.save: nothing has been evaluated`,
		".edit nothing":  `^\.edit: nothing is no function`,
		".edit print":    `^\.edit: print has no source`,
		".lesson 99":     `^\.lesson: there is no lesson 99`,
		".lesson x":      `^\.lesson: there is no lesson x`,
	} {
		s.enter(input)
		s.matches(says)
	}
	// A number may begin with a dot, and Lua is Lua.
	s.try(".5 + 1", "1.5")
	s.try("('x')", "x")
	s.enter("..")
	s.matches("near '..'")
	// Commands are none within an input.
	s.send("[[\r")
	s.expect("... ")
	s.send(".quit\r")
	s.expect("... ")
	s.send("!exit]]\r")
	s.expect("\r\n.quit\r\n!exit\r\n")
	s.prompt()
	s.enter(".")
	s.matches(`^  \.help`)
	s.enter("  .trace")
	s.matches("the trace is off")
}

func TestCommandLooks(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter(".ns")
		s.matches(`^NAMESPACE +INODE\r\nuser +\d+\r\npid +\d+\r\nmnt +\d+\r\nnet +\d+\r\nuts +\d+\r\nipc +\d+\r\ncgroup +\d+\r\ntime +\d+\r\n$`)
		s.enter("unshare(CLONE_NEWUSER + CLONE_NEWUTS) unshare(CLONE_NEWPID)")
		s.prompt()
		s.enter(".ns")
		s.matches(`user +(\d+)  the session began in \d+\r\npid +\d+\r\n\(pid\) +-  for the children.*\r\n` +
			`mnt +\d+\r\nnet +\d+\r\nuts +\d+  the session began in \d+\r\n`)
		s.enter("fork()")
		s.expect("[pid 1 ")
		s.expect("ns> ")
		s.enter("p = spawn {'sleep', '1000'}")
		s.expect("[pid 1 ")
		s.expect("ns> ")
		s.enter(".ps")
		ps := s.expect("[pid 1 ")
		if !regexp.MustCompile(`PID.*\r\n +1 .* S?R? .*nslua\r\n +\d +1 .*└─ sleep 1000\r\n`).MatchString(ps) {
			t.Errorf("%q", ps)
		}
		s.expect("ns> ")
		s.enter(".mounts")
		s.expect("TARGET")
		s.expect("/proc")
		s.expect("ns> ")
		s.enter("kill(p, 'KILL')")
		s.expect("[pid 1 ")
		s.expect("ns> ")
		s.send(ctrlD)
		s.prompt()
		s.enter("f = open('/dev/null', O_WRONLY) dup2(f, 9)")
		s.prompt()
		s.enter(".fds")
		s.matches(`FD +FLAGS +FILE\r\n +0  O_RDWR +/dev/pts/\d+\r\n +1 .*\r\n +2 .*\r\n +3  O_WRONLY\|O_CLOEXEC +/dev/null\r\n +9  O_WRONLY +/dev/null\r\n`)
	})
}

// Where there is no /proc they say that this is why.
func TestCommandWithoutProc(t *testing.T) {
	asRoot(t)
	command := exec.Command("unshare", "-m", "sh", "-c", "umount -l /proc && exec setpriv --reuid 4242 --regid 4242 --clear-groups "+nslua(t))
	command.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1", "HOME=/nonexistent")
	s := open(t, command)
	s.says("[pid %d uid 4242] ns> ", s.pid())
	for _, name := range []string{".ns", ".ps", ".fds", ".mounts"} {
		s.enter(name)
		s.matches(`^\` + name + `: there was no /proc when nslua started`)
	}
	s.enter("!echo no")
	s.matches(`^!: fork\(\): .*ENOSYS`)
	s.try("1 + 1", "2")
	s.send(ctrlD)
	s.ended()
}

func TestCommandTrace(t *testing.T) {
	s := repl(t, os.Getuid())
	s.try(".trace on")
	s.enter("getppid()")
	s.matches(`\] \S+ getppid\(\) = \d+\r\n\d+\r\n$`)
	s.enter("!echo not traced") // what a command does is the prompt's own
	s.matches(`^not traced\r\n$`)
	s.enter(".trace")
	s.matches("the trace is on")
	s.try(".trace off")
	s.enter("getppid()")
	s.matches(`^\d+\r\n$`)
}

func TestCommandTime(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter(".time sleep(0.05)")
	s.matches(`^0\r\nwall ([5-9]\d|\d\d\d)\.\d{3} ms  user \d+\.\d{3} ms  sys \d+\.\d{3} ms\r\n$`)
	s.enter(".time sleep(1)")
	s.matches(`^0\r\nwall 1\.\d{3} s  user `)
	s.enter(".time local x = 0 for i = 1, 3e6 do x = x + i end")
	s.matches(`^wall .*  user (\d+\.\d+ s|\d\d+\.\d+ ms) `)
	s.enter(".time error('boom')")
	s.matches(`boom\r\nwall`)
	// It takes several lines, as any input does.
	s.send(".time {1,\r")
	s.expect("... ")
	s.send("print('sec' .. 'ond')}\r")
	s.expect("second\r\n")
	s.expect("wall ")
	s.prompt()
	s.enter(".time print('go') while true do end")
	s.expect("go\r\n")
	s.send(ctrlC)
	s.expect("interrupted!")
	s.prompt()
}

func TestCommandLoadAndSave(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		dir := t.TempDir()
		os.Chmod(dir, 0o777)
		for d := filepath.Dir(dir); d != os.TempDir(); d = filepath.Dir(d) {
			os.Chmod(d, 0o755)
		}
		write := func(name, text string) string {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			return path
		}
		s := repl(t, uid)
		s.try(".load "+write("good.lua", "#!/usr/bin/env nslua\nloaded = 42\nreturn 'the ' .. 'end'\n"), "the end")
		s.try("loaded", "42")
		s.enter(".load " + write("bad.lua", "x = 1\nx = = 2\n"))
		s.matches(`bad\.lua:2: unexpected symbol near '='`)
		s.enter(".load " + write("fails.lua", "local function deep() error('boom') end\n\ndeep()\n"))
		s.matches(`fails\.lua:1: boom\r\n(.*\r\n)*.*fails\.lua:3: `)
		s.enter("function twice(n)")
		s.send("  return 2 * n\rend\r")
		s.prompt()
		s.try("twice(4) -- is eight", "8")
		s.try("x = = 3", "near '='")
		s.enter("error('no')")
		s.prompt()
		s.try("= twice(5)", "10")
		saved := filepath.Join(dir, "saved.lua")
		s.try(".save " + saved)
		want := "#!/usr/bin/env nslua\nprint(loaded)\nfunction twice(n)\n  return 2 * n\nend\ntwice(4) -- is eight\n"
		text, _ := os.ReadFile(saved)
		if !strings.HasPrefix(string(text), want) {
			t.Errorf("saved\n%s", text)
		}
		if info, err := os.Stat(saved); err != nil || info.Mode() != 0o644 {
			t.Errorf("%v, %v", info, err)
		}
		s.enter(".save " + saved)
		s.matches(`^\.save: .* is there already; \.save! `)
		s.try("7 -- more")
		s.try(".save! " + saved)
		if text, _ = os.ReadFile(saved); !strings.HasSuffix(string(text), "print(7 -- more\n)\n") {
			t.Errorf("saved\n%s", text)
		}
		s.enter(".load " + saved) // it is a script
		s.matches(`^42\r\n7\r\n$`)
	})
}

// editing gives an editor that is a shell script, which has the file as $1.
func editing(t *testing.T, script string) string {
	path := filepath.Join(shared, strings.ReplaceAll(t.Name(), "/", "-"))
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCommandEdit(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		editor := editing(t, `
case $1 in *.lua) ;; *) exit 9;; esac
test -t 0 && test -t 1 || exit 8
sed -i 's/wrong/right/; s/one/two/' "$1"
stty raw -echo
`)
		command := replCommand(t, uid, home)
		command.Env = append(command.Env, "XDG_STATE_HOME=", "VISUAL="+editor+" -x", "EDITOR=false", "TMPDIR="+home)
		s := open(t, command)
		s.prompt()
		// The editor may have arguments of its own: -x is its $1 here.
		s.enter(".edit")
		s.expect(".edit: " + editor + " -x: exited 9")
		s.prompt()
		s.leave()

		command = replCommand(t, uid, home)
		command.Env = append(command.Env, "XDG_STATE_HOME=", "VISUAL=", "EDITOR="+editor, "TMPDIR="+home)
		s = open(t, command)
		s.prompt()
		s.try("print('wro' .. 'ng') -- wrong", "wrong")
		s.enter(".edit")
		s.expect("print('wro' .. 'ng') -- right\r\nwrong\r\n")
		s.prompt()
		s.enter(".edit")
		s.matches("nothing was changed")
		s.send("function f()\r  -- the first\r  return 'one'\rend\r")
		s.expect("end\r\n")
		s.prompt()
		s.enter(".edit f")
		s.expect("  return 'two'\r\nend\r\n")
		s.prompt()
		s.try("f()", "two")
		s.send(up + up + "\r") // what was edited is an input
		s.expect("'two'\r\n")
		s.expect("end\r\n")
		s.prompt()
		s.leave()
		holds(t, stateHistory(home), ".edit\nprint('wro' .. 'ng') -- wrong\n.edit\nprint('wro' .. 'ng') -- right\n.edit\n"+
			"function f()\n\t  -- the first\n\t  return 'one'\n\tend\n.edit f\nfunction f()\n\t  -- the first\n\t  return 'two'\n\tend\nf()\n"+
			"function f()\n\t  -- the first\n\t  return 'two'\n\tend\n")
		if left, _ := filepath.Glob(home + "/nslua.*"); left != nil {
			t.Errorf("the editor's file is left: %v", left)
		}
	})
}

func TestCommandQuits(t *testing.T) {
	for _, command := range []string{".quit", ".exit"} {
		s := repl(t, os.Getuid())
		s.enter(command)
		s.ended()
	}
}

// A lesson is gone through step by step, in a child.
func TestCommandLesson(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter(".lesson")
		s.matches(`^   1  A new pid namespace: .*\r\n   2  /proc shows(.*\r\n)+   5  A container`)
		s.enter(".lesson 2")
		s.expect("-- /proc shows the pid namespace")
		for step := 1; step <= 7; step++ {
			s.expect(fmt.Sprintf("[step %d of 7: Enter runs it, q leaves] ", step))
			s.send("\r")
		}
		s.expect("the parent's mounts are as they were:\ttrue\r\n")
		s.expect("the end of 02-proc\r\n")
		s.says("[pid %d "+who(uid)+"] ns> ", s.pid()) // where it was
		s.enter(".lesson 4")
		s.expect("leaves] ")
		s.send("q\r")
		s.prompt()
		s.enter(".lesson 4")
		s.expect("leaves] ")
		s.send(ctrlC)
		s.prompt()
		s.enter(".lesson 5")
		for step := 1; step <= 12; step++ {
			s.expect("leaves] ")
			s.send("\r")
		}
		s.expect("I am process 1 on container, as uid 0\r\n")
		s.prompt()
		s.enter("wait()") // it has been waited for
		s.matches("ECHILD")
	})
}

// A lesson that forks, blocks signals and supervises does in a prompt's child what it
// does as a script, and the prompt is as before.
func TestCommandLessonSupervises(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		for lesson, steps := range map[string]int{"06-supervisor": 18, "07-init": 5} {
			shown, err := os.ReadFile("../scripts/" + lesson + ".out")
			if err != nil {
				t.Fatal(err)
			}
			s.enter(".lesson " + lesson[1:2])
			for step := 1; step <= steps; step++ {
				s.expect(fmt.Sprintf("[step %d of %d: Enter runs it, q leaves] ", step, steps))
				s.send("\r")
			}
			lines := strings.Split(strings.TrimSpace(string(shown)), "\n")
			s.expect(lines[len(lines)-1] + "\r\nthe end of " + lesson + "\r\n")
			s.prompt()
		}
		s.enter("#sigprocmask(), select(3, wait()) == ECHILD")
		s.expect("0  true")
	})
}
