package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// Hints for calls that want a capability, in the user namespace that owns what
// they change.

func hintCapability(err error, capability int) string {
	if errnoOf(err) != unix.EPERM || hasCapability(capability) {
		return ""
	}
	return "it needs " + capabilityName(capability) + ", which this process lacks; in a new user namespace it has it: unshare(CLONE_NEWUSER)"
}

func capabilityName(capability int) string {
	switch capability {
	case unix.CAP_SYS_CHROOT:
		return "CAP_SYS_CHROOT"
	case unix.CAP_SETUID:
		return "CAP_SETUID"
	case unix.CAP_SETGID:
		return "CAP_SETGID"
	}
	return "CAP_SYS_ADMIN"
}

// hintOwner is for a call that wants CAP_SYS_ADMIN over the process's own
// namespace of a kind, which flag makes.
func hintOwner(err error, kind string, flag uintptr) string {
	if errnoOf(err) != unix.EPERM {
		return ""
	}
	name := familyOf("clone_flags").format(flag)
	switch {
	case !hasCapability(unix.CAP_SYS_ADMIN):
		return "it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + " + name + ")"
	case !ownsNamespace(kind):
		return "the " + kind + " namespace belongs to another user namespace than this process's: unshare(" + name + ") first"
	}
	return ""
}

// hintSetID is for setuid and setgid; which is "uid" or "gid".
func hintSetID(err error, which string, id uint32, capability int) string {
	if errnoOf(err) == unix.EINVAL && !mapped(which, id) {
		return hintUnmapped(which, id)
	}
	if errnoOf(err) == unix.EPERM && !hasCapability(capability) {
		return fmt.Sprintf("without %s only the real and the saved %s may be set", capabilityName(capability), which)
	}
	return ""
}

func hintUnmapped(which string, id uint32) string {
	return fmt.Sprintf("%s %d is not mapped in this user namespace: idmap maps it", which, id)
}

func hintSetgroups(groups []uint32, err error) string {
	switch {
	case errnoOf(err) == unix.EINVAL:
		return hintGroups(groups)
	case errnoOf(err) != unix.EPERM:
		return ""
	case readProc("self/gid_map") == "":
		return "this user namespace has no gid map yet: idmap first"
	case strings.TrimSpace(readProc("self/setgroups")) == "deny":
		return "setgroups is denied in this user namespace for good: /proc/self/setgroups is deny"
	case hasCapability(unix.CAP_SETGID):
		return ""
	}
	return "it needs CAP_SETGID, which this process lacks"
}

// maxGroups is NGROUPS_MAX (linux/limits.h).
const maxGroups = 65536

func hintGroups(groups []uint32) string {
	if len(groups) > maxGroups {
		return fmt.Sprintf("a process has at most %d groups, and these are %d", maxGroups, len(groups))
	}
	for _, gid := range groups {
		if !mapped("gid", gid) {
			return hintUnmapped("gid", gid)
		}
	}
	return ""
}
