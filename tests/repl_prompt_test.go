package tests

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strings"
	"syscall"
	"testing"
)

// says waits for exactly that prompt, in which %d is a pid.
func (s *terminal) says(prompt string, pid int) {
	s.t.Helper()
	s.expect(fmt.Sprintf(prompt, pid))
}

// who is how the prompt names a user.
func who(uid int) string {
	if uid == 0 {
		return "#"
	}
	if u, err := user.LookupId(fmt.Sprint(uid)); err == nil {
		return u.Username
	}
	return fmt.Sprint("uid ", uid)
}

// The namespaces that the session did not begin in are named, in one order, as soon
// as the process is in them.
func TestPromptNamesNamespaces(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := open(t, replCommand(t, uid, t.TempDir()))
		s.says("[pid %d "+who(uid)+"] ns> ", s.pid())
		s.enter("unshare(CLONE_NEWUSER) idmap 'root'")
		s.says("[pid %d # | user] ns> ", s.pid())
		for _, c := range []struct{ flag, lists string }{
			{"CLONE_NEWUTS", "user uts"},
			{"CLONE_NEWNET", "user net uts"},
			{"CLONE_NEWNS", "user mnt net uts"},
			{"CLONE_NEWCGROUP", "user mnt net uts cgroup"},
			{"CLONE_NEWIPC", "user mnt net uts ipc cgroup"},
			{"CLONE_NEWTIME", "user mnt net uts ipc cgroup (time)"},
			{"CLONE_NEWPID", "user (pid) mnt net uts ipc cgroup (time)"},
		} {
			s.enter("unshare(" + c.flag + ")")
			s.says("[pid %d # | "+c.lists+"] ns> ", s.pid())
		}
		s.enter("fork()")
		s.expect("[pid 1 #")
		s.expect(" | user pid mnt net uts ipc cgroup time] ns> ")
		// Another /proc, or none, makes no difference.
		s.enter("mount_proc()")
		s.expect("user pid mnt net uts ipc cgroup time] ns> ")
		s.enter("umount2('/proc', MNT_DETACH) umount2('/proc', MNT_DETACH)")
		s.expect("user pid mnt net uts ipc cgroup time] ns> ")
		s.enter("chroot '/usr'")
		s.expect("user pid mnt net uts ipc cgroup time root] ns> ")
		s.send(ctrlD)
		s.says("[pid %d # | user (pid) mnt net uts ipc cgroup (time)] ns> ", s.pid())
	})
}

// A namespace that is entered is told, and the first one again is not.
func TestPromptReturns(t *testing.T) {
	asRoot(t)
	s := repl(t, 0)
	s.try("f = open '/proc/self/ns/uts'")
	s.enter("unshare(CLONE_NEWUTS)")
	s.says("[pid %d # | uts] ns> ", s.pid())
	s.enter("setns(f, CLONE_NEWUTS)")
	s.says("[pid %d #] ns> ", s.pid())
	// pivot_root in a mount namespace of its own.
	s.enter("unshare(CLONE_NEWNS) make_rprivate '/' mount('none', '/mnt', 'tmpfs') mkdir('/mnt/old') pivot_root('/mnt', '/mnt/old')")
	s.says("[pid %d # | mnt root] ns> ", s.pid())
	s.enter("chroot '/old'")
	s.says("[pid %d # | mnt] ns> ", s.pid())
}

// The number of a namespace that is gone is given to another, which is told from it.
func TestPromptSameNumber(t *testing.T) {
	asRoot(t)
	command := exec.Command("unshare", "-u", nslua(t), "-e",
		"first = stat '/proc/self/ns/uts'.ino function again() for i = 1, 1000 do unshare(CLONE_NEWUTS) sleep(0.01) if stat '/proc/self/ns/uts'.ino == first then return true end end end", "-i")
	command.Env = append(environment(), "TERM=xterm", "NO_COLOR=1", "HOME=/nonexistent")
	s := open(t, command)
	s.prompt()
	s.enter("f = nsopen(nil, 'uts') id = ns_get_id(f) close(f) print(not id and 'no ids' or again() and 'again' or 'taken')")
	s.expect("ns> ")
	switch before := s.screen.String(); {
	case strings.Contains(before, "no ids\r\n"):
		t.Skip("before Linux 6.18 namespaces have no ids")
	case strings.Contains(before, "taken\r\n"): // by another test's namespace, and kept
		return
	}
	s.enter("0")
	s.says("[pid %d # | uts] ns> ", s.pid())
}

// A child that was forked at the prompt tells how deep it is.
func TestPromptDepth(t *testing.T) {
	s := repl(t, os.Getuid())
	for depth := 1; depth <= 3; depth++ {
		s.enter("fork()")
		s.expect(fmt.Sprintf(" "+who(os.Getuid())+" depth %d] ns> ", depth))
	}
	s.enter("unshare(CLONE_NEWUSER)")
	s.expect(" depth 3 | user] ns> ")
	s.send(ctrlD)
	s.expect(" depth 2] ns> ")
}

// The user is who the process is, by the /etc/passwd where it is.
func TestPromptUser(t *testing.T) {
	asRoot(t)
	s := repl(t, 0)
	s.enter("seteuid(1)")
	s.says("[pid %d "+who(1)+"] ns> ", s.pid())
	s.enter("seteuid(0)")
	s.says("[pid %d #] ns> ", s.pid())
	s.enter("seteuid(4242)")
	s.says("[pid %d uid 4242] ns> ", s.pid())
	s.enter("seteuid(0) chroot '/usr' seteuid(1)") // where there is no /etc/passwd
	s.says("[pid %d uid 1 | root] ns> ", s.pid())
}

// What a handler of a signal does while nothing is typed is seen at once, and what
// was typed is still there.
func TestPromptAfterHandler(t *testing.T) {
	asRoot(t)
	s := repl(t, 0)
	s.try("_ = signal(SIGUSR1, function() unshare(CLONE_NEWUTS) seteuid(4242) end)")
	s.send("print('ty' .. 'ped')")
	s.expect("'ped')")
	syscall.Kill(s.pid(), syscall.SIGUSR1)
	s.says("[pid %d uid 4242 | uts] ns> ", s.pid())
	s.send("\r")
	s.expect("typed\r\n")
}

// NSLUA_PROMPT is a template.
func TestPromptTemplate(t *testing.T) {
	host, _ := os.Hostname()
	for template, want := range map[string]string{
		"%p> ":                        "<pid>> ",
		"<%u|%d|%n>%(no %n%) ns>":     "<" + who(os.Getuid()) + "||> ns>",
		"%h:%w%% %z%(%p%(-%d%)%) %":   host + ":/% %z<pid> %",
		"\x1b[7m%p\x1b[m two\nlines ": "\x1b[7m<pid>\x1b[m two",
		"%( 5 %) open %(%p":           " open <pid>",
	} {
		command := replCommand(t, os.Getuid(), t.TempDir())
		command.Env = append(command.Env, "NO_COLOR=", "NSLUA_PROMPT="+template)
		s := open(t, command)
		s.expect(strings.ReplaceAll(want, "<pid>", fmt.Sprint(s.pid())))
		s.send("print('go' .. 'es on')\r") // in colours
		s.expect("goes on\r\n")
	}
}

// The global _PROMPT is a template, or a function that is given what the prompt would
// show. What is wrong with it is told once.
func TestPromptGlobal(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		s := repl(t, uid)
		s.enter("_PROMPT = 'A%p> '")
		s.says("A%d> ", s.pid())
		s.enter("n = 0 function _PROMPT(p) n = n + 1 return ('%d %d %s %d %d %s>'):format(n, p.pid, p.user, p.depth, #p.namespaces, p.cwd) end")
		s.says("1 %d "+who(uid)+" 0 0 />", s.pid())
		s.enter("unshare(CLONE_NEWUSER)")
		s.expect(" 0 1 />")
		s.enter("function _PROMPT(p) return table.concat(p.namespaces, '+') .. p.default end")
		s.says("user[pid %d ", s.pid())
		s.enter("_PROMPT2 = '%p more '")
		s.prompt()
		s.send("for i = 1, 2 do\r")
		s.says("%d more ", s.pid())
		s.send("end\r")
		s.prompt()
		for _, wrong := range []struct{ value, says string }{
			{"function() error('boom') end", "boom\r\n"},
			{"function() end", "must return a string"},
			{"function() return ('x'):rep(1e5) end", "too long"},
			{"{}", "not a table value"},
		} {
			s.enter("_PROMPT = " + wrong.value)
			s.expect(wrong.says)
			s.expect("_PROMPT has failed")
			s.prompt()
			s.enter("print('on' .. 'ce')")
			if before := s.expect("once\r\n"); strings.Contains(before, wrong.says) {
				t.Errorf("%s is told again", wrong.value)
			}
			s.promptOf(s.pid())
		}
		s.enter("_PROMPT = function() print('lo' .. 'ops') while true do end end")
		s.expect("loops\r\n")
		s.send(ctrlC)
		s.expect("interrupted!\r\n")
		s.prompt()
		s.try("_PROMPT = nil")
		s.send(ctrlD)
		s.ended()
	})
}

// A function that forks for each prompt leaves the terminal to the one that it had.
func TestPromptThatForks(t *testing.T) {
	s := repl(t, os.Getuid())
	s.enter("_PROMPT = function() if fork() > 0 then wait() end return 'forked> ' end")
	s.expect("forked> ")
	s.enter("_PROMPT = nil")
	s.prompt()
	s.try("1 + 1", "2")
	s.send(ctrlD)
	s.ended()
}

// In colour it is bold, and the namespaces stand out.
func TestPromptColours(t *testing.T) {
	command := replCommand(t, os.Getuid(), t.TempDir())
	command.Env = append(command.Env, "NO_COLOR=")
	s := open(t, command)
	s.expect("\x1b[1m[pid ")
	s.expect("] ns> \x1b[m")
	s.send("unshare(CLONE_NEWUSER)\r")
	s.expect(" | \x1b[m\x1b[1;36muser\x1b[m\x1b[1m] ns> \x1b[m")
}
