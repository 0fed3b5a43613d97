package bindings

import (
	"fmt"
	"slices"
	"strings"

	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var enterRows = []Row{
	{
		Name: "enter", Sig: "(target: " + targetKinds + ", types?: clone_flags|function, fn?: function, options?: table) -> any", Man: "nsenter(1)",
		Doc: "Joins the namespaces of a process, or runs a function in there. target is a pid, {pid = n}, a pidfd, or a namespace by its descriptor or path; " +
			"a number that is a descriptor of one of these is that, and otherwise a pid. types left out are all in which that process is not where this one is; " +
			"those that are the same are passed over. They are opened first and joined in the order in which each is permitted: " +
			"what needs this process's capabilities before the user namespace, what needs those in there after it. " +
			"A mount namespace brings its root directory, which is the working directory then. " +
			"With a user namespace the process becomes root in there, where uid and gid 0 are mapped, and has no other groups, where setgroups is not denied; " +
			"options {preserve_credentials = true} leaves its identity alone. CLONE_NEWPID is for the children. " +
			"With fn, which may stand in the place of types, a child joins them, in a further child where there is a pid namespace, " +
			"and runs fn; what fn returns, enter returns, and an error in fn is raised. Values can be nil, booleans, numbers, strings, flags, and tables of them, " +
			"which come as copies without their metatables. This process stays where it is. The message names the step that failed.",
		Errs: "EPERM: no CAP_SYS_ADMIN in the user namespace that owns one of them; EACCES: the process is another user's; ESRCH: no such process; " +
			"EINVAL: a pid namespace outside the process's own; ENOENT: the process has ended, or no such path; EAGAIN: a limit on the number of processes is reached",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> pid = clone(CLONE_NEWUTS) if pid == 0 then pause() end\n" +
			"> enter(pid, function() return nsinfo().uts.inode end) == nsinfo(pid).uts.inode\ntrue\n> kill(pid, SIGKILL)\n0",
		Impl: enter,
	},
}

func enter(L *glua.LState, _, types glua.LValue, fn *glua.LFunction, options *glua.LTable) ([]glua.LValue, error) {
	flags := uintptr(0)
	if f, ok := types.(*glua.LFunction); ok {
		if fn != nil {
			passed(L, "enter", 3).fail("a second function")
		}
		fn = f
	} else if types != glua.LNil {
		flags = passed(L, "enter", 2).types()
	}
	j := &joining{}
	if options != nil {
		for _, field := range passed(L, "enter", 4).fields(options, "preserve_credentials") {
			j.preserve = field.boolean()
		}
	}
	t, err := passed(L, "enter", 1).target(true)
	if err != nil {
		return nil, err
	}
	err = j.open(t, flags)
	t.close() // the function is to find the script's descriptors only
	if err != nil {
		return nil, err
	}
	defer j.close()
	if fn != nil {
		return j.run(L, fn)
	}
	if err := j.inPlace(); err != nil {
		return nil, err
	}
	return []glua.LValue{glua.LNumber(0)}, nil
}

// types is the argument as types of namespaces.
func (a argument) types() uintptr {
	clone := familyOf("clone_flags")
	flags := a.flags(clone)
	if other := flags &^ newNamespaces; other != 0 {
		a.fail("types of namespaces expected, got %s", clone.format(other))
	}
	return flags
}

// A joining is the namespaces that are still to be joined, opened, in the order of
// namespaceTypes.
type joining struct {
	left     []opened
	done     uintptr
	preserve bool // the process's identity
}

type opened struct {
	namespaceType
	fd int
}

// open opens those of the types, 0 being all that the target has, in which the
// target is not where this process is.
func (j *joining) open(t target, types uintptr) error {
	if types == 0 {
		if types = t.types(); types == 0 {
			return explain(unix.EINVAL, "that is neither a namespace nor a process")
		}
	}
	for _, kind := range namespaceTypes {
		if types&kind.flag == 0 {
			continue
		}
		fd, err := t.openType(kind.name)
		if err != nil {
			j.close()
			return fmt.Errorf("opening the %s namespace: %w", kind.name, err)
		}
		if isOwn(fd, ownLink(kind.name)) {
			Close(fd)
			continue
		}
		j.left = append(j.left, opened{kind, fd})
	}
	return nil
}

// types are those of which the target has a namespace: a process has all that the
// kernel knows.
func (t target) types() (flags uintptr) {
	if !t.isProcess() {
		return namespaceFlag(t.fd)
	}
	for _, kind := range namespaceTypes {
		if ownInode(kind.name) != 0 {
			flags |= kind.flag
		}
	}
	return flags
}

// ownLink is where a namespace of the type is compared: what is joined as a pid
// namespace is that for the children.
func ownLink(name string) string {
	if name == "pid" {
		return "pid_for_children"
	}
	return name
}

func (j *joining) close() {
	for _, o := range j.left {
		Close(o.fd)
	}
	j.left = nil
}

func (j *joining) wants(flag uintptr) bool {
	return slices.ContainsFunc(j.left, func(o opened) bool { return o.flag == flag })
}

// try joins those but for the types that it can; the others are left. It is what
// nsenter(1) does first: in them one may leave behind, with the user namespace,
// the capabilities that they need.
func (j *joining) try(but uintptr) {
	j.left = slices.DeleteFunc(j.left, func(o opened) bool {
		return o.flag&but == 0 && j.join(o) == nil
	})
}

// must joins all that are left: the user namespace first, in which one may gain the
// capabilities that the others need.
func (j *joining) must() error {
	for len(j.left) > 0 {
		o := j.left[0]
		if err := j.joinAs(o); err != nil {
			return inForce(j.done, j.done|j.flags(), err)
		}
		j.left = j.left[1:]
	}
	return nil
}

func (j *joining) flags() (flags uintptr) {
	for _, o := range j.left {
		flags |= o.flag
	}
	return flags
}

// join closes what it has joined.
func (j *joining) join(o opened) error {
	before := currentIdentity()
	done, err := fork.Setns(o.fd, o.flag)
	joined(done, before)
	if err != nil {
		return explain(err, hintSetns(target{fd: o.fd}, o.flag, err))
	}
	j.done |= o.flag
	Close(o.fd)
	return nil
}

// joinAs joins, and becomes root in a user namespace.
func (j *joining) joinAs(o opened) error {
	step := func(err error) error {
		return fmt.Errorf("setns(%s): %w", familyOf("clone_flags").format(o.flag), err)
	}
	if o.flag != unix.CLONE_NEWUSER || j.preserve {
		if err := j.join(o); err != nil {
			return step(err)
		}
		return nil
	}
	groups, dropped := dropGroups()
	if err := j.join(o); err != nil {
		if dropped {
			setgroupsAlone(groups)
		}
		return step(err)
	}
	return becomeRoot(dropped)
}

// dropGroups drops the supplementary groups while the process may: in the user
// namespace that it joins they may be unmapped, and setgroups denied.
func dropGroups() (groups []uint32, dropped bool) {
	list, err := unix.Getgroups()
	if err != nil || len(list) == 0 {
		return nil, err == nil
	}
	for _, group := range list {
		groups = append(groups, uint32(group))
	}
	return groups, setgroupsAlone(nil) == nil
}

// becomeRoot sets the ids to 0 where that is mapped.
func becomeRoot(dropped bool) error {
	if !dropped && mapped("gid", 0) && strings.TrimSpace(readProc("self/setgroups")) != "deny" {
		if err := setgroupsAlone(nil); err != nil {
			return fmt.Errorf("setgroups({}): %w", explain(err, hintSetgroups(nil, err)))
		}
	}
	if mapped("gid", 0) {
		if err := setgid(0); err != nil {
			return fmt.Errorf("setgid(0): %w", err)
		}
	}
	if mapped("uid", 0) {
		if err := setuid(0); err != nil {
			return fmt.Errorf("setuid(0): %w", err)
		}
	}
	return nil
}

// inPlace joins all in this process. The pid namespace waits for the user namespace,
// which could not be joined after it.
func (j *joining) inPlace() error {
	if j.wants(unix.CLONE_NEWUSER) {
		j.try(unix.CLONE_NEWUSER | unix.CLONE_NEWPID)
	}
	return j.must()
}

// run joins all in a child, and further ones where a pid namespace is to be left
// for a child, and calls fn there.
func (j *joining) run(L *glua.LState, fn *glua.LFunction) ([]glua.LValue, error) {
	return apart(L, "enter", func() parcel {
		if j.wants(unix.CLONE_NEWUSER) {
			j.try(unix.CLONE_NEWUSER)
		}
		if fork.Waiting() != 0 && len(j.left) > 0 {
			return within(L, "enter", func() parcel { return j.finish(L, fn) })
		}
		return j.finish(L, fn)
	})
}

func (j *joining) finish(L *glua.LState, fn *glua.LFunction) parcel {
	if err := j.must(); err != nil {
		return refusalParcel(err)
	}
	if fork.Waiting() != 0 {
		return within(L, "enter", func() parcel { return callFor(L, "enter", fn) })
	}
	return callFor(L, "enter", fn)
}
