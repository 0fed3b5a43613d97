package tests

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// writeInit makes a user's init.lua and gives its path.
func writeInit(t *testing.T, uid int, home, source string) string {
	t.Helper()
	folder := filepath.Join(home, ".config", "nslua")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "init.lua")
	if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		for _, name := range []string{filepath.Dir(folder), folder, path} {
			if err := os.Chown(name, uid, uid); err != nil {
				t.Fatal(err)
			}
		}
	}
	return path
}

// beforePrompt is what comes on the screen before the first prompt.
func (s *terminal) beforePrompt() string {
	s.t.Helper()
	return s.expect(fmt.Sprintf("[pid %d ", s.pid()))
}

func TestInit(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		writeInit(t, uid, home, "print('in ' .. 'init') function mine() return 'my own' end")
		s := open(t, replCommand(t, uid, home))
		s.expect("in init\r\n")
		s.prompt()
		s.try("mine()", "my own")
		// It comes after the script, for which it is not.
		script := filepath.Join(home, "script.lua")
		if err := os.WriteFile(script, []byte("print('in script', mine)"), 0o644); err != nil {
			t.Fatal(err)
		}
		s = open(t, replCommand(t, uid, home, "-i", script))
		s.expect("in script\tnil\r\n")
		s.expect("in init\r\n")
		s.prompt()
		for _, arguments := range [][]string{{script}, {"-e", "print('in script')"}, {"-i", script}, {"-i"}} {
			command := replCommand(t, uid, home, arguments...)
			command.Stdin = strings.NewReader("print('in script')")
			if out, err := command.CombinedOutput(); err != nil || strings.Contains(string(out), "init") || !strings.Contains(string(out), "in script") {
				t.Errorf("%q: %v, %s", arguments, err, out)
			}
		}
	})
}

// The user may do without it, and NSLUA_INIT has nothing to do with that.
func TestInitLeftOut(t *testing.T) {
	home := t.TempDir()
	writeInit(t, os.Getuid(), home, "print('in ' .. 'init')")
	command := replCommand(t, os.Getuid(), home, "--no-init")
	command.Env = append(command.Env, "NSLUA_INIT=print('from the variable')")
	s := open(t, command)
	if before := s.beforePrompt(); strings.Contains(before, "in init") || !strings.Contains(before, "from the variable") {
		t.Errorf("%q", before)
	}
}

func TestInitPlaces(t *testing.T) {
	home, elsewhere := t.TempDir(), t.TempDir()
	writeInit(t, os.Getuid(), home, "print('in ' .. 'init')")
	for _, c := range []struct {
		environment []string
		read        bool
	}{
		{[]string{"HOME=" + elsewhere}, false},
		{[]string{"HOME=" + elsewhere, "XDG_CONFIG_HOME=" + home + "/.config"}, true},
		{[]string{"HOME=" + home, "XDG_CONFIG_HOME=" + elsewhere}, false},
		{[]string{"HOME=" + home, "XDG_CONFIG_HOME=.config"}, true}, // which is no place
		{[]string{"HOME="}, false},
		{[]string{"HOME=" + strings.TrimPrefix(home, "/")}, false}, // the terminal's folder is /
	} {
		command := replCommand(t, os.Getuid(), home)
		command.Env = append(command.Env, c.environment...)
		s := open(t, command)
		if before := s.beforePrompt(); strings.Contains(before, "in init") != c.read || strings.Contains(before, "not run") {
			t.Errorf("%q: %q", c.environment, before)
		}
	}
}

// The prompt comes up whatever is wrong with the file.
func TestInitFails(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		for source, want := range map[string]string{
			"print('begun')\nerror('boom')":    "/nslua/init.lua:2: boom",
			"x = = 1":                          "/nslua/init.lua:1: unexpected symbol near '='",
			"f = function() frok() end\nf()":   "attempt to call global 'frok' (a nil value)",
			"print('begun') while true do end": "begun",
			"print('begun') sleep(1000)":       "begun",
		} {
			writeInit(t, uid, home, source)
			s := open(t, replCommand(t, uid, home))
			s.expect(want)
			if want == "begun" {
				s.send(ctrlC)
				s.expect("interrupted!\r\n")
			}
			s.prompt()
			s.try("1 + 1", "2")
		}
	})
}

func TestInitExits(t *testing.T) {
	home := t.TempDir()
	writeInit(t, os.Getuid(), home, "os.exit(3)")
	s := open(t, replCommand(t, os.Getuid(), home))
	if status := s.end(); status.ExitStatus() != 3 {
		t.Errorf("wait status %#x", int(status))
	}
}

// A file that another user could have written is told of in a line, and left out.
func TestInitUntrusted(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		const ran = "print('in ' .. 'init')"
		for _, c := range []struct {
			spoil func(path string) error
			why   string
		}{
			{func(path string) error { return os.Chmod(path, 0o664) }, "others may write to it (chmod go-w)"},
			{func(path string) error { return os.Chmod(path, 0o646) }, "others may write to it (chmod go-w)"},
			{func(path string) error { os.Remove(path); return os.Mkdir(path, 0o755) }, "it is not a regular file"},
			{func(path string) error { os.Remove(path); return syscall.Mkfifo(path, 0o644) }, "it is not a regular file"},
			{func(path string) error { return os.Chown(path, 4243, 4243) }, "it belongs to uid 4243"},
			{func(path string) error { return os.Chown(path, 0, 0) }, ""}, // root may do as he likes
			{func(path string) error {
				os.Chmod(path, 0)
				return os.Chown(path, 0, 0)
			}, map[bool]string{false: "Permission denied"}[uid == 0]},
		} {
			home := t.TempDir()
			path := writeInit(t, uid, home, ran)
			if err := c.spoil(path); err != nil {
				if os.Getuid() != 0 && os.IsPermission(err) { // cannot give files away
					continue
				}
				t.Fatal(err)
			}
			s := open(t, replCommand(t, uid, home))
			before := s.beforePrompt()
			if c.why == "" && !strings.Contains(before, "in init") ||
				c.why != "" && (strings.Contains(before, "in init") || !strings.Contains(before, "nslua: "+path+" is not run: "+c.why+"\r\n")) {
				t.Errorf("%q: %q", c.why, before)
			}
		}
	})
}

// Whose file it is was looked at before a script has become somebody else.
func TestInitBeforeScript(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		writeInit(t, uid, home, "print('in ' .. 'init', getuid())")
		s := open(t, replCommand(t, uid, home, "-i", "-e", "unshare(CLONE_NEWUSER, 'root') unshare(CLONE_NEWNS) chroot('/proc')"))
		s.expect("in init\t0\r\n")
		s.prompt()
	})
}

// Nothing is said of the home of somebody else, as after setpriv.
func TestInitOfAnother(t *testing.T) {
	asRoot(t)
	home := t.TempDir()
	writeInit(t, 0, home, "print('in ' .. 'init')")
	command := replCommand(t, 4242, home)
	if err := os.Chown(home, 0, 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(home, 0o700); err != nil {
		t.Fatal(err)
	}
	command.Args = append(command.Args, "-e", "print('begun')", "-i")
	if before := open(t, command).beforePrompt(); strings.Contains(before, "init.lua") {
		t.Errorf("%q", before)
	}
}

// A start without a prompt does not even look for the file.
func TestInitNotLookedFor(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed")
	}
	out, err := exec.Command("strace", "-f", "-e", "trace=%file", nslua(t), "-e", "print(1)").CombinedOutput()
	if err != nil || strings.Contains(string(out), "init.lua") || !strings.Contains(string(out), "execve") {
		t.Errorf("%v: %s", err, out)
	}
}
