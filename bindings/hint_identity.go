package bindings

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"
)

// hintSetID is for setuid and setgid.
func hintSetID(err error, kind idKind, id uint32) string {
	if errnoOf(err) != unix.EPERM {
		return hintSetIDs(err, kind, id)
	}
	real, _, saved, _ := getThree(kind.get)
	if hasCapability(kind.capability) || int(id) == real || int(id) == saved {
		return hintModules()
	}
	return fmt.Sprintf("without %s this process can go only to its real and its saved %s, %d and %d", capabilityName(kind.capability), kind.name, real, saved) + getsIDs
}

// hintSetIDs is for calls that set one or several of the three ids.
func hintSetIDs(err error, kind idKind, ids ...uint32) string {
	switch errnoOf(err) {
	case unix.EINVAL:
		for _, id := range ids {
			if !mapped(kind.name, id) {
				return hintUnmapped(kind.name, id)
			}
		}
	case unix.EPERM:
		if hasCapability(kind.capability) {
			return hintModules()
		}
		real, effective, saved, _ := getThree(kind.get)
		return fmt.Sprintf("without %s a %s can become the real, the effective or the saved one only, and these are %d, %d and %d",
			capabilityName(kind.capability), kind.name, real, effective, saved) + getsIDs
	}
	return ""
}

// getsIDs tells one who lacks the capability how to get it.
const getsIDs = `; in a user namespace of its own it has it: unshare(CLONE_NEWUSER, "root") for 0, "auto" for others`

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
		return hintModules()
	}
	return needs(unix.CAP_SETGID, `; in a user namespace with a map written from outside it has it: unshare(CLONE_NEWUSER, "auto")`)
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
