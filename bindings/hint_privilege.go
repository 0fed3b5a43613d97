package bindings

import "golang.org/x/sys/unix"

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a type.
func hintOwner(err error, kind string) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	return hintOver(kind, unix.CAP_SYS_ADMIN)
}

// hintOver tells what of a capability over the process's own namespace of a type
// is missing.
func hintOver(kind string, capability int) string {
	namespace, fork := familyOf("clone_flags").format(typeFlag(kind)), ""
	if kind == "pid" {
		fork = " and fork"
	}
	switch {
	case !hasCapability(capability):
		return needs(capability, "; in new namespaces it has it: unshare(CLONE_NEWUSER + "+namespace+")"+fork)
	case !ownsNamespace(kind):
		return "this process has " + capabilityName(capability) + " in its own user namespace, but the " + kind +
			" namespace belongs to an outer one: unshare(" + namespace + ")" + fork + " first"
	}
	return ""
}
