package bindings

import (
	"fmt"
	"strconv"
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
			return processTarget(int(a.integer(1, 1<<31-1)))
		}
		return target{fd: fd, dir: dir}, nil
	case glua.LString:
		const flags = unix.O_RDONLY | unix.O_NONBLOCK | unix.O_CLOEXEC
		fd, err := openat(a.L, a.path(), flags, 0)
		return target{fd: fd, opened: err == nil}, explain(err, here(a.path()).hintOpen(flags, err))
	case *glua.LTable:
		for _, field := range a.fields(value, "pid") {
			return processTarget(int(field.integer(1, 1<<31-1)))
		}
		a.fail("{pid = n} expected, got {}")
	}
	a.expected("descriptor, path or {pid = n}")
	return target{}, nil
}

// optionalTarget is this process where there is no argument.
func (a argument) optionalTarget() (target, error) {
	if a.value() == glua.LNil {
		return ownProcess, nil
	}
	return a.target(false)
}

// processTarget holds the process by a pidfd, so that its number cannot become
// another's.
func processTarget(pid int) (target, error) {
	fd, err := quick(unix.SYS_PIDFD_OPEN, uintptr(pid), 0, 0, 0, 0, 0)
	if err == unix.ENOENT || err == unix.EINVAL && pid > 0 { // EINVAL before Linux 6.9
		err = explain(unix.ESRCH, fmt.Sprintf("%d is a thread's number", pid))
	}
	if err != nil {
		return target{}, err
	}
	t := target{fd: int(fd), opened: true, dir: pidfdDir(int(fd))}
	if t.dir == "" {
		t.close()
		return target{}, unix.ESRCH
	}
	return t, nil
}

// pidfdDir is the folder of a pidfd's process in the host's /proc, whose numbers
// may be those of an outer pid namespace: fdinfo tells them. It is "" for other
// descriptors and for a process that has ended.
func pidfdDir(fd int) string {
	return pidfdNumber(readProc, fd)
}

// pidfdNumber is the number that a pidfd's process has in a /proc.
func pidfdNumber(read func(path string) string, fd int) string {
	if fd < 0 {
		return ""
	}
	pid := field(read("self/fdinfo/"+strconv.Itoa(fd)), "Pid:")
	if number(pid) <= 0 {
		return ""
	}
	return pid
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
	fd, err := quick(unix.SYS_FCNTL, uintptr(t.fd), unix.F_DUPFD_CLOEXEC, 0, 0, 0, 0)
	return int(fd), err
}
