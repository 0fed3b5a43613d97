package bindings

import (
	"syscall"
	"testing"
)

// The file systems that a user namespace may mount, each with the namespace that
// it shows, or without.
func TestFilesystems(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			local types = {"tmpfs", "ramfs", "devpts", "overlay", "sysfs", "mqueue", "cgroup2"}
			local function try(fstype)
				return mount(fstype, dir("/tmp/" .. fstype), fstype, MS_NOSUID + MS_NOEXEC, fstype == "overlay" and "lowerdir=/usr:/etc" or "")
			end
			for _, fstype in ipairs(types) do print(fstype, try(fstype)) end
			assert(unshare(CLONE_NEWNET + CLONE_NEWIPC + CLONE_NEWCGROUP))
			for i = 5, 7 do print(types[i], try(types[i])) end
			for i = 5, 7 do print(types[i], mount("again", "/tmp/" .. types[i], types[i])) end
			print(open "/tmp/overlay/bin" ~= nil, open "/tmp/sysfs/class/net/lo/mtu" ~= nil, open("/tmp/sysfs/class/net/eth0") == nil,
				open "/tmp/devpts/ptmx" ~= nil, open "/tmp/cgroup2/cgroup.procs" ~= nil, open "/tmp/mqueue" ~= nil)
			print(mount("none", "/tmp/devpts", "devpts", 0, {gid = 5, mode = 620}))
			print(mount("none", "/tmp/tmpfs", "tmpfs", 0, "size=64k,uid=77"))
			print(mount("none", "/tmp/tmpfs", "tmpfs", 0, {"size=x"}))
			print(mount("none", "/tmp/tmpfs", "tmpfs", 0, {colour = "red"}))
			print(mount("/dev/vda", "/tmp/tmpfs", "ext4"))
			print(mount("none", "/tmp/tmpfs", "devtmpfs"))
			print(mount("none", "/tmp/tmpfs", "proc"))
		`)), `tmpfs	0
ramfs	0
devpts	0
overlay	0
sysfs	nil	mount("sysfs", "/tmp/sysfs", "sysfs", MS_NOSUID|MS_NOEXEC, ""): Operation not permitted (EPERM)
hint: a sysfs shows the process's net namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWNET) first	1
mqueue	nil	mount(...): Operation not permitted (EPERM)
hint: a mqueue shows the process's ipc namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWIPC) first	1
cgroup2	nil	mount(...): Operation not permitted (EPERM)
hint: a cgroup2 shows the process's cgroup namespace, and that belongs to a user namespace around this process's: unshare(CLONE_NEWCGROUP) first	1
sysfs	0
mqueue	0
cgroup2	0
sysfs	nil	mount("again", "/tmp/sysfs", "sysfs"): Device or resource busy (EBUSY)
hint: the same sysfs is mounted there already	16
mqueue	nil	mount(...): Device or resource busy (EBUSY)
hint: the same mqueue is mounted there already	16
cgroup2	nil	mount(...): Device or resource busy (EBUSY)
hint: the same cgroup2 is mounted there already	16
true	true	true	true	true	true
nil	mount("none", "/tmp/devpts", "devpts", 0, {gid=5, mode=620}): Invalid argument (EINVAL)
hint: gid 5 is not mapped in this user namespace: idmap maps it	22
nil	mount("none", "/tmp/tmpfs", "tmpfs", 0, "size=64k,uid=77"): Invalid argument (EINVAL)
hint: uid 77 is not mapped in this user namespace: idmap maps it	22
nil	mount("none", "/tmp/tmpfs", "tmpfs", 0, ["size=x"]): Invalid argument (EINVAL)
hint: tmpfs: Bad value for 'size'	22
nil	mount("none", "/tmp/tmpfs", "tmpfs", 0, {colour="red"}): Invalid argument (EINVAL)
hint: tmpfs: Unknown parameter 'colour'	22
nil	mount("/dev/vda", "/tmp/tmpfs", "ext4"): Operation not permitted (EPERM)
hint: ext4 is not one of the file systems that can be mounted in a user namespace: it needs CAP_SYS_ADMIN in the initial one	1
nil	mount("none", "/tmp/tmpfs", "devtmpfs"): Operation not permitted (EPERM)
hint: devtmpfs is not one of the file systems that can be mounted in a user namespace: it needs CAP_SYS_ADMIN in the initial one	1
nil	mount("none", "/tmp/tmpfs", "proc"): Operation not permitted (EPERM)
hint: a proc shows the process's pid namespace, ...	1`)
	})
}

func TestOverlayRefused(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			local lower, upper, work, merged = "/usr", dir "/tmp/upper", dir "/tmp/work", dir "/tmp/merged"
			assert(mount("other", dir "/tmp/other", "tmpfs"))
			local function overlay(options) return mount("none", merged, "overlay", 0, options) end
			print(overlay {lowerdir = lower .. ":/no/such", upperdir = upper, workdir = work})
			print(overlay {lowerdir = lower, upperdir = upper, workdir = "/tmp/no"})
			print(overlay {lowerdir = lower, upperdir = upper})
			print(overlay {upperdir = upper, workdir = work})
			print(overlay {lowerdir = lower})
			print(overlay {lowerdir = lower, upperdir = upper, workdir = "/tmp/other"})
			print(overlay {lowerdir = lower, upperdir = upper, workdir = upper})
			assert(make_unbindable "/tmp/other")
			print(overlay {lowerdir = lower .. ":/tmp/other"})
			print(overlay {lowerdir = lower, upperdir = upper, workdir = work}, write(open(merged .. "/new", O_WRONLY + O_CREAT), "x"))
			print(open(upper .. "/new") ~= nil, open "/usr/new")
		`)), `nil	mount("none", "/tmp/merged", "overlay", 0, {...}): No such file or directory (ENOENT)
hint: there is no /no/such	2
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): No such file or directory (ENOENT)
hint: there is no /tmp/no	2
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: an overlay with an upperdir needs a workdir, an empty directory on the same mount	22
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: an overlay needs a lowerdir	22
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: an overlay without an upperdir needs two lowerdirs	22
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: upperdir and workdir are not on the same mount	22
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: upperdir and workdir lie one in the other	22
nil	mount("none", "/tmp/merged", "overlay", 0, {...}): Invalid argument (EINVAL)
hint: the mount at /tmp/other is unbindable, and so cannot be part of an overlay	22
0	1
true	nil	open("/usr/new"): No such file or directory (ENOENT)...	2`)
	})
}

func TestBlockDeviceRefused(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	cmd := command(`
		assert(make_rprivate "/")
		print(mount("/etc/passwd", "/tmp", "ext4"))
		print(mount("/no/such", "/tmp", "ext4"))
	`)
	cmd.SysProcAttr.Unshareflags = syscall.CLONE_NEWNS
	wantLines(t, ended(t, finish(t, cmd)), `nil	mount("/etc/passwd", "/tmp", "ext4"): Block device required (ENOTBLK)
hint: /etc/passwd is no block device, and ext4 is mounted from one; a loop device makes one of a file: losetup(8)	15
nil	mount("/no/such", "/tmp", "ext4"): No such file or directory (ENOENT)
hint: there is no /no	2`)
}

// Where no sysfs is in sight, as in a container without one, none is to be had.
func TestSysfsNowhere(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	cmd := command(`
		assert(make_rprivate "/")
		assert(umount2("/sys", MNT_DETACH))
		assert(unshare(CLONE_NEWUSER + CLONE_NEWNS + CLONE_NEWNET))
		print(mount("none", "/sys", "sysfs"))
	`)
	cmd.SysProcAttr.Unshareflags = syscall.CLONE_NEWNS
	wantLines(t, ended(t, finish(t, cmd)), `nil	mount("none", "/sys", "sysfs"): Operation not permitted (EPERM)
hint: there is no sysfs here, and the kernel then grants no other: ...	1`)
}
