package tests

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A socket is left behind by who was killed, and is taken over; one that answers is
// not, and what another has put in its place is not removed.
func TestSupervisorSocket(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		c := controlling(t, uid, "app.lua", three, "up")
		socket := c.socket()
		is, err := os.Stat(socket)
		if err != nil || is.Mode() != os.ModeSocket|0o600 {
			t.Fatal(is.Mode(), err)
		}
		first := c.command
		second := fmt.Sprintf("the control socket: another supervisor, pid %d, answers at %s", first.Process.Pid, socket)
		c.refused(1, second, "app.lua")
		c.refused(1, second, "--control", socket, "--quiet", "app.lua")

		first.Process.Kill()
		first.Wait()
		if _, err := os.Stat(socket); err != nil {
			t.Fatal(err)
		}
		c.refused(3, "no supervisor at "+socket+": nobody listens there any more", "--control", socket, "status")
		c.start("up")
		c.told("web: up, pid <N>\n", "start", "web")
		c.told("ended with status 0\n", "shutdown")
		if _, err := os.Stat(socket); err == nil {
			t.Error("the socket is still there")
		}
		c.ended()

		c.start("up")
		if err := os.Remove(socket); err != nil {
			t.Fatal(err)
		}
		other, err := net.Listen("unix", socket)
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		c.command.Process.Signal(syscall.SIGTERM)
		c.ended()
		if _, err := os.Stat(socket); err != nil {
			t.Error("another's socket was removed:", err)
		}
	})
}

// Two that start at the same time, where one was killed, do not both run.
func TestSupervisorSocketRace(t *testing.T) {
	c := controlling(t, os.Getuid(), "app.lua", three, "up")
	for range 3 {
		c.command.Process.Kill()
		c.command.Wait()
		var started []*exec.Cmd
		for range 4 {
			command := c.nslua("--quiet", "app.lua")
			if err := command.Start(); err != nil {
				t.Fatal(err)
			}
			started = append(started, command)
		}
		ended := make(chan *exec.Cmd)
		for _, command := range started {
			go func() {
				command.Wait()
				ended <- command
			}()
		}
		refused := map[*exec.Cmd]bool{}
		for range 3 {
			command := <-ended
			refused[command] = true
			if status := command.ProcessState.ExitCode(); status != 1 {
				t.Errorf("status %d", status)
			}
		}
		for _, command := range started {
			if !refused[command] {
				c.command = command
			}
		}
		c.told("db: up, pid <N>\n", "start", "db")
		c.status() // the one that is left
		c.command.Process.Signal(syscall.SIGTERM)
		<-ended
		c.start("up")
	}
}

// Where there cannot be the socket that was asked for, nothing is started.
func TestSupervisorNoSocket(t *testing.T) {
	c := placed(t, os.Getuid(), "app.lua", `local S = require "supervisor" {} S:service "web" { "touch", "started", restart = "never" } return S`)
	long := "/" + strings.Repeat("x", 110)
	for _, no := range []struct{ path, complaint string }{
		{long, "app.lua:1: control: a socket's path has at most 107 bytes, and this has 111"},
		{"/no/such/folder" + long, "app.lua:1: control: a socket's path has at most 107 bytes, and this has 126"},
		{"app.lua", "the control socket: " + c.dir + "/app.lua is a file, and no socket"},
	} {
		c.refused(1, no.complaint, "--control", no.path, "app.lua")
	}
	if _, complaints, status := c.asks("--control", "/no/such/folder/x", "app.lua"); status != 1 || !strings.Contains(complaints, "No such file or directory") {
		t.Errorf("status %d: %s", status, complaints)
	}
	if _, err := os.Stat(filepath.Join(c.dir, "started")); err == nil {
		t.Error("the service was started")
	}
}

// A folder that others may write to is no place for a socket, even where nobody has
// asked for one: it goes elsewhere, or services run without.
func TestSupervisorUntrustedFolder(t *testing.T) {
	c := placed(t, os.Getuid(), "app.lua", `local S = require "supervisor" {}
S:service "web" { "true", restart = "never" }
S:on("exit", function() print("here", #listdir(os.getenv "XDG_RUNTIME_DIR" .. "/nslua")) end)
return S`)
	run := filepath.Join(c.dir, "run/nslua")
	must := func(errs ...error) {
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	for _, untrusted := range []func(){
		func() { must(os.Mkdir(run, 0o700), os.Chmod(run, 0o777)) },
		func() { must(os.Remove(run), os.Mkdir(c.dir+"/mine", 0o700), os.Symlink(c.dir+"/mine", run)) },
	} {
		untrusted()
		if printed, complaints, status := c.asks("app.lua"); status != 0 || printed != "here\t0\n" {
			t.Errorf("status %d, printed %q: %s", status, printed, complaints)
		}
	}
}

// The supervisor of a file with a socket elsewhere is found in the file's folder, too;
// of two there one must be named.
func TestSupervisorSocketElsewhere(t *testing.T) {
	c := controlling(t, os.Getuid(), "app.lua", strings.Replace(three, "log = {}", `log = {}, control = "app.sock"`, 1), "up")
	c.told("web: up, pid <N>\n", "start", "web")
	c.told("web: up, pid <N>\n", "--control", "app.sock", "start", "web")
	second := *c
	second.file = "Procfile"
	second.write("web: echo up; sleep 1000\n")
	second.start("up")
	_, complaints, status := c.asks("status")
	if status != 3 || !strings.Contains(complaints, "2 supervisors run files of "+c.dir) {
		t.Errorf("status %d: %s", status, complaints)
	}
	c.told("ended with status 0\n", "--control", "app.sock", "shutdown")
	second.told("web: up, pid <N>\n", "start", "web")
	second.told("ended with status 0\n", "shutdown")
	if left, _ := os.ReadDir(filepath.Join(c.dir, "run/nslua")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A supervisor that is pid 1 of a container is reached through its files.
func TestSupervisorSocketOfContainer(t *testing.T) {
	eachUser(t, func(t *testing.T, uid int) {
		c := placed(t, uid, "app.lua", strings.Replace(three, "log = {}", `log = {}, control = "/mnt/app.sock"`, 1))
		c.command = c.own(exec.Command(nslua(t), "-e", `
			assert(unshare(CLONE_NEWUSER + CLONE_NEWPID + CLONE_NEWNS)) assert(idmap "root")
			if assert(fork()) == 0 then
				assert(mount("none", "/mnt", "tmpfs")) assert(mount_proc())
				assert(execvp("/proc/self/exe", {"-m", "supervisor", "app.lua"}))
			end
			wait()`))
		c.run("up")
		socket := fmt.Sprintf("/proc/%d/root/mnt/app.sock", descendants(c.command.Process.Pid)[0])
		out, complaints, status := c.asks("--control", socket, "status")
		if status != 0 || !strings.HasPrefix(out, "supervisor, pid 1, ") {
			t.Errorf("status %d: %s%s", status, out, complaints)
		}
		c.told("web: stopped\n", "--control", socket, "stop", "web")
		c.told("ended with status 0\n", "--control", socket, "shutdown")
	})
}
