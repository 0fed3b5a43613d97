-- A tree is built, listed, moved, linked, watched and removed; then its owners are
-- looked at from a user namespace that maps only one of them.

local top = assert(mkdtemp())
assert(chdir(top))

local function file(name, text)
	local fd = assert(open(name, O_WRONLY + O_CREAT + O_EXCL, "0640"))
	assert(write(fd, text) == #text)
	assert(close(fd))
end

local function contents(name)
	local fd = assert(open(name))
	local text = assert(read(fd, 100))
	assert(close(fd))
	return text
end

local function refused(errno, nothing, message, got)
	assert(nothing == nil and got == errno, message)
end

-- a tree
assert(makedirs("etc/conf.d"))
file("etc/hostname", "box\n")
file("etc/conf.d/10-first", "1")
file("etc/conf.d/20-second", "2")
assert(symlink("etc/conf.d", "conf"))
assert(mkfifo("fifo", "0600"))
assert(mknod("socket", S_IFSOCK + "0600"))
assert(table.concat(listdir("."), " ") == "conf etc fifo socket")
local types = {}
for _, e in ipairs(assert(getdents("."))) do
	types[e.name] = e.type
	assert(e.ino == lstat(e.name).ino)
end
assert(types.conf == "symlink" and types.etc == "directory" and types.fifo == "fifo" and types.socket == "socket")
assert(realpath("conf/../hostname") == realpath(top) .. "/etc/hostname")

-- its names change, and who watches is told
local watch = assert(inotify_init1(IN_NONBLOCK))
assert(inotify_add_watch(watch, "etc", IN_MOVE + IN_CREATE + IN_DELETE))
local etc = assert(open("etc", O_RDONLY + O_DIRECTORY))
assert(rename("etc/hostname", "etc/name"))
assert(linkat(etc, "name", etc, "again"))
assert(stat("etc/again").nlink == 2 and stat("etc/again").ino == stat("etc/name").ino)
refused(EEXIST, renameat2(etc, "name", AT_FDCWD, "conf/10-first", RENAME_NOREPLACE))
assert(renameat2(etc, "name", AT_FDCWD, "conf/10-first", RENAME_EXCHANGE))
assert(contents("etc/name") == "1" and contents("conf/10-first") == "box\n")
assert(unlinkat(etc, "again"))
refused(ENOTEMPTY, rmdir("etc/conf.d"))
refused(EISDIR, unlink("etc"))
local seen = {}
for _, event in ipairs(assert(inotify_read(watch))) do
	seen[#seen + 1] = event.mask .. " " .. event.name
end
assert(table.concat(seen, ", ") == "IN_MOVED_FROM hostname, IN_MOVED_TO name, IN_CREATE again, " ..
	"IN_MOVED_FROM name, IN_MOVED_TO name, IN_DELETE again", table.concat(seen, ", "))

-- times, permissions, size, attributes
assert(utimensat(etc, "name", {atime = 1e9, mtime = 1.5}))
assert(chmod("etc/name", "0400"))
assert(truncate("etc/conf.d/20-second", 5000))
local s = assert(stat("etc/name"))
assert(s.atime == 1e9 and s.mtime == 1.5 and s.perm == "0400" and ("%o"):format(s.mode) == "100400" and s.size == 1)
assert(stat("conf/20-second").size == 5000)
local x = assert(statx(etc, "name"))
assert(x.ino == s.ino and x.mtime == 1.5 and x.dev == s.dev)
if setxattr("conf/20-second", "user.note", "kept") then
	assert(rename("conf/20-second", "moved"))
	assert(getxattr("moved", "user.note") == "kept" and listxattr("moved")[1] == "user.note")
	assert(rename("moved", "conf/20-second"))
end
assert(statfs(".").namelen >= 255 and not statfs(".").flags:has(ST_RDONLY))

-- the owners: this user's files are root's inside, and all others' are nobody's
file("mine", "")
local stranger = getuid() == 0 and "mine2" or "/proc/version"
if getuid() == 0 then
	file(stranger, "")
	assert(chown(stranger, 4243, 4244))
end
local p = assert(fork())
if p == 0 then
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	local before = stat("mine")
	assert(before.uid == 65534 and before.gid == 65534) -- there is no map yet
	assert(idmap "root")
	local mine, theirs = stat("mine"), stat(stranger)
	assert(mine.uid == 0 and mine.gid == 0 and mine.ino == before.ino)
	assert(theirs.uid == 65534 and theirs.gid == 65534)
	assert(chown("mine", 0, 0))
	refused(EINVAL, chown("mine", 1, 0))
	local _, message, errno = chown(stranger, 0, 0)
	assert(errno == EPERM and message:find("hint: .*is not mapped"), message)
	_, message, errno = mknod("null", S_IFCHR + "0666", makedev(1, 3))
	assert(errno == EPERM and message:find("hint: .*initial user namespace"), message)
	assert(mount("none", "etc/conf.d", "tmpfs"))
	assert(open("etc/conf.d/x", O_CREAT))
	_, message, errno = rmtree("etc")
	assert(errno == EBUSY and message:find("etc/conf.d is a mount point", 1, true), message)
	exit()
end
local _, how, code = wait()
assert(how == "exited" and code == 0, how)
assert(contents("conf/10-first") == "box\n") -- rmtree stopped at the mount

-- gone
assert(chdir("/"))
assert(rmtree(top))
refused(ENOENT, stat(top))
