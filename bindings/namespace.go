package bindings

import (
	"fmt"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var namespaceRows = []Row{
	{
		Name: "unshare", Sig: "(flags: clone_flags) -> 0", Man: "unshare(2)",
		Doc: "Moves the process into new namespaces. CLONE_NEWPID and CLONE_NEWTIME are for its children from now on: " +
			"the next one is the first process there. With CLONE_NEWUSER the others belong to the new user namespace, " +
			"where the process has every capability.",
		Errs: "EPERM: no CAP_SYS_ADMIN and no CLONE_NEWUSER; ENOSPC: a limit on namespaces is reached; " +
			"EINVAL: an unknown flag, or CLONE_NEWUSER after CLONE_NEWPID or CLONE_NEWTIME",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWUTS)\n0\n> sethostname(\"inside\")\n0\n> gethostname()\ninside",
		Impl:    unshare,
	},
	{
		Name: "idmap", Sig: "(pid: integer|table|\"root\", map?: table|\"root\") -> 0", Man: "user_namespaces(7)",
		Doc: "Writes the uid and gid map of a user namespace: of this process, idmap(map), or of another's, " +
			"idmap(pid, map). map is {uid = {{inside, outside, count}, ...}, gid = {...}, setgroups = \"deny\"}, " +
			"of which any may be left out, or \"root\": root there is who this process was before CLONE_NEWUSER. " +
			"The message names the step that failed.",
		Errs:    "EPERM: not permitted, or written already; EINVAL: not a map; ENOENT: no such process",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> idmap \"root\"\n0\n> print(getuid(), getgid())\n0\t0",
		Impl:    idmap,
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

func unshare(L *glua.LState, flags uintptr) error {
	before := currentIdentity()
	done, err := fork.Unshare(flags)
	entered(done, before)
	if err == nil {
		return nil
	}
	return inForce(done, flags, explain(err, hintUnshare(flags&^done, err)))
}

// inForce says of a call that was refused which of its flags stand.
func inForce(done, flags uintptr, err error) error {
	if done == 0 {
		return err
	}
	clone := familyOf("clone_flags")
	return fmt.Errorf("%s is in force, %s: %w", clone.format(done), clone.format(flags&^done), err)
}
