package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var setnsRows = []Row{
	{
		Name: "setns", Sig: "(target: " + targetKinds + ", types?: clone_flags) -> 0", Man: "setns(2)",
		Doc: "Joins namespaces: target is a descriptor of one (from open or nsopen), its path, or a process, as {pid = n} or a pidfd. " +
			"types are those of a process's namespaces that are joined (since Linux 5.8); for one namespace they only make sure of what it is. " +
			"CLONE_NEWPID is for the children. Identity stays; enter joins in an order that works, and becomes root in there.",
		Errs: "EPERM: no CAP_SYS_ADMIN in the user namespace that owns it; EINVAL: not of that type, or the process's own user namespace, " +
			"or a pid namespace outside its own, or CLONE_NEWUSER while children wait for another pid namespace; " +
			"ESRCH: no such process; ENOENT: no such path; EBADF: not open; EUSERS: CLONE_NEWTIME while children wait",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> pid = clone(CLONE_NEWUTS) if pid == 0 then pause() end\n> setns({pid = pid}, CLONE_NEWUTS)\n0\n" +
			"> nsinfo().uts.inode == nsinfo(pid).uts.inode\ntrue\n> kill(pid, SIGKILL)\n0",
		Impl: setns,
	},
	{
		Name: "nsopen", Sig: "(target?: " + targetKinds + `, type: clone_flags|"pid_for_children"|"time_for_children") -> descriptor`, Man: "namespaces(7)",
		Doc: "Opens a namespace of a process, of this one where target is nil; as long as the descriptor is open the namespace stays. " +
			"target is {pid = n} or a pidfd; it may also be a namespace itself, which must be of that type. " +
			"\"pid_for_children\" and \"time_for_children\" are those that unshare has readied for the next child.",
		Errs:    "EACCES: the process is another user's; ENOENT: it has ended, or the pid namespace has no process yet; ESRCH: no such process; EINVAL: a namespace of another type; EBADF: not open",
		Example: "> fd = nsopen(nil, \"net\")\n> ns_get_nstype(fd)\nCLONE_NEWNET",
		Impl:    nsopen,
	},
}

func setns(L *glua.LState, _ glua.LValue, types uintptr) error {
	t, err := passed(L, "setns", 1).target(false)
	if err != nil {
		return err
	}
	defer t.close()
	if t.isProcess() && types == 0 {
		passed(L, "setns", 2).fail("types of a process's namespaces expected, as CLONE_NEWNET + CLONE_NEWNS; enter takes all that differ")
	}
	before := currentIdentity()
	done, err := fork.Setns(t.fd, types)
	joined(done, before)
	if err == nil {
		return nil
	}
	return inForce(done, types, explain(err, hintSetns(t, types&^done, err)))
}

func nsopen(L *glua.LState, _, _ glua.LValue) (int, error) {
	t, err := passed(L, "nsopen", 1).optionalTarget()
	if err != nil {
		return 0, err
	}
	defer t.close()
	return t.openType(passed(L, "nsopen", 2).namespaceLink())
}

// openType opens with the hint.
func (t target) openType(link string) (int, error) {
	fd, err := t.open(link)
	if err == unix.EINVAL {
		return fd, explain(err, hintSetns(t, typeFlag(link), err))
	}
	return fd, explain(err, hintOpen(t, link, err))
}

// namespaceLink reads one type as its name in /proc/PID/ns.
func (a argument) namespaceLink() string {
	if value, ok := a.value().(glua.LString); ok && (value == "pid_for_children" || value == "time_for_children") {
		return string(value)
	}
	flag := a.flags(familyOf("clone_flags"))
	name := typeNameOf(flag)
	if name == "" {
		a.fail("one type of namespace expected, got %s", familyOf("clone_flags").format(flag))
	}
	return name
}
