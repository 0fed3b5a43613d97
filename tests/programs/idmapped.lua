-- Idmapped mounts: the files of one file system with other owners at another
-- place. The map is a user namespace's, in the words of idmap: {inside, outside,
-- count} gives the file system's owner inside to outside.

local root = geteuid() == 0
if root then
	assert(unshare(CLONE_NEWNS))
else
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	assert(idmap "root")
end
assert(make_rprivate "/")
assert(mount("none", "/tmp", "tmpfs", 0, "mode=777"))
for _, name in ipairs {"files", "mapped", "again"} do
	assert(mkdir("/tmp/" .. name))
end
assert(mount("none", "/tmp/files", "tmpfs", 0, "mode=777"))

-- namespace is the descriptor of a user namespace with that map.
local function namespace(map)
	local gate = barrier()
	local p = assert(clone(CLONE_NEWUSER))
	if p == 0 then
		gate:wait() -- for its end
		_exit()
	end
	assert(idmap(p, map))
	local fd = assert(open("/proc/" .. p .. "/ns/user"))
	gate:close()
	assert(waitpid(p))
	return fd
end

local function mapped(source, target, map)
	local tree = assert(open_tree(AT_FDCWD, source, OPEN_TREE_CLONE))
	local fd = namespace(map)
	assert(mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = fd}))
	-- Once it has one it keeps it.
	local ok, message = mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = fd})
	assert(not ok, message)
	assert(move_mount(tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH))
	close(tree)
	close(fd)
end

local function owner(path)
	local r, w = assert(pipe())
	assert(spawn({"stat", "-c", "%u:%g", path}, {fds = {[1] = w}}))
	close(w)
	local text = assert(read(r, 100))
	close(r)
	local _, how, code = assert(wait())
	assert(how == "exited" and code == 0)
	return (text:gsub("\n", ""))
end

local function make(path)
	local fd, message, errno = open(path, O_WRONLY + O_CREAT + O_EXCL, "0600")
	if not fd then return errno end
	close(fd)
	return 0
end

assert(make "/tmp/files/ours" == 0)
assert(owner "/tmp/files/ours" == "0:0")

if root then
	-- Root's files are 4242's there, and the other way round.
	local map = {{0, 4242, 1}, {4242, 0, 1}}
	mapped("/tmp/files", "/tmp/mapped", {uid = map, gid = map})
	assert(mounts()[#mounts()].options:match("idmapped"))
	assert(owner "/tmp/mapped/ours" == "4242:4242")
	assert(owner "/tmp/files/ours" == "0:0")
	assert(make "/tmp/mapped/theirs" == 0)
	assert(owner "/tmp/mapped/theirs" == "0:0")
	assert(owner "/tmp/files/theirs" == "4242:4242")
	-- It is more than a show: who is 4242 may write there what is root's here.
	local p = assert(fork())
	if p == 0 then
		assert(setgid(4242))
		assert(setuid(4242))
		assert(open("/tmp/mapped/ours", O_WRONLY))
		local _, _, errno = open("/tmp/files/ours", O_WRONLY)
		assert(errno == EACCES)
		assert(make "/tmp/mapped/new" == 0)
		exit()
	end
	local _, how, code = assert(waitpid(p))
	assert(how == "exited" and code == 0)
	assert(owner "/tmp/files/new" == "0:0" and owner "/tmp/mapped/new" == "4242:4242")
end

-- An owner whom the map leaves out is nobody, and nothing of nobody's can be
-- written: all that an ordinary user can try, who has one id, and for whom a file
-- made there would be of an owner whom his own user namespace does not know.
mapped("/tmp/files", "/tmp/again", {uid = {{5, 0, 1}}, setgroups = "deny", gid = {{5, 0, 1}}})
assert(owner "/tmp/again/ours" == "65534:65534")
assert(make "/tmp/again/mine" == (root and EACCES or EOVERFLOW))

-- Refused, and told why.
local function refused(want, hint, result, message, errno)
	assert(result == nil and errno == want and message:find("hint: " .. hint, 1, true), message)
end
local fd = namespace {uid = {{0, 0, 1}}}
refused(EINVAL, "the mount is in the tree already", mount_setattr(AT_FDCWD, "/tmp/files", 0, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = fd}))
local tree = assert(open_tree(AT_FDCWD, "/tmp/files", OPEN_TREE_CLONE))
refused(EINVAL, "userns_fd is no user namespace", mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = open "/proc/self/ns/mnt"}))
refused(EINVAL, "a mount that has MOUNT_ATTR_IDMAP keeps it", mount_setattr(tree, "", AT_EMPTY_PATH, {attr_clr = MOUNT_ATTR_IDMAP}))
tree = assert(open_tree(AT_FDCWD, "/proc", OPEN_TREE_CLONE + AT_RECURSIVE))
if root then
	refused(EINVAL, "the file system does not take MOUNT_ATTR_IDMAP", mount_setattr(tree, "", AT_EMPTY_PATH, {attr_set = MOUNT_ATTR_IDMAP, userns_fd = fd}))
end
