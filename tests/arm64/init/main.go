// Command init is the first process of the arm64 virtual machine that
// tests/arm64/run boots. It mounts what a test expects of a machine, runs what
// /program says (the working directory, then the arguments, one a line; further
// variables are in /environment), prints "nslua-arm64: exit N" and powers off.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

var mounts = []struct{ fstype, target string }{
	{"proc", "/proc"},
	{"sysfs", "/sys"},
	{"devtmpfs", "/dev"},
	{"cgroup2", "/sys/fs/cgroup"},
	{"tmpfs", "/tmp"},
}

func main() {
	status, err := boot()
	if err != nil {
		fmt.Println("nslua-arm64:", err)
	}
	fmt.Println("nslua-arm64: exit", status)
	syscall.Sync()
	err = syscall.Reboot(syscall.LINUX_REBOOT_CMD_POWER_OFF)
	fmt.Println("nslua-arm64: power off:", err)
}

func boot() (status int, err error) {
	for _, m := range mounts {
		if err := os.MkdirAll(m.target, 0o755); err != nil {
			return 1, err
		}
		if err := syscall.Mount(m.fstype, m.target, m.fstype, 0, ""); err != nil {
			return 1, fmt.Errorf("mount %s: %w", m.target, err)
		}
	}
	if err := os.Chmod("/tmp", 0o1777); err != nil {
		return 1, err
	}
	program, err := lines("/program")
	if err != nil {
		return 1, err
	}
	env, err := lines("/environment")
	if err != nil {
		return 1, err
	}
	return run(program[0], program[1:], append(env, "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/tmp", "TMPDIR=/tmp"))
}

func lines(path string) ([]string, error) {
	text, err := os.ReadFile(path)
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), err
}

// run starts argv and reaps every process until that one has ended: an orphan
// left behind is the first process's to wait for.
func run(dir string, argv, env []string) (status int, err error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir = dir
	cmd.Env = env
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Start(); err != nil {
		return 1, err
	}
	for {
		var ws syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &ws, 0, nil)
		switch {
		case err == syscall.EINTR:
		case err != nil:
			return 1, fmt.Errorf("wait4: %w", err)
		case pid == cmd.Process.Pid && ws.Signaled():
			return 128 + int(ws.Signal()), nil
		case pid == cmd.Process.Pid:
			return ws.ExitStatus(), nil
		}
	}
}
