package bindings

import (
	"errors"
	"math"
	"os"
	"slices"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var spawnRows = []Row{{
	Name: "spawn", Sig: "(argv: table, options?: table) -> pid: integer, pidfd?: integer", Man: "posix_spawn(3)",
	Doc: "Runs a program in a child, faster than fork and exec, and returns the child's pid. argv[1] is the file, looked for " +
		"in PATH as execvp does, and the program's name; its arguments follow. " +
		"What keeps the program from being run is spawn's own error, and there is no child then. " +
		"options is a table of what is listed below. Signals, but for mask, are as after exec.",
	Items: "argv0: another name for the program; " +
		"env: the whole environment, as execve's; " +
		"cwd: a working directory; " +
		"fds: the child's descriptors, {[0] = r, [5] = false}, each a descriptor of this process, or false to close it (the rest is as after exec); " +
		"pgroup: the process group to join, 0 for one of its own; " +
		"flags: clone flags for new namespaces (with CLONE_PIDFD a descriptor of the child is returned too); " +
		"set_tid: as clone's; " +
		"cgroup: as clone's (in a frozen cgroup spawn waits for the thaw); " +
		"mask: the list of signals (or one) that are blocked in the child",
	Errs: "ENOENT: no such program or directory; EACCES: not executable; EBADF: a descriptor in fds is not open; " +
		"E2BIG: too long a list; EAGAIN: a limit on the number of processes is reached; EPERM: flags without CAP_SYS_ADMIN; " +
		"EINVAL: flags that cannot be had together; EEXIST: a pid is taken; EBUSY: the cgroup is for other cgroups only",
	Example: "> r, w = pipe()\n> p = spawn({\"echo\", \"hello\"}, {fds = {[1] = w}})\n> print(select(2, waitpid(p)))\nexited\t0\ttable: ...\n" +
		"> read(r, 100)\nhello\n\n> print(select(3, spawn {\"/no/such/program\"}) == ENOENT)\ntrue",
	Impl: spawn,
}}

func spawn(L *glua.LState, argv, options *glua.LTable) ([]glua.LValue, error) {
	list := passed(L, "spawn", 1)
	if argv.Len() == 0 {
		list.fail("program expected at index 1, got nil")
	}
	file := list.element("1", argv.RawGetInt(1))
	s := &fork.Spawn{Program: fork.Program{
		Paths: searchPath(file),
		Argv:  list.list(argv),
		Env:   os.Environ(),
		Shell: true,
	}, Clone: fork.Clone{Cgroup: -1}}
	if options != nil {
		passed(L, "spawn", 2).spawnOptions(options, s)
	}
	first := s.Clone.Flags&unix.CLONE_NEWPID == 0 && firstChild()
	Deliver(L)
	Flush()
	pid, pidfd, err := s.Start()
	Deliver(L) // of SIGCHLD, if the child has ended
	if err != nil {
		return nil, explainSpawn(s, err, first)
	}
	if pidfd < 0 {
		return []glua.LValue{glua.LNumber(pid)}, nil
	}
	return []glua.LValue{glua.LNumber(pid), glua.LNumber(pidfd)}, nil
}

// explainSpawn tells the errors of clone from those of the child.
func explainSpawn(s *fork.Spawn, err error, first bool) error {
	var failed *fork.SpawnError
	if !errors.As(err, &failed) {
		return explain(err, hintClone(&s.Clone, err))
	}
	if first {
		return explain(err, deadNamespace)
	}
	switch failed.Step {
	case "":
		return explain(err, hintExec(pathsIn(s.Dir, s.Paths), err))
	case "chdir":
		return here(s.Dir).explain(err, intent{mode: unix.X_OK})
	}
	return err
}

// pathsIn are paths as they are in the directory that the child would change to.
func pathsIn(dir string, paths []string) []string {
	if dir == "" {
		return paths
	}
	paths = slices.Clone(paths)
	for i, path := range paths {
		if path != "" && path[0] != '/' {
			paths[i] = join(dir, path)
		}
	}
	return paths
}

func (a argument) spawnOptions(t *glua.LTable, s *fork.Spawn) {
	for name, option := range a.fields(t, "argv0 cgroup cwd env fds flags mask pgroup set_tid") {
		switch name {
		case "argv0":
			s.Argv[0] = option.path()
		case "env":
			s.Env = option.environ(option.table())
		case "cwd":
			s.Dir = option.path()
		case "fds":
			s.Files = option.files(option.table())
		case "pgroup":
			s.Group, s.SetGroup = int(option.integer(0, math.MaxInt32)), true
		case "flags", "set_tid", "cgroup":
			option.cloneField(name, &s.Clone)
		case "mask":
			s.Mask, s.SetMask = option.signalSet(), true
		}
	}
}

// descriptorMax bounds what the kernel would refuse anyway (fs.nr_open).
const descriptorMax = math.MaxInt32 - 1

// files reads {[to] = from or false}, in the order of their numbers. The host's
// own descriptors are not open for the script, and what stands at their numbers
// in the child is its own.
func (a argument) files(t *glua.LTable) []fork.File {
	var files []fork.File
	for key, value := range pairs(t) {
		to := a.field(a.of.name+" key", key).integer(0, descriptorMax)
		from := int64(-1)
		if value != glua.LFalse {
			from = a.field(a.of.name+"["+key.String()+"]", value).integer(0, descriptorMax)
			if fork.Own(int(from)) {
				from = descriptorMax // EBADF
			}
		}
		files = append(files, fork.File{To: int(to), From: int(from)})
	}
	slices.SortFunc(files, func(a, b fork.File) int { return a.To - b.To })
	return files
}
