package bindings

import (
	"fmt"
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

var pinRows = []Row{
	{
		Name: "pin", Sig: "(path: path, type: clone_flags|\"pid_for_children\"|\"time_for_children\", target?: " + targetKinds + ") -> 0", Man: "namespaces(7)", Since: "5.2",
		Doc: "Keeps a namespace by binding it to a file, as `ip netns add` and `unshare --net=FILE` do: it stays without any process until unpin, " +
			"and is joined by setns(path) and enter(path). The file is made if there is none. The namespace is this process's, or as for nsopen that of target. " +
			"The mount is for the mount namespace that this process is in and goes where that propagates to.",
		Errs: "EPERM: no CAP_SYS_ADMIN in the user namespace that owns the mount namespace; ELOOP: a mount namespace that is not younger than the one this process is in; " +
			"EINVAL: a mount namespace that a shared mount would carry into itself; EACCES: the process is another user's, or the file cannot be made; ENOENT: no such folder; ESRCH: no such process; EEXIST: one is pinned there already; EBADF: not open",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS + CLONE_NEWUTS)\n0\n> mount(\"none\", \"/\", nil, MS_REC + MS_PRIVATE) mount(\"tmpfs\", \"/tmp\", \"tmpfs\")\n" +
			"> idmap \"root\"\n0\n> sethostname \"kept\"\n0\n> pin(\"/tmp/here\", CLONE_NEWUTS)\n0\n> enter(\"/tmp/here\", gethostname)\nkept\n> unpin \"/tmp/here\"\n0",
		Impl: pin,
	},
	{
		Name: "unpin", Sig: "(path: path) -> 0", Man: "umount(2)",
		Doc:     "Lets go of a namespace that pin keeps: unmounts the file and removes it. Who is in the namespace, or has it open, keeps it further.",
		Errs:    "EINVAL: no namespace is pinned there; ENOENT: no such file; EPERM: no CAP_SYS_ADMIN in the user namespace that owns the mount namespace",
		Example: "> print(unpin \"/dev/null\")\nnil\tunpin(\"/dev/null\"): Invalid argument (EINVAL)\nhint: no namespace is pinned at /dev/null\t22",
		Impl:    unpin,
	},
}

func pin(L *glua.LState, path string, _, _ glua.LValue) error {
	link := passed(L, "pin", 2).namespaceLink()
	t, err := passed(L, "pin", 3).optionalTarget()
	if err != nil {
		return err
	}
	defer t.close()
	fd, err := t.openType(link)
	if err != nil {
		return err
	}
	defer Close(fd)
	file, err := here(path).open(L, unix.O_RDONLY|unix.O_CREAT|unix.O_EXCL, 0o444)
	made := err == nil
	if made {
		Close(file)
	} else if errnoOf(err) != unix.EEXIST {
		return fmt.Errorf("making the file: %w", err)
	} else if pinned, _ := pinnedAt(L, path); pinned {
		return explain(err, "a namespace is pinned there already: unpin lets go of it")
	}
	if err := bindFile(L, fd, path); err != nil {
		if made {
			here(path).unlink(L, 0)
		}
		return explain(err, hintPin(fd, path, err))
	}
	return nil
}

// bindFile mounts what is open at a path. The new calls take a descriptor, where
// mount(2) would need the path of a /proc.
func bindFile(L *glua.LState, fd int, path string) error {
	tree, err := pathAtCall(L, unix.SYS_OPEN_TREE, int32(fd), "", unix.AT_EMPTY_PATH|unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC)
	if err != nil {
		return err
	}
	defer Close(tree)
	return moveMountCall(L, int32(tree), "", unix.AT_FDCWD, path, unix.MOVE_MOUNT_F_EMPTY_PATH)
}

func unpin(L *glua.LState, path string) error {
	pinned, err := pinnedAt(L, path)
	if err != nil {
		return err
	}
	if !pinned {
		return explain(unix.EINVAL, "no namespace is pinned at "+path)
	}
	if err := pathCall(L, unix.SYS_UMOUNT2, path, unix.MNT_DETACH); err != nil {
		return explain(err, hintUmount(path, unix.MNT_DETACH, err))
	}
	return here(path).unlink(L, 0)
}

func pinnedAt(L *glua.LState, path string) (bool, error) {
	fd, err := here(path).open(L, unix.O_PATH, 0)
	if err != nil {
		return false, err
	}
	defer Close(fd)
	return isNamespace(fd), nil
}

// hintPin is for mount namespaces, which must not hold themselves.
func hintPin(fd int, path string, err error) string {
	switch errnoOf(err) {
	case unix.ELOOP:
		return "a mount namespace can be pinned only in one that is older than it: not in itself, but by the process around" + hintMountIDs(fd)
	case unix.EINVAL:
		if mount := mountAt(path[:strings.LastIndexByte("/"+path, '/')] + "."); mount != nil && mount.shared != 0 {
			return fmt.Sprintf("the mount at %s is shared, and would carry the mount namespace into itself: bind a folder to itself and make that private, "+
				`mount(dir, dir, nil, MS_BIND) and mount("none", dir, nil, MS_PRIVATE), and pin in there`, mount.target)
		}
	}
	return hintOwner(err, "mnt")
}

// hintMountIDs tells of the ids that the kernel goes by: Linux 6.18 takes them from a
// reserve that each processor has, so that a younger namespace may have the lower.
func hintMountIDs(fd int) string {
	own, err := ownProcess.open("mnt")
	if err != nil {
		return ""
	}
	defer Close(own)
	id, err := namespaceID(fd, unix.NS_GET_MNTNS_ID)
	if err != nil || inodeOf(fd) == inodeOf(own) {
		return ""
	}
	ours, err := namespaceID(own, unix.NS_GET_MNTNS_ID)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("; the kernel goes by their ids, which are %d here and %d there and which each processor hands out from its own reserve, so another try may succeed", ours, id)
}
