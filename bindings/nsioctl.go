package bindings

import (
	"nslua/bindings/fork"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var nsioctlRows = []Row{
	{
		Name: "ns_get_userns", Sig: "(fd: descriptor) -> descriptor", Man: "ioctl_ns(2)", Since: "4.9",
		Doc: "Opens the user namespace that owns a namespace; that of a user namespace is its parent. " +
			"It must be the process's own or lie within that.",
		Errs:    "EPERM: it does not lie within the process's own user namespace; ENOTTY: not a namespace",
		Example: "> ns_get_nstype(ns_get_userns(nsopen(nil, \"uts\"))) == CLONE_NEWUSER\ntrue",
		Impl: func(fd int32) (int, error) {
			return nsGet(fd, unix.NS_GET_USERNS, "the user namespace that owns it does not lie within this process's own")
		},
	},
	{
		Name: "ns_get_parent", Sig: "(fd: descriptor) -> descriptor", Man: "ioctl_ns(2)", Since: "4.9",
		Doc: "Opens the parent of a user or pid namespace, which must be the process's own or lie within that.",
		Errs: "EPERM: the namespace has no parent, or one that does not lie within the process's own; " +
			"EINVAL: neither a user nor a pid namespace; ENOTTY: not a namespace",
		Example: "> unshare(CLONE_NEWUSER)\n0\n> r, w = pipe()\n> pid = fork() if pid == 0 then unshare(CLONE_NEWPID) p = fork() if p == 0 then pause() end write(w, p) wait() exit() end\n" +
			"> inner = {pid = tonumber(read(r, 10))}\n> ns_get_nstype(ns_get_parent(nsopen(inner, \"pid\")))\nCLONE_NEWPID\n> kill(inner.pid, SIGKILL)\n0",
		Impl: func(fd int32) (int, error) {
			return nsGet(fd, unix.NS_GET_PARENT, "the namespace has no parent, or one that does not lie within this process's own")
		},
	},
	{
		Name: "ns_get_nstype", Sig: "(fd: descriptor) -> clone_flags", Man: "ioctl_ns(2)", Since: "4.11",
		Doc:     "Tells the type of a namespace: CLONE_NEWUSER, CLONE_NEWNET and so on.",
		Errs:    "ENOTTY: not a namespace",
		Example: "> ns_get_nstype(nsopen(nil, \"mnt\"))\nCLONE_NEWNS",
		Impl: func(fd int32) (glua.LValue, error) {
			flag, err := namespaceIoctl(int(fd), unix.NS_GET_NSTYPE)
			return familyOf("clone_flags").flags(uintptr(flag)), err
		},
	},
	{
		Name: "ns_get_owner_uid", Sig: "(fd: descriptor) -> integer", Man: "ioctl_ns(2)", Since: "4.11",
		Doc: "Tells who owns a user namespace: the effective uid of its maker, as the process's own user namespace " +
			"numbers it (65534 where it does not map it). Such a process outside has every capability in there.",
		Errs:    "EINVAL: not a user namespace; ENOTTY: not a namespace",
		Example: "> uid = geteuid()\n> pid = clone(CLONE_NEWUSER) if pid == 0 then pause() end\n> ns_get_owner_uid(nsopen({pid = pid}, \"user\")) == uid\ntrue\n> kill(pid, SIGKILL)\n0",
		Impl:    func(fd int32) (uint32, error) { return namespaceOwner(int(fd)) },
	},
	{
		Name: "ns_get_id", Sig: "(fd: descriptor) -> integer", Man: "ioctl_ns(2)", Since: "6.18",
		Doc:     "Returns a namespace's id, which no other namespace gets before the next boot; inode numbers come again.",
		Errs:    "ENOTTY: not a namespace, or before Linux 6.18",
		Example: "> id, _, errno = ns_get_id(nsopen(nil, \"net\"))\n> id and id > 0 or errno == ENOTTY\ntrue",
		Impl:    func(fd int32) (uint64, error) { return namespaceID(int(fd), nsGetID) },
	},
	{
		Name: "ns_get_mntns_id", Sig: "(fd: descriptor) -> integer", Man: "ioctl_ns(2)", Since: "6.11",
		Doc:     "Returns the id of a mount namespace, which statmount(2) and listmount(2) take; no other gets it before the next boot.",
		Errs:    "EINVAL: not a mount namespace; ENOTTY: not a namespace, or before Linux 6.11",
		Example: "> id, _, errno = ns_get_mntns_id(nsopen(nil, \"mnt\"))\n> id and id > 0 or errno == ENOTTY\ntrue",
		Impl:    func(fd int32) (uint64, error) { return namespaceID(int(fd), unix.NS_GET_MNTNS_ID) },
	},
	{
		Name: "ns_mnt_get_info", Sig: "(fd: descriptor) -> table", Man: "ioctl_ns(2)", Since: "6.12",
		Doc:     "Describes a mount namespace: mnt_ns_id, and nr_mounts, the number of its mounts.",
		Errs:    "EINVAL: not a mount namespace; ENOTTY: not a namespace, or before Linux 6.12",
		Example: "> info, _, errno = ns_mnt_get_info(nsopen(nil, \"mnt\"))\n> info and info.nr_mounts > 0 or errno == ENOTTY\ntrue",
		Impl:    nsMntGetInfo,
	},
	{
		Name: "ns_mnt_get_next", Sig: "(fd: descriptor) -> fd: descriptor, info: table", Man: "ioctl_ns(2)", Since: "6.12",
		Doc: "Opens the mount namespace with the next higher id of those that CAP_SYS_ADMIN in the process's own user namespace reaches, " +
			"and describes it as ns_mnt_get_info does: so all mount namespaces can be visited, also those that no process is in.",
		Errs:    "ENOENT: there is no further one; EINVAL: not a mount namespace; EPERM: no CAP_SYS_ADMIN; ENOTTY: not a namespace, or before Linux 6.12",
		Example: "> fd, info, errno = ns_mnt_get_next(nsopen(nil, \"mnt\"))\n> fd and info.mnt_ns_id > 0 or errno == ENOENT or errno == EPERM or errno == ENOTTY\ntrue",
		Impl:    mountNamespaceRow(nsMntGetNext),
	},
	{
		Name: "ns_mnt_get_prev", Sig: "(fd: descriptor) -> fd: descriptor, info: table", Man: "ioctl_ns(2)", Since: "6.12",
		Doc:     "Opens the mount namespace with the next lower id, as ns_mnt_get_next the next higher.",
		Errs:    "ENOENT: there is no further one; EINVAL: not a mount namespace; EPERM: no CAP_SYS_ADMIN; ENOTTY: not a namespace, or before Linux 6.12",
		Example: "> fd, info, errno = ns_mnt_get_prev(nsopen(nil, \"mnt\"))\n> fd and info.mnt_ns_id > 0 or errno == ENOENT or errno == EPERM or errno == ENOTTY\ntrue",
		Impl:    mountNamespaceRow(nsMntGetPrev),
	},
}

// Of linux/nsfs.h, what x/sys lacks: _IOR(NSIO, …).
const (
	nsMntGetInfoRequest = 0x8010b70a
	nsMntGetNext        = 0x8010b70b
	nsMntGetPrev        = 0x8010b70c
	nsGetID             = 0x8008b70d
)

// nsGet opens a relative of a namespace; hint is for EPERM.
func nsGet(fd int32, request uintptr, hint string) (int, error) {
	got, err := namespaceIoctl(int(fd), request)
	if err == unix.EPERM {
		err = explain(err, hint)
	}
	return got, err
}

// namespaceIoctl makes a request that passes nothing; the descriptors that such
// requests open are close-on-exec.
func namespaceIoctl(fd int, request uintptr) (int, error) {
	got, err := quick(unix.SYS_IOCTL, uintptr(fd), request, 0, 0, 0, 0)
	return int(got), err
}

// isNamespace asks no ioctl, which would mean something else to another file.
func isNamespace(fd int) bool {
	var fs unix.Statfs_t
	return !fork.Own(fd) && unix.Fstatfs(fd, &fs) == nil && fs.Type == unix.NSFS_MAGIC
}

// namespaceFlag is a namespace's type; 0 for another file.
func namespaceFlag(fd int) uintptr {
	if !isNamespace(fd) {
		return 0
	}
	flag, err := namespaceIoctl(fd, unix.NS_GET_NSTYPE)
	if err != nil {
		return 0
	}
	return uintptr(flag)
}

// inodeOf is 0 for what is not open.
func inodeOf(fd int) uint64 {
	var stat unix.Stat_t
	unix.Fstat(fd, &stat)
	return stat.Ino
}

// ownInode is that of the process's own namespace of that name, 0 if there is none.
func ownInode(name string) uint64 {
	var stat unix.Stat_t
	unix.Fstatat(fork.Proc(), "self/ns/"+name, &stat, 0)
	return stat.Ino
}

func isOwn(fd int, name string) bool { return inodeOf(fd) == ownInode(name) }

// isWithin tells whether a user or pid namespace is the process's own or lies
// within that: the kernel shows no parents beyond.
func isWithin(fd int, name string) bool {
	if isOwn(fd, name) {
		return true
	}
	parent, err := namespaceIoctl(fd, unix.NS_GET_PARENT)
	if err != nil {
		return false
	}
	Close(parent)
	return true
}
