package bindings

import (
	"fmt"
	"os"
	"strings"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// hintIDMap is for the files that idmap writes: those of the process whose
// folder of /proc is dir. who is the writer as the outer user namespace sees it.
func hintIDMap(dir, file, text string, who identity, err error) string {
	switch errnoOf(err) {
	case unix.EACCES:
		return hintMapDenied(dir)
	case unix.EINVAL:
		return hintRanges(text)
	case unix.EPERM:
		return hintMapPermission(dir, file, text, who)
	}
	return ""
}

// hintMapDenied: the kernel gives the files of a process that is not dumpable
// to root.
func hintMapDenied(dir string) string {
	dumpable, err := quick(unix.SYS_PRCTL, unix.PR_GET_DUMPABLE, 0, 0, 0, 0, 0)
	if dir == "self" && err == nil && dumpable != 1 { // SUID_DUMP_USER (linux/sched/coredump.h)
		return "this process has changed its uid or gid, and its files in /proc belong to root since then (PR_SET_DUMPABLE in prctl(2)): " +
			"unshare(CLONE_NEWUSER) and idmap before that, or prctl(PR_SET_DUMPABLE, true) after it"
	}
	if hint := hintOtherUser(dir, "CAP_DAC_OVERRIDE"); hint != "" {
		return hint
	}
	if sameOwner(dir) {
		return hintModules()
	}
	return "the files of that process in /proc belong to root, because it has changed its uid or gid or runs a program that it may not read (PR_SET_DUMPABLE in prctl(2))"
}

// maxRanges is UID_GID_MAP_MAX_EXTENTS (linux/user_namespace.h).
const maxRanges = 340

// hintRanges tells what map_write (kernel/user_namespace.c) asks of a map.
func hintRanges(text string) string {
	if n := strings.Count(text, "\n"); n > maxRanges {
		return fmt.Sprintf("a map holds at most %d ranges, and these are %d", maxRanges, n)
	}
	if page := os.Getpagesize(); len(text) >= page {
		return fmt.Sprintf("the text of a map must be shorter than a page of memory, and this has %d of %d bytes", len(text), page)
	}
	return "a range has a count of at least 1, ends before 4294967295, and has no id, inside or outside, in common with another"
}

func hintMapPermission(dir, file, text string, who identity) string {
	if file == "setgroups" {
		if strings.TrimSpace(text) == "allow" {
			return "setgroups is denied in this user namespace for good"
		}
		if readProc(dir+"/gid_map") != "" {
			return "the gid map is written already, and setgroups cannot be denied after it"
		}
		return hintModules()
	}
	if readProc(dir+"/"+file) != "" {
		if dir == "self" && namespaces&unix.CLONE_NEWUSER == 0 {
			return "this user namespace has its map already: unshare(CLONE_NEWUSER, map) makes a new one"
		}
		return "the map is written already, and that can be done only once"
	}
	switch {
	case dir == "self" && !hasCapability(unix.CAP_SYS_ADMIN):
		return "to write a map needs CAP_SYS_ADMIN in the user namespace, which this process lacks; exec takes it from who is not mapped yet: idmap before that"
	case dir != "self" && !isAround(dir):
		return "the map of a user namespace is written from within it or from the one directly around it, and this process is in neither"
	}
	capability := newidmap[file].capability
	writer := "from within"
	if dir != "self" {
		if hasCapability(capability) {
			return hintRootMap(file, text)
		}
		writer = "without " + capabilityName(capability)
	}
	switch {
	case file == "gid_map" && strings.TrimSpace(readProc(dir+"/setgroups")) == "allow":
		return writer + ", a gid map can be written only after setgroups is denied: setgroups = \"deny\""
	case file == "uid_map" && dir == "self" && ownLine(file, text, who) && mapsRoot(text):
		return "root of the outer user namespace is mapped only for who had CAP_SETFCAP when it made this one (Linux 5.12)"
	case !ownLine(file, text, who):
		return writer + ", a map can hold one line, of the own id outside and a count of 1; others are written from outside: unshare(CLONE_NEWUSER, map), or a parent's idmap(pid, map)"
	}
	return hintModules()
}

// isAround tells whether the process dir is in this process's user namespace or in
// one directly within it, or that cannot be told.
func isAround(dir string) bool {
	fd, err := openatQuick(fork.Proc(), dir+"/ns/user", unix.O_RDONLY)
	if err != nil {
		return true
	}
	defer Close(fd)
	parent, err := namespaceIoctl(fd, unix.NS_GET_PARENT)
	if err != nil {
		return true
	}
	defer Close(parent)
	return isOwn(fd, "user") || isOwn(parent, "user")
}

// hintRootMap: verify_root_map (kernel/user_namespace.c), since Linux 5.12.
func hintRootMap(file, text string) string {
	if file == "uid_map" && !hasCapability(unix.CAP_SETFCAP) && mapsRoot(text) {
		return needs(unix.CAP_SETFCAP, ", to map root of the outer user namespace")
	}
	return ""
}

func mapsRoot(text string) bool {
	for line := range strings.Lines(text) {
		if f := words(line); len(f) == 3 && f[1] == "0" {
			return true
		}
	}
	return false
}

// ownLine tells whether a map is the one line that needs no capability.
func ownLine(file, text string, who identity) bool {
	var inside, out, count int
	id := who.uid
	if file == "gid_map" {
		id = who.gid
	}
	n, _ := fmt.Sscan(text, &inside, &out, &count)
	return n == 3 && out == id && count == 1 && strings.Count(text, "\n") == 1
}

// hintMapWrite is for who writes to these files himself, as to /proc/self/uid_map.
func hintMapWrite(fd int, text string, err error) string {
	if errno := errnoOf(err); errno != unix.EPERM && errno != unix.EINVAL {
		return ""
	}
	path := descriptorLink(fd)
	folder := above(path)
	file, pid := strings.TrimPrefix(path, folder+"/"), strings.TrimPrefix(folder, above(folder)+"/")
	if file != "uid_map" && file != "gid_map" && file != "setgroups" || !here(above(folder)).isProc() {
		return ""
	}
	who := currentIdentity()
	if self, _ := here(above(folder) + "/self").readlink(); self == pid {
		pid = "self"
		if outside.known {
			who = outside.identity
		}
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return hintIDMap(pid, file, text, who, err)
}
