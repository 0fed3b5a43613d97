-- An overlay: the files of two directories as one, and what is written, changed
-- and removed there goes into a third; as root of a user namespace too.

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

local function put(path, text)
	local fd = assert(open(path, O_WRONLY + O_CREAT + O_TRUNC, "0644"))
	assert(write(fd, text) == #text)
	close(fd)
end

local function get(path)
	local fd, message, errno = open(path)
	if not fd then return errno end
	local text = read(fd, 100)
	close(fd)
	return text
end

local lower1, lower2 = dir "/tmp/lower1", dir "/tmp/lower2"
local upper, work, merged = dir "/tmp/upper", dir "/tmp/work", dir "/tmp/merged"
dir "/tmp/lower1/sub"
dir "/tmp/lower2/sub"
put("/tmp/lower1/one", "lower1")
put("/tmp/lower1/both", "lower1")
put("/tmp/lower1/sub/a", "a")
put("/tmp/lower2/both", "lower2")
put("/tmp/lower2/sub/b", "b")

local layers = lower2 .. ":" .. lower1 -- the first is on top
assert(mount("both", merged, "overlay", 0, {lowerdir = layers, upperdir = upper, workdir = work}))
local m = mounts()[#mounts()]
assert(m.target == merged and m.fstype == "overlay" and m.superoptions:find("lowerdir=" .. layers, 1, true))
assert(get(merged .. "/one") == "lower1" and get(merged .. "/both") == "lower2")
assert(get(merged .. "/sub/a") == "a" and get(merged .. "/sub/b") == "b")

put(merged .. "/new", "new")
put(merged .. "/one", "changed")
assert(get(upper .. "/new") == "new" and get(upper .. "/one") == "changed")
assert(get(lower1 .. "/one") == "lower1" and get(lower1 .. "/new") == ENOENT)
assert(os.remove(merged .. "/both"))
assert(get(merged .. "/both") == ENOENT and get(lower2 .. "/both") == "lower2")

-- The upper layer is all that there is to keep: another overlay of the same.
assert(umount(merged))
assert(get(merged .. "/new") == ENOENT)
assert(mount("both", merged, "overlay", 0, {lowerdir = layers, upperdir = upper, workdir = work}))
assert(get(merged .. "/new") == "new" and get(merged .. "/one") == "changed" and get(merged .. "/both") == ENOENT)

-- An overlay is the lower layer of another, but not its upper one.
local upper2, work2, merged2 = dir "/tmp/upper2", dir "/tmp/work2", dir "/tmp/merged2"
assert(mount("second", merged2, "overlay", 0, {lowerdir = merged, upperdir = upper2, workdir = work2}))
assert(get(merged2 .. "/one") == "changed")
put(merged2 .. "/one", "again")
assert(get(merged .. "/one") == "changed" and get(upper2 .. "/one") == "again")
local inner, work3 = dir(merged .. "/upper"), dir(merged .. "/work")
local ok, message, errno = mount("third", merged2, "overlay", 0, {lowerdir = lower1, upperdir = inner, workdir = work3})
assert(not ok and errno == EINVAL and message:find("\nhint: .*upperdir"), message)

-- It is read-only without an upper layer, and by a flag.
assert(mount("lower", merged2, "overlay", 0, {lowerdir = layers}))
local _, _, why = open(merged2 .. "/new", O_WRONLY + O_CREAT)
assert(why == EROFS)
assert(umount(merged2))
assert(remount(merged2, MS_RDONLY))
_, _, why = open(merged2 .. "/new", O_WRONLY + O_CREAT)
assert(why == EROFS)
