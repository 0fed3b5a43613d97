package bindings

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// inTree is a script's beginning: it works in a directory of its own, whose name
// is top, and leaves nothing behind.
const inTree = `
	local top = mkdtemp("/tmp/tree.XXXXXX")
	assert(chdir(top))
	local function file(name, text, mode)
		local fd = assert(open(name, O_WRONLY + O_CREAT, mode or "0644"))
		write(fd, text or "")
		close(fd)
		return name
	end
	local function done() chdir("/") assert(rmtree(top)) end
	-- ordinary gives up root, for what is refused to others only
	local function ordinary()
		if getuid() == 0 then
			assert(setgroups {}) assert(setgid(4242)) assert(setuid(4242))
		end
	end
	-- inside runs a function in a child and waits for it
	local function inside(f)
		if fork() == 0 then f() exit() end
		local _, how, code = wait()
		assert(how == "exited" and code == 0, how)
	end
`

// The hint names the part of the path that is missing, where it is not the path
// itself, and how links led there.
func TestHintMissing(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			assert(makedirs("a/b"))
			symlink("/no/where", "lost")
			symlink("lost", "more")
			symlink("b/none", "a/next")
			print(open("missing"))
			print(open("a/x/y/z"))
			print(open("a/../a/./b/x/y"))
			print(stat("lost"))
			print(open("more/x"))
			print(open("a/next"))
			print(stat(""))
			print(openat(open("a"), "x/y"))
			mkdir("gone") chdir("gone") rmdir(top .. "/gone")
			print(mkdir("new"))
			chdir("/")
			rmtree(top)
		`)), `nil	open("missing"): No such file or directory (ENOENT)	2
nil	open("a/x/y/z"): No such file or directory (ENOENT)
hint: there is no a/x	2
nil	open("a/../a/./b/x/y"): No such file or directory (ENOENT)
hint: there is no a/b/x	2
nil	stat("lost"): No such file or directory (ENOENT)
hint: there is no /no, where the symbolic link lost leads	2
nil	open("more/x"): No such file or directory (ENOENT)
hint: there is no /no, where the symbolic link lost leads	2
nil	open("a/next"): No such file or directory (ENOENT)
hint: there is no a/b/none, where the symbolic link a/next leads	2
nil	stat(""): No such file or directory (ENOENT)
hint: the path is empty	2
nil	openat(3, "x/y"): No such file or directory (ENOENT)
hint: there is no x	2
nil	mkdir("new"): No such file or directory (ENOENT)
hint: the working directory has been removed	2`)
	})
}

func TestHintNoDirectory(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			file("f")
			symlink("f", "link")
			symlink("round", "trip") symlink("trip", "round")
			print(open("f/x"))
			print(stat("f/"))
			print(chdir("f"))
			print(chdir("link"))
			print(openat(open("f"), "x"))
			print(open("round/x"))
			print(open("link", O_NOFOLLOW))
			print(open(("x"):rep(300)))
			print(open(("x/"):rep(3000)))
			done()
		`)), `nil	open("f/x"): Not a directory (ENOTDIR)
hint: f is a file, not a directory	20
nil	stat("f/"): Not a directory (ENOTDIR)
hint: f is a file, not a directory	20
nil	chdir("f"): Not a directory (ENOTDIR)	20
nil	chdir("link"): Not a directory (ENOTDIR)
hint: f, where the symbolic link link leads, is a file, not a directory	20
nil	openat(3, "x"): Not a directory (ENOTDIR)
hint: descriptor 3 is a file, not a directory	20
nil	open("round/x"): Too many levels of symbolic links (ELOOP)
hint: more than 40 symbolic links in a row: they lead in a circle at ...	40
nil	open("link", O_RDONLY|O_NOFOLLOW): Too many levels of symbolic links (ELOOP)
hint: link is a symbolic link to f	40
nil	open("..."): File name too long (ENAMETOOLONG)
hint: a name in the path has 300 bytes, and 255 is the most	36
nil	open("..."): File name too long (ENAMETOOLONG)
hint: the path has 6000 bytes, and 4095 is the most: chdir or openat part of the way	36`)
	})
}

// What is closed to the user: a directory on the way, the file, the directory of a
// new name.
func TestHintDenied(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(inTree+`
			chmod(top, "0755")
			makedirs("closed/in")
			file("secret", "", "0200")
			file("program", "", "0644")
			chmod("closed", "0000")
			mkdir("fixed", "0555")
			inside(function()
				ordinary()
				print(open("closed/in/x"))
				print(stat("closed/in"))
				print(open("secret"))
				print(access("program", X_OK))
				print(mkdir("fixed/new"))
				print(open("fixed/new", O_WRONLY + O_CREAT))
				print(symlink("x", "fixed/new"))
				print(chdir("closed"))
			end)
			chmod("closed", "0700")
			inside(function()
				chmod(top, "0000")
				ordinary()
				print(mkdir("new"))
			end)
			chmod(top, "0700")
			done()
		`)), `nil	open("closed/in/x"): Permission denied (EACCES)
hint: closed may not be searched by uid 4242 (mode 0000, owner ...)	13
nil	stat("closed/in"): Permission denied (EACCES)
hint: closed may not be searched by uid 4242 (mode 0000, owner ...)	13
nil	open("secret"): Permission denied (EACCES)
hint: secret may not be read by uid 4242 (mode 0200, owner ...)	13
nil	access("program", X_OK): Permission denied (EACCES)
hint: program may not be executed by uid 4242 (mode 0644, owner ...)	13
nil	mkdir("fixed/new"): Permission denied (EACCES)
hint: fixed may not be written to by uid 4242 (mode 0555, owner ...)	13
nil	open("fixed/new", O_WRONLY|O_CREAT): Permission denied (EACCES)
hint: fixed may not be written to by uid 4242 (mode 0555, owner ...)	13
nil	symlink("x", "fixed/new"): Permission denied (EACCES)
hint: fixed may not be written to by uid 4242 (mode 0555, owner ...)	13
nil	chdir("closed"): Permission denied (EACCES)
hint: closed may not be searched by uid 4242 (mode 0000, owner ...)	13
nil	mkdir("new"): Permission denied (EACCES)
hint: the working directory may not be searched by uid 4242 (mode 0000, owner ...)	13`)
	})
}

// A user namespace's root may nothing with files of those who are not mapped.
func TestHintUnmappedOwner(t *testing.T) {
	needRoot(t) // to have another's directory
	dir := filepath.Join(filepath.Dir(testBinary()), "unmapped")
	os.MkdirAll(dir+"/closed", 0o700)
	os.Chmod(dir, 0o755)
	os.Chown(dir+"/closed", 7, 7)
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			chdir("`+dir+`")
			assert(unshare(CLONE_NEWUSER))
			idmap "root"
			print(open("closed/x"))
			print(chmod("closed", "0755"))
			print(chown("closed", 0, 0))
			print(chown(".", 17, 0))
		`)), `nil	open("closed/x"): Permission denied (EACCES)
hint: closed may not be searched by uid 0 (mode 0700, owner 65534:65534): its owner is not mapped in this user namespace, and capabilities do not count there	13
nil	chmod("closed", 0755): Operation not permitted (EPERM)
hint: closed belongs to 65534:65534, which stands for an owner who is not mapped in this user namespace, and capabilities do not count there	1
nil	chown("closed", 0, 0): Operation not permitted (EPERM)
hint: closed belongs to 65534:65534, which stands for an owner who is not mapped in this user namespace, and capabilities do not count there	1
nil	chown(".", 17, 0): Invalid argument (EINVAL)
hint: uid 17 is not mapped in this user namespace: idmap maps it	22`)
	})
}

// Nobody can own a new file before there is a map.
func TestHintUnmappedUser(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			assert(mount("none", "/tmp", "tmpfs"))
			print(mkdir("/tmp/new"))
			print(open("/tmp/new", O_CREAT))
		`)), `nil	mkdir("/tmp/new"): Value too large for defined data type (EOVERFLOW)
hint: this process's uid is not mapped in its user namespace, so no file can be its own: idmap first	75
nil	open("/tmp/new", O_RDONLY|O_CREAT): Value too large for defined data type (EOVERFLOW)
hint: this process's uid is not mapped in its user namespace, so no file can be its own: idmap first	75`)
	})
}

// Mounts: read-only as such or as file systems, mount points, other mounts, full ones.
func TestHintMounts(t *testing.T) {
	eachUser(t, func(t *testing.T, run func(string) result) {
		wantLines(t, ended(t, run(`
			assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
			assert(idmap "root")
			assert(mount("none", "/tmp", "tmpfs", 0, {nr_inodes = 20}))
			chdir("/tmp")
			makedirs("ro/a") mkdir("fs") mkdir("f")
			assert(mount("ro", "ro", nil, MS_BIND))
			assert(mount("none", "ro", nil, MS_REMOUNT + MS_BIND + MS_RDONLY))
			assert(mount("none", "fs", "tmpfs", MS_RDONLY))
			print(mkdir("ro/new"))
			print(rmdir("ro/a"))
			print(open("fs/new", O_CREAT))
			print(access("ro", W_OK))
			print(rmdir("ro"))
			print(rename("ro", "new"))
			print(rename("f", "fs/f"))
			print(rmtree("/tmp/ro"))
			repeat local ok, message, errno = mkdir("f/" .. (n or 0)) n = (n or 0) + 1 until not ok
			print(ok, mkdir("f/more"))
		`)), `nil	mkdir("ro/new"): Read-only file system (EROFS)
hint: the mount at /tmp/ro is read-only	30
nil	rmdir("ro/a"): Read-only file system (EROFS)
hint: the mount at /tmp/ro is read-only	30
nil	open("fs/new", O_RDONLY|O_CREAT): Read-only file system (EROFS)
hint: the tmpfs file system at /tmp/fs is read-only	30
nil	access("ro", W_OK): Read-only file system (EROFS)
hint: the mount at /tmp/ro is read-only	30
nil	rmdir("ro"): Device or resource busy (EBUSY)
hint: ro is a mount point	16
nil	rename("ro", "new"): Device or resource busy (EBUSY)
hint: ro is a mount point	16
nil	rename("f", "fs/f"): Invalid cross-device link (EXDEV)
hint: f is on the mount at /tmp, and fs/f would be on that at /tmp/fs	18
nil	rmtree("/tmp/ro"): at /tmp/ro: Device or resource busy (EBUSY)
hint: /tmp/ro is a mount point	16
nil	nil	mkdir("f/more"): No space left on device (ENOSPC)
hint: the file system at /tmp has as many files as it can, 20	28`)
	})
}

// Directories such as /tmp, in which others' files are protected.
func TestHintSticky(t *testing.T) {
	needRoot(t)
	protections := ""
	for _, p := range []struct{ name, want string }{
		{"hardlinks", `nil	link("fifo", "hard"): Operation not permitted (EPERM)
hint: fifo belongs to uid 8 and is no regular file, so only its owner may link it: /proc/sys/fs/protected_hardlinks is 1	1`},
		{"symlinks", `nil	open("link"): Permission denied (EACCES)
hint: link is another user's symbolic link in a sticky directory that all may write to, and is not followed: /proc/sys/fs/protected_symlinks is 1	13`},
		{"regular", `nil	open("theirs", O_RDONLY|O_CREAT): Permission denied (EACCES)
hint: theirs is another user's in a sticky directory, and O_CREAT opens no such: /proc/sys/fs/protected_regular is ...	13`},
	} {
		if on, _ := os.ReadFile("/proc/sys/fs/protected_" + p.name); len(on) > 0 && on[0] != '0' {
			protections += "\n" + p.want
		}
	}
	wantLines(t, lua(t, inTree+`
		chmod(top, "1777") chown(top, 7)
		file("theirs", "x", "0666") chown("theirs", 8)
		symlink("theirs", "link") lchown("link", 8)
		mkfifo("fifo", "0666") chown("fifo", 8)
		inside(function()
			ordinary()
			print(unlink("theirs"))
			print(rename("theirs", "mine"))
			print(chmod("theirs", "0600"))
			print(utimensat(AT_FDCWD, "theirs", {mtime = 1}))
			print(open("theirs", O_NOATIME))
			-- each of these protections may be switched off
			local function protected(name) return tonumber(read(open("/proc/sys/fs/protected_" .. name), 1)) > 0 end
			if protected "hardlinks" then print(link("fifo", "hard")) end
			if protected "symlinks" then print(open("link")) end
			if protected "regular" then print(open("theirs", O_CREAT)) end
		end)
		chdir("/") rmtree(top)
	`), `nil	unlink("theirs"): Operation not permitted (EPERM)
hint: the working directory is sticky (mode 1777): a name in it may be removed or replaced by the owner of the file (uid 8), the directory's (uid 7), and CAP_FOWNER	1
nil	rename("theirs", "mine"): Operation not permitted (EPERM)
hint: the working directory is sticky (mode 1777): a name in it may be removed or replaced by the owner of the file (uid 8), the directory's (uid 7), and CAP_FOWNER	1
nil	chmod("theirs", 0600): Operation not permitted (EPERM)
hint: theirs belongs to uid 8, and only its owner may, or a process with CAP_FOWNER	1
nil	utimensat(AT_FDCWD, "theirs", {mtime=1}): Operation not permitted (EPERM)
hint: theirs belongs to uid 8, and only its owner may, or a process with CAP_FOWNER	1
nil	open("theirs", O_RDONLY|O_NOATIME): Operation not permitted (EPERM)
hint: theirs belongs to uid 8, and only its owner may, or a process with CAP_FOWNER	1`+protections)
}

// What chattr keeps as it is.
func TestHintImmutable(t *testing.T) {
	needRoot(t)
	dir := t.TempDir()
	path := dir + "/kept"
	os.WriteFile(path, nil, 0o644)
	if err := chattr(path, unix.STATX_ATTR_IMMUTABLE); err != nil { // FS_IMMUTABLE_FL (linux/fs.h) is the same
		t.Skipf("needs CAP_LINUX_IMMUTABLE, and a file system that knows it: %v", err)
	}
	defer chattr(path, 0)
	wantLines(t, lua(t, `
		chdir("`+dir+`")
		print(open("kept", O_WRONLY))
		print(unlink("kept"))
		print(chmod("kept", "0600"))
		print(truncate("kept", 0))
	`), `nil	open("kept", O_WRONLY): Operation not permitted (EPERM)
hint: kept is immutable: chattr -i changes that	1
nil	unlink("kept"): Operation not permitted (EPERM)
hint: kept is immutable: chattr -i changes that	1
nil	chmod("kept", 0600): Operation not permitted (EPERM)
hint: kept is immutable: chattr -i changes that	1
nil	truncate("kept", 0): Operation not permitted (EPERM)
hint: kept is immutable: chattr -i changes that	1`)
}

func chattr(path string, flags int) error {
	fd, err := unix.Open(path, unix.O_RDONLY, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	return unix.IoctlSetPointerInt(fd, unix.FS_IOC_SETFLAGS, flags)
}
