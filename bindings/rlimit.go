package bindings

import (
	"math"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const limitDoc = "{cur, max}: the soft limit, which is in force, and the hard one, up to which it may be raised. " +
	"No limit is RLIM_INFINITY, which is math.huge. "

var limitRows = []Row{
	{
		Name: "getrlimit", Sig: "(resource: resource) -> table", Man: "getrlimit(2)",
		Doc:     "Returns a limit of this process, a table " + limitDoc + "A number above 2^53 is a u64.",
		Errs:    "EINVAL: no such resource",
		Example: "> limit = getrlimit(\"NOFILE\")\n> limit.cur <= limit.max\ntrue",
		Impl:    func(L *glua.LState, resource int) (*glua.LTable, error) { return prlimit(L, 0, resource, nil) },
	},
	{
		Name: "setrlimit", Sig: "(resource: resource, limit: table) -> 0", Man: "setrlimit(2)",
		Doc: "Sets a limit of this process, which its children inherit. limit is a table " + limitDoc +
			"\"unlimited\" says the same; what is left out stays as it is. " +
			"RLIMIT_AS and RLIMIT_DATA count what nslua itself has reserved too, which is more than it uses.",
		Errs:    "EPERM: the hard limit is raised without CAP_SYS_RESOURCE; EINVAL: cur above max, or no such resource",
		Example: "> setrlimit(\"CORE\", {cur = 0})\n0\n> getrlimit(RLIMIT_CORE).cur\n0",
		Impl:    setrlimit,
	},
	{
		Name: "prlimit", Sig: "(pid: integer, resource: resource, limit?: table) -> table", Man: "prlimit(2)",
		Doc: "Sets a limit of a process, 0 for this one, as setrlimit does, and returns the one before. Without limit it changes nothing.",
		Errs: "ESRCH: no such process; EPERM: the process is of another user and there is no CAP_SYS_RESOURCE, or the hard limit is raised without it; " +
			"EINVAL: cur above max, or no such resource",
		Example: "> p = spawn {\"sleep\", \"100\"}\n> prlimit(p, \"CORE\", {cur = 0}).cur >= 0\ntrue\n> prlimit(p, \"CORE\").cur\n0\n> kill(p, \"KILL\")\n0",
		Impl:    prlimit,
	},
}

func setrlimit(L *glua.LState, resource int, limit *glua.LTable) error {
	_, err := changeLimit(passed(L, "setrlimit", 2), 0, resource, limit)
	return err
}

func prlimit(L *glua.LState, pid int32, resource int, limit *glua.LTable) (*glua.LTable, error) {
	old, err := changeLimit(passed(L, "prlimit", 3), pid, resource, limit)
	if err != nil {
		return nil, err
	}
	return record(L, member{"cur", limitValue(old.Cur)}, member{"max", limitValue(old.Max)}), nil
}

// changeLimit answers the limit before; where t is nil it changes nothing.
func changeLimit(a argument, pid int32, resource int, t *glua.LTable) (old unix.Rlimit, err error) {
	own := int(pid) == getpid() || pid == 0
	old, err = limitOf(pid, resource, own)
	if err != nil || t == nil {
		return old, explain(err, hintLimitOf(pid, own, err))
	}
	limit := old
	for name, field := range a.fields(t, "cur max") {
		if name == "cur" {
			limit.Cur = field.limit()
		} else {
			limit.Max = field.limit()
		}
	}
	if resource == unix.RLIMIT_NOFILE && own {
		err = fork.SetNofile(limit)
	} else {
		err = prlimitCall(pid, resource, &limit, nil)
	}
	return old, explain(err, hintSetLimit(pid, own, resource, old, limit, err))
}

func limitOf(pid int32, resource int, own bool) (limit unix.Rlimit, err error) {
	if resource == unix.RLIMIT_NOFILE && own {
		return fork.Nofile()
	}
	err = prlimitCall(pid, resource, nil, &limit)
	return limit, err
}

// limit is a number of things from 0 on, or no limit.
func (a argument) limit() uint64 {
	switch value := a.value(); {
	case value == glua.LNumber(math.Inf(1)), value == glua.LString("unlimited"):
		return unix.RLIM_INFINITY
	case value.Type() != glua.LTNumber && value.Type() != glua.LTUserData:
		a.expected(`integer, RLIM_INFINITY or "unlimited"`)
	}
	return a.uint64()
}

func limitValue(limit uint64) glua.LValue {
	if limit == unix.RLIM_INFINITY {
		return glua.LNumber(math.Inf(1))
	}
	return integerValue(limit)
}
