package tests

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// controlled is a user with a file in a folder of his own, the supervisor that runs
// it, and what that prints.
type controlled struct {
	*testing.T
	uid     int
	dir     string
	file    string
	command *exec.Cmd
	printed *bufio.Reader
	pipe    *os.File // what printed reads
	text    string   // of printed, as far as it was read
}

// placed is a user with a file that nobody runs yet.
func placed(t *testing.T, uid int, file, text string) *controlled {
	t.Helper()
	dir, err := os.MkdirTemp(shared, "control-")
	if err == nil {
		err = os.Mkdir(filepath.Join(dir, "run"), 0o700)
	}
	for _, made := range []string{dir, filepath.Join(dir, "run")} {
		if err == nil {
			err = os.Chown(made, uid, uid)
		}
	}
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := &controlled{T: t, uid: uid, dir: dir, file: file}
	c.write(text)
	return c
}

// controlling has a supervisor run a file, with arguments before its name. It has
// begun when it has printed a line that ends with begun.
func controlling(t *testing.T, uid int, file, text, begun string, arguments ...string) *controlled {
	t.Helper()
	c := placed(t, uid, file, text)
	c.start(begun, arguments...)
	return c
}

func (c *controlled) write(text string) {
	c.Helper()
	if err := os.WriteFile(filepath.Join(c.dir, c.file), []byte(text), 0o644); err != nil {
		c.Fatal(err)
	}
}

// nslua is nslua -m supervisor with arguments, as the user in his folder.
func (c *controlled) nslua(arguments ...string) *exec.Cmd {
	return c.own(exec.Command(nslua(c), append([]string{"-m", "supervisor"}, arguments...)...))
}

// own has a command run as the user in his folder.
func (c *controlled) own(command *exec.Cmd) *exec.Cmd {
	command.Dir = c.dir
	command.Env = append(environment(), "XDG_RUNTIME_DIR="+filepath.Join(c.dir, "run"), "TERM=xterm")
	as(command, c.uid)
	return command
}

func (c *controlled) start(begun string, arguments ...string) {
	c.Helper()
	c.command = c.nslua(append(arguments, c.file)...)
	c.run(begun)
}

// run starts the command that is to be, or become, the supervisor.
func (c *controlled) run(begun string) {
	c.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		c.Fatal(err)
	}
	c.command.Stdout, c.command.Stderr = w, w
	err = c.command.Start()
	w.Close()
	if err != nil {
		c.Fatal(err)
	}
	c.printed, c.pipe = bufio.NewReader(r), r
	c.Cleanup(func() { r.Close() })
	ownedBy(c, c.command)
	c.prints(begun)
}

// ownedBy ends a supervisor with the test that has started it, and kills one that hangs.
func ownedBy(t testing.TB, supervisor *exec.Cmd) {
	kill := func() { supervisor.Process.Kill() }
	hung := time.AfterFunc(programLimit, kill)
	t.Cleanup(func() {
		supervisor.Process.Signal(syscall.SIGTERM)
		stubborn := time.AfterFunc(patience, kill)
		supervisor.Wait()
		hung.Stop()
		stubborn.Stop()
	})
}

// prints waits for a line that ends so.
func (c *controlled) prints(end string) {
	c.Helper()
	c.pipe.SetReadDeadline(time.Now().Add(patience))
	defer c.pipe.SetReadDeadline(time.Time{})
	for {
		line, err := c.printed.ReadString('\n')
		c.text += line
		if strings.HasSuffix(line, end+"\n") {
			return
		}
		if err != nil {
			c.Fatalf("printed no line that ends with %q:\n%s", end, c.text)
		}
	}
}

// ended waits for the end of the supervisor and gives its exit status.
func (c *controlled) ended() int {
	c.Helper()
	read := make(chan string)
	go func() {
		rest, _ := io.ReadAll(c.printed)
		read <- string(rest)
	}()
	c.command.Wait()
	c.text += <-read
	return c.command.ProcessState.ExitCode()
}

// asks gives a command and returns what comes of it.
func (c *controlled) asks(arguments ...string) (stdout, stderr string, status int) {
	c.Helper()
	return outcomeOf(c, c.nslua(arguments...))
}

// told gives a command that must print exactly this and end with status 0. <N> in it
// stands for any number.
func (c *controlled) told(wanted string, arguments ...string) {
	c.Helper()
	out, complaints, status := c.asks(arguments...)
	if status != 0 || complaints != "" || match(wanted, out) != nil {
		c.Errorf("%v: status %d, wanted\n%sprinted\n%s%s", arguments, status, wanted, out, complaints)
	}
}

// refused gives a command that must print just this complaint and end with a status.
func (c *controlled) refused(status int, complaint string, arguments ...string) {
	c.Helper()
	out, complaints, got := c.asks(arguments...)
	if got != status || out != "" || match("nslua: "+complaint+"\n", complaints) != nil {
		c.Errorf("%v: status %d, not %d; wanted\n%s\nprinted\n%s%s", arguments, got, status, complaint, out, complaints)
	}
}

// A serviceStatus is what the status of a service tells.
type serviceStatus struct {
	Name, State, Reason string
	Pid, Restarts       int
	Launches            int
}

// status asks for it as JSON.
func (c *controlled) status() (services map[string]serviceStatus) {
	c.Helper()
	out, complaints, status := c.asks("status", "--json")
	var all struct {
		Pid      int
		Services []serviceStatus
	}
	if err := json.Unmarshal([]byte(out), &all); err != nil || status != 0 || all.Pid != c.command.Process.Pid {
		c.Fatalf("%v, status %d: %s%s", err, status, out, complaints)
	}
	services = map[string]serviceStatus{}
	for _, s := range all.Services {
		services[s.Name] = s
	}
	return services
}

// socket is the path of the only one in the user's folder.
func (c *controlled) socket() string {
	c.Helper()
	found, _ := filepath.Glob(filepath.Join(c.dir, "run/nslua/*"))
	if len(found) != 1 {
		c.Fatalf("the sockets are %v", found)
	}
	return found[0]
}
