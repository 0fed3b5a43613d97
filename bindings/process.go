package bindings

import (
	"errors"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var processRows = []Row{
	{
		Name: "getpid", Sig: "() -> integer", Man: "getpid(2)",
		Doc:     "Returns the process id, as the process's own pid namespace counts.",
		Example: "> getpid() == gettid()\ntrue",
		Impl:    getpid,
	},
	{
		Name: "getppid", Sig: "() -> integer", Man: "getppid(2)",
		Doc:     "Returns the parent's process id; 0 when the parent is in an outer pid namespace.",
		Example: "> getppid() > 0\ntrue",
		Impl:    getppid,
	},
	{
		Name: "gettid", Sig: "() -> integer", Man: "gettid(2)",
		Doc:     "Returns the thread id, which is the process id: a script has one thread.",
		Example: "> gettid() == getpid()\ntrue",
		Impl:    gettid,
	},
	{
		Name: "fork", Sig: "() -> integer", Man: "fork(2)",
		Doc: "Makes a child process that goes on from here as this one does. Returns the child's pid, " +
			"and 0 in the child. What is buffered for output is written first.",
		Errs: "EAGAIN: a limit on the number of processes is reached; " +
			"ENOMEM: the pid namespace for children has lost its first process",
		Example: "> p = fork() if p == 0 then _exit(7) end\n> print(wait())\n...\texited\t7\ttable: ...",
		Impl:    forkProcess,
	},
	{
		Name: "clone", Sig: "(how: clone_flags|table) -> pid: integer, pidfd?: integer", Man: "clone(2)",
		Doc: "Makes a child as fork does, in the new namespaces that flags name. Returns the child's pid " +
			"and a descriptor of the child (close-on-exec; close it when done), and 0 in the child. " +
			"how is the flags, or a table of what is listed below.",
		Items: "flags: the same; " +
			"exit_signal: what the parent gets in place of SIGCHLD when the child ends, or 0 for nothing (such a child is waited for with __WALL); " +
			"set_tid: the list of the child's pids, in its own pid namespace, the one around it, and so on outwards (Linux 5.5); " +
			"cgroup: a descriptor of the cgroup2 directory that the child is to be in (Linux 5.7); " +
			"pidfd: false for no descriptor of the child",
		Errs: "EPERM: no CAP_SYS_ADMIN and no CLONE_NEWUSER, or set_tid without CAP_CHECKPOINT_RESTORE; ENOSPC: a limit on namespaces is reached; " +
			"EAGAIN: a limit on the number of processes is reached; EINVAL: what cannot be had together, or no such pid; EEXIST: a pid is taken; " +
			"EMFILE: too many open descriptors; EBADF: not a cgroup2 directory; EACCES: no permission for the cgroup; " +
			"EBUSY: the cgroup is for other cgroups only; EOPNOTSUPP: the cgroup is in no valid state",
		Example: "> p, fd = clone(CLONE_NEWUSER + CLONE_NEWPID)\n> if p == 0 then _exit(getpid()) end\n> print(select(3, waitpid(p)))\n1\ttable: ...\n" +
			"> p = clone {exit_signal = 0, pidfd = false}\n> if p == 0 then _exit(7) end\n> print(select(3, waitpid(p)))\n10\n" +
			"> print(select(3, waitpid(p, __WALL)))\n7\ttable: ...",
		Impl: clone,
	},
	{
		Name: "exit", Sig: "(status?: integer) -> never", Man: "exit(3)",
		Doc:     "Writes what is buffered and ends the process; the parent sees the lowest 8 bits of status (0 when left out).",
		Example: "> if fork() == 0 then exit(3) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    func(status int32) { Exit(int(status)) },
	},
	{
		Name: "_exit", Sig: "(status?: integer) -> never", Man: "_exit(2)",
		Doc:     "Ends the process at once: what is buffered is lost.",
		Example: "> if fork() == 0 then _exit(3) end\n> print(wait())\n...\texited\t3\ttable: ...",
		Impl:    func(status int32) { exitGroup(int(status)) },
	},
}

// Flush writes what the Lua host has buffered: before fork, exec and exit.
var Flush = func() {}

// A ForkHook is told of every fork before Lua runs on: in the parent with the
// child's pid, and in the child. Before is told that there is to be one, of a child
// that runs on as the parent does, and what it returns is called if there is none.
// Each may be nil.
type ForkHook struct {
	Before func() (undo func())
	Parent func(pid int)
	Child  func()
}

var forkHooks []ForkHook

// AtFork adds a hook, for the rest of the process and in its children.
func AtFork(hook ForkHook) { forkHooks = append(forkHooks, hook) }

// forked calls the hooks of the side that this process is on.
func forked(pid int) {
	for _, hook := range forkHooks {
		switch {
		case pid == 0 && hook.Child != nil:
			hook.Child()
		case pid != 0 && hook.Parent != nil:
			hook.Parent(pid)
		}
	}
}

// Ending is what the Lua host does last of all; it gives the exit status, for
// which it is given what the script wants.
var Ending = func(code int) int { return code }

// Exit flushes and ends the process.
func Exit(code int) {
	Flush()
	exitGroup(Ending(code))
}

func exitGroup(code int) {
	for {
		unix.RawSyscall(unix.SYS_EXIT_GROUP, uintptr(code), 0, 0)
	}
}

func getpid() int  { return identifier(unix.SYS_GETPID) }
func getppid() int { return identifier(unix.SYS_GETPPID) }
func gettid() int  { return identifier(unix.SYS_GETTID) }

// identifier makes a call that takes nothing, gives a number and cannot fail.
func identifier(trap uintptr) int {
	r, _, _ := unix.RawSyscall(trap, 0, 0, 0)
	return int(r)
}

func forkProcess(L *glua.LState) (int, error) {
	first := firstChild()
	pid, _, err := split(L, new(fork.Clone))
	if first && errors.As(err, new(*fork.Refused)) {
		return 0, explain(err, deadNamespace)
	}
	return pid, explain(err, hintFork(err))
}

const deadNamespace = "it was the first process of its pid namespace, and that is dead now: unshare(CLONE_NEWPID) in a new process"

// firstChild tells whether the next child is a pid namespace's first process:
// that namespace then has no link in /proc yet.
func firstChild() bool {
	return fork.Waiting()&unix.CLONE_NEWPID != 0 && namespaceLink("pid_for_children") == ""
}

// split forks with everything in order on both sides.
func split(L *glua.LState, child *fork.Clone) (pid, pidfd int, err error) {
	Deliver(L)
	Flush()
	undo := aboutToFork()
	pid, pidfd, err = child.Fork()
	if err == nil {
		forked(pid)
	} else {
		undo()
	}
	return pid, pidfd, err
}

func aboutToFork() (undo func()) {
	var all []func()
	for _, hook := range forkHooks {
		if hook.Before != nil {
			all = append(all, hook.Before())
		}
	}
	return func() {
		for _, undo := range all {
			undo()
		}
	}
}
