package tests

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// scripts/05-container.lua as a user meets it. That it leaves no mount and no
// process behind is for TestMain to see.

// A container makes commands that run one, as some user.
type container struct {
	*testing.T
	script string
	uid    int
}

func eachContainer(t *testing.T, test func(c container)) {
	script := readable(t, "../scripts/05-container.lua")
	eachUser(t, func(t *testing.T, uid int) { test(container{t, script, uid}) })
}

func (c container) command(args ...string) *exec.Cmd {
	cmd := exec.Command(nslua(c), append([]string{c.script, "run"}, args...)...)
	cmd.Dir = "/"
	// A PATH of one's own: with a folder of root's in it, EACCES is what execvp says.
	cmd.Env = append(os.Environ(), "PATH=/usr/local/bin:/usr/bin:/bin", "PS1=$ ")
	as(cmd, c.uid)
	return cmd
}

// ends runs one and compares its exit status, and what it prints by wantedOut
// and wantedErr: the whole of it, or with a * at the end how it begins.
func (c container) ends(status int, stdout, stderr string, args ...string) {
	c.Helper()
	cmd := c.command(args...)
	var out, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors
	cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != status || !isText(out.String(), stdout) || !isText(errors.String(), stderr) {
		c.Errorf("run %q: status %d, printed\n%s%s", args, got, &out, &errors)
	}
}

func isText(got, wanted string) bool {
	if begin, ok := strings.CutSuffix(wanted, "*"); ok {
		return strings.HasPrefix(got, begin)
	}
	return got == wanted
}

// rootFolder is a root directory of Debian's busybox-static.
var rootFolder = sync.OnceValues(func() (string, error) {
	busybox, err := exec.LookPath("busybox")
	if err != nil {
		return "", err
	}
	root := filepath.Join(shared, "root")
	for _, dir := range []string{"bin", "proc", "etc", "tmp"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			return "", err
		}
	}
	self, err := buildOnce()
	if err != nil {
		return "", err
	}
	for name, path := range map[string]string{"busybox": busybox, "nslua": self} {
		program, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(root, "bin", name), program, 0o755)
		}
		if err != nil {
			return "", err
		}
	}
	for _, applet := range []string{"sh", "ls", "ps", "cat", "hostname", "sleep", "id", "echo", "kill"} {
		if err := os.Symlink("busybox", filepath.Join(root, "bin", applet)); err != nil {
			return "", err
		}
	}
	return root, nil
})

func root(t *testing.T) string {
	t.Helper()
	root, err := rootFolder()
	if err != nil {
		t.Skip("no root directory to be made: ", err)
	}
	return root
}

func TestContainer(t *testing.T) {
	eachContainer(t, func(c container) {
		c.ends(0, "1 container 0\n", "", "sh", "-c", "echo $$ $(cat /proc/sys/kernel/hostname) $(id -u)")
		c.ends(0, "      1 sh\n      2 ps\n", "", "sh", "-c", "ps -e -o pid=,comm=; exit 0")
		c.ends(7, "", "", "sh", "-c", "exit 7")
		c.ends(0, "a b|c\n", "", "printf", "%s|%s\n", "a b", "c")
		here, _ := os.Hostname()
		if here == "container" {
			t.Error("the host's name has changed")
		}
	})
}

func TestContainerRoot(t *testing.T) {
	dir := root(t)
	eachContainer(t, func(c container) {
		c.ends(0, "bin\netc\nproc\ntmp\n", "", "--root", dir, "ls", "/")
		c.ends(0, "1 /\n", "", "--root", dir, "sh", "-c", "echo $$ $(ls -d $PWD)")
		c.ends(0, "PID   USER     COMMAND\n    1 0        ps*", "", "--root", dir, "ps")
		c.ends(0, "container\n", "", "--root", dir, "hostname")
		c.ends(0, "", "", "--root", dir, "sh", "-c", "test ! -e /proc/1/root/usr && test ! -e /../usr")
		// The way out of a chroot: another one, with the working directory outside.
		c.ends(0, "true\n", "", "--root", dir, "nslua", "-e",
			"assert(chroot 'tmp') for _ = 1, 20 do assert(chdir '..') end assert(chroot '.') print(not io.open '/usr')")
		c.ends(0, "2\n", "", "--root", dir, "nslua", "-e", "local n = 0 for _ in io.lines '/proc/self/mountinfo' do n = n + 1 end print(n)")
		c.ends(0, "/usr\n", "", "--root", "/", "ls", "-d", "/usr")
		c.ends(127, "", "05-container: execvp(\"python3\", []): No such file or directory (ENOENT)\nhint: no directory of PATH has it: *", "--root", dir, "python3")
		c.ends(127, "", "05-container: execvp(\"/usr/bin/env\"*", "--root", dir, "/usr/bin/env")
	})
}

func TestContainerGoesWrong(t *testing.T) {
	const usage = "usage: nslua 05-container.lua run [--root DIR] CMD ARGS...\n"
	empty := filepath.Join(shared, "no-proc")
	if err := os.MkdirAll(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	eachContainer(t, func(c container) {
		c.ends(127, "", "05-container: execvp(\"no-such-command\", []): No such file or directory (ENOENT)\nhint: no directory of PATH has it: *", "no-such-command")
		c.ends(126, "", "05-container: execvp(\"/etc/passwd\", []): Permission denied (EACCES)\nhint: /etc/passwd may not be executed by uid 0 (mode 0644*", "/etc/passwd")
		c.ends(126, "", "05-container: execvp(\"/etc\", []): Permission denied (EACCES)\nhint: /etc is a directory\n", "/etc")
		c.ends(125, "", "05-container: chdir(\"/etc/passwd\"): Not a directory (ENOTDIR)\n", "--root", "/etc/passwd", "ls")
		c.ends(125, "", "05-container: chdir(\"/no/such\"): No such file or directory (ENOENT)\nhint: there is no /no\n", "--root", "/no/such", "ls")
		c.ends(125, "", "05-container: "+empty+" has no folder proc, where its /proc could be mounted\n", "--root", empty, "ls")
		c.ends(125, "", usage)
		c.ends(125, "", usage, "--root")
		c.ends(125, "", usage, "--root", "/")
		c.ends(125, "", usage, "--rot", "/", "ls")
	})
}

// readyFile is for tail -f, which prints it, handles no signal and stays. A shell
// would not do: it handles SIGINT.
func readyFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(shared, "ready")
	if err := os.WriteFile(path, []byte("it runs\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A signal to nslua ends what does not handle it, with 128+n, and is passed on to
// what does; SIGKILL leaves nothing running.
func TestContainerSignals(t *testing.T) {
	ready := readyFile(t)
	const handles = `trap 'echo handled; exit 3' TERM INT; echo it runs; while :; do sleep 0.01; done`
	eachContainer(t, func(c container) {
		for _, test := range []struct {
			command []string
			signal  syscall.Signal
			status  int // -1: by the signal
			out     string
		}{
			{[]string{"tail", "-f", ready}, syscall.SIGTERM, 128 + 15, ""},
			{[]string{"tail", "-f", ready}, syscall.SIGINT, 128 + 2, ""},
			{[]string{"sh", "-c", "echo it runs; sleep 1000 & wait"}, syscall.SIGHUP, 128 + 1, ""},
			{[]string{"sh", "-c", handles}, syscall.SIGTERM, 3, "handled\n"},
			{[]string{"sh", "-c", handles}, syscall.SIGINT, 3, "handled\n"},
			{[]string{"tail", "-f", ready}, syscall.SIGUSR1, 128 + 10, ""},
			{[]string{"sh", "-c", "echo it runs; sleep 1000 & sleep 1000"}, syscall.SIGKILL, -1, ""},
		} {
			cmd := c.command(test.command...)
			out, err := cmd.StdoutPipe()
			if err == nil {
				err = cmd.Start()
			}
			if err != nil {
				c.Fatal(err)
			}
			io.ReadFull(out, make([]byte, len("it runs\n")))
			cmd.Process.Signal(test.signal)
			timer := time.AfterFunc(patience, func() { out.Close() })
			rest, err := io.ReadAll(out) // ends when the container's last process has
			if !timer.Stop() || err != nil {
				cmd.Process.Kill()
				c.Errorf("%v to %q ends nothing: %v", test.signal, test.command, err)
			}
			cmd.Wait()
			if status := cmd.ProcessState.ExitCode(); status != test.status || string(rest) != test.out {
				c.Errorf("%v to %q: status %d, printed %q", test.signal, test.command, status, rest)
			}
		}
	})
}
