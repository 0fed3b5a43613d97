package tests

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// The container with somebody at the terminal.

// A shell in there has the terminal: job control, Ctrl-C and Ctrl-Z. Whoever
// started nslua has it afterwards.
func TestContainerTerminal(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	eachContainer(t, func(c container) {
		cmd := c.command("bash", "--norc", "--noediting")
		cmd.Args = append([]string{"sh", "-c", `"$@"; echo status $?; read line; echo "outside $line"`, "-"}, cmd.Args...)
		cmd.Path = "/bin/sh"
		s := open(c.T, cmd)
		s.expect("$ ")
		s.send("echo pid $$\n")
		s.expect("pid 1\r\n")
		s.send("sleep 1000\n")
		s.expect("sleep 1000\r\n")
		s.foreground("sleep")
		s.send("\x1a")
		s.expect("Stopped")
		s.expect("$ ")
		s.send("fg\n")
		s.expect("fg\r\nsleep 1000\r\n")
		s.foreground("sleep")
		s.send("\x03")
		s.expect("$ ")
		s.send("ps aux; echo no more\n")
		s.expect("no more\r\n") // what was typed
		list := strings.Split(strings.TrimSpace(s.expect("no more\r\n")), "\r\n")
		if len(list) != 3 || !strings.Contains(list[1], "bash") || !strings.Contains(list[2], "ps aux") {
			c.Errorf("ps shows\n%s", strings.Join(list, "\n"))
		}
		s.send("exit 5\n")
		s.expect("status 5\r\n")
		s.send("again\n")
		s.expect("outside again\r\n")
		s.ended()
	})
}

// Ctrl-C ends what would not hear it as process 1; Ctrl-Z stops it, and fg goes on.
func TestContainerKeys(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	ready := readyFile(t)
	eachContainer(t, func(c container) {
		outer := exec.Command("bash", "--norc", "--noediting")
		outer.Env = append(os.Environ(), "PATH=/usr/local/bin:/usr/bin:/bin", "PS1=$ ")
		as(outer, c.uid)
		outer.Dir = "/"
		s := open(c.T, outer)
		s.expect("$ ")
		run := strings.Join(c.command("tail", "-f", ready).Args, " ")
		s.send(run + "\n")
		s.expect("it runs\r\n")
		s.send("\x1a")
		s.expect("Stopped")
		s.expect("$ ")
		s.send("bg\n") // where it must leave the terminal alone when it ends
		s.expect("$ ")
		s.send("echo \"job $!.\"\n")
		s.expect("\njob ")
		var job int
		fmt.Sscan(s.expect("."), &job)
		s.send("cat; echo alone $((6 * 7))\n") // has the terminal meanwhile
		s.foreground("cat")
		syscall.Kill(job, syscall.SIGTERM)
		gone(c.T, job)
		s.send("hello\n")
		s.expect("hello\r\nhello\r\n")
		s.send(ctrlD)
		s.expect("alone 42\r\n")
		s.expect("$ ")
		s.send(run + "\n")
		s.expect("it runs\r\n")
		s.send("\x1a")
		s.expect("Stopped")
		s.expect("$ ")
		s.send("fg\n")
		s.expect("fg\r\n" + run[:20])
		s.foreground("nslua")
		s.send("\x03")
		s.expect("$ ")
		s.send("echo status $?\n")
		s.expect("status 130\r\n")
		s.send("exit\n")
		s.end()
	})
}
