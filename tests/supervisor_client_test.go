package tests

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// connected is a connection with the supervisor's socket, for whoever speaks the
// protocol himself.
type connected struct {
	c    *controlled
	conn *net.UnixConn
	read *bufio.Reader
}

func (c *controlled) connect() *connected {
	c.Helper()
	conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: c.socket(), Net: "unix"})
	if err != nil {
		c.Fatal(err)
	}
	conn.SetDeadline(time.Now().Add(patience))
	c.Cleanup(func() { conn.Close() })
	return &connected{c, conn, bufio.NewReader(conn)}
}

// says sends a text, and expects just these lines.
func (s *connected) says(text string, answer ...string) {
	s.c.Helper()
	if text != "" {
		if _, err := io.WriteString(s.conn, text); err != nil {
			s.c.Error(err)
		}
	}
	for _, wanted := range answer {
		line, err := s.read.ReadString('\n')
		if err != nil || match(wanted, strings.TrimSuffix(line, "\n")) != nil {
			s.c.Errorf("%.60q: answered %q (%v), not %q", text, line, err, wanted)
		}
	}
}

// closed expects the end of the connection.
func (s *connected) closed() {
	s.c.Helper()
	if rest, err := io.ReadAll(s.read); err != nil && !strings.Contains(err.Error(), "reset by peer") {
		s.c.Errorf("%v after %.100q", err, rest)
	}
}

// descriptors is how many the supervisor has open.
func (c *controlled) descriptors() int {
	c.Helper()
	open, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", c.command.Process.Pid))
	if err != nil {
		c.Fatal(err)
	}
	return len(open)
}

// left expects the supervisor to have as many descriptors open again.
func (c *controlled) left(n int) {
	c.Helper()
	if !eventually(func() bool { return c.descriptors() == n }) {
		c.Errorf("it has %d descriptors, and had %d", c.descriptors(), n)
	}
}

func TestSupervisorProtocol(t *testing.T) {
	c := controlling(t, os.Getuid(), "app.lua", three, "up")
	before := c.descriptors()
	hello := fmt.Sprintf("hello 1 %d", c.command.Process.Pid)
	s := c.connect()
	s.says("", hello)
	s.says("stop web\n", `out "web: stopped"`, "end 0")
	s.says("start --no-wait web\n", "end 0")
	s.says("logs --lines=1 web\nstop wbe\n", "log web up", "end 0", `err "no service \u0022wbe\u0022 (did you mean \u0022web\u0022?)"`, "end 2")
	for _, rubbish := range []struct{ line, complaint string }{
		{"", "no request: "},
		{"GET / HTTP/1.0\r", `no request: GET / HTTP/1.0\u000d`},
		{"\x00\xff\xfe", `no request: \u0000` + "\ufffd\ufffd"},
		{"status --yaml", "status has no option --yaml"},
		{"logs --lines=-1", "logs has no option --lines=-1"},
		{"reload web", "reload takes no names"},
		{"start", `start: of which service? (\u0022all\u0022 is all of them)`},
	} {
		s.says(rubbish.line+"\n", `err "`+rubbish.complaint+`"`, "end 2")
	}
	// Half of the connection is enough to be answered.
	s.says("status")
	s.says(" web\n")
	s.conn.CloseWrite()
	if line, _ := s.read.ReadString('\n'); !strings.HasPrefix(line, `status {`) {
		t.Errorf("answered %q", line)
	}
	s.says("", "end 0")
	s.closed()

	// A line that does not end is not kept for ever.
	s = c.connect()
	s.says("", hello)
	go s.conn.Write(bytes.Repeat([]byte("x"), 1<<20))
	s.says("", `err "the request is too long"`, "end 2")
	s.closed()

	random := rand.New(rand.NewSource(1))
	for range 50 {
		s := c.connect()
		rubbish := make([]byte, random.Intn(20000))
		random.Read(rubbish)
		s.conn.Write(rubbish)
		s.conn.Close()
	}
	c.left(before)
	if s := c.status()["db"]; s.State != "up" || s.Launches != 1 {
		t.Errorf("%+v", s)
	}
}

// Many ask at once, and many more are there and say nothing.
func TestSupervisorManyClients(t *testing.T) {
	c := controlling(t, os.Getuid(), "app.lua", three, "up")
	before := c.descriptors()
	hello := fmt.Sprintf("hello 1 %d", c.command.Process.Pid)
	var silent []*connected
	for range 400 {
		s := c.connect()
		silent = append(silent, s)
		if len(silent) > 1 {
			s.says("", hello)
		}
	}
	var all sync.WaitGroup
	for i := range 100 {
		s := c.connect()
		all.Add(1)
		go func() {
			defer all.Done()
			s.says(fmt.Sprintf("logs --lines=1 web\nstop nothing%d\n", i), hello, "log web up", "end 0", fmt.Sprintf(`err "no service \u0022nothing%d\u0022"`, i), "end 2")
		}()
	}
	all.Wait()
	c.told("db: up, pid <N>\n", "start", "db")
	if n := c.descriptors(); n > before+250 {
		t.Errorf("it keeps %d descriptors", n)
	}
	silent[0].says("", hello)
	silent[0].closed() // it had to give way
	for _, s := range silent {
		s.conn.Close()
	}
}

// Who follows a log and does not read, or is killed, is of no matter to anybody.
func TestSupervisorFollowers(t *testing.T) {
	dir := t.TempDir()
	mkfifo(t, filepath.Join(dir, "go"))
	c := controlling(t, os.Getuid(), "app.lua", `
local S = require "supervisor" ()
S:service "talker" { "sh", "-c", "while read x <go; do seq -f 'line %1.0f with `+strings.Repeat("more ", 60)+`' 1 3000; echo end >&2; done",
  cwd = "`+dir+`", log = { file = "`+dir+`/log" } }
S:service "web" { "sh", "-c", "echo up; exec sleep 1000", log = {} }
return S
`, "up")
	before := c.descriptors()
	lazy := c.connect()
	lazy.says("logs --follow talker\n", fmt.Sprintf("hello 1 %d", c.command.Process.Pid))
	killed := c.nslua("logs", "-f", "talker", "web")
	out, err := killed.StdoutPipe()
	if err == nil {
		err = killed.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	read := bufio.NewReader(out)
	if line, _ := read.ReadString('\n'); line != "web    | up\n" {
		t.Errorf("printed %q", line)
	}
	said := make(chan error)
	go func() { said <- os.WriteFile(filepath.Join(dir, "go"), []byte("\n"), 0) }()
	if line, _ := read.ReadString('\n'); !strings.HasPrefix(line, "talker | line 1 with") {
		t.Errorf("printed %q", line)
	}
	killed.Process.Kill()
	killed.Wait()
	<-said
	if !eventually(func() bool {
		text, _ := os.ReadFile(filepath.Join(dir, "log"))
		return bytes.HasSuffix(text, []byte("end\n"))
	}) {
		t.Fatal("the talker waits")
	}
	if c.status()["web"].State != "up" {
		t.Error("not up")
	}

	// Once the lazy one reads it has the beginning, and how much is missing.
	for n := 1; ; n++ {
		line, err := lazy.read.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(line, "err ") {
			var missing int
			if _, err := fmt.Sscanf(line, `err "%d lines are left out, which came faster than they were read"`, &missing); err != nil || n-1+missing != 3001 {
				t.Errorf("after %d lines: %q", n-1, line)
			}
			break
		}
	}
	lazy.conn.Close()
	c.left(before)
}
