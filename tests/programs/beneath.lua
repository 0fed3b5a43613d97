-- openat2 keeps a path within a directory: every way out that there is, is tried
-- with each bound, and what the kernel lets through is compared with what is inside.

local top = assert(mkdtemp())
assert(chdir(top))
local function file(name, text)
	local fd = assert(open(name, O_WRONLY + O_CREAT, "0644"))
	assert(write(fd, text))
	assert(close(fd))
end
file("secret", "outside")
assert(makedirs("root/a/b"))
file("root/secret", "root's")
file("root/a/f", "inside")
for name, target in pairs {
	up = "../secret", far = "a/b/../../../secret", abs = top .. "/secret", rooted = "/secret", dots = "..", inner = "a/f",
	twice = "up", back = "a/../a/f", slash = "/",
} do
	assert(symlink(target, "root/" .. name))
end
local root = assert(open("root", O_PATH + O_DIRECTORY))

-- look is what a path leads to under a bound: the text of a file, or the error
local names = {[EXDEV] = "EXDEV", [ELOOP] = "ELOOP", [ENOENT] = "ENOENT"}
local function look(path, resolve, flags)
	local fd, message, errno = openat2(root, path, {resolve = resolve, flags = flags})
	if not fd then
		assert(errno ~= EXDEV or message:find "\nhint: ", message)
		return names[errno] or message
	end
	local text = read(fd, 100) or fstat(fd).type
	close(fd)
	return text
end

local function expect(resolve, want)
	for path, text in pairs(want) do
		local got = look(path, resolve)
		assert(got == text, ("%s with %s: %s, not %s"):format(path, resolve, got, text))
	end
end

expect(RESOLVE_BENEATH, {
	["a/f"] = "inside", ["a/../a/f"] = "inside", inner = "inside", back = "inside", secret = "root's",
	["../secret"] = "EXDEV", ["a/../../secret"] = "EXDEV", ["/secret"] = "EXDEV", [top .. "/root/a/f"] = "EXDEV",
	up = "EXDEV", far = "EXDEV", abs = "EXDEV", rooted = "EXDEV", ["dots/secret"] = "EXDEV", twice = "EXDEV", ["slash/secret"] = "EXDEV",
})
expect(RESOLVE_IN_ROOT, {
	["a/f"] = "inside", inner = "inside", ["../secret"] = "root's", ["../../../../secret"] = "root's", ["/secret"] = "root's",
	up = "root's", far = "root's", rooted = "root's", ["dots/secret"] = "root's", ["slash/secret"] = "root's", twice = "root's",
	abs = "ENOENT", [top .. "/secret"] = "ENOENT",
})
expect(RESOLVE_NO_SYMLINKS, {["a/f"] = "inside", inner = "ELOOP", ["../secret"] = "outside", ["dots/secret"] = "ELOOP"})
expect(RESOLVE_BENEATH + RESOLVE_NO_SYMLINKS, {["a/f"] = "inside", inner = "ELOOP", ["../secret"] = "EXDEV"})
assert(look("up") == "outside") -- and nothing keeps one that asks for no bound

-- Magic links of /proc lead to files and not to paths: out of any directory.
local outside = assert(open("secret"))
local link = "/proc/self/fd/" .. outside
assert(look(link) == "outside")
assert(look(link, RESOLVE_NO_MAGICLINKS) == "ELOOP")
local proc = assert(open("/proc", O_PATH + O_DIRECTORY))
local _, message, errno = openat2(proc, "self/fd/" .. outside, {resolve = RESOLVE_BENEATH})
assert(errno == EXDEV and message:find "magic link", message)
_, message, errno = openat2(proc, "self/fd/" .. outside, {resolve = RESOLVE_IN_ROOT})
assert(errno == EXDEV and message:find "magic link", message)
_, message, errno = openat2(proc, "self/root/etc", {resolve = RESOLVE_BENEATH, flags = O_PATH})
assert(errno == EXDEV and message:find "magic link", message)

-- A directory that is moved out from under the descriptor is still its own root.
assert(rename("root", "moved"))
assert(look("../secret", RESOLVE_IN_ROOT) == "root's" and look("../secret", RESOLVE_BENEATH) == "EXDEV")

-- A mount within is crossed, unless that is forbidden.
local p = assert(fork())
if p == 0 then
	assert(unshare(CLONE_NEWUSER + CLONE_NEWNS))
	assert(idmap "root")
	root = assert(open("moved", O_PATH + O_DIRECTORY)) -- the other is still the old namespace's
	assert(mount("none", "moved/a/b", "tmpfs"))
	file("moved/a/b/x", "mounted")
	assert(look("a/b/x", RESOLVE_BENEATH) == "mounted")
	assert(look("a/f", RESOLVE_NO_XDEV) == "inside")
	_, message, errno = openat2(root, "a/b/x", {resolve = RESOLVE_BENEATH + RESOLVE_NO_XDEV})
	assert(errno == EXDEV and message:find "hint: a/b is on another mount", message)
	exit()
end
local _, how, code = wait()
assert(how == "exited" and code == 0, how)

-- What is made is made within.
assert(close(openat2(root, "new", {flags = O_WRONLY + O_CREAT, mode = "0600", resolve = RESOLVE_BENEATH})))
assert(stat("moved/new").perm == "0600")
_, message, errno = openat2(root, "../new", {flags = O_WRONLY + O_CREAT, resolve = RESOLVE_BENEATH})
assert(errno == EXDEV and not stat("new"), message)

assert(chdir("/"))
assert(rmtree(top))
