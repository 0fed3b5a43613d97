package bindings

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// What stat tells is what stat(1) prints.
func TestStat(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f", ("x"):rep(5000), "0640")
			symlink("f", "link") mkfifo("fifo", "0600") mkdir("d", "1777")
			utimensat(AT_FDCWD, "f", {atime = 1e9, mtime = 1234567890.25})
			local format = "%d %i %f %h %u %g %s %o %b %X %Y %Z"
			local function shell(...)
				local r, w = pipe()
				waitpid(assert(spawn({...}, {fds = {[1] = w}})))
				close(w)
				return (read(r, 1000):gsub("\n", ""))
			end
			for _, name in ipairs {"f", "fifo", "d", "/dev/null", "/"} do
				local s = stat(name)
				local ours = ("%d %d %x %d %d %d %d %d %d %d %d %d"):format(s.dev, s.ino, s.mode, s.nlink, s.uid, s.gid, s.size,
					s.blksize, s.blocks, math.floor(s.atime), math.floor(s.mtime), math.floor(s.ctime))
				local theirs = shell("stat", "-c", format, name)
				print(name, ours == theirs or ours .. " and not " .. theirs, s.type, s.perm)
			end
			print(stat("f").mtime == 1234567890.25, stat("link").type, lstat("link").type, lstat("link").size)
			print(fstat(open("f")).ino == stat("f").ino, fstatat(open("."), "link", AT_SYMLINK_NOFOLLOW).type)
			print(fstatat(open("d"), "", AT_EMPTY_PATH).type, fstatat(1000, "f"))
			print(fstat(-100))
			print(fstatat(AT_FDCWD, "f", AT_SYMLINK_FOLLOW))
			done()
		`)), `f	true	file	0640
fifo	true	fifo	0600
d	true	directory	...
/dev/null	true	char	0666
/	true	directory	0755
true	file	symlink	1
true	symlink
directory	nil	fstatat(1000, "f"): Bad file descriptor (EBADF)	9
nil	fstat(AT_FDCWD): Bad file descriptor (EBADF)	9
nil	fstatat(AT_FDCWD, "f", AT_SYMLINK_FOLLOW): Invalid argument (EINVAL)	22`)
	})
}

// A number that Lua's cannot hold is not rounded.
func TestStatWide(t *testing.T) {
	fd, err := unix.MemfdCreate("wide", unix.MFD_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	file := os.NewFile(uintptr(fd), "wide")
	defer file.Close()
	if err := file.Truncate(1<<53 + 1); err != nil {
		t.Fatal(err)
	}
	cmd := command(`
		print(fstat(3).size, fstat(3).size == u64(2^53) + 1, statx(3, "", AT_EMPTY_PATH).size)
		truncate("/proc/self/fd/3", 2^53)
		print(fstat(3).size == 2^53)
	`)
	cmd.ExtraFiles = []*os.File{file}
	wantLines(t, ended(t, finish(t, cmd)), "9007199254740993\ttrue\t9007199254740993\ntrue")
}

func TestStatx(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f", "text")
			local s, x = stat("f"), statx(AT_FDCWD, "f")
			local same = true
			for name, value in pairs(s) do same = same and x[name] == value or name end
			print(same, x.mask:has(STATX_BASIC_STATS), x.btime and x.btime <= x.ctime)
			local mounts = {}
			for line in io.lines("/proc/self/mountinfo") do mounts[tonumber(line:match("^%d+"))] = line:match("^%S+ %S+ %S+ %S+ (%S+)") end
			print(mounts[statx(AT_FDCWD, "/proc/version").mnt_id])
			print(statx(AT_FDCWD, "/proc").attributes, statx(AT_FDCWD, "f").attributes:has(STATX_ATTR_MOUNT_ROOT))
			print(statx(open("f"), "", AT_EMPTY_PATH, STATX_SIZE).size)
			print(statx(AT_FDCWD, "none"))
			print(statx(AT_FDCWD, "f", AT_SYMLINK_FOLLOW))
			done()
		`)), `true	true	true
/proc
STATX_ATTR_MOUNT_ROOT	false
4
nil	statx(AT_FDCWD, "none"): No such file or directory (ENOENT)	2
nil	statx(AT_FDCWD, "f", AT_SYMLINK_FOLLOW): Invalid argument (EINVAL)	22`)
	})
}

func TestStatfs(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			assert(mount("none", "/tmp", "tmpfs", MS_NOSUID + MS_NOEXEC + MS_RDONLY, {size = "1m"}))
			local s = statfs("/tmp")
			print(s.fstype, s.type == TMPFS_MAGIC, s.flags, s.blocks * s.frsize, s.namelen)
			local f = fstatfs(open("/tmp"))
			for name, value in pairs(s) do assert(f[name] == value, name) end
			print(statfs("/proc").fstype, statfs("/proc/self/ns/pid").fstype, fstatfs((pipe())).fstype)
			print(statfs("/no/such"))
			print(fstatfs(1000))
		`)), `tmpfs	true	ST_RDONLY|ST_NOSUID|ST_NOEXEC|ST_RELATIME	1048576	255
proc	nsfs	pipefs
nil	statfs("/no/such"): No such file or directory (ENOENT)
hint: there is no /no	2
nil	fstatfs(1000): Bad file descriptor (EBADF)	9`)
	})
}

func TestAccess(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f", "", "0400") symlink("none", "link") chmod(top, "0755")
			print(access("f"), access("f", R_OK), access("link"))
			print(faccessat(open("."), "f", "r_ok"), faccessat(AT_FDCWD, "link", F_OK, AT_SYMLINK_NOFOLLOW))
			inside(function()
				ordinary()
				print(access("f", W_OK))
				print(faccessat(AT_FDCWD, "f", R_OK + W_OK + X_OK, AT_EACCESS))
			end)
			print(access("f", 8))
			print(faccessat(1000, "f"))
			done()
		`)), `0	0	nil	access("link"): No such file or directory (ENOENT)
hint: there is no none, where the symbolic link link leads	2
0	0
nil	access("f", W_OK): Permission denied (EACCES)
hint: f may not be written to by uid 4242 (mode 0400, owner ...)	13
nil	faccessat(AT_FDCWD, "f", R_OK|W_OK|X_OK, AT_EACCESS): Permission denied (EACCES)
hint: f may not be ... by uid 4242 (mode 0400, owner ...)	13
nil	access("f", F_OK|0x8): Invalid argument (EINVAL)	22
nil	faccessat(1000, "f"): Bad file descriptor (EBADF)	9`)
	})
}
