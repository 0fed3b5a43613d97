package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var namespaceRows = []Row{
	{
		Name: "unshare", Sig: "(flags: clone_flags, map?: table|\"root\"|\"current\"|\"auto\") -> 0", Man: "unshare(2)",
		Doc: "Moves the process into new namespaces. CLONE_NEWPID and CLONE_NEWTIME are for its children from now on: " +
			"the next one is the first process there. With CLONE_NEWUSER the others belong to the new user namespace, " +
			"where the process has every capability. map is then its uid and gid map, as idmap takes it: what the process " +
			"cannot write from inside, a helper writes from outside that is gone when unshare returns.",
		Errs: "EPERM: no CAP_SYS_ADMIN and no CLONE_NEWUSER, or not that map; ENOSPC: a limit on namespaces is reached; " +
			"EINVAL: an unknown flag, CLONE_NEWUSER after CLONE_NEWPID or CLONE_NEWTIME, or no map; EAGAIN: no room for the helper",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWUTS, \"root\")\n0\n> print(getuid(), sethostname(\"inside\"), gethostname())\n0\t0\tinside",
		Impl:    unshare,
	},
	{
		Name: "idmap", Sig: "(pid: integer|table|\"root\"|\"current\"|\"auto\", map?: table|\"root\"|\"current\"|\"auto\") -> 0", Man: "user_namespaces(7)",
		Doc: "Writes the uid and gid map of a user namespace: of this process, idmap(map), or of another's, " +
			"idmap(pid, map). map is {uid = {{inside, outside, count}, ...}, gid = {...}, setgroups = \"deny\"}, " +
			"of which any may be left out. \"root\": root there is who this process was before CLONE_NEWUSER; \"current\": that one keeps its ids; " +
			"\"auto\": root is that one, and from 1 on come all ids that /etc/subuid and /etc/subgid give the user. " +
			"From inside only a range of one id, the own, can be written, and the gid's only with setgroups = \"deny\". " +
			"A process outside can write others if it has CAP_SETUID and CAP_SETGID; if not, newuidmap(1) and newgidmap(1) do it, " +
			"within /etc/subuid and /etc/subgid: idmap(pid, map) for a child, unshare(CLONE_NEWUSER, map) for the process itself. " +
			"The message names the step that failed.",
		Errs:    "EPERM: not permitted, or written already, or no ids in /etc/subuid; EINVAL: not a map; ESRCH: no such process",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> idmap \"root\"\n0\n> print(getuid(), getgid())\n0\t0",
		Impl:    idmap,
	},
	{
		Name: "getidmap", Sig: "(pid?: integer) -> table", Man: "user_namespaces(7)",
		Doc: "Returns the uid and gid map of a process's user namespace, of this one's when left out, and its setgroups, as idmap takes them: " +
			"{uid = {{inside, outside, count}, ...}, gid = {...}, setgroups = \"allow\"}. The lists are empty while nothing is mapped. " +
			"The ids outside are those of this process's user namespace; those of the one around it, where both are in the same. " +
			"4294967295 is an id that is not mapped there.",
		Errs:    "ESRCH: no such process, or not in sight of nslua's /proc",
		Example: "> uid = geteuid()\n> unshare(CLONE_NEWUSER, \"root\")\n0\n> map = getidmap()\n> print(map.uid[1][1], map.uid[1][2] == uid, map.uid[1][3], map.setgroups)\n0\ttrue\t1\tdeny",
		Impl:    getidmap,
	},
}

// newNamespaces are the flags that make one (linux/sched.h).
const newNamespaces = unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET |
	unix.CLONE_NEWUTS | unix.CLONE_NEWIPC | unix.CLONE_NEWCGROUP | unix.CLONE_NEWTIME

// namespaces are those that this process or an ancestor of it has made for itself
// since nslua started.
var namespaces uintptr

// outside is who the process was before it entered its user namespace.
var outside struct {
	identity
	known bool
}

// entered notes that the process is now where flags have brought it.
func entered(flags uintptr, before identity) {
	namespaces |= flags & newNamespaces
	if flags&unix.CLONE_NEWUSER != 0 {
		outside.identity, outside.known = before, true
	}
}

// joined notes that the process is now in namespaces that others made.
func joined(flags uintptr, before identity) {
	entered(flags, before)
	namespaces &^= flags
}

func unshare(L *glua.LState, flags uintptr, mapped glua.LValue) error {
	before := currentIdentity()
	m, helper, err := readyMap(L, flags, mapped, before)
	if err != nil {
		return err
	}
	done, err := fork.Unshare(flags)
	entered(done, before)
	if err != nil {
		err = explain(err, hintUnshare(flags&^done, err))
	}
	if mapErr := m.finish(helper, done, before); mapErr != nil {
		return mapErr
	}
	if err != nil {
		return inForce(done, flags, err)
	}
	return nil
}

// inForce says of a call that was refused which of its flags stand.
func inForce(done, flags uintptr, err error) error {
	if done == 0 {
		return err
	}
	clone := familyOf("clone_flags")
	return fmt.Errorf("%s is in force, %s: %w", clone.format(done), clone.format(flags&^done), err)
}

// readyMap reads unshare's map, and has a process wait outside that will write it
// where this one cannot.
func readyMap(L *glua.LState, flags uintptr, value glua.LValue, who identity) (m idMap, helper *mapper, err error) {
	if value == glua.LNil {
		return m, nil, nil
	}
	arg := passed(L, "unshare", 2)
	if _, isFlags := value.(*glua.LUserData); isFlags { // unshare(CLONE_NEWPID, CLONE_NEWNS)
		arg.expected("map")
	}
	if flags&unix.CLONE_NEWUSER == 0 {
		arg.fail("a map is for CLONE_NEWUSER, which is not among the flags")
	}
	if m, err = arg.idMap(value, who); err != nil || fork.Waiting() != 0 || m.inside(who) {
		return m, nil, err // unshare is refused while children are to be elsewhere
	}
	helper, err = startMapper(m, who)
	return m, helper, err
}

// finish writes the map once done has the user namespace.
func (m idMap) finish(helper *mapper, done uintptr, who identity) (err error) {
	switch {
	case done&unix.CLONE_NEWUSER == 0:
		if helper != nil {
			helper.cancel()
		}
		return nil
	case helper != nil:
		err = helper.write()
	default:
		err = m.write("self", 0, who)
	}
	if err != nil {
		err = fmt.Errorf("%s is in force, %w", familyOf("clone_flags").format(done), err)
	}
	return err
}
