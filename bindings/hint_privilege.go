package bindings

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a type, and nothing else.
func hintOwner(err error, kind string) string {
	switch errnoOf(err) {
	case unix.EPERM:
		if hint := hintOver(kind, unix.CAP_SYS_ADMIN); hint != "" {
			return hint
		}
	case unix.EACCES: // of AppArmor
	default:
		return ""
	}
	return hintModules()
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
		return needs(capability, inNew("; in new namespaces it has it: unshare(CLONE_NEWUSER + "+namespace+")"+fork))
	case !ownsNamespace(kind):
		return "this process has " + capabilityName(capability) + " in its own user namespace, but the " + kind +
			" namespace belongs to an outer one: unshare(" + namespace + ")" + fork + " first"
	}
	return ""
}

// hintModules is for what may be done by all that namespaces and capabilities
// say: somebody else refuses it.
func hintModules() string {
	profile, confined := strings.CutSuffix(strings.TrimSpace(readProc("self/attr/apparmor/current")), " (enforce)")
	const restriction = "kernel/apparmor_restrict_unprivileged_userns"
	const remedy = "; root can set that to 0, or load a profile for this program that grants userns"
	switch {
	case confined && strings.Contains(profile, "unprivileged_userns"):
		// AppArmor lets the user namespace be made, and puts who makes it under that profile.
		return "AppArmor denies capabilities in ordinary users' user namespaces here, as on Ubuntu since 23.10: this process is under its profile " +
			profile + " because of /proc/sys/" + restriction + remedy
	case !hasCapability(unix.CAP_SYS_ADMIN) && sysctl(restriction) == "1":
		return "AppArmor restricts unprivileged user namespaces here: /proc/sys/" + restriction + " is 1" + remedy
	case filtered():
		return "this process runs under a filter of system calls (seccomp, as in containers), and nothing else that the kernel shows stands in the way"
	case confined:
		return "this process is confined by AppArmor's profile " + profile + ", and nothing else that the kernel shows stands in the way"
	}
	return ""
}

// filtered tells whether the process runs under a seccomp filter, SECCOMP_MODE_FILTER
// (linux/seccomp.h).
func filtered() bool { return field(readProc("self/status"), "Seccomp:") == "2" }
