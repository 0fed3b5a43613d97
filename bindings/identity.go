package bindings

import (
	"math"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var identityRows = []Row{
	identityRow("getuid", "getuid(2)", "real user", unix.SYS_GETUID),
	identityRow("geteuid", "getuid(2)", "effective user", unix.SYS_GETEUID),
	identityRow("getgid", "getgid(2)", "real group", unix.SYS_GETGID),
	identityRow("getegid", "getgid(2)", "effective group", unix.SYS_GETEGID),
	{
		Name: "setuid", Sig: "(uid: integer) -> 0", Man: "setuid(2)",
		Doc:     "Sets the effective user id; with CAP_SETUID also the real and the saved one.",
		Errs:    "EPERM: no CAP_SETUID and neither the real nor the saved id; EINVAL: not mapped in this user namespace",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> idmap \"root\"\n0\n> setuid(0)\n0",
		Impl:    setuid,
	},
	{
		Name: "setgid", Sig: "(gid: integer) -> 0", Man: "setgid(2)",
		Doc:     "Sets the effective group id; with CAP_SETGID also the real and the saved one.",
		Errs:    "EPERM: no CAP_SETGID and neither the real nor the saved id; EINVAL: not mapped in this user namespace",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> idmap \"root\"\n0\n> setgid(0)\n0",
		Impl:    setgid,
	},
	{
		Name: "setgroups", Sig: "(groups: table) -> 0", Man: "setgroups(2)",
		Doc:     "Sets the list of supplementary group ids.",
		Errs:    "EPERM: no CAP_SETGID, or denied in this user namespace; EINVAL: not mapped here, or more than 65536",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> print((select(3, setgroups({}))) == EPERM)\ntrue",
		Impl:    setgroups,
	},
}

func identityRow(name, man, who string, trap uintptr) Row {
	return Row{
		Name: name, Sig: "() -> integer", Man: man,
		Doc:     "Returns the " + who + " id; 65534 where the process's user namespace does not map it.",
		Example: "> " + name + "() >= 0\ntrue",
		Impl:    func() int { return identifier(trap) },
	}
}

// identity is the effective user and group.
type identity struct{ uid, gid int }

func currentIdentity() identity {
	return identity{identifier(unix.SYS_GETEUID), identifier(unix.SYS_GETEGID)}
}

func setuid(uid uint32) error {
	err := alone(unix.SYS_SETUID, uintptr(uid), 0, 0)
	return explain(err, hintSetID(err, "uid", uid, unix.CAP_SETUID))
}

func setgid(gid uint32) error {
	err := alone(unix.SYS_SETGID, uintptr(gid), 0, 0)
	return explain(err, hintSetID(err, "gid", gid, unix.CAP_SETGID))
}

func setgroups(L *glua.LState, list *glua.LTable) error {
	arg := passed(L, "setgroups", 1)
	groups := make([]uint32, list.Len())
	for i := range groups {
		number, ok := list.RawGetInt(i + 1).(glua.LNumber)
		if !ok {
			arg.fail("integer expected at index %d, got %s", i+1, list.RawGetInt(i+1).Type())
		}
		groups[i] = uint32(arg.whole(float64(number), 0, math.MaxUint32))
	}
	err := setgroupsAlone(groups)
	return explain(err, hintSetgroups(groups, err))
}
