package bindings

import (
	"os"
	"syscall"
	"testing"
)

// mountsKept fails if the test changed the mounts that its process sees.
func mountsKept(t *testing.T) {
	before := mountinfo(t)
	t.Cleanup(func() {
		if after := mountinfo(t); after != before {
			t.Errorf("the mounts are other than before:\n%s\nbefore:\n%s", after, before)
		}
	})
}

func mountinfo(t *testing.T) string {
	text, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestMount(t *testing.T) {
	mountsKept(t)
	dir := t.TempDir()
	os.Chmod(dir, 0o755)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			idmap "root"
			print(mount("none", "/", nil, MS_REC + MS_PRIVATE))
			print(mount("none", "/tmp", "tmpfs", "nosuid,nodev", {size = "64k", "noswap"}) == 0
				or mount("none", "/tmp", "tmpfs", "nosuid,nodev", "size=64k") == 0)
			local fd = open("/tmp/file", O_WRONLY + O_CREAT)
			print(write(fd, ("x"):rep(65536)), write(fd, "x"))
			print(umount("/tmp"))
			print(close(fd), umount("/tmp"))
			print(umount("/etc/passwd"))
			print(umount2("/no/such", MNT_DETACH))
			print(umount("/proc"))
			print(mount("none", "/tmp", "no-such-fs"))
			print(mount("none", "/no/such", "tmpfs"))
			print(mount("/no/such", "/tmp", nil, MS_BIND))
			print(mount("none", "/tmp", "sysfs"))
		`)), `0
true
65536	nil	write(3, "x"): No space left on device (ENOSPC)	28
nil	umount("/tmp"): Device or resource busy (EBUSY)
hint: this process has a file on it open, descriptor 3; umount2(target, MNT_DETACH) ...	16
0	0
nil	umount("/etc/passwd"): Invalid argument (EINVAL)
hint: /etc/passwd is not a mount point	22
nil	umount2("/no/such", MNT_DETACH): No such file or directory (ENOENT)
hint: there is no /no	2
nil	umount("/proc"): Invalid argument (EINVAL)
hint: /proc is locked in place, ...	22
nil	mount("none", "/tmp", "no-such-fs"): No such device (ENODEV)
hint: this kernel has no file system "no-such-fs", ...	19
nil	mount("none", "/no/such", "tmpfs"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount("/no/such", "/tmp", NULL, MS_BIND): No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount("none", "/tmp", "sysfs"): Operation not permitted (EPERM)
hint: a sysfs shows the process's net namespace, ...	1`)
	})
}

func TestMountProc(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWPID))
			idmap "root"
			if fork() == 0 then
				print(mount_proc())
				print(io.open("/proc/self/stat"):read("*n"), io.open("/proc/1/comm") ~= nil)
				local last
				for line in io.lines("/proc/self/mountinfo") do
					if line:match("shared:") then print("shared", line) end
					last = line
				end
				print(last:match(" %- proc ") ~= nil, last:match("rw,nosuid,nodev,noexec") ~= nil)
				print(mount_proc("/no/such"))
				exit(0)
			end
			print(select(2, wait()))
		`)), `0
1	true
true	true
nil	mount_proc("/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
exited	0	table: ...`)
	})
}

// Under a shared / a mount_proc in a mount namespace that a plain unshare made
// would reach the others.
func TestMountProcWhereMountsPropagate(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWNS))
		assert(mount("none", "/", nil, MS_REC + MS_SHARED))
		local function mounts()
			local n = 0
			for _ in io.lines("/proc/self/mountinfo") do n = n + 1 end
			return n
		end
		local before = mounts()
		if fork() == 0 then
			assert(unshare(CLONE_NEWNS + CLONE_NEWPID))
			if fork() == 0 then assert(mount_proc()) exit(getpid()) end
			exit((select(3, wait())))
		end
		print(select(2, wait()))
		print(mounts() == before)
	`), "exited\t1\ttable: ...\ntrue")
}

func TestMountRefused(t *testing.T) {
	needRoot(t)
	r := finish(t, as(command(`
		print(mount("none", "/tmp", "tmpfs"))
		print(mount_proc())
		assert(unshare(CLONE_NEWUSER))
		print(mount("none", "/tmp", "tmpfs"))
		assert(unshare(CLONE_NEWNS))
		print(mount("proc", "/proc", "proc"))
		print(umount("/proc"))
	`), otherUser))
	wantLines(t, ended(t, r), `nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: it needs CAP_SYS_ADMIN, which this process lacks; in new namespaces it has it: unshare(CLONE_NEWUSER + CLONE_NEWNS)	1
nil	mount_proc(): unshare(CLONE_NEWNS): Operation not permitted (EPERM)
hint: CLONE_NEWNS needs CAP_SYS_ADMIN, ...	1
nil	mount("none", "/tmp", "tmpfs"): Operation not permitted (EPERM)
hint: this process has CAP_SYS_ADMIN in its own user namespace, but the mnt namespace belongs to an outer one: unshare(CLONE_NEWNS) first	1
nil	mount("proc", "/proc", "proc"): Operation not permitted (EPERM)
hint: a proc shows the process's pid namespace, ...	1
nil	umount("/proc"): Invalid argument (EINVAL)
hint: /proc is locked in place, ...	22`)
}

// A container's /proc, covered in part, may not be had in full.
func TestMountProcWhereCovered(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	cmd := command(`
		assert(mount("none", "/", nil, MS_REC + MS_PRIVATE))
		assert(mount("/dev/null", "/proc/kcore", nil, MS_BIND) or mount("none", "/proc/fs", "tmpfs"))
		assert(unshare(CLONE_NEWUSER + CLONE_NEWPID))
		idmap "root"
		if fork() == 0 then print(mount_proc()) exit(0) end
		wait()
	`)
	cmd.SysProcAttr.Unshareflags = syscall.CLONE_NEWNS
	wantLines(t, ended(t, finish(t, cmd)), `nil	mount_proc(): Operation not permitted (EPERM)
hint: the /proc here is covered in part (/proc/...), ...	1`)
}

// A mount_proc that has nowhere to mount changes nothing.
func TestMountProcNowhere(t *testing.T) {
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWUSER))
		local r, w = pipe()
		local function namespace()
			waitpid(assert(spawn({"readlink", "/proc/self/ns/mnt"}, {fds = {[1] = w}})))
			return read(r, 100)
		end
		local before = namespace()
		print(mount_proc("/no/such"))
		print(mount_proc("/proc/version"))
		print(namespace() == before)
	`), `nil	mount_proc("/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount_proc("/proc/version"): Not a directory (ENOTDIR)	20
true`)
}

func TestChroot(t *testing.T) {
	dir := t.TempDir()
	os.Chmod(dir, 0o755)
	wantLines(t, lua(t, `
		assert(unshare(CLONE_NEWUSER + CLONE_NEWPID))
		print(chroot("`+dir+`"))
		print(getcwd())
		print(chdir("/"), getcwd(), open("etc"))
		if fork() == 0 then
			print(mount_proc())
			print(mount_proc("/"))
			exit(getpid())
		end
		print(select(2, wait()))
	`), `0
nil	getcwd(): No such file or directory (ENOENT)	2
0	/	nil	open("etc"): No such file or directory (ENOENT)	2
nil	mount_proc(): No such file or directory (ENOENT)	2
nil	mount_proc("/"): making mounts private: Invalid argument (EINVAL)
hint: / is not a mount point (chroot), ...	22
exited	1	table: ...`)
}
