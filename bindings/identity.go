package bindings

import (
	"math"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var identityRows = []Row{
	identityRow("getuid", "getuid(2)", "real user", unix.SYS_GETUID),
	identityRow("geteuid", "getuid(2)", "effective user", unix.SYS_GETEUID),
	identityRow("getgid", "getgid(2)", "real group", unix.SYS_GETGID),
	identityRow("getegid", "getgid(2)", "effective group", unix.SYS_GETEGID),
	{
		Name: "getresuid", Sig: "() -> ruid: integer, euid: integer, suid: integer", Man: "getresuid(2)",
		Doc:     "Returns the real, the effective and the saved user id.",
		Example: "> (getresuid()) == getuid()\ntrue",
		Impl:    func() (int, int, int, error) { return getThree(unix.SYS_GETRESUID) },
	},
	{
		Name: "getresgid", Sig: "() -> rgid: integer, egid: integer, sgid: integer", Man: "getresgid(2)",
		Doc:     "Returns the real, the effective and the saved group id.",
		Example: "> (getresgid()) == getgid()\ntrue",
		Impl:    func() (int, int, int, error) { return getThree(unix.SYS_GETRESGID) },
	},
	{
		Name: "getgroups", Sig: "() -> table", Man: "getgroups(2)",
		Doc:     "Returns the list of supplementary group ids; 65534 stands for each that the process's user namespace does not map.",
		Example: "> #getgroups() >= 0\ntrue",
		Impl:    getgroups,
	},
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
		Name: "seteuid", Sig: "(euid: integer) -> 0", Man: "seteuid(2)",
		Doc:     "Sets the effective user id: to the real or the saved one, with CAP_SETUID to any. The others stay, so that there is a way back.",
		Errs:    setIDErrs("CAP_SETUID"),
		Example: "> seteuid(getuid())\n0",
		Impl:    func(euid uint32) error { return setEffective(userIDs, unix.SYS_SETRESUID, euid) },
	},
	{
		Name: "setegid", Sig: "(egid: integer) -> 0", Man: "seteuid(2)",
		Doc:     "Sets the effective group id: to the real or the saved one, with CAP_SETGID to any. The others stay, so that there is a way back.",
		Errs:    setIDErrs("CAP_SETGID"),
		Example: "> setegid(getgid())\n0",
		Impl:    func(egid uint32) error { return setEffective(groupIDs, unix.SYS_SETRESGID, egid) },
	},
	{
		Name: "setreuid", Sig: "(ruid?: integer = -1, euid?: integer = -1) -> 0", Man: "setreuid(2)",
		Doc: "Sets the real and the effective user id; one that is -1 stays. " +
			"The saved one becomes the effective one, unless only the effective one is set and to what the real one is.",
		Errs:    setIDErrs("CAP_SETUID"),
		Example: "> setreuid(-1, getuid())\n0",
		Impl: func(L *glua.LState, ruid, euid int) error {
			return setIDs(L, "setreuid", userIDs, unix.SYS_SETREUID, ruid, euid)
		},
	},
	{
		Name: "setregid", Sig: "(rgid?: integer = -1, egid?: integer = -1) -> 0", Man: "setreuid(2)",
		Doc: "Sets the real and the effective group id; one that is -1 stays. " +
			"The saved one becomes the effective one, unless only the effective one is set and to what the real one is.",
		Errs:    setIDErrs("CAP_SETGID"),
		Example: "> setregid(-1, getgid())\n0",
		Impl: func(L *glua.LState, rgid, egid int) error {
			return setIDs(L, "setregid", groupIDs, unix.SYS_SETREGID, rgid, egid)
		},
	},
	{
		Name: "setresuid", Sig: "(ruid?: integer = -1, euid?: integer = -1, suid?: integer = -1) -> 0", Man: "setresuid(2)",
		Doc:     "Sets the real, the effective and the saved user id, each to one of the three, with CAP_SETUID to any; one that is -1 stays.",
		Errs:    setIDErrs("CAP_SETUID"),
		Example: "> setresuid(-1, getuid(), -1)\n0",
		Impl: func(L *glua.LState, ruid, euid, suid int) error {
			return setIDs(L, "setresuid", userIDs, unix.SYS_SETRESUID, ruid, euid, suid)
		},
	},
	{
		Name: "setresgid", Sig: "(rgid?: integer = -1, egid?: integer = -1, sgid?: integer = -1) -> 0", Man: "setresuid(2)",
		Doc:     "Sets the real, the effective and the saved group id, each to one of the three, with CAP_SETGID to any; one that is -1 stays.",
		Errs:    setIDErrs("CAP_SETGID"),
		Example: "> setresgid(-1, getgid(), -1)\n0",
		Impl: func(L *glua.LState, rgid, egid, sgid int) error {
			return setIDs(L, "setresgid", groupIDs, unix.SYS_SETRESGID, rgid, egid, sgid)
		},
	},
	{
		Name: "setfsuid", Sig: "(fsuid: integer) -> previous: integer", Man: "setfsuid(2)",
		Doc: "Sets the user id that counts for files, which otherwise follows the effective one, and returns the previous. " +
			"-1 only asks. That it was refused, which C does not tell, is an error here.",
		Errs:    setIDErrs("CAP_SETUID"),
		Example: "> setfsuid(geteuid()) == geteuid()\ntrue",
		Impl:    func(L *glua.LState, id int) (int, error) { return setFS(L, "setfsuid", userIDs, unix.SYS_SETFSUID, id) },
	},
	{
		Name: "setfsgid", Sig: "(fsgid: integer) -> previous: integer", Man: "setfsgid(2)",
		Doc: "Sets the group id that counts for files, which otherwise follows the effective one, and returns the previous. " +
			"-1 only asks. That it was refused, which C does not tell, is an error here.",
		Errs:    setIDErrs("CAP_SETGID"),
		Example: "> setfsgid(getegid()) == getegid()\ntrue",
		Impl: func(L *glua.LState, id int) (int, error) {
			return setFS(L, "setfsgid", groupIDs, unix.SYS_SETFSGID, id)
		},
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

func setIDErrs(capability string) string {
	return "EPERM: no " + capability + ", and none of the present ones; EINVAL: not mapped in this user namespace"
}

// identity is the effective user and group.
type identity struct{ uid, gid int }

func currentIdentity() identity {
	return identity{identifier(unix.SYS_GETEUID), identifier(unix.SYS_GETEGID)}
}

// idKind is the one of user and group ids that a call is about.
type idKind struct {
	name       string // as in /proc: uid_map
	capability int    // that setting another than the present ones needs
	get        uintptr
}

var (
	userIDs  = idKind{"uid", unix.CAP_SETUID, unix.SYS_GETRESUID}
	groupIDs = idKind{"gid", unix.CAP_SETGID, unix.SYS_GETRESGID}
)

// same stands for an id that stays as it is, and is none itself: (uid_t)-1.
const same = math.MaxUint32

func setuid(uid uint32) error {
	err := alone(unix.SYS_SETUID, uintptr(uid), 0, 0)
	return explain(err, hintSetID(err, userIDs, uid))
}

func setgid(gid uint32) error {
	err := alone(unix.SYS_SETGID, uintptr(gid), 0, 0)
	return explain(err, hintSetID(err, groupIDs, gid))
}

func setEffective(kind idKind, trap uintptr, id uint32) error {
	if id == same {
		return unix.EINVAL
	}
	err := alone(trap, same, uintptr(id), same)
	return explain(err, hintSetIDs(err, kind, id))
}

// setIDs makes a call of name whose arguments are ids.
func setIDs(L *glua.LState, name string, kind idKind, trap uintptr, ids ...int) error {
	var args [3]uintptr
	var set []uint32
	for i, id := range ids {
		passed(L, name, i+1).whole(float64(id), -1, same-1)
		args[i] = uintptr(uint32(id))
		if id >= 0 {
			set = append(set, uint32(id))
		}
	}
	err := alone(trap, args[0], args[1], args[2])
	return explain(err, hintSetIDs(err, kind, set...))
}

// setFS makes a call that returns the previous id whether it was refused or not.
func setFS(L *glua.LState, name string, kind idKind, trap uintptr, id int) (int, error) {
	passed(L, name, 1).whole(float64(id), -1, same-1)
	before, err := fork.Alone(trap, uintptr(uint32(id)), 0, 0)
	if err != nil || id == -1 {
		return int(before), err
	}
	after, err := quick(trap, same, 0, 0, 0, 0, 0)
	switch {
	case err != nil || int(after) == id:
		return int(before), err
	case !mapped(kind.name, uint32(id)):
		err = unix.EINVAL
	default:
		err = unix.EPERM
	}
	return 0, explain(err, hintSetIDs(err, kind, uint32(id)))
}

func setgroups(L *glua.LState, list *glua.LTable) error {
	return changeGroups(passed(L, "setgroups", 1).groups(list))
}

// groups reads a list of group ids.
func (a argument) groups(list *glua.LTable) []uint32 {
	groups := make([]uint32, list.Len())
	for i, group := range a.items(list) {
		groups[i] = uint32(group.integer(0, math.MaxUint32))
	}
	return groups
}

func changeGroups(groups []uint32) error {
	err := setgroupsAlone(groups)
	return explain(err, hintSetgroups(groups, err))
}

func getgroups(L *glua.LState) (glua.LValue, error) {
	groups, err := groupsCall()
	if err != nil {
		return nil, err
	}
	return integerList(L, groups), nil
}
