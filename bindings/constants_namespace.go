package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

var namespaceConstants = []*family{
	{kind: "clone_flags", prefixes: []string{"CLONE_", "CLONE_NEW"}, also: mountWord, names: []constant{ // linux/sched.h
		{"CLONE_NEWUSER", unix.CLONE_NEWUSER},
		{"CLONE_NEWPID", unix.CLONE_NEWPID},
		{"CLONE_NEWNS", unix.CLONE_NEWNS},
		{"CLONE_NEWNET", unix.CLONE_NEWNET},
		{"CLONE_NEWUTS", unix.CLONE_NEWUTS},
		{"CLONE_NEWIPC", unix.CLONE_NEWIPC},
		{"CLONE_NEWCGROUP", unix.CLONE_NEWCGROUP},
		{"CLONE_NEWTIME", unix.CLONE_NEWTIME},
		{"CLONE_FS", unix.CLONE_FS},
		{"CLONE_FILES", unix.CLONE_FILES},
		{"CLONE_SYSVSEM", unix.CLONE_SYSVSEM},
		{"CLONE_PIDFD", unix.CLONE_PIDFD},
		{"CLONE_IO", unix.CLONE_IO},
		{"CLONE_PARENT", unix.CLONE_PARENT},
		{"CLONE_PTRACE", unix.CLONE_PTRACE},
		{"CLONE_UNTRACED", unix.CLONE_UNTRACED},
		{"CLONE_CLEAR_SIGHAND", unix.CLONE_CLEAR_SIGHAND},
		{"CLONE_INTO_CGROUP", unix.CLONE_INTO_CGROUP},
		{"CLONE_VM", unix.CLONE_VM},
		{"CLONE_SIGHAND", unix.CLONE_SIGHAND},
		{"CLONE_THREAD", unix.CLONE_THREAD},
	}},
}

// A namespaceType is a kind of namespaces, by its name in /proc/PID/ns.
type namespaceType struct {
	name string
	flag uintptr
}

// namespaceTypes stand in the order in which they are joined; the mount namespace
// comes late because a new root does, and the pid namespace last because no thread
// can be made then.
var namespaceTypes = []namespaceType{
	{"user", unix.CLONE_NEWUSER},
	{"cgroup", unix.CLONE_NEWCGROUP},
	{"ipc", unix.CLONE_NEWIPC},
	{"uts", unix.CLONE_NEWUTS},
	{"net", unix.CLONE_NEWNET},
	{"time", unix.CLONE_NEWTIME},
	{"mnt", unix.CLONE_NEWNS},
	{"pid", unix.CLONE_NEWPID},
}

// typeNameOf is a namespace's type as /proc and lsns name it.
func typeNameOf(flag uintptr) string {
	for _, t := range namespaceTypes {
		if t.flag == flag {
			return t.name
		}
	}
	return ""
}

// typeFlag is the CLONE_NEW* of a name in /proc/PID/ns.
func typeFlag(link string) uintptr {
	for _, t := range namespaceTypes {
		if t.name == strings.TrimSuffix(link, "_for_children") {
			return t.flag
		}
	}
	return 0
}

// mountWord is the kernel's own for NS, in /proc/self/ns.
func mountWord() []constant { return []constant{{"MNT", unix.CLONE_NEWNS}} }
