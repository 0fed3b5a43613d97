package bindings

import "golang.org/x/sys/unix"

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a kind, which flag makes.
func hintOwner(err error, kind string, flag uintptr) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	name := familyOf("clone_flags").format(flag)
	switch {
	case !hasCapability(unix.CAP_SYS_ADMIN):
		return needs(unix.CAP_SYS_ADMIN, "; in new namespaces it has it: unshare(CLONE_NEWUSER + "+name+")")
	case !ownsNamespace(kind):
		return "this process has CAP_SYS_ADMIN in its own user namespace, but the " + kind + " namespace belongs to an outer one: unshare(" + name + ") first"
	}
	return ""
}
