package bindings

import (
	"os"
	"testing"
)

func TestFsopen(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			local fd = fsopen("tmpfs")
			print(fsconfig(fd, FSCONFIG_SET_STRING, "size", "64k"), fsconfig(fd, "set_string", "source", "name"))
			print(fsconfig(fd, FSCONFIG_SET_STRING, "size", "much"))
			print(fsconfig(fd, FSCONFIG_SET_FLAG, "colour"))
			print(fsconfig(fd, FSCONFIG_SET_STRING, "gid", 77))
			print(fsconfig(fd, FSCONFIG_SET_STRING, "source", ("x"):rep(300)))
			print(fsmount(fd))
			print(fsconfig(fd, FSCONFIG_CMD_CREATE))
			print(fsconfig(fd, FSCONFIG_SET_STRING, "size", "1m"))
			local m = fsmount(fd, 0, MOUNT_ATTR_NODEV + MOUNT_ATTR_STRICTATIME)
			print(fsmount(fd))
			print(move_mount(m, "", AT_FDCWD, dir "/tmp/a", MOVE_MOUNT_F_EMPTY_PATH), options "/tmp/a", mounts()[#mounts()].source)
			fd = fspick(AT_FDCWD, "/tmp/a")
			print(fsconfig(fd, FSCONFIG_SET_FLAG, "ro"), fsconfig(fd, FSCONFIG_CMD_RECONFIGURE), open("/tmp/a/x", O_CREAT))
			print(fspick(AT_FDCWD, "/etc"))
			print(fspick(AT_FDCWD, "/no/such"))
			print(fsopen("no-such-fs"))
			print(fsconfig(open("/dev/zero"), FSCONFIG_SET_FLAG, "ro"))
			print(fsconfig(1000, FSCONFIG_CMD_CREATE))
			print(pcall(fsconfig, fd, FSCONFIG_SET_STRING, "source", "a\0b"))
		`)), `0	0
nil	fsconfig(3, FSCONFIG_SET_STRING, "size", "much"): Invalid argument (EINVAL)
hint: tmpfs: Bad value for 'size'	22
nil	fsconfig(3, FSCONFIG_SET_FLAG, "colour"): Invalid argument (EINVAL)
hint: tmpfs: Unknown parameter 'colour'	22
nil	fsconfig(3, FSCONFIG_SET_STRING, "gid", 77): Invalid argument (EINVAL)
hint: ...gid...77...	22
nil	fsconfig(3, FSCONFIG_SET_STRING, "source", "xxx..."...): Invalid argument (EINVAL)
hint: a value has at most 255 bytes, and this has 300	22
nil	fsmount(3): Invalid argument (EINVAL)
hint: there is no file system yet: fsconfig(fd, FSCONFIG_CMD_CREATE) makes it	22
0
nil	fsconfig(3, FSCONFIG_SET_STRING, "size", "1m"): Device or resource busy (EBUSY)	16
nil	fsmount(3): Device or resource busy (EBUSY)
hint: a mount of it is made already	16
0	rw,nodev	name
0	0	nil	open("/tmp/a/x", O_RDONLY|O_CREAT): Read-only file system (EROFS)
hint: the tmpfs file system at /tmp/a is read-only	30
nil	fspick(AT_FDCWD, "/etc"): Invalid argument (EINVAL)
hint: /etc is not a mount point	22
nil	fspick(AT_FDCWD, "/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	fsopen("no-such-fs"): No such device (ENODEV)
hint: this kernel has no file system "no-such-fs", ...	19
nil	fsconfig(6, FSCONFIG_SET_FLAG, "ro"): Invalid argument (EINVAL)
hint: descriptor 6 is none of fsopen's or fspick's	22
nil	fsconfig(1000, FSCONFIG_CMD_CREATE): Bad file descriptor (EBADF)	9
false	<string>:...: bad argument #4 to 'fsconfig' (string holds a NUL byte: "a\x00b")`)
	})
}

func TestMountDescriptorsRefused(t *testing.T) {
	cmd := command(`
		print(fsopen "tmpfs")
		print(fspick(AT_FDCWD, "/"))
		print(open_tree(AT_FDCWD, "/", OPEN_TREE_CLONE))
		print(open_tree(AT_FDCWD, "/") ~= nil)
		print(move_mount(AT_FDCWD, "/proc", AT_FDCWD, "/tmp"))
		print(mount_setattr(AT_FDCWD, "/", 0, {attr_set = MOUNT_ATTR_RDONLY}))
		print(make_private "/")
		print(mount_bind("/usr", "/tmp"))
		print(remount("/", MS_RDONLY))
	`)
	if os.Getuid() == 0 {
		as(cmd, otherUser)
	}
	wantLines(t, ended(t, finish(t, cmd)), `nil	fsopen("tmpfs"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	fspick(AT_FDCWD, "/"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
nil	open_tree(AT_FDCWD, "/", OPEN_TREE_CLONE): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
true
nil	move_mount(AT_FDCWD, "/proc", AT_FDCWD, "/tmp"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
nil	mount_setattr(AT_FDCWD, "/", 0, {attr_set=MOUNT_ATTR_RDONLY}): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
nil	make_private("/"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
nil	mount_bind("/usr", "/tmp"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1
nil	remount("/", MS_RDONLY): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, ...	1`)
}

func TestMoveMount(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount("a", dir "/tmp/a", "tmpfs"))
			assert(mount("b", dir "/tmp/a/b", "tmpfs"))
			dir "/tmp/c" dir "/tmp/d"
			print(move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/c"), options "/tmp/a", options "/tmp/c/b")
			print(mount("/tmp/c", "/tmp/a", nil, MS_MOVE), options "/tmp/c", options "/tmp/a/b")
			print(move_mount(AT_FDCWD, "/tmp/d", AT_FDCWD, "/tmp/c"))
			print(move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/a/b"))
			print(move_mount(open "/tmp/a", "", AT_FDCWD, "/tmp/a/b", MOVE_MOUNT_F_EMPTY_PATH))
			print(mount("/tmp/a", "/tmp/a/b", nil, MS_MOVE))
			print(move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/etc/passwd"))
			print(move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/no"))
			print(move_mount(AT_FDCWD, "/proc", AT_FDCWD, "/tmp/c"))
			print(mount("/", "/tmp/c", nil, MS_MOVE))
			make_shared "/tmp"
			print(move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/c"))
			make_unbindable "/tmp/a/b"
			print(move_mount(AT_FDCWD, "/tmp/a/b", AT_FDCWD, "/tmp/c"))
			print(open_tree(AT_FDCWD, "/", OPEN_TREE_CLONE))
			print(open_tree(AT_FDCWD, "/", AT_RECURSIVE))
			make_unbindable "/tmp/a"
			print(open_tree(AT_FDCWD, "/tmp/a", OPEN_TREE_CLONE + AT_RECURSIVE))
			print(umount "/tmp/a")
			print(umount("/tmp"))
			chdir "/tmp/a/b"
			print(umount("/tmp/a/b"))
		`)), `0	nil	rw,relatime
0	nil	rw,relatime
nil	move_mount(AT_FDCWD, "/tmp/d", AT_FDCWD, "/tmp/c"): Invalid argument (EINVAL)
hint: /tmp/d is not a mount point	22
nil	move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/a/b"): Too many levels of symbolic links (ELOOP)
hint: /tmp/a/b is within /tmp/a	40
nil	move_mount(..., "", AT_FDCWD, "/tmp/a/b", MOVE_MOUNT_F_EMPTY_PATH): Too many levels of symbolic links (ELOOP)	40
nil	mount("/tmp/a", "/tmp/a/b", NULL, MS_MOVE): Too many levels of symbolic links (ELOOP)
hint: /tmp/a/b is within /tmp/a	40
nil	move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/etc/passwd"): ... (E...)
hint: /tmp/a is a directory, and /etc/passwd is not	...
nil	move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/no"): No such file or directory (ENOENT)
hint: there is no /tmp/no	2
nil	move_mount(AT_FDCWD, "/proc", AT_FDCWD, "/tmp/c"): Invalid argument (EINVAL)
hint: /proc is locked in place, ...	22
nil	mount("/", "/tmp/c", NULL, MS_MOVE): ... (E...)
hint: ...	...
nil	move_mount(AT_FDCWD, "/tmp/a", AT_FDCWD, "/tmp/c"): Invalid argument (EINVAL)
hint: the mount around it, at /tmp, is shared, and nothing moves out of such: make_private("/tmp")	22
nil	move_mount(AT_FDCWD, "/tmp/a/b", AT_FDCWD, "/tmp/c"): Invalid argument (EINVAL)
hint: the mount at /tmp/a/b is unbindable, and cannot get into a shared one, as that at /tmp is	22
nil	open_tree(AT_FDCWD, "/", OPEN_TREE_CLONE): Invalid argument (EINVAL)
hint: there are mounts below / ... OPEN_TREE_CLONE + AT_RECURSIVE	22
nil	open_tree(AT_FDCWD, "/", AT_RECURSIVE): Invalid argument (EINVAL)
hint: AT_RECURSIVE is for OPEN_TREE_CLONE	22
nil	open_tree(AT_FDCWD, "/tmp/a", AT_RECURSIVE|OPEN_TREE_CLONE): Invalid argument (EINVAL)
hint: the mount at /tmp/a is unbindable: make_private("/tmp/a")	22
nil	umount("/tmp/a"): Device or resource busy (EBUSY)
hint: there are mounts below it (/tmp/a/b); umount2(target, MNT_DETACH) takes it away for now ...	16
nil	umount("/tmp"): Device or resource busy (EBUSY)
hint: there are mounts below it (/tmp/a, /tmp/a/b); ...	16
nil	umount("/tmp/a/b"): Device or resource busy (EBUSY)
hint: it has the working directory of this process; ...	16`)
	})
}

func TestMountSetattr(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount("a", dir "/tmp/a", "tmpfs", MS_NODIRATIME))
			print(mount_setattr(AT_FDCWD, "/tmp", "recursive", {attr_set = "rdonly,noexec", attr_clr = MOUNT_ATTR_NODIRATIME, propagation = "shared"}))
			print(options "/tmp", options "/tmp/a", mounts()[#mounts()].propagation)
			print(mount_setattr(AT_FDCWD, "/tmp", 0, {attr_set = MOUNT_ATTR_NOATIME, attr_clr = MOUNT_ATTR__ATIME + MOUNT_ATTR_RDONLY}), options "/tmp")
			print(mount_setattr(AT_FDCWD, "/etc", 0, {attr_set = MOUNT_ATTR_NOATIME}))
			print(mount_setattr(AT_FDCWD, "/etc", 0, {attr_set = MOUNT_ATTR_NODEV}))
			print(mount_setattr(AT_FDCWD, "/no/such", 0, {attr_set = MOUNT_ATTR_NODEV}))
			print(mount_setattr(AT_FDCWD, "/tmp", 0, {attr_clr = MOUNT_ATTR_IDMAP}))
			local user, tree = open "/proc/self/ns/user", open_tree(AT_FDCWD, "/tmp/a", OPEN_TREE_CLONE)
			print(mount_setattr(AT_FDCWD, "/tmp", 0, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = user}))
			print(mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = 1}))
			tree = open_tree(AT_FDCWD, "/usr", OPEN_TREE_CLONE)
			print(mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = user}))
			print(pcall(mount_setattr, tree, "", AT_EMPTY_PATH, {attr = 1}))
			print(pcall(mount_setattr, tree, "", AT_EMPTY_PATH, {attr_set = MS_RDONLY}))
		`)), `0
ro,noexec,relatime	ro,noexec,relatime	shared
0	rw,noexec,noatime
nil	mount_setattr(AT_FDCWD, "/etc", 0, {attr_set=MOUNT_ATTR_NOATIME}): Invalid argument (EINVAL)
hint: to have another of the access times takes attr_clr = MOUNT_ATTR__ATIME as well	22
nil	mount_setattr(AT_FDCWD, "/etc", 0, {attr_set=MOUNT_ATTR_NODEV}): Invalid argument (EINVAL)
hint: /etc is not a mount point	22
nil	mount_setattr(AT_FDCWD, "/no/such", 0, {attr_set=MOUNT_ATTR_NODEV}): No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount_setattr(AT_FDCWD, "/tmp", 0, {attr_clr=MOUNT_ATTR_IDMAP}): Invalid argument (EINVAL)
hint: a mount that has MOUNT_ATTR_IDMAP keeps it	22
nil	mount_setattr(AT_FDCWD, "/tmp", 0, {...}): Invalid argument (EINVAL)
hint: the mount is in the tree already, and MOUNT_ATTR_IDMAP is for one that is nowhere yet: open_tree with OPEN_TREE_CLONE	22
nil	mount_setattr(4, "", AT_EMPTY_PATH, {...}): Invalid argument (EINVAL)
hint: userns_fd is no user namespace, as open("/proc/PID/ns/user") is	22
nil	mount_setattr(5, "", AT_EMPTY_PATH, {...}): Operation not permitted (EPERM)
hint: MOUNT_ATTR_IDMAP needs CAP_SYS_ADMIN in the user namespace that mounted the file system, ...	1
false	<string>:...: bad argument #4 to 'mount_setattr' (unknown field 'attr'; valid are attr_set attr_clr propagation userns_fd)
false	<string>:...: bad argument #4 to 'mount_setattr' (attr_set: mount attr expected, got mount flags MS_RDONLY)`)
	})
}

func TestPropagation(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount("a", dir "/tmp/a", "tmpfs"))
			for _, verb in ipairs {"shared", "slave", "unbindable", "private"} do
				assert(_G["make_" .. verb]("/tmp"))
				local list = mounts()
				print(verb, list[#list - 1].propagation, list[#list].propagation)
				assert(_G["make_r" .. verb]("/tmp"))
				print(verb, list[#list - 1].propagation, mounts()[#list].propagation)
			end
			print(make_shared("/etc"))
			print(make_rslave("/no/such"))
			print(mount(nil, "/tmp", nil, MS_SHARED + MS_SLAVE))
			print(pcall(make_private))
		`)), `shared	shared	private
shared	shared	shared
slave	private	shared
slave	private	private
unbindable	private,unbindable	private
unbindable	private,unbindable	private,unbindable
private	private	private,unbindable
private	private	private
nil	make_shared("/etc"): Invalid argument (EINVAL)
hint: /etc is not a mount point	22
nil	make_rslave("/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount(NULL, "/tmp", NULL, MS_SLAVE|MS_SHARED): Invalid argument (EINVAL)
hint: only one of these at a time: MS_SLAVE|MS_SHARED	22
false	<string>:...: bad argument #1 to 'make_private' (string expected, got no value)`)
	})
}
