package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

// The mounts of Linux 5.2, which are descriptors before they are anywhere: all of
// these are close-on-exec.

var fscontextRows = []Row{
	{
		Name: "fsopen", Sig: "(fstype: path, flags?: fsopen_flags) -> descriptor", Man: "fsopen(2)", Since: "5.2",
		Doc: "Begins a file system that is to be mounted; fsconfig sets it up and fsmount makes a mount of it. Returns a " +
			"descriptor, close-on-exec. What the file system complains of stands in the hint of the call it refuses; of one " +
			"that succeeds, read() of the descriptor tells, a message at a time.",
		Errs:    "ENODEV: no such file system; EPERM: no CAP_SYS_ADMIN",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> fd = fsopen(\"tmpfs\")\n> print(fsconfig(fd, FSCONFIG_SET_STRING, \"size\", \"much\"))\nnil\tfsconfig(...): Invalid argument (EINVAL)\nhint: tmpfs: Bad value for 'size'\t22",
		Impl:    fsopen,
	},
	{
		Name: "fspick", Sig: "(dirfd: descriptor, path: path, flags?: fspick_flags) -> descriptor", Man: "fspick(2)", Since: "5.2",
		Doc: "Opens a file system that is mounted, so that fsconfig can change it. path is below the directory dirfd, " +
			"or AT_FDCWD. Returns a descriptor, close-on-exec.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount point; ENOENT: no such path",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n> fd = fspick(AT_FDCWD, \"/tmp\")\n" +
			"> fsconfig(fd, FSCONFIG_SET_FLAG, \"ro\")\n0\n> fsconfig(fd, FSCONFIG_CMD_RECONFIGURE)\n0\n> mounts()[#mounts()].superoptions:sub(1, 2)\nro",
		Impl: func(L *glua.LState, dir int32, path string, flags uintptr) (int, error) {
			fd, err := pathAtCall(L, unix.SYS_FSPICK, dir, path, flags|unix.FSPICK_CLOEXEC)
			return fd, explain(err, hintPick(pathAt(dir, path), err))
		},
	},
	{
		Name: "fsconfig", Sig: "(fd: descriptor, cmd: fsconfig_command, key?: path, value?: string, aux?: descriptor) -> 0", Man: "fsconfig(2)", Since: "5.2",
		Doc: "Sets an option of a file system that fsopen or fspick gave: key alone with FSCONFIG_SET_FLAG, or with a " +
			"value that is a string, bytes (FSCONFIG_SET_BINARY), a path below the directory aux (AT_FDCWD when left out), or " +
			"the descriptor aux (FSCONFIG_SET_FD). Then FSCONFIG_CMD_CREATE makes the file system, FSCONFIG_CMD_CREATE_EXCL " +
			"(since Linux 6.6) only if it is a new one, and FSCONFIG_CMD_RECONFIGURE changes it.",
		Errs: "EINVAL: an unknown option or a bad value; EPERM: no CAP_SYS_ADMIN where it counts for this file system; " +
			"EBUSY: this command comes at another time, or there is such a file system; EOPNOTSUPP: not for this file system; ENODEV: no such device",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> fd = fsopen(\"tmpfs\")\n> fsconfig(fd, FSCONFIG_SET_STRING, \"size\", \"1m\")\n0\n" +
			"> fsconfig(fd, FSCONFIG_CMD_CREATE)\n0\n> fsmount(fd) > fd\ntrue",
		Impl: fsconfig,
	},
	{
		Name: "fsmount", Sig: "(fd: descriptor, flags?: fsmount_flags, attr_flags?: mount_attr) -> descriptor", Man: "fsmount(2)", Since: "5.2",
		Doc: "Makes a mount of a file system that fsconfig has made, and returns a descriptor of its root, close-on-exec. " +
			"It is nowhere yet and goes with its last descriptor, but can be used as a directory; move_mount puts it somewhere.",
		Errs: "EPERM: no CAP_SYS_ADMIN, or a proc or sysfs that would show more than those here; EINVAL: there is no file system yet; EBUSY: a mount of it is made already",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> fd = fsopen(\"tmpfs\")\n> fsconfig(fd, FSCONFIG_CMD_CREATE)\n0\n" +
			"> m = fsmount(fd, 0, MOUNT_ATTR_NODEV + MOUNT_ATTR_NOEXEC)\n> move_mount(m, \"\", AT_FDCWD, \"/tmp\", MOVE_MOUNT_F_EMPTY_PATH)\n0\n" +
			"> mounts()[#mounts()].options\nrw,nodev,noexec,relatime",
		Impl: fsmount,
	},
	{
		Name: "open_tree", Sig: "(dirfd: descriptor, path: path, flags?: at_flags) -> descriptor", Man: "open_tree(2)", Since: "5.2",
		Doc: "Opens a path as O_PATH does; with OPEN_TREE_CLONE what it gives is a new mount of the same files, that " +
			"is nowhere yet, as mount_bind makes it; with OPEN_TREE_CLONE + AT_RECURSIVE as mount_rbind. Returns a descriptor, close-on-exec.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: locked mounts below it and no AT_RECURSIVE, or in another mount namespace; ENOENT: no such path",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> t = open_tree(AT_FDCWD, \"/usr\", OPEN_TREE_CLONE + AT_RECURSIVE)\n" +
			"> mount_setattr(t, \"\", AT_EMPTY_PATH + AT_RECURSIVE, {attr_set = MOUNT_ATTR_RDONLY})\n0\n" +
			"> move_mount(t, \"\", AT_FDCWD, \"/tmp\", MOVE_MOUNT_F_EMPTY_PATH)\n0\n> mounts()[#mounts()].options:sub(1, 3)\nro,",
		Impl: openTree,
	},
	{
		Name: "move_mount", Sig: "(from_dirfd: descriptor, from_path: path, to_dirfd: descriptor, to_path: path, flags?: move_mount_flags) -> 0", Man: "move_mount(2)", Since: "5.2",
		Doc: "Moves a mount, or one that fsmount or open_tree made and that is nowhere yet. The paths are below the " +
			"directories, of which AT_FDCWD is the working directory; with MOVE_MOUNT_F_EMPTY_PATH and a from_path of \"\" it is " +
			"from_dirfd itself. MOVE_MOUNT_SET_GROUP (since 5.15) has the mount at to_path join the peer group of the other instead, and " +
			"MOVE_MOUNT_BENEATH (since 6.5) puts it under the mount that is at to_path.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount, or one that is locked, or below a shared one; ELOOP: into itself; " +
			"ENOTDIR: one is a directory and the other is not; ENOENT: no such path",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> idmap \"root\"\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n" +
			"> mount_bind(\"/usr\", \"/tmp/a\", {create = true})\n0\n> mount_bind(\"/usr\", \"/tmp/b\", {create = true})\n0\n> umount \"/tmp/b\"\n0\n" +
			"> make_private \"/tmp\"\n0\n> move_mount(AT_FDCWD, \"/tmp/a\", AT_FDCWD, \"/tmp/b\")\n0\n> mounts()[#mounts()].target\n/tmp/b",
		Impl: moveMount,
	},
	{
		Name: "mount_setattr", Sig: "(dirfd: descriptor, path: path, flags: at_flags, attr: table) -> 0", Man: "mount_setattr(2)", Since: "5.12",
		Doc: "Changes a mount, with AT_RECURSIVE all of those below it as well, or none where one is refused. attr is a table of what is listed below.",
		Items: "attr_set: a sum of MOUNT_ATTR_RDONLY and its kin; " +
			"attr_clr: likewise (MOUNT_ATTR__ATIME is cleared to set another of NOATIME, RELATIME, STRICTATIME); " +
			"propagation: MS_PRIVATE, MS_SLAVE, MS_SHARED or MS_UNBINDABLE; " +
			"userns_fd: with MOUNT_ATTR_IDMAP a user namespace, by which the files of a mount that is nowhere yet (open_tree) belong to who they are mapped to",
		Errs: "EPERM: no CAP_SYS_ADMIN, or a flag is locked; EINVAL: not a mount point, or MOUNT_ATTR_IDMAP where it cannot be; " +
			"EBUSY: MOUNT_ATTR_RDONLY and a file is open for writing; ENOENT: no such path",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n" +
			"> mount_setattr(AT_FDCWD, \"/tmp\", 0, {attr_set = MOUNT_ATTR_RDONLY, propagation = MS_SHARED})\n0\n" +
			"> m = mounts()[#mounts()]\n> print(m.options, m.propagation)\nro,relatime\tshared",
		Impl: mountSetattr,
	},
}

func fsopen(fstype string, flags uintptr) (int, error) {
	fd, err := fsopenCall(fstype, flags|unix.FSOPEN_CLOEXEC)
	return fd, explain(explain(err, hintNoFilesystem(fstype, err)), hintOwner(err, "mnt"))
}

// fsconfig's aux is a directory, a descriptor or the length of a value, by command.
func fsconfig(L *glua.LState, fd int32, command int, key, value string, aux int32) error {
	argument := passed(L, "fsconfig", 4)
	var pointer *byte
	switch {
	case command == unix.FSCONFIG_SET_BINARY:
		pointer, aux = cString(value), int32(len(value))
	case argument.value() != glua.LNil:
		pointer = cString(argument.path())
	}
	if path := command == unix.FSCONFIG_SET_PATH || command == unix.FSCONFIG_SET_PATH_EMPTY; path && L.Get(5) == glua.LNil {
		aux = unix.AT_FDCWD
	}
	err := fsconfigCall(L, fd, command, key, pointer, aux)
	return explain(err, hintConfig(fd, key, value, err))
}

func fsmount(L *glua.LState, fd int32, flags, attr uintptr) (int, error) {
	mounted, err := block(L, unix.SYS_FSMOUNT, uintptr(fd), flags|unix.FSMOUNT_CLOEXEC, attr, 0, 0, 0)
	return int(mounted), explain(err, hintFsmount(fd, attr, err))
}

func openTree(L *glua.LState, dir int32, path string, flags uintptr) (int, error) {
	fd, err := pathAtCall(L, unix.SYS_OPEN_TREE, dir, path, flags|unix.OPEN_TREE_CLOEXEC)
	return fd, explain(err, hintOpenTree(pathAt(dir, path), flags, err))
}

func moveMount(L *glua.LState, fromDir int32, from string, toDir int32, to string, flags uintptr) error {
	err := moveMountCall(L, fromDir, from, toDir, to, flags)
	return explain(err, hintMove(pathAt(fromDir, from), pathAt(toDir, to), err))
}

func mountSetattr(L *glua.LState, dir int32, path string, flags uintptr, t *glua.LTable) error {
	attr := passed(L, "mount_setattr", 4).mountAttr(t)
	err := mountSetattrCall(L, dir, path, flags, &attr)
	return explain(err, hintSetattr(pathAt(dir, path), flags, attr, err))
}

func (a argument) mountAttr(t *glua.LTable) (attr unix.MountAttr) {
	for name, field := range a.fields(t, "attr_set attr_clr propagation userns_fd") {
		switch name {
		case "attr_set":
			attr.Attr_set = uint64(field.flags(familyOf("mount_attr")))
		case "attr_clr":
			attr.Attr_clr = uint64(field.flags(familyOf("mount_attr")))
		case "propagation":
			attr.Propagation = uint64(field.flags(familyOf("mount_flags")))
		case "userns_fd":
			attr.Userns_fd = uint64(field.descriptor())
		}
	}
	return attr
}

// contextMessages are those that a file system has for who set it up, without the
// letter that tells how bad it is.
func contextMessages(fd int) string {
	var texts []string
	b := make([]byte, 4096)
	for {
		n, err := readQuick(fd, b)
		if err != nil || n < 2 {
			return strings.Join(texts, "; ")
		}
		texts = append(texts, strings.TrimSpace(string(b[2:n])))
	}
}
