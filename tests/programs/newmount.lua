-- Mounts that are descriptors first: made, changed, handed to another mount
-- namespace, copied and put somewhere, all before anybody can look into them.

if geteuid() ~= 0 then
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	assert(idmap "root")
else
	assert(unshare(CLONE_NEWNS))
end
assert(make_rprivate "/")
assert(mount("none", "/tmp", "tmpfs"))

local function dir(path)
	assert(makedirs(path))
	return path
end

-- find is the topmost mount at a place: no other there has it as parent.
local function find(target)
	local here, covered = {}, {}
	for _, m in ipairs(mounts()) do
		if m.target == target then
			here[#here + 1], covered[m.parent] = m, true
		end
	end
	for _, m in ipairs(here) do
		if not covered[m.id] then return m end
	end
end

-- make is a tmpfs that is nowhere yet.
local function make(source, ...)
	local fs = assert(fsopen "tmpfs")
	assert(fsconfig(fs, FSCONFIG_SET_STRING, "source", source))
	assert(fsconfig(fs, FSCONFIG_SET_STRING, "size", "64k"))
	assert(fsconfig(fs, FSCONFIG_CMD_CREATE))
	local m = assert(fsmount(fs, 0, ...))
	close(fs)
	return m
end

local function attach(fd, target, flags)
	assert(move_mount(fd, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH + (flags or 0)))
end

-- A file system with its options, at last at a place.
local before = #mounts()
local m = make("first", MOUNT_ATTR_NOSUID + MOUNT_ATTR_NOEXEC)
assert(#mounts() == before)
attach(m, dir "/tmp/a")
close(m)
local a = find "/tmp/a"
assert(a.source == "first" and a.options == "rw,nosuid,noexec,relatime" and a.superoptions:match "size=64k")

-- What nobody has a descriptor of is gone.
m = make "lost"
close(m)
assert(#mounts() == before + 1)

-- The file system is changed through the mount: fewer bytes than are in use are refused.
local fd = assert(open("/tmp/a/file", O_WRONLY + O_CREAT))
assert(write(fd, ("x"):rep(40000)) == 40000)
close(fd)
local fs = assert(fspick(AT_FDCWD, "/tmp/a"))
assert(fsconfig(fs, FSCONFIG_SET_STRING, "size", "4k"))
local ok, message, errno = fsconfig(fs, FSCONFIG_CMD_RECONFIGURE)
assert(not ok and errno == EINVAL and message:find "\nhint: tmpfs: ", message)
close(fs)
fs = assert(fspick(AT_FDCWD, "/tmp/a"))
assert(fsconfig(fs, FSCONFIG_SET_FLAG, "ro"))
assert(fsconfig(fs, FSCONFIG_CMD_RECONFIGURE))
close(fs)
assert(find("/tmp/a").superoptions:match "^ro,")

-- A copy of a tree, read-only before it is anywhere.
attach(make "inner", dir "/tmp/tree/inner")
local tree = assert(open_tree(AT_FDCWD, "/tmp/tree", OPEN_TREE_CLONE + AT_RECURSIVE))
assert(mount_setattr(tree, "", AT_EMPTY_PATH + AT_RECURSIVE, {attr_set = MOUNT_ATTR_RDONLY + MOUNT_ATTR_NODEV}))
attach(tree, dir "/tmp/copy")
close(tree)
assert(find("/tmp/copy").options:match "^ro,nodev," and find("/tmp/copy/inner").options:match "^ro,nodev,")
assert(find("/tmp/tree/inner").options:match "^rw,")

-- Moved as mount --move does.
assert(move_mount(AT_FDCWD, "/tmp/copy", AT_FDCWD, dir "/tmp/moved"))
assert(not find "/tmp/copy" and find "/tmp/moved/inner")

-- A mount joins the peer group of another (since Linux 5.15).
assert(make_shared "/tmp/tree/inner")
assert(mount_bind("/tmp/tree/inner", dir "/tmp/peer"))
assert(make_private "/tmp/peer")
assert(move_mount(AT_FDCWD, "/tmp/tree/inner", AT_FDCWD, "/tmp/peer", MOVE_MOUNT_SET_GROUP))
assert(find("/tmp/peer").shared == find("/tmp/tree/inner").shared)

-- One goes under another and comes to light when that goes (since Linux 6.5).
m = make "beneath"
ok, message, errno = move_mount(m, "", AT_FDCWD, "/tmp/a", MOVE_MOUNT_F_EMPTY_PATH + MOVE_MOUNT_BENEATH)
if ok then
	assert(open "/tmp/a/file")
	assert(umount2("/tmp/a", MNT_DETACH))
	assert(find("/tmp/a").source == "beneath" and not open "/tmp/a/file")
else
	assert(errno == EINVAL, message)
end
close(m)

-- Handed on to a child in a mount namespace of its own, which alone then has it.
m = make "handed"
local p = assert(clone(CLONE_NEWNS))
if p == 0 then
	attach(m, "/tmp/moved")
	assert(find("/tmp/moved").source == "handed")
	exit()
end
local _, how, code = assert(waitpid(p))
assert(how == "exited" and code == 0)
assert(find("/tmp/moved").source ~= "handed")
-- It is somewhere else now, and so it cannot be put here.
ok, message, errno = move_mount(m, "", AT_FDCWD, "/tmp/moved", MOVE_MOUNT_F_EMPTY_PATH)
assert(not ok and errno == EINVAL, message)

-- All of them are closed by exec.
for _, open_one in ipairs {
	function() return fsopen "tmpfs" end,
	function() return fspick(AT_FDCWD, "/tmp") end,
	function() return open_tree(AT_FDCWD, "/tmp", OPEN_TREE_CLONE) end,
	function() return make "closed" end,
} do
	local fd = assert(open_one())
	assert(spawn {"sh", "-c", "test ! -e /proc/self/fd/" .. fd})
	_, how, code = assert(wait())
	assert(how == "exited" and code == 0, code)
	close(fd)
end
