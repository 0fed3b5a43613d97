package bindings

import "golang.org/x/sys/unix"

var namespaceConstants = []*family{
	{kind: "clone_flags", prefixes: []string{"CLONE_"}, names: []constant{ // linux/sched.h
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
