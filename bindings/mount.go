package bindings

import (
	"strings"

	glua "github.com/yuin/gopher-lua"
	"golang.org/x/sys/unix"
)

const umountErrs = "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount point, or one that came from a more privileged namespace; EBUSY: in use"

var mountRows = []Row{
	{
		Name: "mount", Sig: "(source?: path, target: path, fstype?: path, flags?: mount_flags, data?: string|table) -> 0", Man: "mount(2)",
		Doc: "Mounts a file system, or with flags changes a mount: MS_BIND, MS_MOVE, MS_REMOUNT, MS_PRIVATE and its kin. " +
			"It does exactly what it is told: where mounts are shared, so is this one. data is the file system's " +
			"options as it wants them, or a table {size = \"1m\", \"noswap\"}.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount point, or wrong options; ENOENT: no such target; ENODEV: no such file system; " +
			"EBUSY: in use, or mounted there already; ENOTBLK: the source is no block device; ENOTDIR: one is a directory and the other is not; " +
			"ELOOP: moved into itself; ENOSPC: too many mounts",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\", MS_NOSUID + MS_NODEV, {size = \"1m\"})\n0",
		Impl:    mount,
	},
	{
		Name: "umount", Sig: "(target: path) -> 0", Man: "umount(2)",
		Doc:     "Takes the topmost mount away from target.",
		Errs:    umountErrs,
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n> umount(\"/tmp\")\n0",
		Impl:    func(L *glua.LState, target string) error { return umount2(L, target, 0) },
	},
	{
		Name: "umount2", Sig: "(target: path, flags: umount_flags) -> 0", Man: "umount(2)",
		Doc:     "As umount, with flags. With MNT_DETACH the mount goes from the tree now and is undone when nothing uses it any more.",
		Errs:    umountErrs + "; EAGAIN: MNT_EXPIRE and it was in use since the last time",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n> umount2(\"/tmp\", MNT_DETACH)\n0",
		Impl:    umount2,
	},
	{
		Name: "pivot_root", Sig: "(new_root: path, put_old: path) -> 0", Man: "pivot_root(2)",
		Doc: "Makes the mount new_root the root of the mount namespace and moves the old root to put_old, a directory at or below " +
			"new_root. pivot_root(\".\", \".\") stacks the two, and umount2(\".\", MNT_DETACH) takes the old one away; chdir(\"/\") follows.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: not a mount point, not below new_root, a shared mount, or / is the rootfs; " +
			"EBUSY: new_root or put_old is the present root; ENOTDIR: not a directory; ENOENT: no such directory",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/\", nil, MS_REC + MS_PRIVATE)\n0\n" +
			"> mount(\"/usr\", \"/usr\", nil, MS_BIND + MS_REC)\n0\n> chdir(\"/usr\")\n0\n> pivot_root(\".\", \".\")\n0\n" +
			"> umount2(\".\", MNT_DETACH)\n0\n> chdir(\"/\")\n0\n> open(\"/bin\") > 0\ntrue",
		Impl: pivotRoot,
	},
	{
		Name: "pivot", Sig: "(new_root: path) -> 0", Man: "pivot_root(2)",
		Doc: "Makes the directory new_root, with the mounts below it, the root directory and the working directory, and takes " +
			"the old root out of the mount namespace. As with mount_proc it is kept from the host: where the process is still " +
			"in the mount namespace that nslua was started in, it enters a new one first, and it makes every mount private. A new_root that is " +
			"no mount point is bound to itself. On an initramfs, whose root has to stay, new_root is moved on top of it. " +
			"The message names the step that failed; the root and the mounts are then as before.",
		Errs: "EPERM: no CAP_SYS_ADMIN; EINVAL: / is not a mount point (chroot); EBUSY: new_root is / already; " +
			"ENOTDIR: not a directory; ENOENT: no such directory",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> pivot(\"/usr\")\n0\n> getcwd()\n/\n> open(\"/bin\") > 0\ntrue\n> print(open(\"/usr\"))\nnil\topen(\"/usr\"): No such file or directory (ENOENT)\t2",
		Impl:    pivot,
	},
	{
		Name: "mounts", Sig: "(pid?: integer) -> table", Man: "proc_pid_mountinfo(5)",
		Doc: "Lists the mounts that a process can reach, of this one when pid is left out: a sequence of records " +
			"that prints as columns. A record has what is listed below.",
		Items: "id, parent: numbers of the mount and of the one around it; device: \"254:0\"; root: what of the file system is shown; " +
			"target: where; options: the mount's own; " +
			"propagation: \"private\", \"shared\", \"private,slave\", \"shared,slave\" or \"private,unbindable\"; " +
			"fstype, source: the file system and from what it is mounted; superoptions: the file system's; " +
			"shared, master, propagate_from: numbers of peer groups, where there are such",
		Errs: "ESRCH: no such process; EINVAL: the process has ended and waits to be waited for",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWNS)\n0\n> mount(\"none\", \"/tmp\", \"tmpfs\")\n0\n" +
			"> for _, m in ipairs(mounts()) do if m.target == \"/tmp\" then print(m.fstype, m.options) end end\ntmpfs\trw,relatime",
		Impl: mounts,
	},
	{
		Name: "mount_proc", Sig: "(target?: path = /proc) -> 0", Man: "mount(2)",
		Doc: "Mounts the proc file system of the process's own pid namespace. It is kept from the host: where the process " +
			"is still in the mount namespace that nslua was started in, it enters a new one first, and it makes every mount " +
			"private. The options are nosuid, nodev and noexec. The message names the step that failed.",
		Errs: "EPERM: no CAP_SYS_ADMIN, or a pid namespace of another user namespace, or a /proc that is covered in part; ENOENT: no such target; EINVAL: / is not a mount point",
		Example: "> unshare(CLONE_NEWUSER + CLONE_NEWPID)\n0\n> if fork() == 0 then assert(mount_proc()) print(io.open(\"/proc/self/stat\"):read(\"*n\")) exit() end\n" +
			"1\n> print(wait())\n...\texited\t0\ttable: ...",
		Impl: mountProc,
	},
}

func mount(L *glua.LState, source, target, fstype string, flags uintptr, data glua.LValue) error {
	return mounting{source, target, fstype, flags, passed(L, "mount", 5).mountData(data)}.call(L)
}

// call makes the call, and explains its refusal.
func (m mounting) call(L *glua.LState) error {
	err := mountCall(L, m.source, m.target, m.fstype, m.flags, m.data)
	return explain(err, hintMount(m, err))
}

// mountData reads the options of a file system: names of a table in its order,
// those of a list without values.
func (a argument) mountData(value glua.LValue) string {
	t, ok := value.(*glua.LTable)
	switch {
	case value == glua.LNil:
		return ""
	case value.Type() == glua.LTString:
		return a.path()
	case !ok:
		a.expected("string or table")
	}
	var options []string
	for key, value := range pairs(t) {
		text := a.element(key.String(), value)
		if name, named := key.(glua.LString); named {
			text = string(name) + "=" + text
		}
		options = append(options, text)
	}
	return strings.Join(options, ",")
}

func umount2(L *glua.LState, target string, flags uintptr) error {
	err := pathCall(L, unix.SYS_UMOUNT2, target, flags)
	return explain(err, hintUmount(target, flags, err))
}

func mountProc(L *glua.LState, target string) error {
	// Before anything is changed.
	fd, err := here(target).open(L, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	Close(fd)
	if err := keepMountsFromHost(L); err != nil {
		return err
	}
	const flags = unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC
	return mounting{source: "proc", target: target, fstype: "proc", flags: flags}.call(L)
}
