package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// stateHistory is where the history of a user with that home is.
func stateHistory(home string) string { return filepath.Join(home, ".local/state/nslua/history") }

// session is nslua at its prompt with more in its environment.
func session(t *testing.T, uid int, home string, variables ...string) *terminal {
	t.Helper()
	command := replCommand(t, uid, home)
	command.Env = append(command.Env, variables...)
	s := open(t, command)
	s.prompt()
	return s
}

func (s *terminal) leave() {
	s.t.Helper()
	s.send(ctrlD)
	s.ended()
}

// recall presses Up so many times and then Enter, and waits for what is then printed.
func (s *terminal) recall(times int, prints string) {
	s.t.Helper()
	s.send(strings.Repeat(up, times) + "\r")
	s.expect("\r\n" + prints + "\r\n")
	s.prompt()
}

// holds fails unless a file has that text.
func holds(t *testing.T, path, want string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil || string(text) != want {
		t.Errorf("%s has %q (%v), want %q", path, text, err, want)
	}
}

func TestHistory(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		s := session(t, uid, home)
		s.try("print('first')", "first")
		s.try("print('second')", "second")
		s.try("print('second')", "second") // kept once
		s.try(" print('secret')", "secret")
		s.send("for i = 1, 2 do\r")
		s.expect("... ")
		s.send("  print('i' .. i)\r")
		s.expect("... ")
		s.send("end\r")
		s.expect("i1\r\ni2\r\n")
		s.prompt()
		s.leave()
		path := stateHistory(home)
		holds(t, path, "print('first')\nprint('second')\nfor i = 1, 2 do\n\t  print('i' .. i)\n\tend\n")
		for path, mode := range map[string]os.FileMode{
			path:                                0o600,
			filepath.Dir(path):                  0o700 | os.ModeDir,
			filepath.Join(home, ".local"):       0o700 | os.ModeDir,
			filepath.Join(home, ".local/state"): 0o700 | os.ModeDir,
		} {
			info, err := os.Stat(path)
			if err != nil || info.Mode() != mode || int(info.Sys().(*syscall.Stat_t).Uid) != uid {
				t.Errorf("%s: %v, %v", path, info, err)
			}
		}
		s = session(t, uid, home)
		s.recall(1, "i1\r\ni2") // the whole of it
		s.recall(5, "first")    // its lines come before the entries before it
		s.send("\x12")          // Ctrl-R
		s.expect("search")
		s.send("sec\r")
		s.expect("\r\nsecond\r\n")
		s.prompt()
		s.leave()
	})
}

// Sessions at the same time, and the children that are forked at their prompts, add
// to one file, and find at the next prompt what the others have added.
func TestHistoryShared(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		a, b := session(t, uid, home), session(t, uid, home)
		a.try("print('from ' .. 'a')", "from a")
		b.try("") // a new prompt
		b.recall(1, "from a")
		b.try("print('from ' .. 'b')", "from b")
		a.enter("fork()")
		a.expect("0\r\n")
		a.expect("] ns> ")
		a.send(up + up + "\r") // fork(), b's
		a.expect("\r\nfrom b\r\n")
		a.expect("] ns> ")
		a.enter("print('a child')")
		a.expect("a child\r\n")
		a.expect("] ns> ")
		a.send(ctrlD)
		a.expect("exited 0\r\n")
		a.prompt()
		a.recall(1, "a child")
		a.leave()
		b.leave()
		holds(t, stateHistory(home), "print('from ' .. 'a')\nprint('from ' .. 'b')\nfork()\nprint('from ' .. 'b')\nprint('a child')\n")
	})
}

// Where the process is in another root directory and another user, the file is the
// same.
func TestHistoryStaysOpen(t *testing.T) {
	asRoot(t)
	home := t.TempDir()
	s := session(t, 0, home)
	s.try("close_range(3)", "0")
	s.try("chroot '/proc'", "0")
	s.try("setuid(4242)", "0")
	s.try("print('in ' .. 'there')", "in there")
	s.leave()
	holds(t, stateHistory(home), "close_range(3)\nchroot '/proc'\nsetuid(4242)\nprint('in ' .. 'there')\n")
}

// The environment says where the file is, and that there is to be none.
func TestHistoryElsewhere(t *testing.T) {
	home, other := t.TempDir(), filepath.Join(t.TempDir(), "inputs")
	s := session(t, os.Getuid(), home, "NSLUA_HISTORY="+other)
	s.try("1 + 1", "2")
	s.leave()
	holds(t, other, "1 + 1\n")
	for _, off := range []string{"", "/dev/null"} {
		s = session(t, os.Getuid(), home, "NSLUA_HISTORY="+off)
		s.try("print('here')", "here")
		s.recall(1, "here") // in memory there is one
		s.leave()
	}
	if _, err := os.Stat(filepath.Join(home, ".local")); !os.IsNotExist(err) {
		t.Error("a history that was switched off has been written")
	}
	state := t.TempDir()
	s = session(t, os.Getuid(), home, "XDG_STATE_HOME="+state+"/new")
	s.try("2 + 2", "4")
	s.leave()
	holds(t, state+"/new/nslua/history", "2 + 2\n")
}

// The file of earlier versions becomes the new one, once.
func TestHistoryMoves(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		old := filepath.Join(home, ".nslua_history")
		os.WriteFile(old, []byte("print('ol' .. 'd')\n"), 0o644)
		os.Chown(old, uid, uid)
		s := session(t, uid, home)
		s.recall(1, "old")
		s.leave()
		holds(t, stateHistory(home), "print('ol' .. 'd')\n") // not twice
		info, err := os.Stat(stateHistory(home))
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
		if _, err := os.Stat(old); !os.IsNotExist(err) {
			t.Error("the old history is still there")
		}
	})
}

// Whatever stands where the file should be, there is a prompt, and an input that is
// recalled.
func TestHistoryRubbish(t *testing.T) {
	const mine = "print('mi' .. 'ne')"
	huge := strings.Repeat("print('of ' .. 'many')\n", 1<<16) + "print('the ' .. 'last')\n"
	for name, c := range map[string]struct {
		make   func(path string) error
		says   string
		before string // what Up finds, and then prints
		after  string // what the file has then, unless it is ""
	}{
		"torn": {
			make:   func(path string) error { return os.WriteFile(path, []byte("print('ol' .. 'd')\nprint('cu"), 0o644) },
			before: "old", after: "print('ol' .. 'd')\nprint('cu\n" + mine + "\n",
		},
		"binary": {
			make: func(path string) error {
				return os.WriteFile(path, []byte("print('ol' .. 'd')\n\x00\x01\xff\n\t\t\n\x1b[2J\n\xc3\n"), 0o600)
			},
			before: "old", after: "print('ol' .. 'd')\n\x00\x01\xff\n\t\t\n\x1b[2J\n\xc3\n" + mine + "\n",
		},
		"one endless line": {
			make:  func(path string) error { return os.WriteFile(path, make([]byte, 1<<20), 0o600) },
			after: string(make([]byte, 1<<20)) + "\n" + mine + "\n",
		},
		"huge": {
			make:   func(path string) error { return os.WriteFile(path, []byte(huge), 0o600) },
			before: "the last", after: huge + mine + "\n",
		},
		"own link": {
			make: func(path string) error {
				os.WriteFile(path+"-", []byte("print('ol' .. 'd')\n"), 0o600)
				return os.Symlink(path+"-", path)
			},
			before: "old", after: "print('ol' .. 'd')\n" + mine + "\n",
		},
		"fifo":        {make: func(path string) error { return syscall.Mkfifo(path, 0o600) }, says: "not a plain file but a fifo"},
		"directory":   {make: func(path string) error { return os.Mkdir(path, 0o700) }, says: "Is a directory"},
		"broken link": {make: func(path string) error { return os.Symlink("/no/such/file", path) }},
		"other's link": {
			make: func(path string) error {
				os.WriteFile(path+"-", nil, 0o666)
				os.Symlink(path+"-", path)
				return os.Lchown(path, 4243, 4243)
			},
			says: "Too many levels of symbolic links",
		},
		"other's": {
			make: func(path string) error {
				os.WriteFile(path, nil, 0o666)
				return os.Chown(path, 4243, 4243)
			},
			says: "the file of uid 4243",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(name, "other") {
				asRoot(t)
			}
			home := t.TempDir()
			path := stateHistory(home)
			os.MkdirAll(filepath.Dir(path), 0o700)
			if err := c.make(path); err != nil {
				t.Fatal(err)
			}
			command := replCommand(t, os.Getuid(), home)
			s := open(t, command)
			if c.says != "" {
				s.expect("nslua: no history in " + path + ": ")
				s.expect(c.says)
			}
			s.prompt()
			if c.before != "" {
				s.send(up + "\r")
				s.expect("\r\n" + c.before + "\r\n")
				s.prompt()
			}
			s.try(mine, "mine")
			s.recall(1, "mine")
			s.leave()
			if c.after == "" {
				return
			}
			text, err := os.ReadFile(path)
			if err != nil || string(text) != c.after {
				t.Errorf("%d bytes, which end in %.200q, %v", len(text), text[max(0, len(text)-200):], err)
			}
			if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
				t.Errorf("%v, %v", info, err)
			}
		})
	}
}

// A file that cannot be written any more, or must not grow, keeps nothing else from
// working.
func TestHistoryUnwritable(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		home := t.TempDir()
		s := session(t, uid, home)
		s.try("setrlimit(RLIMIT_FSIZE, {cur = 5})", "0")
		s.try("print('go' .. 'es on')", "goes on")
		s.recall(1, "goes on")
		s.leave()
		os.Chmod(stateHistory(home), 0o400)
		s = session(t, uid, home)
		s.recall(1, "0") // setrlimit
		s.leave()
		s = session(t, uid, t.TempDir(), "HOME=/nonexistent")
		s.send("\x12\x07" + "1 + 1\r")
		s.expect("\r\n2\r\n")
	})
}

// What many add at once is whole afterwards.
func TestHistoryManyAtOnce(t *testing.T) {
	home := t.TempDir()
	var all []*terminal
	for range 4 {
		all = append(all, session(t, os.Getuid(), home))
	}
	const each = 25
	for i := range each {
		for n, s := range all {
			s.send(fmt.Sprintf("_ = [[%d of %d\r%s]]\r", i, n, strings.Repeat("x", 100*n)))
		}
	}
	for _, s := range all {
		s.enter("print('do' .. 'ne')")
		s.expect("done\r\n")
		s.prompt()
		s.leave()
	}
	text, err := os.ReadFile(stateHistory(home))
	if err != nil {
		t.Fatal(err)
	}
	for i := range each {
		for n := range all {
			if entry := fmt.Sprintf("_ = [[%d of %d\n\t%s]]\n", i, n, strings.Repeat("x", 100*n)); strings.Count(string(text), entry) != 1 {
				t.Errorf("%.20q is not there once", entry)
			}
		}
	}
}
