package bindings

import (
	"testing"

	glua "github.com/yuin/gopher-lua"
)

// owned begins scripts in namespaces of their own, with a tmpfs to work in.
const owned = `
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	idmap "root"
	assert(make_rprivate "/")
	assert(mount("none", "/tmp", "tmpfs"))
	function dir(path) assert(mount_bind("/tmp", path, {create = true})) assert(umount(path)) return path end
	function options(path)
		local found
		for _, m in ipairs(mounts()) do if m.target == path then found = m.options end end
		return found
	end
`

func TestBind(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			print(mount_bind("/usr", "/tmp/new/dir/", {create = true}), open("/tmp/new/dir/bin") ~= nil)
			print(mount_bind("/dev/zero", "/tmp/new/null", {create = true, flags = "noexec,rdonly"}), options "/tmp/new/null")
			print(write(open("/tmp/new/null", O_WRONLY), "x"))
			print(mount_bind("/dev/full", "/tmp/new/null", {create = true}), read(open("/tmp/new/null"), 3) == "\0\0\0")
			print(mount_bind("/usr", "/tmp/missing"))
			print(mount_bind("/no/such", "/tmp/missing", {create = true}))
			print(mount_bind("/usr", "/tmp/new/null"))
			print(mount_bind("/usr", "/tmp/new/null/below", {create = true}))
			print(mount_bind("/", "/tmp/new"))
			print(make_unbindable("/tmp"), mount_bind("/tmp", "/tmp/new"))
			chdir("/tmp")
			print(mount_bind("/tmp/new", ".", MS_RDONLY))
			print(make_private("/tmp"), mount_bind("/tmp/new", ".", MS_RDONLY), options("/tmp"), open("new") ~= nil, open("/tmp/null") ~= nil)
			print(pcall(mount_bind, "/usr", "/tmp", MS_REC))
			print(pcall(mount_bind, "/usr", "/tmp", MS_NOATIME + MS_RELATIME))
			print(pcall(mount_bind, "/usr", "/tmp", {mkdir = true}))
			print(pcall(mount_bind, "/usr", "/tmp", {create = 1}))
		`)), `0	true
0	ro,...noexec,...
1
0	true
nil	mount_bind("/usr", "/tmp/missing"): No such file or directory (ENOENT)
hint: there is no /tmp/missing	2
nil	mount_bind("/no/such", "/tmp/missing", {create=true}): making /tmp/missing: No such file or directory (ENOENT)
hint: there is no /no	2
nil	mount_bind("/usr", "/tmp/new/null"): Not a directory (ENOTDIR)
hint: /usr is a directory, and /tmp/new/null is not	20
nil	mount_bind("/usr", "/tmp/new/null/below", {create=true}): making /tmp/new/null/below: Not a directory (ENOTDIR)
hint: /tmp/new/null is a character device, not a directory	20
nil	mount_bind("/", "/tmp/new"): Invalid argument (EINVAL)
hint: there are mounts below / (..., and ... more), ... MS_BIND + MS_REC or mount_rbind	22
0	nil	mount_bind("/tmp", "/tmp/new"): Invalid argument (EINVAL)
hint: the mount at /tmp is unbindable: make_private("/tmp")	22
nil	mount_bind("/tmp/new", ".", MS_RDONLY): Invalid argument (EINVAL)
hint: the mount at /tmp is unbindable: make_private("/tmp")	22
0	0	ro,relatime	true	true
false	<string>:...: bad argument #3 to 'mount_bind' (MS_REC is none of MS_RDONLY|MS_NOSUID|MS_NODEV|MS_NOEXEC|...)
false	<string>:...: bad argument #3 to 'mount_bind' (MS_NOATIME|MS_RELATIME: only one of them can be)
false	<string>:...: bad argument #3 to 'mount_bind' (unknown field 'mkdir'; valid are flags create)
false	<string>:...: bad argument #3 to 'mount_bind' (create: boolean expected, got number)`)
	})
}

// Flags that are locked are kept where others are set, and cannot be cleared.
func TestRemount(t *testing.T) {
	needRoot(t)
	mountsKept(t)
	for _, uid := range []uint32{0, otherUser} {
		cmd := as(command(`
			assert(make_rprivate "/")
			assert(mount("none", "/tmp", "tmpfs", MS_NOSUID + MS_NODEV + MS_NOEXEC + MS_NOATIME + MS_NODIRATIME))
			assert(mount("none", "/srv", "tmpfs", MS_STRICTATIME))
			if `+string(rune('0'+min(uid, 1)))+` == 1 then setgid(4242) setuid(4242) end
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			local function options(path)
				for _, m in ipairs(mounts()) do if m.target == path then return m.options end end
			end
			print(mount(nil, "/tmp", nil, MS_REMOUNT + MS_BIND + MS_RDONLY))
			print(mount(nil, "/tmp", nil, MS_REMOUNT + MS_BIND + MS_NOSUID + MS_NODEV + MS_NOEXEC + MS_RELATIME))
			print(mount(nil, "/tmp", nil, MS_REMOUNT + MS_NOSUID + MS_NODEV + MS_NOEXEC))
			print(remount("/tmp", MS_RDONLY), options "/tmp")
			print(remount("/tmp", 0, MS_RDONLY), options "/tmp")
			print(remount("/tmp", 0, MS_NODEV))
			print(remount("/tmp", MS_REC, MS_NODEV))
			print(remount("/tmp", MS_RELATIME))
			print(remount("/srv", MS_NOSYMFOLLOW), options "/srv")
			print(remount("/etc", MS_RDONLY))
			print(remount("/etc", MS_RDONLY + MS_REC))
			print(remount("/no/such", MS_RDONLY))
			print(remount("/", MS_RDONLY + MS_NODEV + MS_REC), options "/tmp", options "/", options "/proc")
			print(pcall(remount, "/", MS_BIND))
			print(pcall(remount, "/", 0, MS_NOATIME))
		`), 0)
		cmd.SysProcAttr.Unshareflags = 0x20000 // CLONE_NEWNS
		wantLines(t, ended(t, finish(t, cmd)), `nil	mount(NULL, "/tmp", NULL, MS_RDONLY|MS_REMOUNT|MS_BIND): Operation not permitted (EPERM)
hint: MS_REMOUNT clears what it is not given, and the mount's MS_NOSUID|MS_NODEV|MS_NOEXEC is locked, ...	1
nil	mount(NULL, "/tmp", NULL, ...): Operation not permitted (EPERM)
hint: the mount has MS_NOATIME|MS_NODIRATIME, and that is locked, ...	1
nil	mount(NULL, "/tmp", NULL, ...): Operation not permitted (EPERM)
hint: without MS_BIND it is the file system that MS_REMOUNT changes, ...	1
0	ro,nosuid,nodev,noexec,noatime,nodiratime
0	rw,nosuid,nodev,noexec,noatime,nodiratime
nil	remount("/tmp", 0, MS_NODEV): Operation not permitted (EPERM)
hint: MS_REMOUNT clears what it is not given, and the mount's MS_NODEV is locked, ...	1
nil	remount("/tmp", MS_REC, MS_NODEV): Operation not permitted (EPERM)
hint: MOUNT_ATTR_NODEV is locked at one of the mounts, ...	1
nil	remount("/tmp", MS_RELATIME): Operation not permitted (EPERM)
hint: the mount has MS_NOATIME|MS_NODIRATIME, and that is locked, ...	1
0	rw,nosymfollow
nil	remount("/etc", MS_RDONLY): Invalid argument (EINVAL)
hint: /etc is not a mount point	22
nil	remount("/etc", MS_RDONLY|MS_REC): Invalid argument (EINVAL)
hint: /etc is not a mount point	22
nil	remount("/no/such", MS_RDONLY): No such file or directory (ENOENT)
hint: there is no /no	2
0	ro,nosuid,nodev,noexec,noatime,nodiratime	ro,...nodev,...	ro,...nodev,...
false	<string>:...: bad argument #2 to 'remount' (MS_BIND is none of ...)
false	<string>:...: bad argument #3 to 'remount' (MS_NOATIME is none of ...)`)
	}
}

// Before Linux 5.12 the mounts are changed one by one, to the same end.
func TestRemountEach(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount("none", dir "/tmp/a", "tmpfs", MS_NOSUID))
			assert(mount("none", dir "/tmp/a/b", "tmpfs", MS_NOATIME))
			assert(mount("none", dir "/tmp/ab", "tmpfs"))
			print(remount_each("/tmp/a", MS_RDONLY + MS_NODEV))
			print(options "/tmp", options "/tmp/a", options "/tmp/a/b", options "/tmp/ab")
		`)), "0\nrw,relatime\tro,nosuid,nodev,relatime\tro,nodev,noatime\trw,relatime")
	})
}

// A file that is open for writing is named, and no mount is left read-only.
func TestReadOnlyBusy(t *testing.T) {
	mountsKept(t)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(owned+`
			assert(mount("none", dir "/tmp/a", "tmpfs"))
			local fd = open("/tmp/a/file", O_WRONLY + O_CREAT)
			print(remount("/tmp/a", MS_RDONLY))
			print(remount("/tmp", MS_RDONLY + MS_REC))
			print(options "/tmp", options "/tmp/a")
			print(mount(nil, "/tmp/a", nil, MS_REMOUNT + MS_RDONLY))
			print(mount_setattr(AT_FDCWD, "/tmp/a", 0, {attr_set = MOUNT_ATTR_RDONLY}))
			close(fd)
			print(remount("/tmp", MS_RDONLY + MS_REC))
			print(open("/tmp/a/file", O_WRONLY))
		`)), `nil	remount("/tmp/a", MS_RDONLY): Device or resource busy (EBUSY)
hint: a file on it is open for writing: descriptor 3 of this process	16
nil	remount("/tmp", MS_RDONLY|MS_REC): Device or resource busy (EBUSY)
hint: a file on it is open for writing: descriptor 3 of this process	16
rw,relatime	rw,relatime
nil	mount(NULL, "/tmp/a", NULL, MS_RDONLY|MS_REMOUNT): Device or resource busy (EBUSY)
hint: a file on it is open for writing: descriptor 3 of this process	16
nil	mount_setattr(AT_FDCWD, "/tmp/a", 0, {attr_set=MOUNT_ATTR_RDONLY}): Device or resource busy (EBUSY)
hint: a file on it is open for writing: descriptor 3 of this process	16
0
nil	open("/tmp/a/file", O_WRONLY): Read-only file system (EROFS)
hint: the mount at /tmp/a is read-only	30`)
	})
}

// The kernel's limit on mounts is met by doubling them.
func TestMountMax(t *testing.T) {
	mountsKept(t)
	wantLines(t, lua(t, owned+`
		dir "/tmp/copy"
		repeat local ok, message, errno = mount_rbind("/tmp", "/tmp/copy") until not ok
		print(mount_rbind("/tmp", "/tmp/copy"))
	`), "nil\tmount_rbind(\"/tmp\", \"/tmp/copy\"): No space left on device (ENOSPC)\n"+
		"hint: a mount namespace has at most ... mounts (/proc/sys/fs/mount-max), and this one has ...\t28")
}

// callRemountEach is remount as it is for kernels without mount_setattr.
func callRemountEach(L *glua.LState) int {
	if err := remountEach(L, L.CheckString(1), passed(L, "remount_each", 2).flags(familyOf("mount_flags")), 0); err != nil {
		return Fail(L, err)
	}
	L.Push(glua.LNumber(0))
	return 1
}
