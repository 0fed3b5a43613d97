package bindings

import (
	"slices"

	"nslua/bindings/fork"

	"golang.org/x/sys/unix"
)

// A Place is a namespace that this process is in, or its root directory.
type Place struct {
	// Name is as in /proc/PID/ns, "(pid)" and "(time)" of a namespace that only the
	// children will be in, or "root".
	Name string
	// Device and Inode are the file's that stands for it; 0 for the children's
	// namespace as long as it has no process.
	Device, Inode uint64
	// ID is a namespace's own for as long as the machine runs, where the kernel tells
	// it (Linux 6.18), and 0 elsewhere. The inode of one that is gone is given to
	// the next: two steps away from a namespace that nobody else is in, one may have
	// its number again.
	ID uint64
}

// Is tells whether two places of one name are the same.
func (p Place) Is(other Place) bool {
	return p.Name == other.Name && p.Device == other.Device && p.Inode == other.Inode &&
		(p.ID == other.ID || p.ID == 0 || other.ID == 0)
}

const rootLink = "self/root"

// placeTypes are the types of namespaces in the order in which a prompt names them.
var placeTypes = [...]string{"user", "pid", "mnt", "net", "uts", "ipc", "cgroup", "time"}

// Places are where this process is now, as the host's /proc tells: whatever /proc is
// mounted, if any, and behind whatever root. There are none without a host's /proc.
func Places() []Place {
	places := make([]Place, 0, len(placeTypes)+3)
	for _, name := range placeTypes {
		own, ok := place(name, "self/ns/"+name)
		if !ok {
			continue // a kernel without that type
		}
		places = append(places, own)
		if name != "pid" && name != "time" {
			continue
		}
		if children, ok := place(name, "self/ns/"+name+"_for_children"); !ok || !children.Is(own) {
			children.Name = "(" + name + ")"
			places = append(places, children)
		}
	}
	if root, ok := place("root", rootLink); ok {
		places = append(places, root)
	}
	return places
}

func place(name, path string) (Place, bool) {
	stat, err := at{int32(fork.Proc()), path}.statQuick(0)
	if err != nil {
		return Place{}, false
	}
	return Place{name, uint64(stat.Dev), stat.Ino, placeID(path)}, true
}

// idsUntold is what the kernel has answered.
var idsUntold bool

func placeID(path string) uint64 {
	if idsUntold || path == rootLink {
		return 0
	}
	fd, err := openatQuick(fork.Proc(), path, unix.O_RDONLY)
	if err != nil {
		return 0
	}
	defer Close(fd)
	id, err := namespaceID(fd, nsGetID)
	idsUntold = err != nil
	return id
}

// Elsewhere names those of the places that are not among the first ones, and what
// only the children will be in.
func Elsewhere(now, first []Place) (names []string) {
	for _, p := range now {
		if p.Name[0] == '(' || !slices.ContainsFunc(first, p.Is) {
			names = append(names, p.Name)
		}
	}
	return names
}

// UserName is the first name that /etc/passwd has for a user id where the process is
// now; "" if it has none.
func UserName(uid int) string {
	u, _ := first(users, func(u user) bool { return int(u.uid) == uid })
	return u.name
}

// HostName is gethostname(2).
func HostName() string {
	name, _ := gethostname()
	return name
}

// WorkingDirectory is getcwd(2), "?" for one that has been removed or lies outside
// the root directory.
func WorkingDirectory() string {
	dir, err := getcwd()
	if err != nil {
		return "?"
	}
	return dir
}

// NextIsFirst tells whether the next child would be the first process of a pid
// namespace, which ends with it.
func NextIsFirst() bool { return firstChild() }
