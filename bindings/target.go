package bindings

import (
	"fmt"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// A target is whose namespaces are meant: a process, or one namespace itself.
type target struct {
	fd     int    // a namespace file or a pidfd; -1: this process
	opened bool   // by us, and to be closed
	dir    string // a process's folder in the host's /proc, "" for a namespace
}

const targetKinds = "descriptor|path|table"

var ownProcess = target{fd: -1, dir: "self"}

func (t target) isProcess() bool { return t.dir != "" }

func (t target) close() {
	if t.opened {
		Close(t.fd)
	}
}

// target reads {pid = n}, a path, or a descriptor. Where plain says so, a number
// that is neither a namespace nor a pidfd is a pid.
func (a argument) target(plain bool) (target, error) {
	switch value := a.value().(type) {
	case glua.LNumber:
		fd := int(a.descriptor())
		dir := pidfdDir(fd)
		if plain && dir == "" && !isNamespace(fd) {
			return processTarget(a.pid())
		}
		if _, err := quick(unix.SYS_FCNTL, uintptr(fd), unix.F_GETFD, 0, 0, 0, 0); err != nil {
			return target{}, explain(err, hintPlainPid(fd))
		}
		return target{fd: fd, dir: dir}, nil
	case glua.LString:
		fd, err := here(a.path()).open(a.L, unix.O_RDONLY|unix.O_NONBLOCK, 0)
		return target{fd: fd, opened: err == nil}, err
	case *glua.LTable:
		for _, field := range a.fields(value, "pid") {
			return processTarget(field.pid())
		}
		a.fail("{pid = n} expected, got {}")
	}
	a.expected("descriptor, path or {pid = n}")
	return target{}, nil
}

// hintPlainPid is for a number that is no descriptor, but that a process has.
func hintPlainPid(pid int) string {
	t, err := processTarget(pid)
	if err != nil {
		return ""
	}
	t.close()
	return fmt.Sprintf("descriptor %d is not open; process %d is {pid = %d}", pid, pid, pid)
}

// optionalTarget is this process where there is no argument.
func (a argument) optionalTarget() (target, error) {
	if a.value() == glua.LNil {
		return ownProcess, nil
	}
	return a.target(false)
}

// open opens a namespace of the target; link is its name in /proc/PID/ns. What the
// target is itself must be of that type.
func (t target) open(link string) (int, error) {
	if t.isProcess() {
		return openatQuick(fork.Proc(), t.dir+"/ns/"+link, unix.O_RDONLY)
	}
	if flag := namespaceFlag(t.fd); flag == 0 || typeNameOf(flag) != strings.TrimSuffix(link, "_for_children") {
		return -1, unix.EINVAL
	}
	return dup(int32(t.fd))
}
